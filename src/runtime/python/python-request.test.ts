import { expect, it } from 'vitest'
import { defaultLimits } from '../../core/execution.ts'
import { program } from '../../core/program.ts'
import { pythonRequest } from './python-request.ts'

it('fills in defaults, and waits longer for more checks', () => {
  const one = pythonRequest(program('x = 1'), { limits: { wallMs: 1000 } }, defaultLimits)
  expect(JSON.parse(one.json)).toMatchObject({
    module: 'program',
    trace: 'off',
    checks: [],
    limits: { wallMs: 1000, cpuMs: 5000 },
  })
  const checks = [{ kind: 'assert', id: 'a', source: 'assert x' }] as const
  const two = pythonRequest(program('x = 1'), { checks, limits: { wallMs: 1000 } }, defaultLimits)
  expect(two.patienceMs - one.patienceMs).toBe(4000)
})

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findPython } from '../../src/runtime/python/native/find-python.ts'

const NOBODY = 65534
const script = join(import.meta.dirname, 'ordinary-user.mjs')

const asNobody = (...args: readonly string[]) =>
  spawnSync(process.execPath, args, {
    uid: NOBODY,
    gid: NOBODY,
    encoding: 'utf8',
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
  })

const whyNot = async (): Promise<string | undefined> => {
  if (process.platform !== 'linux' || (await findPython('')) === undefined) return 'no CPython ≥ 3.9 for all users'
  if (process.getuid?.() !== 0) return 'only root can be someone else; the other suites run as an ordinary user then'
  const readable = asNobody(
    '-e',
    `require('fs').accessSync(${JSON.stringify(script)}); require('fs').accessSync(${JSON.stringify(join(script, '../../../dist'))})`,
  )
  if (readable.status !== 0) return 'an ordinary user cannot read this checkout'
  return spawnSync('unshare', ['-Ur', 'true'], { uid: NOBODY, gid: NOBODY }).status === 0
    ? undefined
    : 'no user namespaces for ordinary users'
}

const EPERM = { kind: 'blocked', what: '[Errno 1] Operation not permitted' }
const reason = await whyNot()

describe.skipIf(reason !== undefined)(
  `the native runtime as an ordinary user${reason === undefined ? '' : `: ${reason}`}`,
  () => {
    test('holds with user namespaces alone, says what is missing, and refuses where that is not enough', () => {
      const { stdout, stderr } = asNobody(script)
      expect(stderr).toBe('')
      const { endings, missing, refusal } = JSON.parse(stdout) as Record<'endings' | 'missing' | 'refusal', unknown>
      expect(endings).toEqual({
        'right answer': ['pass', { kind: 'returned' }],
        'who am I': ['pass', { kind: 'returned' }],
        'signal to the first process': ['fail', EPERM],
        'another user': ['fail', EPERM],
        'fork bomb': ['fail', { kind: 'exceeded', limit: 'processes' }],
        'limits of the first process': ['fail', EPERM],
        'memory of the first process': ['fail', { kind: 'blocked', what: 'ptrace' }],
        'users of the machine': ['fail', expect.objectContaining({ kind: 'raised', error: 'FileNotFoundError' })],
        'closed directory': ['pass', { kind: 'returned' }],
        'what the others left': ['pass', { kind: 'returned' }],
      })
      expect(missing).toContainEqual({ layer: 'own user', reason: expect.stringContaining('only root') })
      expect(refusal).toEqual({ boundary: 'sandbox', message: expect.stringMatching(/strict isolation .* own user/) })
    })
  },
)

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allPass } from '../../src/core/execution.ts'
import { program } from '../../src/core/program.ts'
import type { Runtime } from '../../src/core/runtime.ts'
import type { Attack } from './attack.ts'
import { attackChecks, attackLimits, endingOf, expectedEnding } from './attack.ts'
import { attacks } from './attacks.ts'

/** An honest program that tells what it finds where it wakes up: files, descriptors, environment, patched builtins. */
const WITNESS = program(`
import builtins, gc, json, math, os, signal, sys

def f(x):
    return x + 1

def found():
    open_descriptors = []
    for number in range(64):
        try:
            os.fstat(number)
            open_descriptors.append(number)
        except OSError:
            pass
    return [
        sorted(os.listdir('/tmp')), os.getcwd(), open_descriptors, dict(os.environ),
        [name for name in ('all', 'len', 'isinstance') if getattr(builtins, name).__module__ != 'builtins'],
        math.isclose(0.0, 2.0), json.dumps({'v': 1}), sys.getrecursionlimit(), sys.gettrace() is None, gc.isenabled(),
        str(signal.getsignal(signal.SIGTERM)), sys.stdin.read(), len(open(os.__file__).read()) > 0,
    ]
`)

export interface AttackSuite {
  readonly runtime: keyof Attack['expect']
  readonly open: () => Promise<Runtime>
  /** Everything outside of the programs that an attack could leave behind, as text; called between programs. */
  readonly leftovers: () => Promise<string>
}

/** Each attack ends as the table says, the next program runs right, and nothing is left behind. */
export const attackSuite = ({ runtime: name, open, leftovers }: AttackSuite): void => {
  describe(`hostile programs on ${name}`, () => {
    let runtime: Runtime
    let pristine: string
    let version: string

    const witness = async () => {
      const execution = await runtime.execute(WITNESS, {
        checks: [{ kind: 'assert', id: 'honest', source: 'assert f(1) == 2' }],
      })
      const { outcome } = await runtime.execute(WITNESS, { entry: { kind: 'call', expression: 'found()' } })
      expect(allPass(execution.checks)).toBe(true)
      expect(outcome.kind).toBe('returned')
      return `${outcome.kind === 'returned' ? outcome.value?.text : outcome.kind}\n${await leftovers()}`
    }

    beforeAll(async () => {
      runtime = await open()
      version = (await runtime.facts()).version
      pristine = await witness()
    })
    afterAll(() => runtime.close())

    for (const attack of attacks)
      test(attack.name, async () => {
        const execution = await runtime.execute(program(attack.program), {
          checks: attackChecks(attack),
          limits: { ...attackLimits, ...attack.limits },
        })
        expect(endingOf(execution)).toBe(expectedEnding(attack.expect[name], version))
        expect(await witness()).toBe(pristine)
      })
  })
}

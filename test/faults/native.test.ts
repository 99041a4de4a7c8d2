import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { EngineError } from '../../src/core/engine-error.ts'
import { allPass } from '../../src/core/execution.ts'
import { program } from '../../src/core/program.ts'
import type { Runtime } from '../../src/core/runtime.ts'
import { nativePython } from '../../src/runtime/python/native/native.ts'
import { nativeInstallation } from '../native-python.ts'
import { forkServers, kill, ownLanes, processes, processTree, runningProgram } from '../process-tree.ts'

/** It takes a while, and has one right answer. */
const SLOW = program(
  'def f(n):\n    total = 0\n    for i in range(n * 1000000):\n        total += i % 7\n    return total\n',
)
const CHECKS = [{ kind: 'assert', id: 'sum', source: 'assert f(8) == 23999997' }] as const
const LIMITS = { cpuMs: 60_000, wallMs: 120_000 }

const lane = () => ownLanes()[0]!.pid
const waitUntilItRuns = () =>
  vi.waitFor(() => expect(ownLanes().some(({ pid }) => runningProgram(pid) !== undefined)).toBe(true), {
    timeout: 20_000,
    interval: 10,
  })
const nothingIsLeft = () =>
  vi.waitFor(() => expect(ownLanes().flatMap(({ pid }) => processTree(pid))).toEqual([]), 5000)

describe.skipIf(nativeInstallation === undefined)('the native runtime, when something of it is killed', () => {
  let runtime: Runtime
  beforeEach(async () => {
    runtime = await nativePython({ lanes: 1, ...(nativeInstallation && { python: nativeInstallation.path }) })
    await runtime.facts()
  })
  afterEach(async () => {
    await runtime.close()
    await nothingIsLeft()
  })
  const run = (signal?: AbortSignal) => runtime.execute(SLOW, { checks: CHECKS, limits: LIMITS }, signal)
  const runsRight = async () => expect(allPass((await run()).checks)).toBe(true)

  test('kill -9 of the fork server: the program is run again, and its answer is right', async () => {
    const execution = run()
    await waitUntilItRuns()
    process.kill(forkServers(lane())[0]!.pid, 'SIGKILL')
    expect(allPass((await execution).checks)).toBe(true)
    await runsRight()
  })

  test('kill -9 of the fork server while it waits: the next program does not notice', async () => {
    process.kill(forkServers(lane())[0]!.pid, 'SIGKILL')
    await runsRight()
  })

  test('kill -9 of the child that waits for its program: the next program does not notice', async () => {
    const [server] = forkServers(lane())
    kill(processes().find(({ parent }) => parent === server!.pid)!.pid)
    await runsRight()
  })

  test('kill -9 of the child that waits to be shared: the next program does not notice', async () => {
    const shared = async () => {
      const { checks } = await runtime.execute(program('def f(x): return x + 1\n'), {
        checks: [{ kind: 'assert', id: 'right', source: 'assert f(1) == 2' }],
        reuse: true,
      })
      return checks.map(({ verdict, integrity }) => `${verdict} ${integrity}`)
    }
    expect([await shared(), await shared()]).toEqual([['pass split'], ['pass reused']])
    const [server] = forkServers(lane())
    process.kill(processes().find(({ parent }) => parent === server!.pid)!.pid, 'SIGKILL')
    expect(await shared()).toEqual(['pass split'])
  })

  test('kill -9 of the lane: the program is run again on another, and its answer is right', async () => {
    const before = lane()
    const execution = run()
    await waitUntilItRuns()
    process.kill(before, 'SIGKILL')
    expect(allPass((await execution).checks)).toBe(true)
    expect(lane()).not.toBe(before)
    await vi.waitFor(() => expect(processTree(before)).toEqual([]))
  })

  test('when lanes die one after the other the sandbox is at fault, not the program', async () => {
    const failure = expect(run()).rejects.toThrow(EngineError)
    for (let deaths = 0; deaths < 2; deaths++) {
      await waitUntilItRuns()
      process.kill(lane(), 'SIGKILL')
      await vi.waitFor(() => expect(ownLanes().some(({ pid }) => runningProgram(pid) !== undefined)).toBe(false))
    }
    await failure
    await runsRight()
  })

  test('an aborted program is gone when its promise rejects, and the next one runs right', async () => {
    const before = lane()
    const controller = new AbortController()
    const execution = run(controller.signal)
    await waitUntilItRuns()
    controller.abort(new Error('enough'))
    await expect(execution).rejects.toThrow('enough')
    expect(processTree(before)).toEqual([])
    await runsRight()
  })

  test('close ends what runs, and says so', async () => {
    const failure = expect(run()).rejects.toThrow('closed')
    await waitUntilItRuns()
    await runtime.close()
    await failure
    await expect(run()).rejects.toThrow('closed')
  })

  const child = join(import.meta.dirname, 'native-child.mjs')
  test.skipIf(!existsSync(join(import.meta.dirname, '../../dist')))(
    'kill -9 of the engine: lane, fork server and program go with it',
    async () => {
      const engine = spawn(process.execPath, [child], { stdio: 'ignore' })
      const lanes = () =>
        processes().filter(({ parent, command }) => parent === engine.pid && command.includes('lane.py'))
      await vi.waitFor(() => expect(lanes().some(({ pid }) => runningProgram(pid) !== undefined)).toBe(true), 20_000)
      const all = processTree(engine.pid!).map(({ pid }) => pid)
      engine.kill('SIGKILL')
      await once(engine, 'close')
      await vi.waitFor(() => expect(processes().filter(({ pid }) => all.includes(pid))).toEqual([]), 5000)
    },
  )
})

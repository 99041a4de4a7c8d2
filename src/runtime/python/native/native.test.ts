import { describe, expect, test } from 'vitest'
import { program } from '../../../core/program.ts'
import { forkServers, kill, ownLanes } from '../../../../test/process-tree.ts'
import { fakeToolset } from '../../../testing.ts'
import { findPython } from './find-python.ts'
import { nativePython } from './native.ts'

const python = process.platform === 'linux' ? await findPython() : undefined

test('a Python that is not there is refused before anything runs, and the message says what to do', async () => {
  await expect(nativePython({ python: '/nowhere/python3' })).rejects.toMatchObject({
    boundary: 'sandbox',
    message: expect.stringMatching(/Linux|\/nowhere\/python3 is not a CPython/) as string,
  })
})

describe.skipIf(python === undefined)('the native runtime', () => {
  test('says which layers of isolation are in force, and which are missing', async () => {
    const runtime = await nativePython({ lanes: 1 })
    const { version, layers, missing } = await runtime.facts()
    await runtime.close()
    expect(version).toBe(`CPython ${python!.version}`)
    expect(layers).toEqual(expect.arrayContaining(['pid namespace', 'empty root', 'system call allow-list']))
    expect(layers.filter((layer) => missing.some((absent) => absent.layer === layer))).toEqual([])
    expect(layers.length + missing.length).toBe(19)
  })

  test('gives the limits of each request to its program alone', async () => {
    const runtime = await nativePython({ lanes: 1 })
    const grab = program('def grab(mb):\n    kept = bytearray(mb << 20)\n    return len(kept)\n')
    const save = program('def save(mb):\n    return open("/tmp/x", "wb").write(bytes(mb << 20))\n')
    const outcome = async (what: typeof grab, expression: string, limits: object) =>
      (await runtime.execute(what, { entry: { kind: 'call', expression }, limits })).outcome
    expect(await outcome(grab, 'grab(200)', { memoryMb: 128 })).toEqual({ kind: 'exceeded', limit: 'memoryMb' })
    expect(await outcome(grab, 'grab(200)', { memoryMb: 512 })).toMatchObject({ kind: 'returned' })
    expect(await outcome(save, 'save(20)', {})).toEqual({ kind: 'exceeded', limit: 'fileBytes' })
    expect(await outcome(save, 'save(20)', { fileBytes: 64 << 20 })).toMatchObject({ kind: 'returned' })
    expect(await outcome(save, 'save(20)', {})).toEqual({ kind: 'exceeded', limit: 'fileBytes' })
    await runtime.close()
  })

  test('cuts a program off at its cpu limit to the millisecond, though the machine is slow', async () => {
    const runtime = await nativePython({ lanes: 1 })
    const { outcome, usage } = await runtime.execute(program('while True: pass\n'), {
      entry: { kind: 'script' },
      limits: { cpuMs: 250 },
    })
    await runtime.close()
    expect(outcome).toEqual({ kind: 'exceeded', limit: 'cpuMs' })
    expect(usage.cpuMs).toBeGreaterThanOrEqual(250)
    expect(usage.cpuMs).toBeLessThan(300)
  })

  test('keeps the trace of a program that was cut off deep in a recursion', async () => {
    const runtime = await nativePython({ lanes: 1 })
    const source =
      'def f(items):\n    for item in items:\n        if item:\n            for each in f(items):\n                yield each\n        yield item\n'
    const { outcome, usage, trace } = await runtime.execute(program(source), {
      entry: { kind: 'call', expression: 'list(f([0, 1]))' },
      limits: { cpuMs: 300 },
      trace: 'full',
    })
    await runtime.close()
    expect(outcome).toEqual({ kind: 'exceeded', limit: 'cpuMs' })
    expect(trace?.steps.length).toBeGreaterThan(1000)
    expect(usage.cpuMs).toBeLessThan(280)
  })

  test('keeps what a program had printed when it was cut off', async () => {
    const runtime = await nativePython({ lanes: 1 })
    const { stdout, stderr } = await runtime.execute(
      program('import sys\nprint("so far")\nprint("so good", file=sys.stderr)\nwhile True: pass\n'),
      { entry: { kind: 'script' }, limits: { cpuMs: 100 } },
    )
    await runtime.close()
    expect([stdout.text, stderr.text]).toEqual(['so far\n', 'so good\n'])
  })

  test('runs several programs at a time, each with its own answer', async () => {
    const runtime = await nativePython({ lanes: 2 })
    const executions = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        runtime.execute(program(`def f(): return ${index}\n`), { entry: { kind: 'call', expression: 'f()' } }),
      ),
    )
    await runtime.close()
    expect(executions.map(({ outcome }) => (outcome.kind === 'returned' ? outcome.value?.text : outcome.kind))).toEqual(
      Array.from({ length: 40 }, (_, index) => `${index}`),
    )
  })

  test.each([
    ['lane', ownLanes],
    ['sandbox', () => ownLanes().flatMap(({ pid }) => forkServers(pid))],
  ])(
    'a %s that ends while a tool answers is replaced, and the calls that are told are those of the second try',
    async (what, find) => {
      const runtime = await nativePython({ lanes: 1 })
      const tools = fakeToolset({
        answer: ({ op }, signal) => {
          if (tools.asked.length !== 2) return op
          const ending = find().map(({ pid }) => pid)
          if (what === 'sandbox') {
            // With it goes what it forked, which could answer until then.
            for (const pid of ending) kill(pid)
            return op
          }
          for (const pid of ending) process.kill(pid, 'SIGKILL')
          return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('nobody waits'))))
        },
      })
      const request = { tools, trace: 'full' } as const
      const execution = await runtime.execute(program("def main(): return ask('a'), ask('b')\n"), request)
      await runtime.close()
      expect(execution.outcome).toMatchObject({ kind: 'returned', value: { text: "('a', 'b')" } })
      expect(tools.asked.map(({ op }) => op)).toEqual(['a', 'b', 'a', 'b'])
      expect(execution.tools?.calls).toMatchObject([
        { id: 0, op: 'a' },
        { id: 1, op: 'b' },
      ])
    },
  )

  test.each([
    ['does not end', 'while True: pass', 500, 'the check itself ran for more than'],
    ['eats up memory', 'kept = []\nwhile True: kept.append(bytearray(1 << 26))', 60_000, 'ran out of memory'],
  ])('a check that %s is not the fault of the program', async (_, source, wallMs, message) => {
    const runtime = await nativePython({ lanes: 1 })
    const { checks } = await runtime.execute(program('def f(x): return x\n'), {
      checks: [
        { kind: 'assert', id: 'greedy', source },
        { kind: 'assert', id: 'right', source: 'assert f(1) == 1' },
      ],
      limits: { wallMs },
    })
    await runtime.close()
    expect(checks.map(({ verdict }) => verdict)).toEqual(['undecided', 'pass'])
    expect(checks[0]?.message).toContain(message)
  })

  test('holds a program and all its processes to one limit of memory, where control groups can be had', async (context) => {
    const runtime = await nativePython({ lanes: 1 })
    const { layers } = await runtime.facts()
    context.onTestFinished(() => runtime.close())
    if (!layers.includes('memory control group')) context.skip('this user may not make a memory control group')
    const { outcome } = await runtime.execute(
      program(`
import os, time
def take(mb):
    kept = bytearray(mb << 20)
    for place in range(0, len(kept), 4096): kept[place] = 1
    return kept
for _ in range(5):
    if os.fork() == 0:
        kept = take(70)
        time.sleep(60)
kept = take(80)
time.sleep(60)
`),
      { entry: { kind: 'script' }, limits: { processes: 6, memoryMb: 128 } },
    )
    expect(outcome).toEqual({ kind: 'exceeded', limit: 'memoryMb' })
  })
})

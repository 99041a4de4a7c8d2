import { program } from '../../dist/core/program.js'

/** A sieve, a sum, a sort and a walk: loops that do little in each turn. */
const SOURCE = `
def sieve(n):
    marks = [True] * (n + 1)
    for i in range(2, n):
        if marks[i]:
            for j in range(i * i, n + 1, i):
                marks[j] = False
    return sum(marks)

def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, (a + b) % 1000007
    return a

def bubble(items):
    for i in range(len(items)):
        for j in range(len(items) - 1 - i):
            if items[j] > items[j + 1]:
                items[j], items[j + 1] = items[j + 1], items[j]
    return items

def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps

def work():
    sieve(40000), fibonacci(40000), bubble([i * 7919 % 311 for i in range(300)])
    return max(collatz(n) for n in range(1, 10))
`
const ROUNDS = 5

/** Nanoseconds of cpu time that a step of the trace costs, those counted that were not kept. */
export const nsPerStep = async (runtime, level) => {
  const run = (trace) =>
    runtime.execute(program(SOURCE), {
      entry: { kind: 'call', expression: 'work()' },
      trace,
      limits: { cpuMs: 60_000, wallMs: 120_000 },
    })
  const best = { cpuMs: Infinity, steps: 0 }
  let plainMs = Infinity
  for (let round = 0; round < ROUNDS; round++) {
    plainMs = Math.min(plainMs, (await run('off')).usage.cpuMs)
    const { usage, trace } = await run(level)
    if (usage.cpuMs < best.cpuMs) best.cpuMs = usage.cpuMs
    best.steps = trace.steps.length + (trace.truncated?.dropped ?? 0)
  }
  return Math.round(((best.cpuMs - plainMs) * 1e6) / best.steps)
}

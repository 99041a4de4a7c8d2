import { describe, expect, it } from 'vitest'
import type { Benchmark, Execute } from '../../core/benchmark.ts'
import { EngineError } from '../../core/engine-error.ts'
import type { Execution } from '../../core/execution.ts'
import type { Injector } from '../../core/injection.ts'
import { program } from '../../core/program.ts'
import type { Task } from '../../core/task.ts'
import { fakeVisualExecution } from '../../testing.ts'
import { visualBenchmark } from './visual-benchmark.ts'
import type { VisualOptions } from './visual-options.ts'

/** Sentences with four images each; a program says what it answers on each of them, or raises. */
const sentences = 12
const source = (answers: string) => `def execute_command(image) -> str:\n    return ${answers}\n`
const gold = async () => new Map(Array.from({ length: sentences }, (_, n) => [String(n), source('yyyy')]))

/** What `print(ast.unparse(ast.parse(<literal>)))` prints, for a program that is laid out so already. */
const printing = (id: string, source: string): Execution => {
  const literal = /parse\((".*")\)/.exec(source)?.[1] ?? '""'
  const stdout = { text: JSON.parse(literal) as string }
  return { ...fakeVisualExecution(id), outcome: { kind: 'returned' }, stdout }
}

/** The answer on image m is the letter m of the answers: y, n, or x for an exception. */
const execute: Execute = async ({ id, source }, { entry }, task) => {
  if (entry?.kind === 'script') return printing(id, source)
  const letter = /return (\w{4})/.exec(source)?.[1]?.[Number(task?.id.split('-')[1])]
  if (task?.id === '0-3') throw new EngineError('toolset', 'cannot read 0-3.png')
  return fakeVisualExecution(id, letter === 'x' ? undefined : { kind: 'text', text: letter === 'y' ? 'yes' : 'no' })
}

/** Most of its faults change no answer, some raise; those of sentence 1 never show. */
const injector: Injector = {
  name: 'letters',
  async *inject(_task, original) {
    for (const [method, answers] of [
      ['none', 'yyyy'],
      ['none', 'yyyy'],
      ['flip', 'nnnn'],
      ['flip', 'nynn'],
      ['odd', 'ynyn'],
      ['crash', 'xxxx'],
    ] as const)
      yield {
        source: original.source.replace('yyyy', answers),
        span: { from: { line: 2, column: 12 }, to: { line: 2, column: 16 } },
        masked: 'return <MASKED>',
        original: original.source,
        method,
        note: '',
      }
  },
}

const open = (options: Partial<VisualOptions> = {}): Benchmark =>
  visualBenchmark(
    'letters',
    async function* () {
      for (let n = 0; n < sentences; n++)
        for (let m = 0; m < 4; m++)
          yield {
            id: `${n}-${m}`,
            group: String(n),
            gold: { kind: 'yes/no', value: true },
            visual: {
              question: `Sentence ${n}.`,
              query: `Given an image: ${n}`,
              header: 'def execute_command(image) -> str:',
              input: 'image',
              answer: 'yes/no',
              images: [`${n}-${m}.png`],
            },
          }
    },
    { data: '.', programs: 'injected', gold, injector, ...options },
  )

const all = async (benchmark: Benchmark): Promise<Task[]> => {
  const found: Task[] = []
  for await (const task of benchmark.tasks(execute)) found.push(task)
  return found
}
const isFaulty = ({ seed }: Task) => seed !== source('yyyy')

describe('faults injected into a benchmark', () => {
  it('make half of the programs faulty, half of the images of each', async () => {
    const warnings: string[] = []
    const tasks = await all(open({ onWarning: (warning) => warnings.push(warning) }))
    expect(tasks).toHaveLength(46)
    expect(tasks.filter(isFaulty)).toHaveLength(23)
    for (let n = 0; n < sentences; n++) {
      const faulty = tasks.filter((task) => task.id.startsWith(`${n}-`) && isFaulty(task)).length
      expect([1, 2, 3]).toContain(faulty)
    }
    expect(warnings).toEqual([
      '1 of 48 tasks could not be run and were left out: cannot read 0-3.png',
      '1 of 47 tasks were left out, so that half of the programs are faulty',
    ])
  })
  it('are certified on the images of the task, told to the grade alone, and few raise', async () => {
    const benchmark = open()
    const tasks = await all(benchmark)
    let raising = 0
    for (const task of tasks) {
      const grade = await benchmark.grade(task, program(source('yyyy')), execute)
      expect(grade).toMatchObject({ verdict: 'pass', before: isFaulty(task) ? 'fail' : 'pass' })
      if (isFaulty(task))
        expect(grade).toMatchObject({
          faultLines: [2],
          reference: { source: source('yyyy'), masked: 'return <MASKED>' },
        })
      else expect(grade).not.toHaveProperty('faultLines')
      if (task.seed?.includes('xxxx')) raising++
      expect(JSON.stringify(task)).not.toMatch(/fault|mask|span/i)
    }
    expect(raising).toBeLessThan(6)
    expect(new Set(tasks.map(({ seed }) => seed)).size).toBeGreaterThan(3)
  })
  it('are the same for the same seed, and others for another', async () => {
    const seeds = async (seed: number) => (await all(open({ seed }))).map((task) => [task.id, task.seed])
    expect(await seeds(1)).toEqual(await seeds(1))
    expect(await seeds(1)).not.toEqual(await seeds(2))
  })
  it('leave out what they cannot make faulty, so that the halves are equal', async () => {
    const rare: Injector = {
      ...injector,
      async *inject(task, original, means) {
        if (Number(task.id.split('-')[0]) < 3) yield* injector.inject(task, original, means)
      },
    }
    const warnings: string[] = []
    const tasks = await all(open({ injector: rare, onWarning: (warning) => warnings.push(warning) }))
    expect(tasks.filter(isFaulty)).toHaveLength(11)
    expect(tasks).toHaveLength(22)
    expect(warnings.at(-1)).toMatch(/^25 of 47 tasks were left out/)
  })
  it('need right programs, an injector, and a model where the injector asks one', async () => {
    expect(() => visualBenchmark('x', async function* () {}, { data: '.', programs: 'injected', gold })).toThrow(
      /by an injector/,
    )
    const wrong = async () =>
      new Map([
        ['1', source('nnnn')],
        ['2', source('yyyy')],
      ])
    const warnings: string[] = []
    const tasks = await all(open({ gold: wrong, onWarning: (warning) => warnings.push(warning) }))
    expect(tasks.map(({ id }) => id)).toEqual(['2-0', '2-1', '2-2', '2-3'])
    expect(warnings).toContain('4 of 8 right programs are not right where they run, and were left out')
    const asking: Injector = {
      name: 'asking',
      async *inject(task, original, means) {
        await means.ask({ messages: [] })
        yield* injector.inject(task, original, means)
      },
    }
    await expect(all(open({ injector: asking }))).rejects.toThrow(/the injector asking asks a model/)
    const idle: Injector = { name: 'idle', async *inject() {} }
    await expect(all(open({ injector: idle }))).rejects.toThrow(/no fault of the injector idle changes an answer/)
    const broken: Execute = async ({ id, source }, { entry }) => {
      if (entry?.kind === 'script') return printing(id, source)
      throw new EngineError('toolset', 'no images at all')
    }
    await expect(open().tasks(broken)[Symbol.asyncIterator]().next()).rejects.toThrow('no images at all')
  })
})

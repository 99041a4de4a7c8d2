import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Benchmark, Execute } from '../../core/benchmark.ts'
import { EngineError } from '../../core/engine-error.ts'
import { program } from '../../core/program.ts'
import type { Task } from '../../core/task.ts'
import type { VisualAnswer } from '../../core/visual.ts'
import { fakeVisualExecution } from '../../testing.ts'
import { visualBenchmark } from './visual-benchmark.ts'
import type { VisualOptions } from './visual-options.ts'
import type { VisualRow } from './visual-row.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-visual-'))
})
afterAll(() => rm(folder, { recursive: true }))

const header = 'def execute_command(image) -> str:'
const row = (id: string, value: boolean, more: Partial<VisualRow['visual']> = {}): VisualRow => ({
  id,
  group: id.split('-')[0]!,
  gold: { kind: 'yes/no', value },
  visual: {
    question: 'It is red.',
    query: 'Given an image: Is the statement true? It is red.',
    header,
    input: 'image',
    answer: 'yes/no',
    images: ['a.png'],
    ...more,
  },
})

const open = (rows: readonly VisualRow[], options: Partial<VisualOptions> = {}): Benchmark =>
  visualBenchmark(
    'set',
    async function* () {
      yield* rows
    },
    { data: folder, ...options },
  )

/** `return <literal>` as the last statement gives the answer; a program without one raises. */
const execute: Execute = async ({ id, source }) => {
  const answer = /return (.*)\n?$/.exec(source)?.[1]
  return fakeVisualExecution(id, answer === undefined ? undefined : { kind: 'text', text: answer.replaceAll('"', '') })
}

const all = async (benchmark: Benchmark): Promise<Task[]> => {
  const found: Task[] = []
  for await (const task of benchmark.tasks(execute)) found.push(task)
  return found
}

const saying = (answer: string) => `${header}\n    return "${answer}"\n`
const programsFile = async (...rows: unknown[]): Promise<string> => {
  const path = join(folder, 'programs.jsonl')
  await writeFile(path, rows.map((one) => `${JSON.stringify(one)}\n`).join(''))
  return path
}

describe('the programs of a visual benchmark', () => {
  const rows = [row('1-0', true), row('1-1', false), row('2-0', true), row('3-0', true)]

  it('are found by the names that files use, for a row or for its group; a second one is a task of its own', async () => {
    const warnings: string[] = []
    const programs = await programsFile(
      { identifier: '1', program: saying('yes') },
      { id: '1-1', code: '    return "no"', line: 1 },
      {
        task_id: '2-0',
        completion: '```python\n' + saying('yes') + '```',
        span: { from: { line: 3 }, to: { line: 3 } },
      },
      { question_id: 99, source: saying('yes') },
    )
    const benchmark = open(rows, { programs, onWarning: (warning) => warnings.push(warning) })
    const tasks = await all(benchmark)
    expect(tasks.map(({ id, seed }) => [id, seed])).toEqual([
      ['1-0', saying('yes')],
      ['1-1', saying('no')],
      ['1-1#2', saying('yes')],
      ['2-0', saying('yes')],
    ])
    expect(warnings).toEqual([
      'there are programs for what is no row of set: 99',
      '1 of 4 rows of set have no program and were left out',
    ])
    // Lines of faults move with the header that is added and the fence that is taken off.
    const lines = tasks.map(async (task) => (await benchmark.grade(task, program(saying('yes')), execute)).faultLines)
    expect(await Promise.all(lines)).toEqual([undefined, [2], undefined, [2]])
  })
  it('may be left out: the tasks then have no seed', async () => {
    expect((await all(open(rows))).map(({ seed }) => seed)).toEqual([undefined, undefined, undefined, undefined])
  })
  it('may be those that are known to be right', async () => {
    const gold = async () => new Map([['1', '    return "yes"']])
    expect((await all(open(rows, { programs: 'gold', gold }))).map(({ id, seed }) => [id, seed])).toEqual([
      ['1-0', saying('yes')],
      ['1-1', saying('yes')],
    ])
    await expect(all(open(rows, { programs: 'gold' }))).rejects.toThrow(/no gold programs for set/)
  })
  it('are refused where a row of the file has no name or no program, and where none fits', async () => {
    await expect(all(open(rows, { programs: await programsFile({ program: 'x' }) }))).rejects.toThrow(
      /program 1 has no identifier/,
    )
    await expect(all(open(rows, { programs: await programsFile({ id: '1' }) }))).rejects.toThrow(/\(1\) has no program/)
    await expect(all(open(rows, { programs: await programsFile({ id: '9', code: 'x' }) }))).rejects.toThrow(
      /none of the programs fits/,
    )
    await expect(all(open(rows, { programs: join(folder, 'none.jsonl') }))).rejects.toThrow(/cannot read .*none.jsonl/)
  })
})

describe('the grade of a visual benchmark', () => {
  const graded = async (
    submitted: string,
    { seed, ...options }: { seed?: string; gold?: VisualOptions['gold'] } = {},
  ) => {
    const programs = seed === undefined ? undefined : await programsFile({ id: '1-0', code: seed })
    const benchmark = open([row('1-0', true)], {
      ...(options.gold && { gold: options.gold }),
      ...(programs && { programs }),
    })
    const [task] = await all(benchmark)
    return benchmark.grade(task!, program(submitted), execute)
  }
  const gold = async () => new Map([['1', saying('yes')]])

  it('tells the verdict before from the one after, strict and lenient, with the answers in words', async () => {
    expect(await graded(saying('yes'), { seed: saying('no') })).toEqual({
      verdict: 'pass',
      message: 'passed',
      passed: 1,
      of: 1,
      before: 'fail',
      lenient: { before: 'fail', after: 'pass' },
      expected: 'yes',
      actual: 'yes',
    })
    expect(await graded(saying('no'), { seed: saying('no'), gold })).toMatchObject({
      verdict: 'fail',
      before: 'fail',
      message: 'answered no, expected yes',
      actual: 'no',
    })
    expect(await graded(saying('yes'))).not.toHaveProperty('before')
  })
  it('gives a program without an answer no point and says how it ended', async () => {
    const grade = await graded(`${header}\n    x\n`)
    expect(grade).toMatchObject({
      verdict: 'fail',
      message: 'no answer: the program raised: IndexError: list index out of range',
      lenient: { after: 'fail' },
    })
    expect(grade).not.toHaveProperty('actual')
  })
  it('blames program or vision by what the right program gives', async () => {
    expect(await graded(saying('no'), { gold })).toMatchObject({ cause: 'program error' })
    expect(await graded(saying('no'), { gold: async () => new Map([['1-0', saying('no')]]) })).toMatchObject({
      cause: 'vision error',
    })
    expect(await graded(saying('no'))).toMatchObject({ cause: 'ambiguous' })
  })
  it('blames a program for what it does wrong whatever the images show', async () => {
    const benchmark = open([row('1-0', true)])
    const [task] = await all(benchmark)
    const raising: Execute = async ({ id }) => ({
      ...fakeVisualExecution(id),
      outcome: { kind: 'raised', error: 'NameError', message: "name 'x' is not defined" },
    })
    expect(await benchmark.grade(task!, program('x'), raising)).toMatchObject({ cause: 'program error' })
  })
  it('leaves a toolset that cannot answer an error, and is no zero', async () => {
    const benchmark = open([row('1-0', true)])
    const [task] = await all(benchmark)
    const dead: Execute = () => Promise.reject(new EngineError('toolset', 'the server is dead'))
    await expect(benchmark.grade(task!, program('x'), dead)).rejects.toThrow('the server is dead')
    const untold: Execute = async ({ id }) => ({
      ...fakeVisualExecution(id),
      outcome: { kind: 'returned' },
      tools: { calls: [], dropped: 7 },
    })
    await expect(benchmark.grade(task!, program('x'), untold)).rejects.toThrow(/7 calls more than are kept/)
  })
  it('reads numbers as they were written', async () => {
    const benchmark = visualBenchmark(
      'counts',
      async function* () {
        yield { ...row('1-0', true), gold: { kind: 'count', value: 2 } }
      },
      { data: folder },
    )
    const [task] = await all(benchmark)
    const lossless = { kind: 'number', value: { valueOf: () => 2 } } as unknown as VisualAnswer
    expect(
      await benchmark.grade(task!, program('x'), async ({ id }) => fakeVisualExecution(id, lossless)),
    ).toMatchObject({ verdict: 'pass', actual: '2' })
  })
})

describe('the plain model', () => {
  const asked: { source: string; task: Task | undefined }[] = []
  const plain: Execute = async ({ id, source }, _request, task) => {
    asked.push({ source, task })
    const answer = source.includes('simple_query') || source.includes('.find(') ? 'yes' : 'no'
    if (task?.visual?.images[0]?.includes('faultline-images-')) {
      const { width, height } = await sharp(task.visual.images[0]).metadata()
      return fakeVisualExecution(id, { kind: 'text', text: width === 1000 && height === 500 ? 'yes' : 'no' })
    }
    return fakeVisualExecution(id, { kind: 'text', text: answer })
  }
  const ask = async (one: VisualRow) => {
    asked.length = 0
    const benchmark = open([one], { fallback: true })
    const [task] = await all(benchmark)
    const grade = await benchmark.grade(task!, program(saying('no')), plain)
    return { grade, last: asked.at(-1)! }
  }

  it('is asked the question itself, in a column of its own', async () => {
    const { grade, last } = await ask(row('1-0', true))
    expect(grade).toMatchObject({ verdict: 'fail', fallback: { verdict: 'pass', lenient: 'pass' } })
    expect(last.source).toContain('ImagePatch(image).simple_query("Is the statement true? It is red.")')
    expect((await ask(row('1-0', true, { answer: 'patch', question: 'left "man"' }))).last.source).toContain(
      'ImagePatch(image).find("left \\"man\\"")[0]',
    )
  })
  it('sees several images as one', async () => {
    const images = ['left.png', 'right.png'].map((name) => join(folder, name))
    for (const image of images)
      await sharp({ create: { width: 20, height: 10, channels: 3, background: 'red' } })
        .png()
        .toFile(image)
    const { grade, last } = await ask(row('1-0', true, { input: 'image_dict', images }))
    expect(grade).toMatchObject({ fallback: { verdict: 'pass' } })
    expect(last.task?.visual).toMatchObject({ input: 'image', images: [expect.stringMatching(/images\.png$/)] })
    await expect(ask(row('1-0', true, { images: [...images, join(folder, 'gone.png')] }))).rejects.toThrow(
      /cannot read the image .*gone.png/,
    )
  })
})

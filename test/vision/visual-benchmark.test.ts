import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nlvr } from '../../src/benchmark/nlvr.ts'
import { visualBenchmark } from '../../src/benchmark/visual/visual-benchmark.ts'
import type { VisualOptions } from '../../src/benchmark/visual/visual-options.ts'
import type { VisualRow } from '../../src/benchmark/visual/visual-row.ts'
import type { Benchmark, Execute, Grade } from '../../src/core/benchmark.ts'
import { program } from '../../src/core/program.ts'
import type { Runtime } from '../../src/core/runtime.ts'
import type { Task } from '../../src/core/task.ts'
import { mutationInjector } from '../../src/inject/mutation.ts'
import { fakeVisionBackend } from '../../src/testing.ts'
import { openVisionToolset } from '../../src/vision/vision-toolset.ts'
import { blankImage } from './blank-image.ts'
import { openTestRuntime } from './open-test-runtime.ts'

const dogs = [
  { left: 10, lower: 20, right: 110, upper: 120, confidence: 0.9 },
  { left: 300, lower: 40, right: 400, upper: 240, confidence: 0.7 },
]
const question = 'Is the statement true? Two dogs are left of the cat.'
const backend = fakeVisionBackend({
  find: { dog: dogs, cat: [{ left: 500, lower: 0, right: 600, upper: 100 }] },
  query: { [question]: 'no' },
})

let runtime: Runtime
let image = ''
beforeAll(async () => {
  runtime = await openTestRuntime()
  image = await blankImage(640, 480)
})
afterAll(() => runtime.close())

const execute: Execute = async (submitted, request, task) => {
  if (task?.visual === undefined) return runtime.execute(submitted, request)
  return runtime.execute(submitted, { ...request, tools: await openVisionToolset({ task: task.visual, backend }) })
}
const all = async (benchmark: Benchmark): Promise<Task[]> => {
  const found: Task[] = []
  for await (const task of benchmark.tasks(execute)) found.push(task)
  return found
}
const open = (gold: VisualRow['gold'], options: Partial<VisualOptions> = {}): Benchmark =>
  visualBenchmark(
    'dogs',
    async function* () {
      for (const id of ['1-0', '1-1', '1-2', '1-3'])
        yield {
          id,
          group: '1',
          gold,
          visual: {
            question: 'Two dogs are left of the cat.',
            query: `Given an image: ${question}`,
            header: 'def execute_command(image) -> str:',
            input: 'image',
            answer: gold.kind,
            images: [image],
          },
        }
    },
    { data: '.', ...options },
  )
const returning = (expression: string) =>
  `def execute_command(image):\n    patch = ImagePatch(image)\n    return ${expression}\n`
const grade = async (gold: VisualRow['gold'], source: string, options?: Partial<VisualOptions>): Promise<Grade> => {
  const benchmark = open(gold, options)
  const [task] = await all(benchmark)
  return benchmark.grade(task!, program(source), execute)
}

describe('visual programs that really run', () => {
  it('are graded by what they return: words, numbers, truth values and patches', async () => {
    const count = { kind: 'count', value: 2 } as const
    const box = { kind: 'patch', box: dogs[1]! } as const
    expect(await grade(count, returning("len(patch.find('dog'))"))).toMatchObject({ verdict: 'pass', actual: '2' })
    expect(await grade(count, returning("'two'"))).toMatchObject({ verdict: 'pass', lenient: { after: 'fail' } })
    expect(await grade({ kind: 'yes/no', value: true }, returning("patch.exists('dog')"))).toMatchObject({
      verdict: 'fail',
      actual: 'False',
    })
    expect(await grade({ kind: 'yes/no', value: true }, returning("len(patch.find('cat')) == 1"))).toMatchObject({
      verdict: 'pass',
      actual: 'True',
    })
    expect(await grade(box, returning("patch.find('dog')[1]"))).toMatchObject({ verdict: 'pass', iou: 1 })
    expect(await grade(box, returning("patch.find('dog')"))).toMatchObject({
      verdict: 'fail',
      iou: 0,
      actual: expect.stringMatching(/^\[box/),
    })
    expect(await grade(count, returning("patch.find('cow')[0]"))).toMatchObject({
      verdict: 'fail',
      message: 'no answer: the program raised: IndexError: list index out of range',
    })
  })
  it('have the plain model beside them', async () => {
    const gold = { kind: 'yes/no', value: false } as const
    expect(await grade(gold, returning("'yes'"), { fallback: true })).toMatchObject({
      verdict: 'fail',
      fallback: { verdict: 'pass', lenient: 'pass' },
    })
  })
  it('are made faulty for half of the tasks, by faults that show', async () => {
    const right = `def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    cat = image_patch.find('cat')[0]
    dogs = [dog for dog in image_patch.find('dog') if dog.horizontal_center < cat.horizontal_center]
    return bool_to_yesno(len(dogs) == 2)`
    const gold = async () => new Map([['1', right]])
    const benchmark = open(
      { kind: 'yes/no', value: true },
      { programs: 'injected', gold, injector: mutationInjector() },
    )
    const tasks = await all(benchmark)
    const grades = await Promise.all(tasks.map((task) => benchmark.grade(task, program(right), execute)))
    expect(grades.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'pass', 'pass'])
    expect(grades.filter(({ before }) => before === 'fail')).toHaveLength(2)
    for (const { before, faultLines, reference } of grades) {
      if (before === 'pass') expect(faultLines).toBeUndefined()
      else expect([faultLines?.every((line) => line >= 3 && line <= 5), reference?.source]).toEqual([true, right])
    }
  })
})

const data = join(process.env['FAULTLINE_DATA'] ?? join(import.meta.dirname, '../../../shared/data'), 'nlvr')

describe('NLVR', () => {
  it.skipIf(!existsSync(data))(
    'has 989 rows of dev, each with its image (skipped where ../shared/data is not there)',
    async () => {
      const tasks = await all(nlvr({ data }))
      expect(tasks).toHaveLength(989)
      expect(tasks.filter(({ visual }) => visual === undefined || !existsSync(visual.images[0] ?? ''))).toEqual([])
    },
  )
})

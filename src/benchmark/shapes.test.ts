import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Execute } from '../core/benchmark.ts'
import { program } from '../core/program.ts'
import type { Task } from '../core/task.ts'
import { colors } from './shapes/scene/scene.ts'
import { shapesExample } from './shapes/example.ts'
import { shapes } from './shapes.ts'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'faultline-shapes-'))
})
afterAll(() => rm(dir, { recursive: true }))

/** A runtime on which a program answers what stands in its source: `yes` or `no`. */
const saying: Execute = async ({ id, source }) => ({
  programId: id,
  runtime: 'fake',
  outcome: { kind: 'returned' },
  checks: [],
  stdout: { text: '' },
  stderr: { text: '' },
  usage: { wallMs: 0, cpuMs: 0, peakMb: 0 },
  tools: { calls: [{ id: 0, op: 'answer', args: { answer: { kind: 'text', text: source } }, answer: null }] },
})

const tasksOf = async (options: Parameters<typeof shapes>[0]): Promise<Task[]> => {
  const found: Task[] = []
  for await (const task of shapes(options).tasks(saying)) found.push(task)
  return found
}

describe('shapes', () => {
  it('asks of each image whether a sentence is true, with the gold program as the seed', async () => {
    const tasks = await tasksOf({ seed: 5, count: 20, dir })
    expect(tasks.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => `shapes-5-${index}`))
    for (const [index, { visual, seed, checks }] of tasks.entries()) {
      const { sentence, program: gold } = shapesExample(5, index)
      expect(visual).toMatchObject({
        question: sentence,
        query: `Given an image: Is the statement true? ${sentence}`,
        header: 'def execute_command(image) -> str:',
        input: 'image',
        answer: 'yes/no',
      })
      expect(seed?.trim()).toBe(gold.trim())
      expect(checks).toEqual([])
    }
  })

  it('draws each image once, and shows every item where the structure has it', async () => {
    const [first] = await tasksOf({ seed: 6, count: 12, dir })
    await tasksOf({ seed: 6, count: 12, dir })
    expect((await readdir(dir)).filter((name) => name.startsWith('shapes-6-'))).toHaveLength(12)
    const { scene } = shapesExample(6, 0)
    const { data, info } = await sharp(first?.visual?.images[0]).raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height, info.channels]).toEqual([scene.width, scene.height, 3])
    const hexAt = (x: number, y: number) =>
      `#${data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3).toString('hex')}`
    for (const { left, top, items } of scene.boxes)
      for (const { x, y, size, color } of items)
        expect(hexAt(left + x + Math.floor(size / 2), top + y + Math.floor((size * 2) / 3))).toBe(colors[color])
    expect(hexAt(scene.boxes[0]!.left, 0)).toMatch(/^#(..)\1\1$/)
  })

  it('grades by the label', async () => {
    const benchmark = shapes({ seed: 5, count: 6, dir })
    const tasks: Task[] = []
    for await (const task of benchmark.tasks(saying)) tasks.push(task)
    for (const [index, task] of tasks.entries()) {
      const [right, wrong] = shapesExample(5, index).label ? ['yes', 'no'] : ['no', 'yes']
      expect(await benchmark.grade(task, program(right), saying)).toMatchObject({ verdict: 'pass', expected: right })
      expect(await benchmark.grade(task, program(wrong), saying)).toMatchObject({ verdict: 'fail', actual: wrong })
    }
  })

  it('says where it could not write', async () => {
    const file = join(dir, 'no-folder')
    await writeFile(file, '')
    await expect(tasksOf({ count: 1, dir: file })).rejects.toThrow(/cannot write the image .*no-folder.*shapes-0-0/)
  })
})

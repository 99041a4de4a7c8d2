import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Benchmark, Execute } from '../../core/benchmark.ts'
import { program } from '../../core/program.ts'
import type { Task } from '../../core/task.ts'
import type { VisualAnswer } from '../../core/visual.ts'
import { covr } from '../covr.ts'
import { gqa } from '../gqa.ts'
import { nlvr } from '../nlvr.ts'
import { nlvrv2 } from '../nlvrv2.ts'
import { refcoco } from '../refcoco.ts'
import { rsvg } from '../rsvg.ts'
import { tallyqa } from '../tallyqa.ts'
import { fakeVisualExecution } from '../../testing.ts'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'faultline-sets-'))
})
afterAll(() => rm(root, { recursive: true }))

type Files = Readonly<Record<string, string>>

async function folderOf(name: string, files: Files): Promise<string> {
  const folder = join(root, name)
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return folder
}

const lines = (...rows: unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

/** A pickle of protocol 0 of lists, dicts, strings and integers. */
const pickled = (value: unknown): string => {
  if (typeof value === 'number') return `I${value}\n`
  if (typeof value === 'string') return `V${value}\n`
  if (Array.isArray(value)) return `(l${value.map((item) => `${pickled(item)}a`).join('')}`
  return `(d${Object.entries(value as object)
    .map(([key, item]) => `${pickled(key)}${pickled(item)}s`)
    .join('')}`
}

const ref = (image_id: number, split: string, sentences: Readonly<Record<number, string>>) => ({
  ann_id: 100 + image_id,
  image_id,
  split,
  sentences: Object.entries(sentences).map(([id, sent]) => ({ sent_id: Number(id), sent })),
})
const refs = (split: string) =>
  `${pickled([ref(1, split, { 11: 'left man', 12: 'man in red' }), ref(2, split, { 21: 'tall woman' }), ref(3, 'train', { 31: 'dog' })])}.`
const instances = JSON.stringify({
  images: [1, 2, 3].map((id) => ({ id, file_name: `COCO_${id}.jpg`, height: 100, width: 200 })),
  annotations: [1, 2, 3].map((id) => ({ id: 100 + id, bbox: [10 * id, 20, 30, 40] })),
})
const voc = (name: string, ...objects: string[]) =>
  `<annotation><filename>${name}.jpg</filename><size><width>800</width><height>800</height></size>${objects
    .map(
      (text, index) =>
        `<object><name>ship</name><bndbox><xmin>${100 + index}</xmin><ymin>200</ymin><xmax>300</xmax><ymax>260</ymax></bndbox><description>${text}</description></object>`,
    )
    .join('')}</annotation>`

const text = (value: string): VisualAnswer => ({ kind: 'text', text: value })
const count = (value: number): VisualAnswer => ({ kind: 'number', value })
const box = (left: number, lower: number, right: number, upper: number): VisualAnswer => ({
  kind: 'patch',
  patch: { id: 1, image: 0, box: { left, lower, right, upper } },
})

interface Case {
  readonly name: string
  readonly files: Files
  readonly open: (data: string) => Benchmark
  readonly queries: Readonly<Record<string, string>>
  readonly header: string
  readonly right: readonly VisualAnswer[]
  readonly wrong: VisualAnswer
  readonly images: readonly string[]
}

const cases: readonly Case[] = [
  {
    name: 'gqa',
    files: {
      'questions/testdev_balanced_questions.json': JSON.stringify({
        g1: { question: 'Is the cat black?', imageId: 'n1', answer: 'yes', groups: { global: null } },
        g2: { question: 'What is the boy wearing?', imageId: 'n2', answer: 't-shirt' },
        g3: { question: 'Which side is the lamp on?', imageId: 'n1', answer: 'left' },
      }),
      'images/n1.jpg': '',
    },
    open: (data) => gqa({ data }),
    queries: {
      g1: 'Given an image: Is the cat black?',
      g2: 'Given an image: What is the boy wearing?',
      g3: 'Given an image: Which side is the lamp on?',
    },
    header: 'def execute_command(image) -> str:',
    right: [text('Yes'), text('t-shirt'), text('the left')],
    wrong: text('blue'),
    images: ['images/n1.jpg'],
  },
  {
    name: 'tallyqa',
    files: {
      'test.json': JSON.stringify([
        { question: 'How many cats are asleep?', answer: 2, image: 'VG_100K/1.jpg', question_id: 5, issimple: false },
        { question: 'How many dogs?', answer: 1, image: 'VG_100K/1.jpg', question_id: 6, issimple: true },
        { question: 'How many red cups?', answer: 0, image: 'VG_100K/2.jpg', question_id: 7, issimple: false },
        { question: 'How many tall men?', answer: 11, image: 'VG_100K/2.jpg', question_id: 8, issimple: false },
      ]),
      'images/VG_100K/1.jpg': '',
    },
    open: (data) => tallyqa({ data }),
    queries: {
      5: 'Given an image: How many cats are asleep?',
      7: 'Given an image: How many red cups?',
      8: 'Given an image: How many tall men?',
    },
    header: 'def execute_command(image) -> str:',
    right: [text('two'), count(0), text('eleven')],
    wrong: count(7),
    images: ['images/VG_100K/1.jpg'],
  },
  {
    name: 'nlvrv2',
    files: {
      'data/balanced/balanced_test1.json': lines(
        { sentence: 'Both dogs sit.', label: 'True', identifier: 'test1-0-1-0', extra: 1 },
        { sentence: 'One cup is red.', label: 'False', identifier: 'test1-2-0-1' },
        { sentence: 'Is there a cat?', label: 'True', identifier: 'test1-3-0-0' },
      ),
      'test1/test1-0-1-img0.png': '',
      'test1/test1-0-1-img1.png': '',
    },
    open: (data) => nlvrv2({ data }),
    queries: {
      'test1-0-1-0': 'Given two images, one on the left and one on the right: Is the statement true? Both dogs sit.',
      'test1-2-0-1': 'Given two images, one on the left and one on the right: Is the statement true? One cup is red.',
      'test1-3-0-0': 'Given two images, one on the left and one on the right: Is there a cat?',
    },
    header: 'def execute_command(image_dict) -> str:',
    right: [text('yes'), { kind: 'boolean', value: false }, text('Yes.')],
    wrong: text('maybe'),
    images: ['test1/test1-0-1-img0.png', 'test1/test1-0-1-img1.png'],
  },
  ...(['refcoco', 'refcoco+', 'refcocog'] as const).map((set): Case => ({
    name: set,
    files: {
      [`${set}/refs(${set === 'refcocog' ? 'umd' : 'unc'}).p`]: refs(set === 'refcocog' ? 'test' : 'testA'),
      [`${set}/instances.json`]: instances,
      'images/train2014/COCO_2.jpg': '',
    },
    open: (data) => refcoco({ data, set }),
    // `l = [11, 12, 21]; random.seed(4); random.shuffle(l)` in Python.
    queries: {
      21: 'Given an image: Find tall woman.',
      12: 'Given an image: Find man in red.',
      11: 'Given an image: Find left man.',
    },
    header: 'def execute_command(image) -> ImagePatch:',
    right: [box(20, 40, 50, 80), box(10, 40, 40, 80), box(11, 41, 40, 80)],
    wrong: box(60, 40, 90, 80),
    images: ['images/train2014/COCO_2.jpg'],
  })),
  {
    name: 'covr',
    files: {
      'val.jsonl': lines(
        { qid: 'c1', utterance: 'u', paraphrased: 'Two dogs run.', scenes: ['1', '2'], answer: 'True' },
        { qid: 'c2', utterance: 'u', paraphrased: 'How many images show a cat?', scenes: ['3'], answer: 2 },
        { qid: 'c3', utterance: 'u', paraphrased: null, scenes: ['3'], answer: 'red' },
        { qid: 'c4', utterance: 'u', paraphrased: 'What is it?', scenes: ['a/b_1.jpg'], answer: 'a hat' },
      ),
      'images/1.jpg': '',
      'images/2.jpg': '',
    },
    open: (data) => covr({ data }),
    queries: {
      c1: 'Given a list of images: Is the statement true? Two dogs run.',
      c2: 'Given a list of images: How many images show a cat?',
      c4: 'Given a list of images: What is it?',
    },
    header: 'def execute_command(image_list) -> str:',
    right: [text('yes'), count(2), text('hat')],
    wrong: text('green'),
    images: ['images/1.jpg', 'images/2.jpg'],
  },
  {
    name: 'rsvg',
    files: {
      'test.txt': '0\n2\n3\n',
      'Annotations/00001.xml': voc('00001', 'a ship on the left', 'a ship on the right'),
      'Annotations/00002.xml': voc('00002', 'a long pier', 'a small pier'),
      'JPEGImages/00001.jpg': '',
    },
    open: (data) => rsvg({ data }),
    queries: {
      0: 'Given an image: Find a ship on the left.',
      2: 'Given an image: Find a long pier.',
      3: 'Given an image: Find a small pier.',
    },
    header: 'def execute_command(image) -> ImagePatch:',
    right: [box(100, 540, 300, 600), box(110, 540, 300, 600), box(101, 540, 300, 600)],
    wrong: box(0, 0, 800, 800),
    images: ['JPEGImages/00001.jpg'],
  },
  {
    name: 'nlvr',
    files: {
      'dev.json': lines(
        { sentence: 'There is a blue circle.', label: 'true', identifier: '7-0', directory: '3', structured_rep: [] },
        { sentence: 'Is there a tower?', label: 'false', identifier: '7-1', directory: '3' },
        { sentence: 'No box is empty', label: 'true', identifier: '8-0', directory: '3' },
      ),
      'images/3/dev-7-0-0.png': '',
    },
    open: (data) => nlvr({ data }),
    queries: {
      '7-0': 'Given an image: Is the statement true? There is a blue circle.',
      '7-1': 'Given an image: Is there a tower?',
      '8-0': 'Given an image: Is the statement true? No box is empty',
    },
    header: 'def execute_command(image) -> str:',
    right: [text('yes'), text('no'), text('true')],
    wrong: text('2'),
    images: ['images/3/dev-7-0-0.png'],
  },
]

/** Programs are the JSON of what they answer. */
const execute: Execute = async ({ id, source }) => fakeVisualExecution(id, JSON.parse(source) as VisualAnswer)

const all = async (benchmark: Benchmark): Promise<Task[]> => {
  const found: Task[] = []
  for await (const task of benchmark.tasks(execute)) found.push(task)
  return found
}

describe.each(cases)('$name', ({ name, files, open, queries, header, right, wrong, images }) => {
  const opened = async () => {
    const data = await folderOf(name, files)
    const benchmark = open(data)
    return { data, benchmark, tasks: await all(benchmark) }
  }
  it('reads the published files, with query line and header, and shows no answer', async () => {
    const { data, benchmark, tasks } = await opened()
    expect(benchmark.name).toBe(name)
    // An object's keys that are numbers have an order of their own.
    expect(tasks.map(({ id }) => id)).toHaveLength(3)
    expect(Object.fromEntries(tasks.map(({ id, visual }) => [id, visual?.query]))).toEqual(queries)
    for (const task of tasks)
      expect(task).toMatchObject({ prompt: `# ${task.visual?.query}\n${header}\n`, checks: [], language: 'python' })
    expect(tasks[0]?.visual?.images).toEqual(images.map((image) => join(data, image)))
    expect(JSON.stringify(tasks)).not.toMatch(/gold|"(answer|label)":"(yes|no|true|left)"/i)
  })
  it('scores gold answers 1 and wrong answers 0', async () => {
    const { benchmark, tasks } = await opened()
    for (const [index, task] of tasks.entries()) {
      const grade = (answer: VisualAnswer) => benchmark.grade(task, program(JSON.stringify(answer)), execute)
      expect(await grade(right[index]!)).toMatchObject({ verdict: 'pass', message: 'passed', passed: 1, of: 1 })
      expect(await grade(wrong)).toMatchObject({
        verdict: 'fail',
        passed: 0,
        cause: 'ambiguous',
        lenient: { after: 'fail' },
      })
    }
  })
  it('says which file is missing, and what the data folder lacks', async () => {
    await expect(all(open(join(root, 'nowhere')))).rejects.toThrow(/no data folder .*nowhere/)
    await expect(all(open(await folderOf('empty', { 'x.txt': '' })))).rejects.toThrow(/empty has none of .*--data/)
  })
})

describe('the readers of data sets', () => {
  it('put the rows of RefCOCO in the order of the published shuffle', async () => {
    const { files, open } = cases.find(({ name }) => name === 'refcoco')!
    expect((await all(open(await folderOf('order', files)))).map(({ id }) => id)).toEqual(['21', '12', '11'])
  })
  it('name the row that is broken', async () => {
    const broken = async (name: string, files: Files) => {
      const one = cases.find((each) => each.name === name)!
      return all(one.open(await folderOf(`broken-${name}`, { ...one.files, ...files })))
    }
    await expect(broken('nlvr', { 'dev.json': '{"sentence": "x"}\n' })).rejects.toThrow(/dev.json:1 is not as expected/)
    await expect(broken('gqa', { 'questions/testdev_balanced_questions.json': '{' })).rejects.toThrow(/is not JSON/)
    await expect(broken('tallyqa', { 'test.json': '[{"answer": "x"}]' })).rejects.toThrow(/answer/)
    await expect(broken('refcoco', { 'refcoco/refs(unc).p': 'cos\nsystem\n.' })).rejects.toThrow(
      /no pickle of plain data/,
    )
    await expect(broken('refcoco', { 'refcoco/instances.json': '{"images":[],"annotations":[]}' })).rejects.toThrow(
      /instances.json has no image 2/,
    )
    await expect(broken('rsvg', { 'test.txt': '0\nx\n' })).rejects.toThrow(/test.txt:2/)
    await expect(broken('rsvg', { 'test.txt': '9\n' })).rejects.toThrow(/1 objects more than .* holds \(4\)/)
    await expect(broken('rsvg', { 'Annotations/00001.xml': '<annotation><object/></annotation>' })).rejects.toThrow(
      /00001.xml .*has no <filename>/,
    )
  })
  it('take another split where it is asked for, and say when it has no rows', async () => {
    const { files } = cases.find(({ name }) => name === 'refcoco')!
    const data = await folderOf('refcoco', files)
    expect((await all(refcoco({ data, split: 'train' }))).map(({ id }) => id)).toEqual(['31'])
    await expect(all(refcoco({ data, split: 'testB' }))).rejects.toThrow(/refcoco has no rows of this split/)
    await expect(all(nlvr({ data: await folderOf('nlvr', {}), split: 'test' }))).rejects.toThrow(/none of test.json/)
    const covrData = await folderOf('covr', {})
    expect(await all(covr({ data: covrData, wording: 'utterance' }))).toHaveLength(4)
    expect(await all(tallyqa({ data: await folderOf('tallyqa', {}), which: 'simple' }))).toHaveLength(1)
  })
  it('tell rows of TallyQA apart that have the same number', async () => {
    const row = { question: 'How many?', answer: 1, image: 'a.jpg', question_id: 5 }
    const data = await folderOf('twice', { 'train.json': JSON.stringify([row, row]) })
    expect((await all(tallyqa({ data, split: 'train', which: 'all' }))).map(({ id }) => id)).toEqual(['5', '5~2'])
  })
})

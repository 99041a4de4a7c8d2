import { describe, expect, it } from 'vitest'
import type { Attempt } from '../core/attempt.ts'
import type { Execution } from '../core/execution.ts'
import { program } from '../core/program.ts'
import type { Means } from '../core/roles.ts'
import type { Task } from '../core/task.ts'
import type { VisualTask } from '../core/visual.ts'
import { intentCritic } from './intent.ts'

const refused = (): never => {
  throw new Error('this critic has no use of the world')
}
const means: Means = { ask: refused, execute: refused, random: refused, signal: new AbortController().signal }
const critic = intentCritic()

const taskOf = (question: string, more: Partial<VisualTask> = {}): Task => ({
  id: 'q',
  prompt: question,
  language: 'python',
  module: 'prog',
  checks: [],
  visual: { question, query: '', header: '', input: 'image', answer: 'yes/no', images: [], ...more },
})

/** It came to an end; what it answered is of no matter here. */
const ended: Execution = {
  programId: 'p',
  runtime: 'native',
  outcome: { kind: 'returned' },
  checks: [],
  stdout: { text: '' },
  stderr: { text: '' },
  usage: { wallMs: 1, cpuMs: 1, peakMb: 1 },
}

const attemptOf = (source: string, execution: Execution | undefined): Attempt => ({
  id: 'a',
  parentIds: [],
  program: program(source),
  executions: execution === undefined ? [] : [execution],
  feedback: [],
})

const judged = (task: Task, source: string, execution: Execution = ended) =>
  critic.critique(task, attemptOf(source, execution), means)

const written = (body: string, parameter = 'image'): string =>
  `def execute_command(${parameter}) -> str:\n${body.replaceAll(/^(?=.)/gm, '    ')}\n`

interface Example {
  readonly question: string
  readonly source: string
  /** Slips: text of the program, what stands there instead, and the line. */
  readonly slips: readonly (readonly [string, string, number])[]
}

const examples: readonly Example[] = [
  {
    question: 'There is a tower with at least three red blocks.',
    source: written(`image_patch = ImagePatch(image)
towers = image_patch.find('tower')
for tower in towers:
    red = [block for block in tower.find('block') if block.simple_query('What color is this?') == 'red']
    if len(red) >= 3:
        return 'yes'
return 'no'`),
    slips: [
      ['>= 3', '== 2', 6],
      ["== 'red'", "== 'green'", 5],
      [" if block.simple_query('What color is this?') == 'red'", '', 5],
    ],
  },
  {
    question: 'There is a red block directly on top of a green block.',
    source: written(`image_patch = ImagePatch(image)
def on(a, b):
    return abs(a.lower - b.upper) <= 2 and abs(a.horizontal_center - b.horizontal_center) < 10
pairs = [(a, b) for a in image_patch.find('red block') for b in image_patch.find('green block')]
return bool_to_yesno(any(on(a, b) for a, b in pairs))`),
    slips: [
      ['a.lower - b.upper', 'a.upper - b.lower', 4],
      ["find('red block')", "find('blue block')", 5],
      ['any(', 'all(', 6],
    ],
  },
  {
    question: 'Exactly two towers have a green base.',
    source: written(`image_patch = ImagePatch(image)
bases = [min(t.find('block'), key=lambda b: b.lower) for t in image_patch.find('tower')]
return bool_to_yesno(sum(1 for b in bases if b.verify_property('block', 'green')) == 2)`),
    slips: [
      ['min(', 'max(', 3],
      ['== 2', '>= 2', 4],
      ['b.lower', 'b.left', 3],
    ],
  },
  {
    question: 'Each box has a circle that does not touch any edge.',
    source: written(`image_patch = ImagePatch(image)
def free(item, box):
    gaps = [item.left - box.left, box.right - item.right, item.lower - box.lower, box.upper - item.upper]
    return min(gaps) > 1
return bool_to_yesno(all(any(free(c, box) for c in box.find('circle')) for box in image_patch.find('box')))`),
    slips: [
      ['all(any', 'any(any', 6],
      ['min(gaps)', 'max(gaps)', 5],
      ["find('circle')", "find('square')", 6],
    ],
  },
  {
    question: 'There are no large yellow triangles to the left of a black circle.',
    source: written(`image_patch = ImagePatch(image)
answer = 'yes'
for box in image_patch.find('box'):
    triangles = box.find('large yellow triangle')
    circles = box.find('black circle')
    for t in triangles:
        for c in circles:
            if t.horizontal_center < c.horizontal_center:
                answer = 'no'
return answer`),
    slips: [
      ['t.horizontal_center < c', 't.horizontal_center > c', 9],
      ["'large yellow triangle'", "'yellow triangle'", 5],
    ],
  },
  {
    question: 'The tower with four blocks has a blue block at the top.',
    source: written(`image_patch = ImagePatch(image)
for tower in image_patch.find('tower'):
    blocks = sorted(tower.find('block'), key=lambda block: block.vertical_center)
    if len(blocks) == 4:
        return bool_to_yesno(blocks[-1].verify_property('block', 'blue'))
return 'no'`),
    slips: [
      ['blocks[-1]', 'blocks[0]', 6],
      ['len(blocks) == 4', 'len(blocks) == 3', 5],
    ],
  },
  {
    question: 'One box has only yellow and black items.',
    source: written(`image_patch = ImagePatch(image)
count = 0
for box in image_patch.find('box'):
    colors = {item.simple_query('What color is this?') for item in box.find('item')}
    if colors == {'yellow', 'black'}:
        count += 1
return bool_to_yesno(count == 1)`),
    slips: [["{'yellow', 'black'}", "{'yellow', 'blue'}", 6]],
  },
  {
    question: 'There is a box with more squares than circles.',
    source: written(`image_patch = ImagePatch(image)
return bool_to_yesno(any(len(b.find('square')) > len(b.find('circle')) for b in image_patch.find('box')))`),
    slips: [['> len', '< len', 3]],
  },
]

describe('the intent critic', () => {
  it.each(examples)('passes a right program: $question', async ({ question, source }) => {
    const { verdict, probability, blame } = await judged(taskOf(question), source)
    expect(verdict).toBe('pass')
    expect(probability).toBeGreaterThan(0.9)
    expect(blame).toEqual([])
  })

  const slips = examples.flatMap(({ question, source, slips: all }) =>
    all.map(([from, to, line]) => ({ question, source, from, to, line })),
  )
  it.each(slips)('finds `$to` where `$from` belongs: $question', async ({ question, source, from, to, line }) => {
    expect(source).toContain(from)
    const { verdict, probability, blame } = await judged(taskOf(question), source.replace(from, to))
    expect(verdict).toBe('fail')
    expect(probability).toBeLessThan(0.5)
    expect([...new Set(blame.map(({ span }) => span.from.line))].slice(0, 3)).toContain(line)
  })

  it('tells a person what the question means, where it goes wrong, and what would do', async () => {
    const { message } = await judged(
      taskOf('There are at least three circles.'),
      written(`boxes = ImagePatch(image).find('circle')
return bool_to_yesno(len(boxes) == 3)`),
    )
    expect(message).toContain('The question means: there is at least 3 circle')
    expect(message).toContain('line 3')
    expect(message).toContain('`>=` instead of `==`')
  })

  it('blames what the program does not need: a return in the loop, a value that nobody uses', async () => {
    const { verdict, blame } = await judged(
      taskOf('Every box has a red item.'),
      written(`image_patch = ImagePatch(image)
for box in image_patch.find('box'):
    if not box.exists('red item'):
        return 'no'
    return 'yes'
return 'yes'`),
    )
    expect(verdict).toBe('fail')
    expect(blame.slice(0, 3).map(({ span }) => span.from.line)).toContain(6)
    expect(blame.some(({ reason }) => reason.includes('first turn'))).toBe(true)
  })

  it('reads questions about photographs and pairs of images', async () => {
    const more = taskOf('Are there more dogs than cats?')
    const count = (sign: string) =>
      written(`p = ImagePatch(image)\nreturn bool_to_yesno(len(p.find('dog')) ${sign} len(p.find('cat')))`)
    expect((await judged(more, count('>'))).verdict).toBe('pass')
    expect((await judged(more, count('>='))).verdict).toBe('fail')
    const left = taskOf('The left image contains exactly two birds.', { input: 'image_dict' })
    const side = (name: string) =>
      written(`p = ImagePatch(image_dict['${name}'])\nreturn bool_to_yesno(len(p.find('bird')) == 2)`, 'image_dict')
    expect((await judged(left, side('left'))).verdict).toBe('pass')
    expect((await judged(left, side('right'))).verdict).toBe('fail')
  })

  it('does not blame where it does not understand', async () => {
    const task = taskOf('What is the man by the window about to do?', { answer: 'text' })
    const { verdict, blame } = await judged(
      task,
      written(`man = ImagePatch(image).find('man')[0]
return man.simple_query('What is the man about to do?')`),
    )
    expect(verdict).toBe('pass')
    expect(blame).toEqual([])
  })

  it('takes the words of the question where that is all it has', async () => {
    const task = taskOf('Which of the blue kites is flying highest of them all?', { answer: 'text' })
    const { verdict, blame } = await judged(
      task,
      written(`kites = ImagePatch(image).find('green kite')
return kites[0].simple_query('Which kite is this?')`),
    )
    expect(verdict).toBe('fail')
    expect(blame[0]?.reason).toContain('`green`')
  })

  it('takes a program that raised for wrong, and finds where a raw image was taken for a patch', async () => {
    const at = { from: { line: 3, column: 11 }, to: { line: 3, column: 29 } }
    const message = "'Image' object has no attribute 'find'"
    const execution: Execution = { ...ended, outcome: { kind: 'raised', error: 'AttributeError', message, at } }
    const source = written("patch = image\nreturn bool_to_yesno(len(patch.find('circle')) > 0)")
    const { verdict, probability, blame } = await judged(taskOf('There is a circle.'), source, execution)
    expect(verdict).toBe('fail')
    expect(probability).toBeLessThan(0.1)
    expect(blame.map(({ span }) => span.from.line).slice(0, 2)).toEqual([2, 3])
  })

  it('is unsure of tasks that are no questions about images, and refuses what is no Python', async () => {
    const { visual: _, ...plain } = taskOf('x')
    expect((await judged(plain, 'x = 1')).verdict).toBe('unsure')
    const broken = await judged(taskOf('There is a circle.'), 'def execute_command(image) -> str\n    return 1\n')
    expect(broken.verdict).toBe('fail')
  })

  it('says the same of the same, whatever it judged in between', async () => {
    const [{ question, source, slips: all }] = examples as [Example]
    const slip = source.replace(all[0]![0], all[0]![1])
    const before = await judged(taskOf(question), slip)
    for (const each of examples) await judged(taskOf(each.question), each.source)
    expect(await judged(taskOf(question), slip)).toEqual(before)
    expect(await intentCritic().critique(taskOf(question), attemptOf(slip, ended), means)).toEqual(before)
  })

  it('only says whether it agrees where a program was not run yet', async () => {
    const [{ question, source, slips: all }] = examples as [Example]
    const task = taskOf(question)
    const unrun = (text: string) => critic.critique(task, attemptOf(text, undefined), means)
    expect((await unrun(source)).verdict).toBe('pass')
    expect((await unrun(source.replace(all[0]![0], all[0]![1]))).verdict).toBe('fail')
  })

  it('is not held up by programs that do not end', async () => {
    const started = performance.now()
    const { verdict } = await judged(taskOf('There is a circle.'), written('while True:\n    x = 1\nreturn "yes"'))
    expect(verdict).toBe('fail')
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})

import { describe, expect, it } from 'vitest'
import type { Injection } from '../core/injection.ts'
import { program } from '../core/program.ts'
import type { Task } from '../core/task.ts'
import { loadPython } from '../syntax/python.ts'
import { maskAt } from './mask-candidates.ts'
import { mutationInjector } from './mutation.ts'

const source = `def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    boxes = image_patch.find('box')
    full = [box for box in boxes if len(box.find('red ball')) >= 3]
    return bool_to_yesno(len(full) == 1)
`
const task: Task = {
  id: 't',
  prompt: 'Is there one box with at least three red balls?',
  language: 'python',
  module: 'p',
  checks: [],
}

/** A fixed walk through [0, 1). */
const numbers = (start: number) => {
  let at = start
  return () => (at = (at + 0.381966) % 1)
}

const injected = async (start: number, options = {}): Promise<readonly Injection[]> => {
  const means = {
    ask: () => Promise.reject(new Error('no model here')),
    random: numbers(start),
    signal: new AbortController().signal,
  }
  const all: Injection[] = []
  for await (const each of mutationInjector(options).inject(task, program(source), means)) all.push(each)
  return all
}

describe('mutationInjector', () => {
  it('makes each faulty program once, none equal to the original', async () => {
    const all = await injected(0.1)
    expect(all.length).toBeGreaterThan(60)
    expect(new Set([source, ...all.map((each) => each.source)]).size).toBe(all.length + 1)
    expect(all.every((each) => each.original === source && each.note !== '')).toBe(true)
  })

  it('knows the exact place: outside of it the faulty program is the original', async () => {
    const python = await loadPython()
    for (const each of await injected(0.2)) {
      expect(maskAt(python.parse(each.source), each.span)).toBe(each.masked)
      expect(each.masked.split('<MASKED>').length).toBe(2)
    }
  })

  it('lets the kinds take turns, in an order that the seed decides', async () => {
    const [first, again, other] = [await injected(0.3), await injected(0.3), await injected(0.77)]
    expect(again).toEqual(first)
    expect(other.map((each) => each.source)).not.toEqual(first.map((each) => each.source))
    const kinds = new Set(first.map(({ method }) => method))
    expect(new Set(first.slice(0, kinds.size).map(({ method }) => method))).toEqual(kinds)
  })

  it('makes only slips of the kinds that are asked for', async () => {
    const all = await injected(0.4, { kinds: ['comparison-flip', 'number'] })
    expect(new Set(all.map(({ method }) => method))).toEqual(new Set(['comparison-flip', 'number']))
    expect(all.map((each) => each.note)).toContain('line 5: `len(full) == 1` became `len(full) >= 1`')
  })
})

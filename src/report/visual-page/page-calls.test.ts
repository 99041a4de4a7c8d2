import { describe, expect, it } from 'vitest'
import type { Patch, VisionCall } from '../../core/visual.ts'
import { pageCall } from './page-calls.ts'

const patch = (id: number): Patch => ({ id, image: 0, box: { left: 0, lower: 0, right: 9, upper: 9 } })
const told = (call: VisionCall): string => {
  const { text, answer } = pageCall(call, (id) => id)
  return `${text} → ${answer}`
}
const sure = { confidence: 0.5 }

describe('a call of the toolset on the page', () => {
  it('reads as the program wrote it, patches by their short names', () => {
    const on = { id: 1, patch: patch(2) }
    const found = { ...patch(4), label: 'dog', confidence: 0.8 }
    expect(
      [
        { id: 0, op: 'open', made: [patch(0)] },
        { ...on, op: 'find', name: 'dog', made: [found] },
        { ...on, op: 'find', name: 'dog', made: [] },
        { ...on, op: 'crop', made: [] },
        { ...on, op: 'exists', name: 'dog', answer: false, ...sure },
        { ...on, op: 'verify_property', name: 'dog', property: 'red', answer: true, ...sure },
        { ...on, op: 'best_text_match', options: ['a', "b's"], answer: 'a', ...sure },
        { ...on, op: 'simple_query', question: 'What is it?', answer: 'a dog', ...sure },
        { ...on, op: 'compute_depth', answer: 3.5 },
        { id: 1, op: 'best_image_match', patches: [patch(1), patch(2)], content: ['x'], answer: 1, ...sure },
        { id: 1, op: 'llm_query', question: 'Why?', answer: 'so' },
        { id: 1, op: 'answer', answer: { kind: 'list', items: [{ kind: 'patch', patch: patch(7) }] } },
      ].map((call) => told(call as VisionCall)),
    ).toEqual([
      'ImagePatch(…) → p0',
      "p2.find('dog') → [p4]",
      "p2.find('dog') → nothing",
      'p2.crop(…) → no area',
      "p2.exists('dog') → False",
      "p2.verify_property('dog', 'red') → True",
      `p2.best_text_match(['a', "b's"]) → 'a'`,
      "p2.simple_query('What is it?') → 'a dog'",
      'p2.compute_depth() → 3.5',
      "best_image_match([p1, p2], ['x']) → 1",
      "llm_query('Why?') → 'so'",
      'the answer → [p7]',
    ])
  })

  it('knows its step, what was asked and what came of it', () => {
    const call: VisionCall = {
      id: 5,
      stepId: 40,
      op: 'find',
      patch: patch(2),
      name: 'dog',
      made: [{ ...patch(4), label: 'dog', confidence: 0.8 }],
    }
    expect(pageCall(call, (id) => id / 10)).toMatchObject({ id: 5, step: 4, asked: [2], made: [4] })
    expect(pageCall({ id: 6, op: 'compute_depth', patch: patch(4), answer: 1 }, (id) => id)).not.toHaveProperty('step')
  })

  it('is cut where it is long, with a mark', () => {
    const call = { id: 1, op: 'llm_query', question: 'w'.repeat(9000), answer: '' } as const
    expect(pageCall(call, (id) => id).text).toMatch(/^llm_query\('w{300}…'\)$/)
  })
})

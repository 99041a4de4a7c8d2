import { describe, expect, it } from 'vitest'
import { parseJson } from '../core/json.ts'
import type { ToolCall } from '../core/toolset.ts'
import { patchesOf, readVisionCalls, visualAnswerOf } from './vision-calls.ts'

const whole = { id: 0, image: 0, box: { left: 0, lower: 0, right: 400, upper: 100 } }
const dog = { id: 1, image: 0, box: { left: 10, lower: 10, right: 60, upper: 70 } }
const calls: readonly ToolCall[] = [
  {
    id: 0,
    stepId: 4,
    op: 'open',
    args: { image: 0, box: whole.box, asked: null, next: 0 },
    answer: whole.box,
    details: { made: [whole] },
  },
  {
    id: 1,
    op: 'find',
    args: { patch: whole, name: 'dog', next: 1 },
    answer: [{ ...dog.box, confidence: 0.9 }],
    details: { made: [{ ...dog, label: 'dog', confidence: 0.9 }] },
  },
  {
    id: 2,
    op: 'exists',
    args: { patch: dog, name: 'ear' },
    answer: true,
    details: { confidence: 0.8, found: 1, confirmed: 1 },
  },
  { id: 3, op: 'llm_query', args: { question: 'why?', long: true }, answer: 'because' },
  { id: 4, op: 'answer', args: { answer: { kind: 'text', text: 'yes' } }, answer: null },
]

describe('the calls of a visual program', () => {
  it('are read with what they gave and made', () => {
    expect(readVisionCalls({ calls })).toMatchObject([
      { id: 0, stepId: 4, op: 'open', made: [whole] },
      { id: 1, op: 'find', patch: whole, name: 'dog', made: [{ ...dog, label: 'dog', confidence: 0.9 }] },
      { id: 2, op: 'exists', patch: dog, name: 'ear', answer: true, confidence: 0.8 },
      { id: 3, op: 'llm_query', question: 'why?', answer: 'because' },
      { id: 4, op: 'answer', answer: { kind: 'text', text: 'yes' } },
    ])
    expect(readVisionCalls({ calls })[1]).not.toHaveProperty('stepId')
  })

  it('are the same when they were written to a file and read again', () => {
    const written = JSON.stringify(calls).replaceAll('0.9', '0.90')
    expect(readVisionCalls({ calls: parseJson(written) as unknown as ToolCall[] })).toEqual(readVisionCalls({ calls }))
  })

  it('tell of each patch where it comes from', () => {
    const patches = patchesOf(readVisionCalls({ calls }))
    expect(patches.get(0)).toMatchObject({ ...whole, madeBy: { id: 0, op: 'open' } })
    expect(patches.get(1)).toMatchObject({
      ...dog,
      label: 'dog',
      confidence: 0.9,
      madeBy: { id: 1, op: 'find', patch: whole },
    })
    expect(patches.size).toBe(2)
  })

  it('hold the answer, where there is one', () => {
    const read = readVisionCalls({ calls })
    expect(visualAnswerOf(read)).toEqual({ kind: 'text', text: 'yes' })
    expect(visualAnswerOf(read.slice(0, 4))).toBeUndefined()
  })

  it('of another toolset are none', () => {
    const other = { id: 0, op: 'search', args: { query: 'x' }, answer: [] }
    expect(() => readVisionCalls({ calls: [other] })).toThrow('call 0 (search) was not recorded by the vision toolset')
    const odd = { id: 7, op: 'find', args: { patch: whole }, answer: [] }
    expect(() => readVisionCalls({ calls: [odd] })).toThrow(
      /call 7 \(find\) was not recorded by the vision toolset: .*details/s,
    )
  })
})

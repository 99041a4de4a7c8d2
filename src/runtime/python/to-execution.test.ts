import { describe, expect, it } from 'vitest'
import type { PlacedGraded } from './to-execution.ts'
import { withTraces } from './to-execution.ts'

const graded: PlacedGraded = {
  outcome: { kind: 'returned' },
  checks: [],
  stdout: { text: '' },
  stderr: { text: '' },
  usage: { wallMs: 1, cpuMs: 1, peakMb: 1 },
}

describe('reading what the grader tells', () => {
  it('leaves out a trace that the program has spoilt, and nothing else', () => {
    const bytes = new TextEncoder().encode('not a trace')
    expect(withTraces({ ...graded, trace: [0, bytes.length] }, bytes)).toEqual(graded)
    expect(withTraces({ ...graded, trace: [5, 1_000_000] }, bytes)).toEqual(graded)
  })
})

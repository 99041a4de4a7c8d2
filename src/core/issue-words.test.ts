import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fileReason } from './file-reason.ts'
import { issueWords } from './issue-words.ts'

const wordsFor = (value: unknown): string =>
  issueWords(z.object({ id: z.string(), images: z.array(z.string()).min(1) }).safeParse(value).error!)

describe('the words for what is wrong', () => {
  it('say what is missing, and of what kind a thing is', () => {
    expect(wordsFor({ images: ['a', 1] })).toBe('id: it is missing; images.1: expected string, received number')
    expect(wordsFor(7)).toBe('expected object, received number')
  })
  it('are cut where there are many, with a mark', () => {
    expect(wordsFor({ id: 'a', images: [1, 2, 3, 4, 5] })).toMatch(/images\.2: .*; and 2 more$/)
  })
  it('tell a person what the code of a file error means', () => {
    expect(fileReason(Object.assign(new Error('ENOENT: no such file, open x'), { code: 'ENOENT' }))).toBe(
      'there is no such file',
    )
    expect(fileReason(new Error('odd'))).toBe('odd')
    expect(fileReason('odd')).toBe('odd')
  })
})

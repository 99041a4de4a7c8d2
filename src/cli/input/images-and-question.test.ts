import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wrapped } from '../output/wrapped.ts'
import { checkWritable } from './check-writable.ts'
import { imagesAndQuestion } from './images-and-question.ts'

describe('images and a question', () => {
  it('are told apart by their order', () => {
    expect(imagesAndQuestion(['a.png', 'b.JPG', 'Is it red?'])).toEqual({
      images: ['a.png', 'b.JPG'],
      question: 'Is it red?',
    })
  })
  it.each([
    [['a.png'], /what is asked about a\.png\?/],
    [['a.png', 'b.webp'], /what is asked about a\.png\?/],
    [['a.png', ' '], /what is asked about a\.png\?/],
    [['Is it red?'], /which image is "Is it red\?" about\?/],
    [['a.py', 'b.png', 'Is it red?'], /a\.py is a program, not an image: name it with --program/],
  ])('of %j one is left out', (words, message) => {
    expect(() => imagesAndQuestion(words)).toThrow(message)
  })
})

describe('a file to be written', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faultline-writable-'))
    await writeFile(join(folder, 'old.txt'), 'kept')
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('may be new or old', async () => {
    await checkWritable(join(folder, 'new.txt'))
    await checkWritable(join(folder, 'old.txt'))
  })
  it('is no folder, and stands in one', async () => {
    await expect(checkWritable(folder)).rejects.toThrow(/it is a folder: give the name of a file/)
    await expect(checkWritable(join(folder, 'none/new.txt'))).rejects.toThrow(
      /there is no folder .*none: make it first/,
    )
    await expect(checkWritable(join(folder, 'old.txt/new.txt'))).rejects.toThrow(/there is no folder .*old\.txt/)
  })
})

describe('a text in lines', () => {
  it('is broken between words, and keeps how it was indented', () => {
    expect(wrapped('  one two three four', { width: 9, indent: 4 })).toBe('  one two\n    three\n    four')
    expect(wrapped('unbreakable words', { width: 5 })).toBe('unbreakable\nwords')
    expect(wrapped('Question  which?')).toBe('Question  which?')
  })
})

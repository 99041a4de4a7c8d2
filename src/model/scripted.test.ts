import { describe, expect, it } from 'vitest'
import { replay } from './replay.ts'
import { scripted } from './scripted.ts'

const ask = (text: string) => ({
  messages: [
    { role: 'system' as const, text: 'be brief' },
    { role: 'user' as const, text },
  ],
})

const reply = (text: string) => ({ text, usage: { inputTokens: 1, outputTokens: 1 } })

describe('the scripted model', () => {
  it('gives the first reply whose cue is in the prompt', async () => {
    const model = scripted([
      { when: 'plain (text', reply: 'a' },
      { when: /returned \d+/g, reply: 'b' },
      { when: 'brief', reply: 'c' },
    ])
    const replies = ['plain (text', 'it returned 12', 'it returned 13', 'else'].map((text) => model.generate(ask(text)))
    expect((await Promise.all(replies)).map(({ text }) => text)).toEqual(['a', 'b', 'b', 'c'])
    expect(model.requests).toHaveLength(4)
  })

  it('falls back, or says which prompt it has no reply for', async () => {
    expect((await scripted([], 'fallback').generate(ask('x'))).text).toBe('fallback')
    await expect(scripted([]).generate(ask('x'))).rejects.toThrow('no reply is scripted for: be brief\nx')
  })

  it('counts a token for every four characters', async () => {
    const { usage } = await scripted([], '12345').generate({ messages: [{ role: 'user', text: '12345678' }] })
    expect(usage).toEqual({ inputTokens: 2, outputTokens: 2 })
  })
})

describe('the replayed model', () => {
  it('gives the replies to each request in their order, and no others', async () => {
    const model = replay([
      { request: ask('x'), reply: reply('x1') },
      { request: ask('y'), reply: reply('y1') },
      { request: ask('x'), reply: reply('x2') },
    ])
    const texts = []
    for (const text of ['x', 'x', 'y']) texts.push((await model.generate(ask(text))).text)
    expect(texts).toEqual(['x1', 'x2', 'y1'])
    await expect(model.generate(ask('x'))).rejects.toThrow('the run has no reply left for: x')
  })
})

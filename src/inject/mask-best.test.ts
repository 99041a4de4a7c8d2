import { describe, expect, it } from 'vitest'
import type { Injection } from '../core/injection.ts'
import type { ModelReply, ModelRequest, TokenLogprob } from '../core/model.ts'
import { program } from '../core/program.ts'
import type { Task } from '../core/task.ts'
import { prng } from '../core/prng.ts'
import { lineTable } from '../syntax/line-table.ts'
import type { MaskBestOptions } from './mask-best.ts'
import { maskBestInjector } from './mask-best.ts'
import { decodeMaskBest } from './mask-best-decode.ts'
import { publishedRule } from './mask-best-step.ts'

/** Probabilities of the tokens at one place. What was written may matter. */
type Place = Readonly<Record<string, number>> | ((written: string) => Readonly<Record<string, number>>)

/** A language model of a few places: `end` ends the text. It samples as a server does, seeded by the request. */
function tinyModel(prompt: RegExp, places: readonly Place[], { shown = 20, end = '</s>' } = {}) {
  const requests: ModelRequest[] = []
  const tokenize = (text: string): number => (text === '' ? 0 : text.split('|').length - 1)
  const ask = async (request: ModelRequest): Promise<ModelReply> => {
    requests.push(request)
    const asked = request.messages[0]?.text ?? ''
    let written = asked.replace(prompt, '')
    const before = written
    const random = prng('model', String(request.seed))
    const tokens: TokenLogprob[] = []
    for (let at = tokenize(written); at < places.length && tokens.length < (request.maxTokens ?? 0); at++) {
      const place = places[at]!
      const options = Object.entries(typeof place === 'function' ? place(written) : place)
      const text = request.temperature === 0 ? best(options) : sample(options, random())
      const top = options
        .map(([text, p]) => ({ text, logprob: Math.log(p) }))
        .toSorted((a, b) => b.logprob - a.logprob)
        .slice(0, shown)
      tokens.push({ text, logprob: Math.log(options.find(([name]) => name === text)?.[1] ?? 0), top })
      if (text === end) break
      written += text
    }
    const text = written.slice(before.length)
    return { text, usage: { inputTokens: 1, outputTokens: tokens.length }, ...(request.topLogprobs && { tokens }) }
  }
  return { ask, requests }
}

const best = (options: readonly (readonly [string, number])[]) => options.reduce((a, b) => (b[1] > a[1] ? b : a))[0]

const sample = (options: readonly (readonly [string, number])[], random: number) => {
  let left = random
  return options.find(([, p]) => (left -= p) < 0)?.[0] ?? options.at(-1)![0]
}

const decode = (ask: ReturnType<typeof tinyModel>['ask'], seed: string, maxTokens = 50) =>
  decodeMaskBest('PROMPT', { ask, random: prng(seed) }, { rule: publishedRule, stop: '```', maxTokens })

describe('mask-best decoding', () => {
  it('leaves the best token at the first three places where the model is not sure, and nowhere else by force', async () => {
    // Margins .95 .5 .2 .92 .1 .3; the sure places have one way to go.
    const gaps = [0.95, 0.5, 0.2, 0.92, 0.1, 0.3]
    const places = gaps.map((gap) => ({ 'best|': (1 + gap) / 2, 'other|': (1 - gap) / 2 }))
    const bests = [0, 0, 0, 0, 0, 0]
    const runs = 400
    for (let run = 0; run < runs; run++) {
      const { ask, requests } = tinyModel(/^PROMPT/, places)
      const text = await decode(ask, `run ${run}`)
      const tokens = text.split('|').slice(0, -1)
      expect(tokens).toHaveLength(6)
      tokens.forEach((token, index) => (bests[index]! += token === 'best' ? 1 : 0))
      expect(requests.length).toBeLessThanOrEqual(4)
    }
    const shares = bests.map((count) => count / runs)
    expect([shares[1], shares[2], shares[4]]).toEqual([0, 0, 0])
    // Ordinary sampling: 0.975, 0.96 and, when three were refused, 0.65.
    expect(shares[0]).toBeCloseTo(0.975, 1)
    expect(shares[3]).toBeCloseTo(0.96, 1)
    expect(shares[5]).toBeGreaterThan(0.58)
    expect(shares[5]).toBeLessThan(0.72)
  })

  it('samples from the others by their own probabilities', async () => {
    const counts = new Map<string, number>()
    const runs = 3000
    for (let run = 0; run < runs; run++) {
      const { ask } = tinyModel(/^PROMPT/, [{ 'a|': 0.6, 'b|': 0.3, 'c|': 0.1 }])
      const text = await decode(ask, `draw ${run}`)
      counts.set(text, (counts.get(text) ?? 0) + 1)
    }
    expect(counts.has('a|')).toBe(false)
    // 0.75 with a standard error of 0.008.
    expect(Math.abs((counts.get('b|') ?? 0) / runs - 0.75)).toBeLessThan(0.032)
  })

  it('goes on from the token that was drawn', async () => {
    const places: Place[] = [{ 'x|': 0.94, 'y|': 0.06 }, (written) => ({ [`after ${written}`]: 1, 'never|': 1e-9 })]
    const { ask, requests } = tinyModel(/^PROMPT/, places)
    expect(await decode(ask, 'seed')).toBe('y|after y|')
    expect(requests.map(({ messages }) => messages[0]?.text)).toEqual(['PROMPT', 'PROMPTy|'])
    expect(requests[0]).toMatchObject({ form: 'completion', temperature: 1, stop: ['```'], maxTokens: 50 })
    expect(requests[1]).toMatchObject({ maxTokens: 49 })
    expect(new Set(requests.map(({ seed }) => seed)).size).toBe(2)
  })

  it('ends at a fence, at an end of text that it draws, and at its limit', async () => {
    const fence = tinyModel(/^PROMPT/, [
      { 'x|': 1, 'z|': 1e-9 },
      { '``': 0.6, '```': 0.4 },
      { rest: 1, more: 1e-9 },
    ])
    expect(await decode(fence.ask, 'seed')).toBe('x|')
    const end = tinyModel(/^PROMPT/, [
      { 'x|': 0.6, '</s>': 0.4 },
      { 'never|': 1, 'ever|': 1e-9 },
    ])
    expect(await decode(end.ask, 'seed')).toBe('')
    const long = tinyModel(
      /^PROMPT/,
      Array.from({ length: 9 }, () => ({ 'x|': 0.6, 'y|': 0.4 })),
    )
    expect((await decode(long.ask, 'seed', 5)).split('|')).toHaveLength(6)
  })

  it('says what it needs of a model', async () => {
    const none = async () => ({ text: 'x', usage: { inputTokens: 1, outputTokens: 1 } })
    await expect(decode(none, 'seed')).rejects.toThrow('take a server that does')
    const { ask } = tinyModel(/^PROMPT/, [{ 'x|': 0.6, 'y|': 0.4 }], { shown: 1 })
    await expect(decode(ask, 'seed')).rejects.toMatchObject({ boundary: 'model' })
    const odd = tinyModel(/^PROMPT/, [
      { 'a|': 1, 'b|': 1e-9 },
      { 'x|': 0.94, 'y|': 0.06 },
    ])
    const garbled = async (request: ModelRequest) => ({ ...(await odd.ask(request)), text: '�' })
    await expect(decode(garbled, 'seed')).rejects.toThrow('do not make up its text')
  })
})

const source = `def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    dogs = image_patch.find('dog')
    if len(dogs) > 0:
        return 'yes'
    return 'no'
`

const task: Task = {
  id: 't',
  prompt: 'THE TASK',
  language: 'python',
  module: 'program',
  checks: [],
  visual: {
    question: 'Is there a dog?',
    query: 'Given an image: Is there a dog?',
    header: 'def execute_command(image) -> str:',
    input: 'image',
    answer: 'yes/no',
    images: ['a.png'],
  },
}

/** What an injector makes of these texts, which the model writes in turn, the last again and again. */
async function injected(written: readonly string[], options: MaskBestOptions = {}, most = 9) {
  const requests: ModelRequest[] = []
  const ask = async (request: ModelRequest): Promise<ModelReply> => {
    const text = written[Math.min(requests.push(request), written.length) - 1]!
    const top = [
      { text, logprob: -1e-9 },
      { text: 'x', logprob: -20 },
    ]
    return { text, usage: { inputTokens: 1, outputTokens: 1 }, tokens: [{ text, logprob: -1e-9, top }] }
  }
  const means = { ask, random: prng('injector'), signal: new AbortController().signal }
  const found: Injection[] = []
  for await (const injection of maskBestInjector(options).inject(task, program(source), means)) {
    found.push(injection)
    if (found.length === most) break
  }
  return { found, requests }
}

const bodyWith = (from: string, to: string) => {
  const body = source.slice(source.indexOf('\n'))
  expect(body).toContain(from)
  return body.replace(from, to)
}

const textIn = ({ source, span }: Injection) => {
  const lines = lineTable(source)
  return source.slice(lines.offsetAt(span.from), lines.offsetAt(span.to))
}

describe('the mask-best injector', () => {
  it('gives the program that the model wrote, with the place where it differs', async () => {
    const { found, requests } = await injected([`${bodyWith('> 0', '>= 1')}\n\`\`\`\nThat is it.`], {}, 1)
    expect(found).toEqual([
      {
        source: source.replace('> 0', '>= 1'),
        span: { from: { line: 4, column: 18 }, to: { line: 4, column: 22 } },
        masked: source.replace('> 0', '<MASKED>'),
        original: source,
        method: 'mask-best',
        note: '> 0 became >= 1',
      },
    ])
    const prompt = requests[0]?.messages[0]?.text ?? ''
    expect(prompt).toContain('THE TASK')
    expect(requests[0]).toMatchObject({ topLogprobs: 20, maxTokens: 512 })
    expect(prompt.split('<MASKED>')).toHaveLength(3)
    expect(prompt.endsWith('```python\n# Given an image: Is there a dog?\ndef execute_command(image) -> str:')).toBe(
      true,
    )
  })

  it('masks every part sooner or later, and none more often than another', async () => {
    const counts = new Map<string, number>()
    const edits = Array.from({ length: 1100 }, (_, index) => bodyWith("'dog'", `'dog ${index}'`))
    const { requests } = await injected(edits, {}, edits.length)
    for (const { messages } of requests) {
      const shown = /```python\n([^]*?)```/.exec(messages[0]?.text ?? '')?.[1] ?? ''
      counts.set(shown, (counts.get(shown) ?? 0) + 1)
    }
    expect(counts.size).toBe(11)
    // 100 each, with a standard deviation of 9.5.
    for (const count of counts.values()) expect(Math.abs(count - 100)).toBeLessThan(45)
  })

  it('does not count layout, comments or quotes as a difference, but the block', async () => {
    const same = bodyWith("    dogs = image_patch.find('dog')", '    # all dogs\n    dogs = image_patch.find( "dog" )')
    const { found } = await injected([same, bodyWith("    return 'no'", "        return 'no'")], {}, 1)
    expect(found.map(textIn)).toEqual(["return 'no'"])
    expect(found[0]?.note).toBe("return 'no' became return 'no'")
  })

  it('names what follows where something is gone, and an empty place where something came', async () => {
    const { found } = await injected(
      [bodyWith("    if len(dogs) > 0:\n        return 'yes'\n", ''), bodyWith("'dog')", "'dog')[1:]")],
      {},
      2,
    )
    expect(found.map(textIn)).toEqual(['return', '[1:]'])
    expect(found[0]?.masked).toBe(source.replace("if len(dogs) > 0:\n        return 'yes'", '<MASKED>'))
    expect(found[1]?.masked).toBe(source.replace("find('dog')", "find('dog')<MASKED>"))
    expect(found[1]?.note).toBe('nothing became [1:]')
  })

  it('drops what cannot be parsed, what is the original and what was seen, and ends when nothing new comes', async () => {
    const original = source.slice(source.indexOf('\n'))
    const other = bodyWith("'dog'", "'cat'")
    const { found, requests } = await injected([original, '\n    return (', other, other, original])
    expect(found.map(textIn)).toEqual(["'cat'"])
    expect(requests).toHaveLength(3 + 10)
  })

  it('writes greedily where it is told to: each part once, without probabilities', async () => {
    const { found, requests } = await injected([bodyWith('dog', 'cat')], { decode: 'greedy' })
    expect(found.map(({ method }) => method)).toEqual(['greedy'])
    expect(requests).toHaveLength(11)
    expect(new Set(requests.map(({ messages }) => messages[0]?.text)).size).toBe(11)
    expect(requests[0]).toMatchObject({ form: 'completion', temperature: 0, maxTokens: 512, stop: ['```'] })
    expect(requests[0]?.topLogprobs).toBeUndefined()
  })

  it('greedily takes the best token everywhere, sure or not', async () => {
    const places = [
      { '\n    return |': 0.51, '\n    |': 0.49 },
      { "'no'|": 0.4, "'yes'|": 0.3, "''|": 0.3 },
    ]
    const { ask, requests } = tinyModel(/^[^]*-> str:/, places)
    const means = { ask, random: prng('x'), signal: new AbortController().signal }
    // The bars between tokens are no Python: nothing is yielded, but all is asked for.
    for await (const _ of maskBestInjector({ decode: 'greedy' }).inject(task, program(source), means))
      expect(_).toBe('')
    const texts = await Promise.all(requests.map(async (request) => (await ask(request)).text))
    expect(new Set(texts)).toEqual(new Set(["\n    return |'no'|"]))
  })

  it('speaks to chat models in their frame, and shows the interface that it is given', async () => {
    for (const [frame, opening] of [
      ['llama', /^\[INST\] These are the means[^]*THE API[^]*\[\/INST\] The program as it was:/],
      ['chatml', /^<\|im_start\|>user\nThese[^]*<\|im_end\|>\n<\|im_start\|>assistant\nThe program as it was:/],
    ] as const) {
      const { requests } = await injected([bodyWith('dog', 'cat')], { frame, interface: () => 'THE API', rivals: 5 }, 1)
      expect(requests[0]?.topLogprobs).toBe(5)
      expect(requests[0]?.messages[0]?.text).toMatch(opening)
      expect(requests[0]?.messages[0]?.text).not.toContain('THE TASK')
    }
  })

  it('stops when it is aborted, and makes nothing of a program that cannot be parsed', async () => {
    const reason = new Error('enough')
    const means = { ask: () => Promise.reject(new Error('asked')), random: () => 0, signal: AbortSignal.abort(reason) }
    const next = (source: string) =>
      maskBestInjector().inject(task, program(source), means)[Symbol.asyncIterator]().next()
    await expect(next(source)).rejects.toBe(reason)
    expect(await next('def f(:')).toMatchObject({ done: true })
    expect(await next('x')).toMatchObject({ done: true })
  })
})

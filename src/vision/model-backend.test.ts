import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../core/engine-error.ts'
import type { Model, ModelReply, ModelRequest } from '../core/model.ts'
import type { Region, VisionImage, VisionQuestion } from './backend.ts'
import { modelBackend } from './model-backend.ts'

/** Red but for a blue rectangle: 40 from the left, 10 from the top, 30 wide, 20 high. */
const image: VisionImage = {
  hash: 'h',
  path: 'scene.png',
  width: 200,
  height: 100,
  pixels: async () => {
    const data = new Uint8Array(200 * 100 * 3)
    for (let y = 0; y < 100; y++)
      for (let x = 0; x < 200; x++) data[(y * 200 + x) * 3 + (x >= 40 && x < 70 && y >= 10 && y < 30 ? 2 : 0)] = 255
    return { width: 200, height: 100, data }
  },
}

const whole: Region = { image, box: { left: 0, lower: 0, right: 200, upper: 100 } }
/** The upper right quarter: 100 wide, 50 high. */
const quarter: Region = { image, box: { left: 100, lower: 50, right: 200, upper: 100 } }

type Said = string | Error | Partial<ModelReply>

/** Gives these replies in turn, and remembers what it was asked. */
function saying(...replies: readonly Said[]): Model & { readonly requests: ModelRequest[] } {
  const requests: ModelRequest[] = []
  return {
    name: 'eye',
    requests,
    async generate(request, signal) {
      signal?.throwIfAborted()
      const reply = replies[requests.push(request) - 1] ?? replies.at(-1) ?? ''
      if (reply instanceof Error) throw reply
      const told = typeof reply === 'string' ? { text: reply } : reply
      return { text: '', usage: { inputTokens: 1, outputTokens: 1 }, ...told }
    },
  }
}

const ask = async (question: VisionQuestion, ...replies: readonly Said[]) => {
  const [reply] = await modelBackend({ model: saying(...replies) }).answer([question])
  return reply
}

const find = (region: Region, name = 'dog'): VisionQuestion => ({ op: 'find', region, name })
const query: VisionQuestion = { op: 'query', region: whole, question: 'What is it?' }
const verify: VisionQuestion = { op: 'verify', region: whole, name: 'dog', property: 'black' }

const rivals = (text: string, top: Readonly<Record<string, number>>): Partial<ModelReply> => ({
  text,
  tokens: [
    {
      text,
      logprob: Math.log(top[text] ?? 0),
      top: Object.entries(top).map(([text, p]) => ({ text, logprob: Math.log(p) })),
    },
  ],
})

const faultOf = async (work: Promise<unknown>): Promise<EngineError> => {
  const error = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(EngineError)
  return error as EngineError
}

describe('the picture that the model is shown', () => {
  const shown = async (region: Region, longestSide?: number) => {
    const model = saying('x')
    const backend = modelBackend({ model, ...(longestSide !== undefined && { longestSide }) })
    await backend.answer([{ op: 'query', region, question: 'What?' }])
    const picture = model.requests[0]?.messages[0]?.images?.[0]
    expect(picture?.mediaType).toBe('image/png')
    return sharp(Buffer.from(picture?.base64 ?? '', 'base64'))
      .raw()
      .toBuffer({ resolveWithObject: true })
  }

  it('is the region, cut with y upwards and to whole pixels', async () => {
    const { info, data } = await shown({ image, box: { left: 0, lower: 30.4, right: 75.5, upper: 120 } })
    expect([info.width, info.height]).toEqual([76, 70])
    const colour = (x: number, y: number) => [...data.subarray((y * 76 + x) * 3, (y * 76 + x) * 3 + 3)]
    expect([colour(39, 10), colour(40, 10), colour(69, 29), colour(40, 9)]).toEqual([
      [255, 0, 0],
      [0, 0, 255],
      [0, 0, 255],
      [255, 0, 0],
    ])
  })

  it('is no larger than it may be, and small things are enlarged', async () => {
    expect((await shown(whole, 50)).info).toMatchObject({ width: 50, height: 25 })
    const tiny: Region = { image, box: { left: 0, lower: 0, right: 4, upper: 8 } }
    expect((await shown(tiny)).info).toMatchObject({ width: 64, height: 128 })
  })

  it('cannot be of nothing', async () => {
    const nothing: Region = { image, box: { left: 300, lower: 0, right: 310, upper: 9 } }
    expect(await faultOf(ask(find(nothing)))).toMatchObject({
      boundary: 'toolset',
      message: 'a region of scene.png covers no pixel: [300, 0, 310, 9] in 200 x 100',
    })
  })
})

describe('find', () => {
  it('turns thousandths of the region into pixels of the image, y upwards, the surest first', async () => {
    const reply = JSON.stringify({
      boxes: [
        { box: [0, 0, 500, 200], confidence: 0.4 },
        { box: [500, 500, 1000, 1000], confidence: 0.9 },
      ],
    })
    expect(await ask(find(quarter), reply)).toEqual({
      boxes: [
        { left: 150, lower: 50, right: 200, upper: 75, confidence: 0.9 },
        { left: 100, lower: 90, right: 150, upper: 100, confidence: 0.4 },
      ],
    })
  })

  it('reads pixels of the picture as it was shown, where the model counts so', async () => {
    const model = saying('[{"bbox_2d": [10, 10, 20, 20], "label": "dog"}]')
    const backend = modelBackend({ model, coordinates: 'pixels', longestSide: 50 })
    expect(await backend.answer([find(quarter)])).toEqual([
      { boxes: [{ left: 120, lower: 60, right: 140, upper: 80, confidence: 1 }] },
    ])
    expect(model.requests[0]?.messages[0]?.text).toContain('the picture is 50 wide and 25 high')
  })

  it('reads the forms in which models write boxes', async () => {
    const one = { boxes: [{ left: 0, lower: 50, right: 100, upper: 100, confidence: 1 }] }
    for (const reply of [
      'Here they are:\n```json\n[[0, 0, 500, 500]]\n```\nGood luck!',
      '[0, 0, 500, 500]',
      '{"bbox": [500, 500, 0, 0]}',
      '{"dogs": [{"box": {"x1": -20, "y1": 0, "x2": 500, "y2": 500}, "confidence": 300}]}',
      '[{"left": 0, "top": 0, "right": 500, "bottom": 500, "score": 100}, {"box": [900, 5, 900, 9]}]',
    ])
      expect(await ask(find(whole), reply), reply).toEqual(one)
  })

  it('finds nothing where the model says so', async () => {
    for (const reply of ['{"boxes": []}', '[]', '{}', 'There is none.'])
      expect(await ask(find(whole), reply), reply).toEqual({ boxes: [] })
  })
})

describe('questions', () => {
  it('gives a short answer as programs compare it, with the probability of its tokens', async () => {
    expect(await ask(query, ' "Dark Red".\nBecause…')).toEqual({ text: 'dark red', confidence: 1 })
    const { confidence } = (await ask(query, rivals('Two', { Two: 0.25, Three: 0.5 }))) as { confidence: number }
    expect(confidence).toBeCloseTo(0.25)
  })

  it('verifies by the probability of yes against no, else by the word', async () => {
    const { score } = (await ask(verify, rivals('Yes', { Yes: 0.5, ' yes': 0.1, No: 0.2, Not: 0.1 }))) as {
      score: number
    }
    expect(score).toBeCloseTo(0.75)
    expect(await ask(verify, 'Yes.')).toEqual({ score: 1 })
    expect(await ask(verify, 'No, it is not')).toEqual({ score: 0 })
  })

  it('gives each of several texts its share', async () => {
    const match: VisionQuestion = { op: 'match', region: whole, texts: ['a couch', 'a cabinet', 'a desk'] }
    const { scores } = (await ask(match, rivals('B', { B: 0.6, A: 0.2, D: 0.1 }))) as { scores: readonly number[] }
    expect(scores.map((score) => Number(score.toFixed(2)))).toEqual([0.25, 0.75, 0])
    expect(await ask(match, 'C.')).toEqual({ scores: [0, 0, 1] })
    expect(await ask(match, 'A cabinet')).toEqual({ scores: [0, 1, 0] })
  })

  it('judges a single text alone, and too many for letters as well', async () => {
    expect(await ask({ op: 'match', region: whole, texts: ['a dog'] }, rivals('No', { No: 0.6, Yes: 0.2 }))).toEqual({
      scores: [expect.closeTo(0.25)],
    })
    const texts = Array.from({ length: 30 }, (_, index) => `thing ${index}`)
    const model = saying('no', 'yes', 'no')
    const [reply] = await modelBackend({ model }).answer([{ op: 'match', region: whole, texts }])
    expect(reply).toEqual({ scores: texts.map((_, index) => (index === 1 ? 1 : 0)) })
  })

  it('has no depth to give', async () => {
    const fault = await faultOf(ask({ op: 'depth', region: whole }))
    expect(fault).toMatchObject({ boundary: 'toolset' })
    expect(fault.message).toContain('take the backend transformers')
  })
})

describe('a model that does not do what it is asked', () => {
  it('is told once why its reply cannot be used', async () => {
    const model = saying('a lot', '[[1, 2, 3]]', '{"boxes": []}')
    const fault = await faultOf(modelBackend({ model }).answer([find(whole)]))
    expect(fault).toMatchObject({ boundary: 'toolset' })
    expect(fault.message).toMatch(/the replies of eye cannot be used, this is no box of four numbers: \[1,2,3\]/)
    expect(model.requests).toHaveLength(2)
    expect(model.requests[1]?.messages.map(({ role, text }) => [role, text.slice(0, 46)]).slice(1)).toEqual([
      ['assistant', 'a lot'],
      ['user', 'That reply cannot be used: it holds no JSON. R'],
    ])
    expect(await ask(verify, 'perhaps', 'no')).toEqual({ score: 0 })
    for (const [question, reply] of [
      [query, ' . '],
      [verify, 'perhaps'],
      [{ op: 'match', region: whole, texts: ['a', 'b'] }, 'both'],
      [find(whole), '{"boxes": [}'],
      [find(whole), JSON.stringify(Array.from({ length: 201 }, () => [0, 0, 9, 9]))],
    ] as const)
      expect((await faultOf(ask(question, reply))).message).toContain('cannot be used')
  })

  it('is a fault of the toolset, with its cause, where it is not there', async () => {
    const dead = new EngineError('model', 'the model eye cannot be reached at http://h')
    const fault = await faultOf(ask(query, dead))
    expect(fault).toMatchObject({ boundary: 'toolset', cause: dead })
    expect(fault.message).toBe('the vision backend got no answer: the model eye cannot be reached at http://h')
  })

  it('is asked without probabilities once it has refused to give them', async () => {
    const refusal = new EngineError('model', "the model eye refuses the request (400): 'top_logprobs' is not allowed")
    const model = saying(refusal, 'yes')
    const backend = modelBackend({ model, atOnce: 1 })
    expect(await backend.answer([verify, verify])).toEqual([{ score: 1 }, { score: 1 }])
    expect(model.requests.map(({ topLogprobs }) => topLogprobs)).toEqual([20, undefined, undefined])
  })
})

describe('many questions', () => {
  it('are answered in their order', async () => {
    const model: Model = {
      name: 'eye',
      generate: async ({ messages }) => ({
        text: messages[0]?.text.split('\n')[0] ?? '',
        usage: { inputTokens: 0, outputTokens: 0 },
      }),
    }
    const questions = Array.from({ length: 9 }, (_, index) => ({ ...query, question: `q${index}` }))
    const replies = await modelBackend({ model, atOnce: 3 }).answer(questions)
    expect(replies.map((reply) => 'text' in reply && reply.text)).toEqual(questions.map(({ question }) => question))
  })

  it('stop at the first failure, and at an abort with its reason', async () => {
    const model = saying('one', new EngineError('model', 'gone'), 'three')
    await faultOf(modelBackend({ model, atOnce: 1 }).answer([query, query, query]))
    expect(model.requests).toHaveLength(2)
    const reason = new Error('enough')
    await expect(modelBackend({ model }).answer([query], AbortSignal.abort(reason))).rejects.toBe(reason)
  })
})

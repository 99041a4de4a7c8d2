import { describe, expect, it } from 'vitest'
import { EngineError } from '../core/engine-error.ts'
import type { Json } from '../core/json.ts'
import { parseJson } from '../core/json.ts'
import type { VisionBackend } from './backend.ts'
import { fakeVisionBackend, fakeVisionImage } from './fake-vision-backend.ts'
import { openVisionToolset } from './vision-toolset.ts'
import type { VisionToolsetOptions } from './vision-toolset.ts'

const shelf = { open: async (path: string) => fakeVisionImage({ path, hash: path }) }
const box = { left: 0, lower: 0, right: 400, upper: 100 }
const patch = { id: 0, image: 0, box }
const sight = {
  find: {
    dot: [
      { left: 0, lower: 0, right: 10, upper: 10 },
      { left: 0, lower: 0, right: 200, upper: 100 },
    ],
  },
  query: { 'a?': 'A' },
}

const open = (more: Partial<VisionToolsetOptions> = {}) =>
  openVisionToolset({
    task: { input: 'image', images: ['a'] },
    backend: fakeVisionBackend(sight),
    shelf,
    ...more,
  })

const query = { op: 'simple_query', args: { patch, question: 'a?' } }

describe('the vision toolset', () => {
  it('runs a program on the images of its task', async () => {
    const entries = [
      { input: 'image', images: ['a'] },
      { input: 'image_dict', images: ['a', 'b'] },
      { input: 'image_list', images: ['a', 'b', 'c'] },
    ] as const
    const found = await Promise.all(entries.map((task) => open({ task })))
    expect(found.map(({ entry }) => entry)).toEqual([
      'answer(execute_command(image))',
      'answer(execute_command(image_dict))',
      'answer(execute_command(image_list))',
    ])
  })

  it.each([
    ['image', [], /takes one image and got 0/],
    ['image', ['a', 'b'], /takes one image and got 2/],
    ['image_dict', ['a'], /takes two images, left and right, and got 1/],
    ['image_list', [], /takes 1 to 100 images and got 0/],
    ['image_list', Array.from({ length: 101 }, () => 'a'), /got 101/],
  ] as const)('a program over %s does not take the images %j', async (input, images, message) => {
    await expect(open({ task: { input, images } })).rejects.toMatchObject({
      boundary: 'usage',
      message: expect.stringMatching(message),
    })
  })

  it('a missing image is told before anything runs', async () => {
    const { shelf: _, ...options } = { shelf, backend: fakeVisionBackend(sight) }
    await expect(
      openVisionToolset({ ...options, task: { input: 'image', images: ['no/such.png'] } }),
    ).rejects.toMatchObject({ boundary: 'usage', message: expect.stringContaining('there is no image no/such.png') })
  })

  it('has another identity where answers may differ', async () => {
    const model = (name: string) => ({ name, generate: async () => Promise.reject(new Error()) })
    const toolsets = await Promise.all([
      open(),
      open({ task: { input: 'image', images: ['b'] } }),
      open({ task: { input: 'image_list', images: ['a'] } }),
      open({ backend: fakeVisionBackend(sight, { version: '2' }) }),
      open({ backend: fakeVisionBackend(sight, { cropMargin: 1 }) }),
      open({ backend: { ...fakeVisionBackend(sight), name: 'other' } }),
      open({ smallestShare: 0.1 }),
      open({ llm: model('a') }),
      open({ llm: model('b') }),
    ])
    expect(new Set(toolsets.map(({ identity }) => identity)).size).toBe(toolsets.length)
    expect((await open()).identity).toBe(toolsets[0]!.identity)
  })

  it('leaves out what is small against its patch', async () => {
    const { call } = await open({ smallestShare: 0.01 })
    const found = await call({ op: 'find', args: { patch, name: 'dot', next: 1 } })
    expect(found.answer).toMatchObject([{ right: 200 }])
  })

  it('counts what a find gives beyond a thousand', async () => {
    const dot = Array.from({ length: 1_500 }, () => ({ left: 0, lower: 0, right: 10, upper: 10 }))
    const { call } = await open({ backend: fakeVisionBackend({ find: { dot } }) })
    const { answer, details } = await call({ op: 'find', args: { patch, name: 'dot', next: 5 } })
    expect(answer).toHaveLength(1_000)
    expect(details).toMatchObject({ dropped: 500 })
  })

  it('takes numbers as the wire gives them', async () => {
    const { call } = await open()
    const args = parseJson(
      JSON.stringify({ patch, name: 'dot', next: 1 }).replace('"next":1', '"next":1,"threshold":1.0'),
    )
    expect((await call({ op: 'find', args })).answer).toHaveLength(2)
  })

  const forged: Readonly<Record<string, { op: string; args: Json }>> = {
    'an op that there is not': { op: 'constructor', args: {} },
    'no arguments': { op: 'find', args: null },
    'a number for a name': { op: 'find', args: { patch, name: 3, next: 1 } },
    'one argument too many': { op: 'find', args: { patch, name: 'dot', next: 1, more: 1 } },
    'a box over the edge': {
      op: 'simple_query',
      args: { patch: { ...patch, box: { ...box, right: 401 } }, question: 'a?' },
    },
    'a box without area': {
      op: 'simple_query',
      args: { patch: { ...patch, box: { ...box, right: 0 } }, question: 'a?' },
    },
    'half a pixel': { op: 'simple_query', args: { patch: { ...patch, box: { ...box, right: 0.5 } }, question: 'a?' } },
    'an image that there is not': { op: 'simple_query', args: { patch: { ...patch, image: 1 }, question: 'a?' } },
    'a name that is too long': { op: 'exists', args: { patch, name: 'x'.repeat(10_001) } },
    'no options': { op: 'best_text_match', args: { patch, options: [] } },
    'an answer of another image': { op: 'answer', args: { answer: { kind: 'patch', patch: { ...patch, image: 1 } } } },
  }
  it.each(Object.entries(forged))('refuses a call with %s', async (_, request) => {
    const { call } = await open()
    await expect(call(request)).rejects.toMatchObject({
      boundary: 'toolset',
      message: expect.stringContaining('none of the vision toolset'),
    })
  })

  it('says that llm_query needs a model', async () => {
    const { call } = await open()
    await expect(call({ op: 'llm_query', args: { question: 'why?', long: true } })).rejects.toMatchObject({
      boundary: 'toolset',
      message: expect.stringContaining('give one with --model'),
    })
  })

  it('asks the model one thing once, and what fails is asked again', async () => {
    let asked = 0
    const llm = {
      name: 'a model',
      generate: async () => {
        if (++asked === 1) throw new EngineError('model', 'the server is down')
        return { text: ' because\n', usage: { inputTokens: 1, outputTokens: 1 } }
      },
    }
    const { call } = await open({ llm })
    const request = { op: 'llm_query', args: { question: 'why?', long: true } }
    await expect(call(request)).rejects.toMatchObject({
      boundary: 'toolset',
      message: 'llm_query cannot be answered by a model: the server is down',
    })
    expect(await call(request)).toEqual({ answer: 'because' })
    expect(await call(request)).toEqual({ answer: 'because' })
    expect(asked).toBe(2)
  })

  it.each([
    ['throws', new Error('no such server'), /the vision backend failed at simple_query: no such server/],
    ['throws of another part', new EngineError('model', 'the key is wrong'), /^the key is wrong$/],
  ])('a backend that %s is an error of the toolset', async (_, error, message) => {
    const backend: VisionBackend = { ...fakeVisionBackend(sight), answer: () => Promise.reject(error) }
    const { call } = await open({ backend })
    await expect(call(query)).rejects.toMatchObject({ boundary: 'toolset', message: expect.stringMatching(message) })
  })

  it.each([
    ['no number for a score', { scores: [Number.NaN] }],
    ['too few scores', { scores: [] }],
    ['a reply to another question', { text: 'A', confidence: 1 }],
  ])('a backend that gives %s is told as broken', async (_, reply) => {
    const { call } = await open({ backend: fakeVisionBackend({ reply: () => reply }) })
    await expect(call({ op: 'best_text_match', args: { patch, options: ['a'] } })).rejects.toMatchObject({
      boundary: 'toolset',
      message: expect.stringContaining('it is broken'),
    })
  })

  it('an abort ends a call with its reason', async () => {
    const controller = new AbortController()
    const backend = fakeVisionBackend(sight, { until: async () => controller.abort(new Error('enough')) })
    const { call } = await open({ backend })
    await expect(call(query, controller.signal)).rejects.toThrow(/^enough$/)
  })

  it('describes itself to a model, with every method and an example for the input', async () => {
    const text = (await open()).describe('python')
    for (const name of [
      'find',
      'exists',
      'verify_property',
      'best_text_match',
      'simple_query',
      'compute_depth',
      'crop',
    ])
      expect(text).toContain(`    def ${name}(self`)
    expect(text).toContain('def execute_command(image) -> str:')
    expect((await open({ task: { input: 'image_list', images: ['a'] } })).describe('python')).toContain(
      'def execute_command(image_list)',
    )
  })
})

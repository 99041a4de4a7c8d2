import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Region, VisionImage, VisionQuestion } from './backend.ts'
import type { TransformersBackendOptions } from './transformers-backend.ts'
import { transformersBackend } from './transformers-backend.ts'

let folder = ''
let model = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-models-'))
  model = join(folder, 'model')
  await mkdir(model)
  await writeFile(join(model, 'config.json'), '{}')
})
afterAll(() => rm(folder, { recursive: true }))

const imageOf = (hash: string): VisionImage => ({
  hash,
  path: `${hash}.png`,
  width: 4,
  height: 2,
  pixels: async () => ({ width: 4, height: 2, data: new Uint8Array(24) }),
})
const region: Region = { image: imageOf('h'), box: { left: 0, lower: 0, right: 4, upper: 2 } }
const depth = (image: VisionImage): VisionQuestion => ({ op: 'depth', region: { image, box: region.box } })
const query: VisionQuestion = { op: 'query', region, question: 'What is it?' }

const dispose = async () => {}

/** The library's shape with answers of our own: what is asked of it is kept in `asked`. */
function fakeLibrary(type: string, failures: { load?: number } = {}) {
  const asked: unknown[] = []
  const config = { model_type: type }
  const pipeline = async (task: string, from: string, options: object) => {
    asked.push({ task, from, options })
    if ((failures.load ?? 0) > 0) {
      failures.load = (failures.load ?? 0) - 1
      throw new Error('no onnx/model.onnx')
    }
    const answer =
      task === 'depth-estimation'
        ? async () => ({ predicted_depth: { dims: [2, 4], data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8) } })
        : async (_image: object, labels: readonly string[], given: object) => {
            asked.push({ labels, given })
            if (labels[0]?.includes('crash') === true) throw new Error('out of memory')
            return []
          }
    return Object.assign(answer, { model: { config }, dispose })
  }
  const processor = Object.assign(
    async (first: unknown, second: unknown) => {
      asked.push([first, second])
      return { input_ids: { dims: [1, 3] } }
    },
    {
      apply_chat_template: (messages: object) => JSON.stringify(messages),
      batch_decode: (ids: { readonly from?: number }) => [
        ids.from === undefined ? '<s> A Red Dog.' : `after ${ids.from}`,
      ],
    },
  )
  const ids = { dims: [1, 5], slice: (_: null, [from]: readonly [number]) => ({ dims: [1, 2], from }) }
  const library = {
    RawImage: class {
      readonly size: readonly number[]
      constructor(...[, width, height]: readonly [unknown, number, number]) {
        this.size = [width, height]
      }
    },
    pipeline,
    AutoProcessor: { from_pretrained: async () => processor },
    AutoModelForImageTextToText: { from_pretrained: async () => ({ config, dispose, generate: async () => ids }) },
  }
  return { asked, importLibrary: async () => library }
}

const open = (options: Partial<TransformersBackendOptions>) => transformersBackend({ models: {}, ...options })

describe('the backend of local models', () => {
  it('says how the optional package is installed', async () => {
    const importLibrary = () => Promise.reject(new Error("Cannot find package '@huggingface/transformers'\nfrom here"))
    await expect(open({ importLibrary })).rejects.toMatchObject({
      boundary: 'toolset',
      message:
        "the vision backend transformers needs the package @huggingface/transformers, and it cannot be loaded (Cannot find package '@huggingface/transformers'). Install it: ONNXRUNTIME_NODE_INSTALL=skip npm i @huggingface/transformers@4.3.1",
    })
  })

  it('refuses what is no folder of a model before anything is asked, but for names that may be fetched', async () => {
    const { importLibrary, asked } = fakeLibrary('glpn')
    const none = open({ importLibrary, models: { depth: 'org/depth' } })
    await expect(none).rejects.toMatchObject({ boundary: 'usage' })
    await expect(none).rejects.toThrow('the depth model org/depth is no folder, and models are not fetched')
    await expect(open({ importLibrary, models: { vqa: folder } })).rejects.toThrow('holds no config.json')
    const mistyped: Record<string, string> = { detecter: model }
    await expect(open({ importLibrary, models: mistyped })).rejects.toThrow(
      'detecter is no kind of model of the backend transformers: it has detector, vqa, matcher, depth',
    )
    const remote = await open({
      importLibrary,
      models: { depth: 'org/depth' },
      allowRemote: true,
      device: 'cuda',
      dtype: 'q8',
    })
    await remote.answer([depth(region.image)])
    expect(asked).toEqual([
      {
        task: 'depth-estimation',
        from: 'org/depth',
        options: { dtype: 'q8', device: 'cuda', local_files_only: false },
      },
    ])
  })

  it('names the model that a question lacks', async () => {
    const { importLibrary } = fakeLibrary('glpn')
    const backend = await open({ importLibrary })
    for (const [question, kind] of [
      [depth(region.image), 'depth'],
      [query, 'vqa'],
      [{ op: 'find', region, name: 'dog' }, 'detector'],
      [{ op: 'match', region, texts: ['a'] }, 'matcher'],
    ] as const)
      await expect(backend.answer([question])).rejects.toMatchObject({
        boundary: 'toolset',
        message: `the vision backend transformers has no model for ${question.op}: give it a ${kind} model`,
      })
  })

  it('looks at the depth of an image once, and loads a model once', async () => {
    const { importLibrary, asked } = fakeLibrary('glpn')
    const backend = await open({ importLibrary, models: { depth: model } })
    const corner: Region = { image: region.image, box: { left: 2, lower: 0, right: 4, upper: 1 } }
    const replies = await backend.answer([
      depth(region.image),
      { op: 'depth', region: corner },
      depth(imageOf('other')),
    ])
    // The lower of the two in the middle.
    expect(replies).toEqual([{ depth: 4 }, { depth: 7 }, { depth: 4 }])
    expect(asked).toHaveLength(1)
    await backend.close()
    await backend.close()
  })

  it('turns nearness into depth where a model gives that', async () => {
    const { importLibrary } = fakeLibrary('depth_anything')
    const backend = await open({ importLibrary, models: { depth: model } })
    expect(await backend.answer([depth(region.image)])).toEqual([{ depth: 1 / 5 }])
  })

  it('tells why a model cannot be loaded, and tries again when it is needed again', async () => {
    const { importLibrary } = fakeLibrary('glpn', { load: 1 })
    const backend = await open({ importLibrary, models: { depth: model } })
    await expect(backend.answer([depth(region.image)])).rejects.toMatchObject({
      boundary: 'toolset',
      message: `the depth model cannot be loaded from ${model}: no onnx/model.onnx`,
    })
    expect(await backend.answer([depth(region.image)])).toEqual([{ depth: 4 }])
  })

  it('asks a detector as its family was trained', async () => {
    for (const [type, label] of [
      ['owlv2', 'a photo of a Dog'],
      ['grounding-dino', 'dog.'],
    ] as const) {
      const { importLibrary, asked } = fakeLibrary(type)
      const backend = await open({ importLibrary, models: { detector: model }, threshold: 0.3 })
      expect(await backend.answer([{ op: 'find', region, name: 'Dog' }])).toEqual([{ boxes: [] }])
      expect(asked.at(-1)).toEqual({ labels: [label], given: { threshold: 0.3 } })
    }
  })

  it('is at fault where a model fails', async () => {
    const { importLibrary } = fakeLibrary('owlv2')
    const backend = await open({ importLibrary, models: { detector: model } })
    await expect(backend.answer([{ op: 'find', region, name: 'crash' }])).rejects.toMatchObject({
      boundary: 'toolset',
      message: 'the vision backend transformers failed at find: out of memory',
    })
  })

  it('asks questions by a task or by a chat, and refuses models that it cannot ask', async () => {
    const ask = async (type: string) => {
      const { importLibrary, asked } = fakeLibrary(type)
      const backend = await open({ importLibrary, models: { vqa: model } })
      return { asked, replies: await backend.answer([query]) }
    }
    const florence = await ask('florence2')
    expect(florence.replies).toEqual([{ text: 'a red dog', confidence: 1 }])
    expect(florence.asked).toEqual([[{ size: [4, 2] }, '<VQA>What is it?']])
    const chat = await ask('smolvlm')
    expect(chat.replies).toEqual([{ text: 'after 3', confidence: 1 }])
    expect(chat.asked).toEqual([[expect.stringContaining('{"type":"image"}') as string, [{ size: [4, 2] }]]])
    await expect(ask('bert')).rejects.toMatchObject({
      boundary: 'toolset',
      message: expect.stringContaining(
        'a vqa model of the type bert cannot be asked: take one of florence2, smolvlm',
      ) as string,
    })
  })

  it('has a version that changes with the files of its models', async () => {
    const { importLibrary } = fakeLibrary('glpn')
    const versionNow = async () => (await open({ importLibrary, models: { depth: model } })).version
    const before = await versionNow()
    expect(await versionNow()).toBe(before)
    await writeFile(join(model, 'more.json'), '{"a": 1}')
    const more = await versionNow()
    expect(more).not.toBe(before)
    await writeFile(join(model, 'more.json'), '{"a": 2}')
    expect(await versionNow()).not.toBe(more)
    await writeFile(join(model, 'more.json'), '{"a": 1}')
    expect(await versionNow()).toBe(more)
  })

  it('stops between questions when it is aborted', async () => {
    const { importLibrary } = fakeLibrary('glpn')
    const backend = await open({ importLibrary, models: { depth: model } })
    const reason = new Error('enough')
    await expect(backend.answer([depth(region.image)], AbortSignal.abort(reason))).rejects.toBe(reason)
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { EngineError } from '../core/engine-error.ts'
import type { Box } from '../core/visual.ts'
import { askBackend } from './ask-backend.ts'
import { wholeOf } from './box.ts'
import { graphImage, readSceneGraphs, sceneGraphBackend, sceneGraphs } from './scene-graph.ts'

/** A street, as GQA would tell it: y grows downwards. */
const street = {
  '17': {
    width: 500,
    height: 300,
    objects: {
      '1': {
        name: 'man',
        x: 50,
        y: 100,
        w: 60,
        h: 150,
        attributes: ['standing'],
        relations: [
          { name: 'wearing', object: '2' },
          { name: 'to the left of', object: '3' },
        ],
      },
      '2': { name: 'shirt', x: 55, y: 120, w: 50, h: 60, attributes: ['gray'], relations: [] },
      '3': {
        name: 'dog',
        x: 200,
        y: 200,
        w: 80,
        h: 60,
        attributes: ['brown', 'small'],
        relations: [{ name: 'to the right of', object: '1' }],
      },
      '4': { name: 'traffic light', x: 400, y: 10, w: 30, h: 80, attributes: ['red'], relations: [] },
      '5': {
        name: 'woman',
        x: 300,
        y: 90,
        w: 60,
        h: 160,
        attributes: [],
        relations: [{ name: 'holding', object: '6' }],
      },
      '6': { name: 'umbrella', x: 290, y: 60, w: 90, h: 50, attributes: ['red', 'open'], relations: [] },
    },
  },
}

const clevr = {
  scenes: [
    {
      image_filename: 'CLEVR_val_000003.png',
      objects: [
        { color: 'red', shape: 'cube', size: 'large', material: 'rubber', pixel_coords: [100, 120, 10] },
        { color: 'gray', shape: 'sphere', size: 'small', material: 'metal', pixel_coords: [300, 200, 8] },
      ],
      relationships: { left: [[], [0]], right: [[1], []], front: [[1], []], behind: [[], [0]] },
    },
  ],
}

const graphs = sceneGraphs(street)
const image = graphImage('17', graphs)
const backend = sceneGraphBackend({ graphs })
const region = (box: Box = wholeOf(image)) => ({ image, box })

const find = async (name: string, from = backend): Promise<string> => {
  const [reply] = await askBackend(from, [{ op: 'find', region: region(), name }], undefined)
  return reply!.boxes.map(({ left, lower }) => `${left},${lower}`).join(' ')
}
const ask = async (question: string, box?: Box, from = backend): Promise<string> => {
  const [reply] = await askBackend(from, [{ op: 'query', region: region(box), question }], undefined)
  return reply!.text
}

describe('a scene graph in GQA’s form', () => {
  test.each([
    ['dog', '200,40'],
    ['dogs', '200,40'],
    ['people', '50,50 300,50'],
    ['person', '50,50 300,50'],
    ['animal', '200,40'],
    ['traffic light', '400,210'],
    ['traffic lights', '400,210'],
    ['red umbrella', '290,190'],
    ['grey shirt', '55,120'],
    ['gray shirt', '55,120'],
    ['red object', '290,190 400,210'],
    ['man wearing a gray shirt', '50,50'],
    ['man wearing a red shirt', ''],
    ['person holding an umbrella', '300,50'],
    ['man with a shirt', '50,50'],
    ['animal to the right of the man', '200,40'],
    ['cat', ''],
  ])('finds %s', async (name, found) => expect(await find(name)).toBe(found))

  test.each([
    ['Is there a dog?', 'yes'],
    ['Is there a cat?', 'no'],
    ['How many people are there?', '2'],
    ['What color is the dog?', 'brown'],
    ['What color is the shirt?', 'gray'],
    ['Is the dog brown or black?', 'brown'],
    ['Is the umbrella open?', 'yes'],
    ['Is the man standing?', 'yes'],
    ['What is the woman holding?', 'umbrella'],
    ['Who is holding the umbrella?', 'woman'],
    ['Who is wearing a shirt?', 'man'],
    ['What animal is this?', 'dog'],
    ['What is to the right of the man?', 'dog and umbrella and woman and traffic light'],
    ['Is the dog to the left of the man?', 'no'],
    ['Does the woman hold an umbrella?', 'yes'],
    ['Does the man wear a hat?', 'no'],
    ['Is the traffic light above the dog?', 'yes'],
  ])('%s', async (question, answer) => {
    const shown = question.includes('this') ? { left: 200, lower: 40, right: 280, upper: 100 } : undefined
    expect(await ask(question, shown)).toBe(answer)
  })
})

test('a scene in CLEVR’s form has boxes around its pixels, its own left and right, and depth', async () => {
  const scenes = sceneGraphs(clevr)
  const own = sceneGraphBackend({ graphs: scenes })
  const picture = { ...graphImage('CLEVR_val_000003', scenes), path: 'images/val/CLEVR_val_000003.png' }
  const whole = { image: picture, box: wholeOf(picture) }
  const replies = await own.answer([
    { op: 'find', region: whole, name: 'big red rubber cube' },
    { op: 'find', region: whole, name: 'shiny ball' },
    { op: 'query', region: whole, question: 'Is the red cube behind the gray sphere?' },
    { op: 'query', region: whole, question: 'How many things are left of the small sphere?' },
    { op: 'depth', region: { image: picture, box: { left: 277, lower: 97, right: 323, upper: 143 } } },
  ])
  expect(replies).toEqual([
    { boxes: [{ left: 63, lower: 163, right: 137, upper: 237, confidence: 1 }] },
    { boxes: [{ left: 277, lower: 97, right: 323, upper: 143, confidence: 1 }] },
    { text: 'yes', confidence: 1 },
    { text: '1', confidence: 1 },
    { depth: 8 },
  ])
})

describe('noise', () => {
  const names = ['dog', 'man', 'woman', 'shirt', 'umbrella', 'traffic light', 'red umbrella', 'brown dog']

  test('of rate 1 misses all, takes every attribute for another and finds what is not there', async () => {
    const blind = sceneGraphBackend({ graphs, noise: { 'find.miss': 1 } })
    expect(await find('dog', blind)).toBe('')
    expect(await ask('Is there a dog?', undefined, blind)).toBe('yes')
    const wrong = sceneGraphBackend({ graphs, noise: { wrongAttribute: 1 } })
    expect(await ask('What color is the dog?', undefined, wrong)).not.toBe('brown')
    expect(await find('brown dog', wrong)).toBe('')
    const seeing = sceneGraphBackend({ graphs, noise: { falseFind: 1 } })
    expect((await find('dog', seeing)).split(' ')).toHaveLength(2)
    expect((await find('cat', seeing)).split(' ')).toHaveLength(1)
  })

  test('gives equal questions equal answers, other seeds others', async () => {
    const answers = async (seed: number): Promise<string> => {
      const noisy = sceneGraphBackend({ graphs, noise: { miss: 0.5, falseFind: 0.5, wrongAttribute: 0.5 }, seed })
      const all = []
      for (const name of names) all.push(await find(name, noisy))
      return all.join(';')
    }
    expect(await answers(1)).toBe(await answers(1))
    expect(new Set([await answers(1), await answers(2), await answers(3)]).size).toBeGreaterThan(1)
  })

  test('errs about as often as its rate says', async () => {
    let missed = 0
    const runs = 400
    for (let seed = 0; seed < runs; seed++)
      if ((await find('dog', sceneGraphBackend({ graphs, noise: { miss: 0.25 }, seed }))) === '') missed++
    expect(missed / runs).toBeGreaterThan(0.18)
    expect(missed / runs).toBeLessThan(0.32)
  })

  test('changes the version of the backend, and so do its seed and the graphs', () => {
    const versions = [
      sceneGraphBackend({ graphs }),
      sceneGraphBackend({ graphs, seed: 1 }),
      sceneGraphBackend({ graphs, noise: { miss: 0.1 } }),
      sceneGraphBackend({ graphs: sceneGraphs(clevr) }),
    ].map(({ version }) => version)
    expect(new Set(versions).size).toBe(4)
  })

  test('with a rate that is none is refused', () => {
    expect(() => sceneGraphBackend({ graphs, noise: { miss: 2 } })).toThrow('from 0 to 1')
    expect(() => sceneGraphBackend({ graphs, noise: { mist: 0.1 } })).toThrow('there is no noise mist')
  })
})

describe('what is missing or broken', () => {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-graphs-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const written = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }

  test('files of graphs are read by their form, and told what is wrong with them', async () => {
    const read = await readSceneGraphs(written('street.json', JSON.stringify(street)))
    expect([...read.scenes.keys()]).toEqual(['17'])
    await expect(readSceneGraphs(join(folder, 'none.json'))).rejects.toThrow('cannot read the scene graphs')
    await expect(readSceneGraphs(written('torn.json', '{"17": {'))).rejects.toThrow('is no JSON that can be read')
    await expect(readSceneGraphs(written('other.json', '{"17": {"width": 3}}'))).rejects.toThrow(
      'neither in GQA’s nor in CLEVR’s form',
    )
    await expect(readSceneGraphs(written('other.json', '[1]'))).rejects.toBeInstanceOf(EngineError)
  })

  test('an image without a graph is an error of the toolset, and so are pixels of a graph', async () => {
    const other = { ...image, path: 'images/99.jpg' }
    const question = { op: 'find', region: { image: other, box: wholeOf(other) }, name: 'dog' } as const
    await expect(backend.answer([question])).rejects.toMatchObject({ boundary: 'toolset' })
    await expect(image.pixels()).rejects.toThrow('has no pixels')
    expect(() => graphImage('99', graphs)).toThrow('no scene graph of the image 99')
  })
})

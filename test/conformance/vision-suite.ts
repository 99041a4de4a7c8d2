import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Execution } from '../../src/core/execution.ts'
import type { Model } from '../../src/core/model.ts'
import { program } from '../../src/core/program.ts'
import type { ExecutionRequest, Runtime } from '../../src/core/runtime.ts'
import type { VisualTask } from '../../src/core/visual.ts'
import { fakeVisionBackend, fakeVisionImage } from '../../src/testing.ts'
import { patchesOf, readVisionCalls, visualAnswerOf } from '../../src/trace/vision-calls.ts'
import type { VisionBackend } from '../../src/vision/backend.ts'
import { visionExamples } from '../../src/vision/describe-vision.ts'
import { openVisionToolset } from '../../src/vision/vision-toolset.ts'
import { faultyCases, sight, visionCases } from './vision-cases.ts'

/** Says what it was asked. */
const llm: Model = {
  name: 'echo',
  generate: async ({ messages }) => ({
    text: messages.map(({ text }) => text.replaceAll('\n\n', ' | ')).join(),
    usage: { inputTokens: 1, outputTokens: 1 },
  }),
}

/** The second dog matches best. */
const backendOf = (cropMargin = 0): VisionBackend =>
  fakeVisionBackend(
    {
      ...sight,
      reply: ({ op, region, ...asked }) =>
        op === 'match' && 'texts' in asked && asked.texts.includes('best')
          ? { scores: asked.texts.map((text) => (text === 'best' ? region.box.left / 400 : 0.5)) }
          : undefined,
    },
    { cropMargin },
  )

const shelf = { open: async (path: string) => fakeVisionImage({ path, hash: path }) }
const oneImage = { input: 'image', images: ['one.png'] } as const

interface RunOptions {
  readonly task?: Pick<VisualTask, 'input' | 'images'>
  readonly backend?: VisionBackend
  readonly request?: ExecutionRequest
}

const overOne = (expression: string): string =>
  `def execute_command(image) -> str:
    p = ImagePatch(image)
    dogs = p.find("dog")
    return repr(${expression})
`

/** The API of visual programs, on a runtime. */
export const visionSuite = (name: string, open: () => Promise<Runtime>): void => {
  describe(`visual programs on ${name}`, () => {
    let runtime: Runtime
    beforeAll(async () => {
      runtime = await open()
    })
    afterAll(() => runtime.close())

    const run = async (source: string, options: RunOptions = {}) => {
      const { task = oneImage, backend = backendOf(), request } = options
      const tools = await openVisionToolset({ task, backend, llm, shelf })
      const execution = await runtime.execute(program(source), { ...request, tools })
      const calls = readVisionCalls(execution.tools ?? { calls: [] })
      return { execution, calls, answer: visualAnswerOf(calls) }
    }

    test.each(visionCases)('$name', async ({ expression, is }) => {
      const { execution, answer } = await run(overOne(expression))
      expect(execution.outcome).toMatchObject({ kind: 'returned' })
      expect(answer).toEqual({ kind: 'text', text: is })
    })

    test.each(Object.entries(faultyCases))('%s raises %s', async (expression, is) => {
      const { outcome } = (await run(overOne(expression))).execution
      expect(outcome).toMatchObject({ kind: 'raised', at: { from: { line: 4 } } })
      // Before 3.10 Python names the class of a method in no message.
      const told = outcome.kind === 'raised' ? `${outcome.error}: ${outcome.message}` : ''
      expect(told.replaceAll('ImagePatch.', '').split('. Did you mean')[0]).toBe(is.replaceAll('ImagePatch.', ''))
    })

    test('a backend of photographs has patches grown by its margin, within the patch they come from', async () => {
      const { answer } = await run(
        overOne(
          '[(d.left, d.lower, d.right, d.upper) for d in dogs + dogs[0].find("ball") + [p.crop(50, 50, 60, 60)]]',
        ),
        {
          backend: backendOf(10),
        },
      )
      expect(answer).toMatchObject({
        text: '[(0, 0, 70, 80), (190, 0, 270, 90), (10, 10, 40, 40), (40, 40, 70, 70)]',
      })
    })

    const answers: Readonly<Record<string, object>> = {
      '"two"': { kind: 'text', text: 'two' },
      '2': { kind: 'number', value: 2 },
      '2.5': { kind: 'number', value: 2.5 },
      '2 == 2': { kind: 'boolean', value: true },
      'ImagePatch(image)': {
        kind: 'patch',
        patch: { id: 0, image: 0, box: { left: 0, lower: 0, right: 400, upper: 100 } },
      },
      '["a", 1, (True,)]': {
        kind: 'list',
        items: [
          { kind: 'text', text: 'a' },
          { kind: 'number', value: 1 },
          { kind: 'list', items: [{ kind: 'boolean', value: true }] },
        ],
      },
      None: { kind: 'other', type: 'NoneType', text: 'None' },
      '{1: 2}': { kind: 'other', type: 'dict', text: '{1: 2}' },
      image: { kind: 'other', type: 'Image', text: 'Image(index=0)' },
      'float("inf")': { kind: 'other', type: 'float', text: 'inf' },
      '2 ** 70': { kind: 'other', type: 'int', text: '1180591620717411303424' },
      '[[[[[[1]]]]]]': { kind: 'list' },
      'list(range(2000))': { kind: 'other', type: 'list' },
      '"x" * 20000': { kind: 'text', text: 'x'.repeat(10_000) },
    }
    test.each(Object.entries(answers))('the answer %s is told as it is', async (expression, is) => {
      const { execution, answer } = await run(`def execute_command(image):\n    return ${expression}\n`)
      expect(execution.outcome.kind).toBe('returned')
      expect(answer).toMatchObject(is)
    })

    test('a program that raises has no answer, and what it asked is kept', async () => {
      const { execution, calls, answer } = await run(
        'def execute_command(image) -> str:\n    return ImagePatch(image).find("bird")[0].simple_query("Why?")\n',
      )
      expect(execution.outcome).toMatchObject({ kind: 'raised', error: 'IndexError' })
      expect(calls.map(({ op }) => op)).toEqual(['open', 'find'])
      expect(answer).toBeUndefined()
    })

    test('a program without execute_command is told so', async () => {
      const { outcome } = (await run('def command(image):\n    return "yes"\n')).execution
      expect(outcome).toMatchObject({ kind: 'raised', error: 'NameError', message: /'execute_command' is not defined/ })
    })

    test('two images come as a dict, several as a list; patches know their image', async () => {
      const both = await run(
        'def execute_command(image_dict) -> str:\n    return [ImagePatch(image_dict[side]) for side in ("right", "left")]\n',
        { task: { input: 'image_dict', images: ['left.png', 'right.png'] } },
      )
      expect(both.answer).toMatchObject({ items: [{ patch: { image: 1, id: 0 } }, { patch: { image: 0, id: 1 } }] })
      const many = await run(
        'def execute_command(image_list) -> int:\n    return [len(image_list), ImagePatch(image_list[2]).find("dog")[0]]\n',
        { task: { input: 'image_list', images: ['a.png', 'b.png', 'c.png'] } },
      )
      expect(many.answer).toMatchObject({ items: [{ value: 3 }, { patch: { image: 2, id: 1 } }] })
    })

    test('each call is recorded with its patch, arguments, answer and confidence, and what it made', async () => {
      const { calls } = await run(
        `def execute_command(image) -> str:
    p = ImagePatch(image)
    dogs = p.find("dog")
    head = dogs[1].crop(0, 40, 30, 80)
    red = head.verify_property("dog", "red")
    return head.simple_query("What is this?") if red and p.exists("dog house") else "no"
`,
      )
      const box = (left: number, lower: number, right: number, upper: number) => ({ left, lower, right, upper })
      const whole = { id: 0, image: 0, box: box(0, 0, 400, 100) }
      const head = { id: 3, image: 0, box: box(200, 40, 230, 80) }
      const dogs = [
        { id: 1, image: 0, box: box(10, 10, 60, 70), label: 'dog', confidence: 0.9 },
        { id: 2, image: 0, box: box(200, 0, 260, 80), label: 'dog', confidence: 0.7 },
      ]
      expect(calls).toMatchObject([
        { id: 0, op: 'open', made: [whole] },
        { id: 1, op: 'find', patch: whole, name: 'dog', made: dogs },
        { id: 2, op: 'crop', patch: { id: 2 }, made: [head] },
        { id: 3, op: 'verify_property', patch: head, name: 'dog', property: 'red', answer: true, confidence: 0.61 },
        { id: 4, op: 'exists', patch: whole, name: 'dog house', answer: true, confidence: 0.8 },
        { id: 5, op: 'simple_query', patch: head, question: 'What is this?', answer: 'a dog', confidence: 1 },
        { id: 6, op: 'answer', answer: { kind: 'text', text: 'a dog' } },
      ])
      const patches = patchesOf(calls)
      expect([...patches.keys()]).toEqual([0, 1, 2, 3])
      expect(patches.get(2)).toMatchObject({ label: 'dog', confidence: 0.7, madeBy: { op: 'find', patch: { id: 0 } } })
      expect(patches.get(3)).toMatchObject({ madeBy: { op: 'crop', patch: { id: 2 } } })
    })

    test('a trace shows patches by their eight numbers, and says which they are', async () => {
      const source = overOne('dogs')
      const { execution } = await run(source, { request: { trace: 'line' } })
      const seen = valuesOf(execution)
      expect(seen.get('p')).toMatchObject({
        text: 'ImagePatch(left=0, right=400, upper=100, lower=0, height=100, width=400, horizontal_center=200.0, vertical_center=50.0)',
        objects: [0],
      })
      expect(seen.get('dogs')).toMatchObject({ type: 'list', objects: [1, 2] })
      expect(seen.get('image')).toMatchObject({ type: 'Image', text: 'Image(index=0)' })
    })

    test.each(
      (['image', 'image_dict', 'image_list'] as const).flatMap((input) =>
        visionExamples[input].map((one) => ({ input, ...one })),
      ),
    )('the example runs that a model is shown: $query', async ({ input, source }) => {
      const images = input === 'image' ? ['a.png'] : ['a.png', 'b.png']
      const things = ['cup', 'lamp', 'shelf', 'bench', 'bag', 'dog', 'bird', 'boat', 'door', 'car']
      const found = Object.fromEntries(things.map((thing) => [thing, sight.find.dog]))
      const backend = fakeVisionBackend({ ...sight, find: found })
      const { execution, answer } = await run(source, { task: { input, images }, backend })
      expect(execution.outcome.kind).toBe('returned')
      expect(answer?.kind).toBe(source.includes('-> ImagePatch') ? 'patch' : 'text')
    })

    test('what the backend cannot answer is no fault of the program, which cannot catch it', async () => {
      const blind = { ...backendOf(), answer: async () => Promise.reject(new Error('no such server')) }
      const source =
        'def execute_command(image):\n    try:\n        return ImagePatch(image).simple_query("Why?")\n    except BaseException:\n        return "caught"\n'
      await expect(run(source, { backend: blind })).rejects.toMatchObject({
        boundary: 'toolset',
        message: expect.stringContaining('no such server'),
      })
      expect((await run(overOne('1'))).answer).toMatchObject({ text: '1' })
    })
  })
}

/** The last value of each name in the trace. */
const valuesOf = ({ trace }: Execution) =>
  new Map((trace?.steps ?? []).flatMap((step) => ('changed' in step ? Object.entries(step.changed) : [])))

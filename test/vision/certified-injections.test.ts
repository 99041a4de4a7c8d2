import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Injector } from '../../src/core/injection.ts'
import { program } from '../../src/core/program.ts'
import type { Means } from '../../src/core/roles.ts'
import type { Runtime } from '../../src/core/runtime.ts'
import type { Task } from '../../src/core/task.ts'
import type { Toolset } from '../../src/core/toolset.ts'
import { certified } from '../../src/inject/certified.ts'
import { fakeVisionBackend } from '../../src/testing.ts'
import { publishedResult } from '../../src/trace/published.ts'
import { openVisionToolset } from '../../src/vision/vision-toolset.ts'
import { blankImage } from './blank-image.ts'
import { openTestRuntime } from './open-test-runtime.ts'

const programFor = (condition: string) =>
  `def execute_command(image) -> str:\n    dogs = ImagePatch(image).find('dog')\n    return bool_to_yesno(${condition})\n`
const original = programFor('len(dogs) > 0')
const nowhere = { from: { line: 3, column: 26 }, to: { line: 3, column: 39 } }

/** Five infills of the condition: two of them answer as before, and one raises. */
const five: Injector = {
  name: 'five',
  async *inject() {
    for (const condition of ['len(dogs) >= 1', 'len(dogs) > 5', 'not dogs', 'bool(dogs)', 'dogs[3] is None'])
      yield { source: programFor(condition), span: nowhere, masked: '', original, method: 'five', note: condition }
  },
}

describe('injected faults', () => {
  let runtime: Runtime
  let tools: Toolset
  beforeAll(async () => {
    runtime = await openTestRuntime()
    const dog = { left: 1, lower: 1, right: 9, upper: 9 }
    const backend = fakeVisionBackend({ find: { dog: [dog] } })
    tools = await openVisionToolset({ task: { input: 'image', images: [await blankImage(20, 20)] }, backend })
  })
  afterAll(() => runtime.close())

  it('are kept where they change the answer, and answer as they are labelled when they are run again', async () => {
    const means: Means = {
      ask: () => Promise.reject(new Error('no model')),
      execute: (one, request) => runtime.execute(one, { tools, ...request }),
      random: () => 0,
      signal: new AbortController().signal,
    }
    const kept = []
    for await (const one of certified({} as Task, original, { injector: five, means })) kept.push(one)
    expect(kept.map(({ note, answer, rightAnswer }) => [note, rightAnswer, answer])).toEqual([
      ['len(dogs) > 5', 'yes', 'no'],
      ['not dogs', 'yes', 'no'],
      ['dogs[3] is None', 'yes', 'None'],
    ])
    for (const { source, answer } of kept)
      expect(publishedResult(await means.execute(program(source), {}))).toBe(answer)
  })
})

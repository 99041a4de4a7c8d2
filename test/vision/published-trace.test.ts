import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { program } from '../../src/core/program.ts'
import type { Runtime } from '../../src/core/runtime.ts'
import { publishedResult, renderPublished } from '../../src/trace/published.ts'
import { llamaTokens } from '../../src/trace/token-counter.ts'
import { renderVisual } from '../../src/trace/visual.ts'
import { openVisionToolset } from '../../src/vision/vision-toolset.ts'
import { fakeVisionBackend } from '../../src/testing.ts'
import { openTestRuntime } from './open-test-runtime.ts'
import { blankImage } from './blank-image.ts'

const source = `def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    dog_patches = image_patch.find('dog')
    count = 0
    for dog in dog_patches:
        if dog.simple_query('Is the dog near a bicycle?') == 'yes':
            count += 1
    return bool_to_yesno(count == 1)
`
const dogs = [
  { left: 10, lower: 20, right: 110, upper: 120, confidence: 0.9 },
  { left: 300, lower: 40, right: 400, upper: 240, confidence: 0.7 },
]
const patch = (left: number, lower: number, right: number, upper: number) =>
  `ImagePatch(left=${left}, right=${right}, upper=${upper}, lower=${lower}, height=${upper - lower}, width=${right - left}, ` +
  `horizontal_center=${((left + right) / 2).toFixed(1)}, vertical_center=${((lower + upper) / 2).toFixed(1)})`
const [first, second] = [patch(10, 20, 110, 120), patch(300, 40, 400, 240)]

/** VDebugger §2, as PySnooper 1.2.3 and `process_trace` gave it for this program. */
const published = `call         1 def execute_command(image) -> str:
line         2     image_patch = ImagePatch(image)
New var:....... image_patch = ${patch(0, 0, 640, 480)}
line         3     dog_patches = image_patch.find('dog')
New var:....... dog_patches = [${first}, ${second}]
line         4     count = 0
New var:....... count = 0
line         5     for dog in dog_patches:
New var:....... dog = ${first}
line         6         if dog.simple_query('Is the dog near a bicycle?') == 'yes':
line         7             count += 1
Modified var:.. count = 1
line         5     for dog in dog_patches:
Modified var:.. dog = ${second}
line         6         if dog.simple_query('Is the dog near a bicycle?') == 'yes':
line         5     for dog in dog_patches:
line         8     return bool_to_yesno(count == 1)
return       8     return bool_to_yesno(count == 1)
Return value:.. 'yes'`

describe('the trace of a visual program', () => {
  let runtime: Runtime
  let image: string
  beforeAll(async () => {
    runtime = await openTestRuntime()
    image = await blankImage(640, 480)
  })
  afterAll(() => runtime.close())

  const backend = fakeVisionBackend({
    find: { dog: dogs, nothing: [] },
    reply: (question) =>
      question.op === 'query' ? { text: question.region.box.left < 200 ? 'yes' : 'no', confidence: 1 } : undefined,
  })
  const watched = async (text: string) => {
    const tools = await openVisionToolset({ task: { input: 'image', images: [image] }, backend })
    return runtime.execute(program(text), { tools, trace: 'full' })
  }

  it('reads, byte for byte, as VDebugger’s models were trained on it', async () => {
    const execution = await watched(source)
    expect(renderPublished(execution, source)).toBe(published)
    expect(publishedResult(execution)).toBe('yes')
  })

  it('ends with the exception, where one left the program', async () => {
    const text =
      "def execute_command(image):\n    u = ImagePatch(image).find('nothing')\n    first = u[0]\n    return first\n"
    const execution = await watched(text)
    expect(renderPublished(execution, text).split('\n').slice(-4)).toEqual([
      'line         3     first = u[0]',
      'exception    3     first = u[0]',
      'Exception:..... IndexError: list index out of range',
      'Call ended by exception',
    ])
    expect(publishedResult(execution)).toBe('None')
  })

  it('is "Compile Error" where the program never ran', async () => {
    expect(renderPublished(await watched('def execute_command(image:\n'), '')).toBe('Compile Error')
  })

  it('says the same in a fifth of the tokens, with what every condition came to', async () => {
    const many = Array.from({ length: 8 }, (_, n) => ({ left: 10 + n * 60, lower: 5, right: 60 + n * 60, upper: 90 }))
    const crowd = fakeVisionBackend({ find: { dog: many }, query: { 'Is the dog near a bicycle?': 'no' } })
    const tools = await openVisionToolset({ task: { input: 'image', images: [image] }, backend: crowd })
    const execution = await runtime.execute(program(source), { tools, trace: 'full' })
    const compact = renderVisual(execution, source)
    const full = renderPublished(execution, source)
    expect(compact).toContain('dog p1 10,5,60,90 p2 70,5,120,90')
    expect(compact).toContain("dog.simple_query('Is the dog near a bicycle?') → 'no'")
    expect(llamaTokens.count(compact) * 5).toBeLessThanOrEqual(llamaTokens.count(full))
  })

  it('keeps to a budget, nearest to the answer first, and says what it left out', async () => {
    const execution = await watched(source)
    const countTokens = llamaTokens.count
    const whole = countTokens(renderVisual(execution, source))
    const short = renderVisual(execution, source, { maxTokens: Math.floor(whole * 0.6), countTokens })
    expect(countTokens(short)).toBeLessThanOrEqual(whole * 0.6)
    expect(short).toContain('left out')
    expect(short).toContain("'yes'")
  })
})

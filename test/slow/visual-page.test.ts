import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shapesExample } from '../../src/benchmark/shapes/example.ts'
import { drawScene } from '../../src/benchmark/shapes/scene/draw-scene.ts'
import { visualPage } from '../../src/cli/output/visual-page.ts'
import type { Execution } from '../../src/core/execution.ts'
import type { Feedback } from '../../src/core/feedback.ts'
import { program } from '../../src/core/program.ts'
import type { AttemptRun, TaskRun } from '../../src/record/run.ts'
import { nothingSpent } from '../../src/record/run.ts'
import { reportVisual } from '../../src/report/visual-report.ts'
import { pixelsBackend } from '../../src/vision/pixels.ts'
import { openVisionToolset } from '../../src/vision/vision-toolset.ts'
import { openTestRuntime } from '../vision/open-test-runtime.ts'
import type { Tab } from './chromium.ts'
import { findChromium, openTab } from './chromium.ts'

const chromium = findChromium()

const before = `def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        blocks = sorted(tower.find('block'), key=lambda block: block.lower, reverse=True)
        if len(blocks) < 3 and any(below.verify_property('block', 'yellow') and above.verify_property('block', 'black') for below, above in zip(blocks, blocks[1:])):
            return 'yes'
    return 'no </script><script>document.title = "broken out"</script>'
`
const after = before.replace(', reverse=True', '')
/** Turns that fill the trace to its limit. */
const long = `def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    count = 0
    for turn in range(1500):
        for tower in image_patch.find('tower'):
            if tower.upper > 50:
                count += 1
    return str(count)
`

const attempt = (id: string, source: string, execution: Execution, feedback: readonly Feedback[]): AttemptRun => ({
  id,
  parentIds: [],
  by: 'test',
  program: program(source),
  executions: [execution],
  feedback,
  replays: [],
})

const doubt = (execution: Execution): Feedback => {
  const step = execution.trace!.steps.find(({ kind, at }) => kind === 'value' && at.from.line === 5)!
  const blame = {
    span: { from: { line: 4, column: 77 }, to: { line: 4, column: 89 } },
    weight: 1,
    reason: 'the order is turned around',
    evidence: [{ checkId: 'entry', stepId: step.id, text: 'len(blocks) → 2' }],
  }
  return { from: 'test', verdict: 'fail', probability: 0.2, message: 'wrong way round', blame: [blame] }
}

describe.skipIf(chromium === undefined)('the page of a visual program in a browser (needs a Chromium)', () => {
  let folder: string
  let tab: Tab
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faultline-page-'))
    const image = join(folder, 'scene.png')
    await writeFile(image, await drawScene(shapesExample(7, 0).scene))
    const runtime = await openTestRuntime()
    const backend = pixelsBackend()
    const visual = {
      question: 'There is a tower with a black block on a yellow one & <b>two blocks</b>',
      query: 'Given an image: …',
      header: 'def execute_command(image) -> str:',
      input: 'image',
      answer: 'yes/no',
      images: [image],
    } as const
    const tools = await openVisionToolset({ task: visual, backend })
    const watch = (source: string) => runtime.execute(program(source), { trace: 'full', tools })
    const [first, second, longest] = [await watch(before), await watch(after), await watch(long)]
    await runtime.close()
    await backend.close()
    const task: TaskRun & { readonly visual: typeof visual } = {
      id: 'tower',
      prompt: '',
      language: 'python',
      checks: 0,
      visual,
      startedAtMs: 0,
      replies: [],
      spent: nothingSpent,
      attempts: [attempt('a', before, first, [doubt(first)]), attempt('b', after, second, [])],
      submitted: { attemptId: 'b', reason: 'finished' },
    }
    const html = await visualPage(reportVisual(task), task, { before: first, after: second })
    await writeFile(join(folder, 'report.html'), html)
    const alone = { ...task, attempts: [attempt('c', long, longest, [])], submitted: undefined }
    const { submitted: _, ...longTask } = alone
    await writeFile(
      join(folder, 'long.html'),
      await visualPage(reportVisual(longTask), longTask, { before: longest, after: longest }),
    )
    tab = await openTab(chromium!)
  })
  afterAll(async () => {
    await tab.close()
    await rm(folder, { recursive: true })
  })

  const open = async (name: string, place = ''): Promise<void> => {
    // Another place of the same page would not be loaded anew.
    await tab.open('about:blank')
    await tab.open(`file://${join(folder, name)}${place}`)
  }
  const text = (selector: string) =>
    tab.value<string>(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? 'nothing'`)
  const count = (selector: string) => tab.value<number>(`document.querySelectorAll(${JSON.stringify(selector)}).length`)
  /** After the page has drawn. */
  const drawn = () => tab.value('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))')
  const click = async (selector: string) => {
    await tab.value(`document.querySelector(${JSON.stringify(selector)}).click()`)
    await drawn()
  }

  it('opens at the evidence, with the patches that are alive over the image, and asks for nothing', async () => {
    await open('report.html')
    expect(await text('#what')).toBe('len(blocks)')
    expect(await text('[aria-current=step] .number')).toBe('5')
    const marked = "[...document.querySelectorAll('#lines .current')].map((part) => part.textContent).join('')"
    expect(await tab.value(marked)).toBe('len(blocks)')
    const labels = await tab.value<string[]>("[...document.querySelectorAll('.box title')].map((t) => t.textContent)")
    expect(labels).toContain('tower: p1 tower [15, 0, 35, 41]')
    const edge = '[...document.querySelector(\'.box[data-patch="1"] .edge\').attributes].map((a) => a.name + a.value)'
    expect(await tab.value<string[]>(edge)).toEqual(['classedge', 'x15', 'y59', 'width20', 'height41'])
    expect(await count('#variables .thumb')).toBeGreaterThan(2)
    expect(tab.requests.filter((url) => !/^(file|data|about):/.test(url))).toEqual([])
  })

  it('runs nothing that stands in a program or a question', async () => {
    expect(await tab.value('document.title')).toContain('<b>two blocks</b>')
    expect(await count('h1 b')).toBe(0)
    expect(await count('script')).toBe(2)
    expect(tab.complaints).toEqual([])
  })

  it('steps by keys, and marks what a statement set', async () => {
    await open('report.html', '#0/0')
    await drawn()
    await tab.press('ArrowRight')
    await drawn()
    expect(await text('#place')).toMatch(/^Step 2 of \d+, line 2$/)
    expect(await text('#variables .new th')).toBe('image_patchset')
    await tab.press('ArrowLeft')
    await drawn()
    expect(await text('#place')).toMatch(/^Step 1 /)
    await tab.press('End')
    await drawn()
    expect(await text('#what')).toBe('returns')
    await tab.press('b')
    await drawn()
    expect(await text('[aria-pressed=true]')).toBe('After')
  })

  it('a click on a line goes to its next step, and tells what is held against it', async () => {
    await open('report.html', '#0/0')
    await drawn()
    await click('#lines [data-line="4"]')
    expect(await text('#place')).toMatch(/line 4$/)
    const first = await text('#place')
    await click('#lines [data-line="4"]')
    expect(await text('#place')).not.toBe(first)
    expect(await text('.suspects .hot')).toContain('the order is turned around')
    await click('.suspects [data-go]')
    expect(await text('#what')).toBe('len(blocks)')
  })

  it('tells calls with where their patches come from, and the turns of loops with their conditions', async () => {
    await open('report.html')
    await click('#calls tr:nth-child(4) [data-go]')
    expect(await text('#calls .now')).toContain("p5.verify_property('block', 'yellow')")
    expect(await text('#calls .now')).toContain('p5 from call 2')
    expect(await count('#calls .now .thumb')).toBe(1)
    expect(await count('.box.asked')).toBe(1)
    expect(await tab.value<string[]>("[...document.querySelectorAll('#loops h2')].map((h) => h.textContent)")).toEqual([
      'Turns of … for below, above in zip(blocks, blocks[1:])',
      "Turns of tower in image_patch.find('tower')",
    ])
    expect(await text('#loops section:last-child .now')).toContain('tower = p1')
    await click('#loops section:last-child tbody tr:nth-child(2)')
    expect(await text('#variables .new')).toContain('towerset')
  })

  it('a run of ten thousand steps is stepped through with few elements', async () => {
    await open('long.html')
    expect(await text('#place')).toMatch(/^Step \d{4,5} of \d{4,5}/)
    expect(await count('*')).toBeLessThan(3000)
    const steps = "Number(document.getElementById('slider').max)"
    expect(await tab.value<number>(steps)).toBeGreaterThan(8000)
    for (let back = 0; back < 4; back++) await click('[data-move=back]')
    expect(await text('#loops')).toMatch(/Turns 1441 to 1500; \d+ more come as you step/)
    expect(await count('*')).toBeLessThan(3000)
    expect(tab.complaints).toEqual([])
  })
})

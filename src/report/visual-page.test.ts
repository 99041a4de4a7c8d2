import { Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import type { Execution } from '../core/execution.ts'
import type { Span } from '../core/span.ts'
import type { Step, ValueView } from '../core/trace.ts'
import { visualPage } from './visual-page.ts'
import type { VisualPageData } from './visual-page.ts'
import type { PageModel } from './visual-page/page-model.ts'
import { pageScript } from './visual-page/script/page-script.ts'
import type { VisualReport } from './visual-report.ts'

const span = (line: number, from: number, to: number): Span => ({
  from: { line, column: from },
  to: { line, column: to },
})
const evil = '</script><script>alert(1)</script><!--'
const source = `def execute_command(image) -> str:
    dogs = ImagePatch(image).find('dog')
    return ${JSON.stringify(evil)}
`
const patchText = 'ImagePatch(left=1, right=3)'
const dogs: ValueView = { type: 'list', text: `[${patchText}, ${patchText}]`, objects: [1, 2] }
const steps: Step[] = [
  { id: 0, at: span(1, 1, 35), depth: 0, kind: 'line', changed: {} },
  { id: 1, at: span(1, 1, 35), depth: 0, kind: 'call', name: 'execute_command', changed: {} },
  { id: 2, at: span(2, 5, 41), depth: 0, kind: 'line', changed: { dogs } },
  { id: 3, at: span(2, 12, 41), depth: 0, kind: 'value', value: dogs },
  { id: 9, at: span(3, 5, 40), depth: 0, kind: 'return', value: { type: 'str', text: `'${evil}'` } },
]
const whole = { left: 0, lower: 0, right: 40, upper: 30 }
const dog = (id: number, left: number) => ({
  id,
  image: 0,
  box: { left, lower: 0, right: left + 5, upper: 10 },
  label: evil,
  confidence: 0.75,
})
const nothing = { text: '' }
const execution: Execution = {
  programId: 'p',
  runtime: 'fake',
  outcome: { kind: 'returned', value: { type: 'str', text: `'${evil}'` } },
  checks: [],
  trace: { level: 'full', steps, coverage: [{ at: span(2, 5, 41), kind: 'statement', count: 1 }] },
  tools: {
    calls: [
      {
        id: 0,
        op: 'open',
        args: {},
        answer: null,
        stepId: 2,
        details: { made: [{ id: 0, image: 0, box: whole }] as never },
      },
      {
        id: 1,
        op: 'find',
        args: { patch: { id: 0, image: 0, box: whole }, name: evil } as never,
        answer: [],
        stepId: 3,
        details: { made: [dog(1, 0), dog(2, 20)] as never },
      },
      { id: 2, op: 'answer', args: { answer: { kind: 'text', text: evil } }, answer: null },
    ],
  },
  stdout: nothing,
  stderr: nothing,
  usage: { wallMs: 1, cpuMs: 1, peakMb: 1 },
}

const report: VisualReport = {
  task: evil,
  question: evil,
  images: [evil],
  verdict: 'mended',
  answer: 'yes',
  answerBefore: evil,
  probabilityBefore: 0.2,
  probability: 0.9,
  critics: [],
  blame: [],
  note: evil,
  before: source,
  after: source,
  rivals: [],
  runtime: evil,
  calls: 3,
  attempts: 2,
  executions: 2,
  cachedExecutions: 0,
  seconds: 1,
}
const feedback: VisualPageData['before']['feedback'] = [
  {
    from: evil,
    verdict: 'fail',
    probability: 0.2,
    message: `${evil} and \`code\``,
    blame: [
      {
        span: span(2, 12, 41),
        weight: 0.7,
        reason: evil,
        evidence: [{ checkId: 'entry', stepId: 3, text: `dogs → ${evil}` }],
      },
    ],
  },
]
const image = { name: evil, width: 40, height: 30, href: 'data:image/png;base64,AAAA' }
const before = { source, execution, feedback }
const data: VisualPageData = { report, images: [image], before }
const changed: VisualPageData = {
  ...data,
  after: { source: source.replace("'dog'", "'cat'"), execution: { ...execution }, feedback: [] },
}

const modelOf = (html: string): PageModel => JSON.parse(/id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? '') as PageModel

describe('the page of a visual program', () => {
  it('has no tag that came from a program, a question, a label or a critic', () => {
    const html = visualPage(changed)
    expect(html.match(/<script\b[^>]*>/g)).toEqual(['<script type="application/json" id="data">', '<script>'])
    expect(html.match(/<\/script>/g)).toHaveLength(2)
    expect(html).not.toContain('<!--')
    expect(modelOf(html).runs[0]?.lines[2]).toContain(evil)
  })

  it('asks for nothing from outside, and lets its own script run alone', () => {
    const html = visualPage(changed)
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]
    expect(policy).toMatch(
      /^default-src 'none'; img-src data:; style-src 'sha256-[\w+/]{43}='; script-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'$/,
    )
    expect(html.match(/(?:src|href)="[^"#]*"/g)).toEqual(['href="data:image/png;base64,AAAA"'])
    expect(html).not.toMatch(/\sstyle="|\son\w+="|url\(|@import/)
  })

  it('carries each image once', () => {
    expect(visualPage(changed).split('base64,AAAA')).toHaveLength(2)
  })

  it('has steps from the first call on, with values by the short names of their patches, each once', () => {
    const [run] = modelOf(visualPage(data)).runs
    expect(run?.steps.map(({ kind }) => kind)).toEqual(['call', 'line', 'value', 'return'])
    expect(run?.steps[1]?.changed).toEqual([['dogs', 0]])
    expect(run?.steps[2]?.value).toBe(0)
    expect(run?.values[0]).toEqual({ type: 'list', text: '[p1, p2]', objects: [1, 2] })
    expect(run?.ran).toEqual([0, 1, 0])
    expect(run?.lines).toHaveLength(3)
  })

  it('has patches as they are drawn, and calls at the steps that they belong to', () => {
    const [run] = modelOf(visualPage(data)).runs
    expect(run?.patches[2]).toMatchObject({ x: 20, y: 20, width: 5, height: 10, madeBy: 1 })
    expect(run?.calls.map(({ step }) => step)).toEqual([1, 2, undefined])
    expect(run?.end).toBe(`It returned '${evil}'.`)
  })

  it('begins at the evidence against the program, which leads to its step', () => {
    const html = visualPage(data)
    expect(modelOf(html).start).toEqual({ run: 0, step: 2 })
    expect(html).toContain('data-go="0/2"')
    const lineOnly = { ...feedback[0]!, blame: [{ ...feedback[0]!.blame[0]!, span: span(2, 5, 9), evidence: [] }] }
    expect(modelOf(visualPage({ ...data, before: { ...before, feedback: [lineOnly] } })).start.step).toBe(1)
    const believed = { ...data, before: { ...before, feedback: [{ ...feedback[0]!, verdict: 'pass' as const }] } }
    expect(modelOf(visualPage(believed)).start).toEqual({ run: 0, step: 3 })
  })

  it('folds away what is faint or long, and marks in the source what is strong', () => {
    const [strong] = feedback[0]!.blame
    const faint = { ...strong!, span: span(3, 5, 9), weight: 0.2 }
    const critic = { ...feedback[0]!, message: 'so it is '.repeat(40), blame: [strong!, faint] }
    const html = visualPage({ ...data, before: { ...before, feedback: [critic] } })
    expect(html).toContain('<summary>1 fainter</summary>')
    expect(html).toMatch(/<details class="message"><summary><span>so it is [\w ]{90,120} …<\/span>/)
    expect(modelOf(html).runs[0]?.blame.map(({ at }) => at[0])).toEqual([2])
  })

  it('shows both programs side by side where one was changed, and knows where they part', () => {
    const other: Execution = {
      ...execution,
      trace: {
        ...execution.trace!,
        steps: steps.map((step) => (step.id === 3 ? { ...step, value: { type: 'list', text: '[]' } } : step) as Step),
      },
    }
    const html = visualPage({ ...changed, after: { ...changed.after!, execution: other } })
    expect(html).toContain('<del>dog</del>')
    expect(html).toContain('<ins>cat</ins>')
    expect(modelOf(html)).toMatchObject({ parting: 2, runs: [{ title: 'Before' }, { title: 'After' }] })
    expect(modelOf(visualPage(changed))).not.toHaveProperty('parting')
    expect(visualPage(data)).not.toContain('What was changed')
  })

  it('is there also for a program that was never run, or whose trace has a gap', () => {
    const html = visualPage({ ...data, before: { source, feedback: [] } })
    expect(modelOf(html).runs[0]).toMatchObject({ steps: [], calls: [], end: 'It was not run.' })
    const cut = { ...execution, trace: { ...execution.trace!, truncated: { dropped: 5, after: 3 } } }
    expect(modelOf(visualPage({ ...data, before: { ...before, execution: cut } })).runs[0]?.gap).toEqual({
      dropped: 5,
      after: 2,
    })
  })

  it('has a script that is one, and that never sets HTML', () => {
    expect(() => new Script(pageScript)).not.toThrow()
    expect(pageScript).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b/)
  })
})

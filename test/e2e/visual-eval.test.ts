import type { ChildProcess } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fakeModelServer } from './fake-model-server.ts'
import { faultline } from './faultline.ts'
import { jsonl, sentence, towerOf, visualFolder } from './visual-folder.ts'

let cwd = ''
let close = async (): Promise<void> => {}
let env: NodeJS.ProcessEnv = process.env
beforeAll(async () => {
  ;({ cwd, close } = await visualFolder())
  env = { ...process.env, XDG_CACHE_HOME: join(cwd, 'cache') }
})
afterAll(() => close())

const run = (...args: readonly string[]) => faultline(args, { cwd, env })
const rowsOf = async (file: string) =>
  (await readFile(join(cwd, file), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

const gold = ['eval', 'shapes', '--programs', 'gold', '--strategy', 'single', '--count']

describe('faultline eval of visual programs', () => {
  it('finds right what is right', async () => {
    const { code, stdout } = await run(...gold, '6', '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      n: 6,
      ungraded: 0,
      accuracyBefore: 1,
      accuracyAfter: 1,
      rightToWrong: 0,
    })
    expect(code).toBe(0)
  })

  it('makes half of the programs faulty, and tells every figure as a share with its interval', async () => {
    const { stdout, stderr } = await run(
      'eval',
      'shapes',
      '--programs',
      'injected',
      '--count',
      '2',
      '--seed',
      '3',
      '--critic',
      'static',
      '--json',
    )
    const figures = JSON.parse(stdout)
    expect(figures).toMatchObject({ benchmark: 'shapes', n: 2, seed: 3, accuracyBefore: 0.5, tasks: { length: 2 } })
    const shares =
      'accuracyBefore accuracyAfter criticAccuracy criticBalancedAccuracy blameTop1 blameTop3 refinerSuccess rightToWrong'
    for (const name of shares.split(' ')) {
      expect(figures[name], name).toBeGreaterThanOrEqual(0)
      expect(figures[name], name).toBeLessThanOrEqual(1)
      expect(figures.intervals[name], name).toEqual([expect.any(Number), expect.any(Number)])
    }
    expect(figures).not.toHaveProperty('blameTop5')
    expect(stderr).toBe('')
    const shown = await run('show', 'last', '--json')
    expect(JSON.parse(shown.stdout)).toMatchObject({ n: 2, accuracyBefore: 0.5, blameTop1: figures.blameTop1 })
    const text = await run('show', 'last')
    expect(text.stdout).toMatch(/2 programs, seed 3 .*\n {2}right as they came +50\.0 % +\[/)
  })

  it('grades the programs of a file, and tells what each answered', async () => {
    const args = [
      'eval',
      'nlvr',
      '--data',
      'nlvr',
      '--programs',
      'programs.jsonl',
      '--strategy',
      'single',
      '--keep-traces',
    ]
    const { code, stdout } = await run(...args, '--json')
    const { n, accuracyAfter, tasks } = JSON.parse(stdout)
    expect({ n, accuracyAfter }).toEqual({ n: 3, accuracyAfter: 2 / 3 })
    expect(tasks.map(({ id, verdict }: { id: string; verdict: string }) => [id, verdict])).toEqual([
      ['7-0', 'solved'],
      ['7-1', 'unsolved'],
      ['7-1#2', 'solved'],
    ])
    expect(code).toBe(1)
    const task = await run('show', 'last', '7-1')
    expect(task.stdout).toContain(`Question  ${sentence}`)
    expect(task.stdout).toContain('Answer    yes')
  })

  it('exports its runs as training rows, in both forms', async () => {
    const { code, stderr } = await run('export', 'last', '--format', 'vdebugger-critic', '--out', 'critic.jsonl')
    // of the wrong program nobody knows the place at fault
    expect([code, stderr]).toEqual([0, 'faultline: 2 rows of 3 tasks\n'])
    const rows = await rowsOf('critic.jsonl')
    expect(rows).toHaveLength(2)
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(expect.arrayContaining(['prompt', 'inst', 'completion']))
      expect(row.prompt).toContain('--- Trace')
    }
    expect(rows[0].completion).toMatch(/^ right/)
    const trl = await run('export', 'last', '--format', 'vdebugger-critic', '--form', 'trl')
    expect(Object.keys(JSON.parse(trl.stdout.split('\n')[0]!))).toEqual(['prompt', 'completion'])
    const refiner = await run('export', 'last', '--format', 'vdebugger-refiner', '--out', 'none.jsonl')
    expect(refiner).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('0 rows of 3 tasks') })
  })

  it('exports pairs of wrong and right programs for the refiner', async () => {
    await run('eval', 'shapes', '--programs', 'injected', '--strategy', 'single', '--count', '6', '--keep-traces')
    const { code, stdout } = await run('export', 'last', '--format', 'vdebugger-refiner')
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows).toHaveLength(3)
    for (const { prompt, completion } of rows) {
      expect(prompt).toContain('<MASKED>')
      expect(completion).toContain('def execute_command')
    }
    expect(code).toBe(0)
  })

  it('goes on with a run, and does nothing twice', async () => {
    const first = JSON.parse((await run(...gold, '4', '--limit', '4', '--json')).stdout)
    const again = await run(...gold, '4', '--limit', '4', '--resume', first.run, '--json')
    expect(JSON.parse(again.stdout)).toMatchObject({ run: first.run, n: 4, executions: first.executions })
    const other = await run(...gold, '4', '--limit', '3', '--resume', first.run)
    expect(other.stderr).toBe(
      `faultline: the run ${first.run} was made with settings.limit 4, not 3: resume it with the same, or start another\n`,
    )
    expect(other.code).toBe(2)
  })
})

describe('a run that is interrupted', () => {
  it('says how to go on with it, and is whole after that', async () => {
    let child: ChildProcess | undefined
    const model = await fakeModelServer(({ text }) => {
      // a second one would end it at once
      child?.kill('SIGINT')
      child = undefined
      return text.startsWith('Find every') ? '{"boxes": []}' : 'no'
    })
    const args = [...gold, '12', '--backend', 'model', '--model', `${model.url}#eyes`]
    const first = await faultline(args, { cwd, env, started: (started) => (child = started) })
    expect(first.stderr).toMatch(
      /^faultline: what is done is kept: .* --resume \S+-shapes-\w+\nfaultline: interrupted\n$/,
    )
    expect([first.code, first.stdout]).toEqual([130, ''])
    const { stdout } = await run(...args, '--resume', 'last', '--json')
    model.close()
    expect(JSON.parse(stdout)).toMatchObject({ n: 12, ungraded: 0, run: first.stderr.match(/--resume (\S+)/)?.[1] })
  })
})

describe('faultline inject', () => {
  it('writes faulty programs, each with its place and both answers', async () => {
    const { code, stdout, stderr } = await run('inject', 'right.jsonl', '--out', 'pairs.jsonl', '--each', '3')
    expect([code, stdout, stderr]).toEqual([0, '', 'faultline: 3 faulty programs of 1 right program in pairs.jsonl\n'])
    for (const pair of await rowsOf('pairs.jsonl')) {
      expect(pair).toMatchObject({ id: 'a', question: sentence, rightAnswer: 'yes', original: expect.any(String) })
      expect(pair.answer).not.toBe('yes')
      expect(pair.faulty).not.toBe(pair.original)
      expect(pair.span.from.line).toBeGreaterThan(1)
    }
  })

  it('takes them from a model too', async () => {
    const model = await fakeModelServer(() => `${towerOf(4).slice(towerOf(4).indexOf('\n'))}\`\`\``)
    const args = ['inject', 'right.jsonl', '--method', 'greedy', '--model', `${model.url}#m`, '--out', 'greedy.jsonl']
    const { code } = await run(...args)
    model.close()
    expect(code).toBe(0)
    expect(await rowsOf('greedy.jsonl')).toMatchObject([{ method: 'greedy', rightAnswer: 'yes', answer: 'no' }])
    expect(model.asked.every(({ form, text }) => form === 'completion' && text.includes('<MASKED>'))).toBe(true)
  })

  it('leaves out the program whose image is not there, and keeps the others', async () => {
    const row = { question: sentence, program: towerOf(3) }
    const rows = [
      { ...row, id: 'lost', images: ['none.png'] },
      { ...row, id: 'found', images: ['nlvr/images/dev-7-0-0.png'] },
    ]
    await writeFile(join(cwd, 'some.jsonl'), jsonl(...rows))
    const { code, stderr } = await run('inject', 'some.jsonl', '--out', 'some-pairs.jsonl', '--each', '1')
    expect(stderr).toMatch(
      /^faultline: some\.jsonl: lost is left out: there is no image .*none\.png.*\n.* of 1 right program in/,
    )
    expect((await rowsOf('some-pairs.jsonl')).map(({ id }) => id)).toEqual(['found'])
    expect(code).toBe(3)
  })
})

describe('faultline vision check', () => {
  it('compares what is seen with what is there', async () => {
    const { code, stdout } = await run('vision', 'check', '--data', 'nlvr', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ backend: 'pixels', images: 2, objects: 13, exact: 1, extra: 0 })
    expect(code).toBe(0)
  })

  it('tells an image that is missing, and compares the others', async () => {
    const { code, stdout, stderr } = await run('vision', 'check', '--data', 'torn')
    expect(stdout).toContain('100.00 % of 13 objects in 2 images are seen as they are')
    expect(stderr).toMatch(/^faultline: 1 of 3 images are left out: there is no image .*dev-7-2-0\.png/)
    expect(code).toBe(3)
  })
})

describe('faultline list', () => {
  it.each([
    ['backends', ['pixels', 'scene-graph', 'model', 'transformers']],
    ['injectors', ['mutation', 'mask-best', 'greedy']],
    ['formats', ['vdebugger-critic', 'vdebugger-refiner']],
  ])('names the %s', async (kind, names) => {
    const { stdout } = await run('list', kind, '--json')
    expect(JSON.parse(stdout).map(({ name }: { name: string }) => name)).toEqual(names)
  })
})

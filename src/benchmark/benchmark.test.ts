import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Benchmark, Execute } from '../core/benchmark.ts'
import { jsonText } from '../core/json.ts'
import { program } from '../core/program.ts'
import type { Check, Task } from '../core/task.ts'
import { humaneval } from './humaneval.ts'
import { ldb } from './ldb.ts'
import { faultLines, quixbugs } from './quixbugs.ts'
import { tasks } from './tasks.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-data-'))
})
afterAll(() => rm(folder, { recursive: true }))

const jsonl = async (name: string, ...records: unknown[]): Promise<string> => {
  const text = records.map((record) => `${JSON.stringify(record)}\n`).join('')
  await writeFile(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text)
  return join(folder, name)
}
/** A runtime on which just these checks fail. */
const failing =
  (fails: (check: Check) => boolean): Execute =>
  async ({ id }, { checks = [] }) => ({
    programId: id,
    runtime: 'fake',
    outcome: { kind: 'returned' },
    checks: checks.map((check) => ({
      checkId: check.id,
      verdict: fails(check) ? 'fail' : 'pass',
      outcome: { kind: 'returned' },
      integrity: 'split',
      calls: [],
      stdout: { text: '' },
      usage,
    })),
    stdout: { text: '' },
    stderr: { text: '' },
    usage,
  })
const usage = { wallMs: 0, cpuMs: 0, peakMb: 0 }

const all = async (benchmark: Benchmark, shown: (check: Check) => boolean = () => true): Promise<Task[]> => {
  const found: Task[] = []
  for await (const task of benchmark.tasks(failing(shown))) found.push(task)
  return found
}

describe('quixbugs', () => {
  const pytest =
    'import pytest\nfrom load_testdata import load_json_testcases\n@pytest.mark.parametrize("i,e", load_json_testcases("f"))\ndef test_f(i, e): ...\n'

  it('shows every other test, and nowhere a trace of those it hides', async () => {
    const data = {
      name: 'f',
      buggy: 'def f(x):\n    return x\n"""\nTwice\n"""\n',
      correct: 'def f(x):\n    return 2 * x\n',
      pytest,
    }
    await jsonl('quixbugs.jsonl.gz', {
      ...data,
      tests_json: [
        [[1], 2],
        [[7001], 14002],
        [[3], 6],
      ],
    })
    await jsonl('helper.json', { 'node.py': 'class Node: pass\n' })
    const [task] = await all(quixbugs({ data: folder }))
    expect(task?.checks.map(({ id }) => id)).toEqual(['test_f[0]', 'test_f[2]'])
    expect(JSON.stringify(task)).not.toContain('7001')
    expect(JSON.stringify(task)).not.toContain('2 * x')
    const [other] = await all(quixbugs({ data: folder }), ({ id }) => id === 'test_f[1]')
    expect(other?.checks.map(({ id }) => id)).toEqual(['test_f[1]'])
    expect(task).toMatchObject({ module: 'python_programs.f', prompt: 'Twice', entry: 'f' })
  })

  it('knows the faulty lines from the published mend', () => {
    expect(faultLines('a\nb\nc\n', 'a\nx\nc\n')).toEqual([2])
    expect(faultLines('a\nb\n', 'a\nnew\nb\n')).toEqual([1, 2])
    expect(faultLines('a\nb\nc\n', 'a\nc\n"""\nother\n"""\n')).toEqual([2])
  })
})

describe('humaneval', () => {
  const problem = {
    task_id: 'HumanEval/0',
    prompt: 'def f():\n    """\n    >>> f()\n    1\n    """\n',
    entry_point: 'f',
    canonical_solution: '    return 1\n',
    test: 'def check(c):\n    assert c() == 1\n',
  }

  it('gives the canonical solutions, or a task a sample', async () => {
    await jsonl('HumanEval.jsonl.gz', problem)
    const [task] = await all(humaneval({ data: folder }))
    expect(task).toMatchObject({ id: 'HumanEval/0', seed: problem.prompt + problem.canonical_solution, checks: [] })
    const samples = await jsonl(
      'samples.jsonl',
      { task_id: 'HumanEval/0', completion: 'a' },
      { task_id: 'HumanEval/0', completion: 'b' },
    )
    expect((await all(humaneval({ data: folder, samples }))).map(({ id, seed }) => [id, seed?.at(-1)])).toEqual([
      ['HumanEval/0', 'a'],
      ['HumanEval/0#2', 'b'],
    ])
  })

  it('shows the doctests of the prompt and nothing of the test', async () => {
    await jsonl('HumanEval.jsonl.gz', problem)
    const [task] = await all(humaneval({ data: folder, showDoctests: true }))
    expect(task?.checks).toEqual([{ kind: 'doctest', id: 'doctest line 3', source: 'f()', want: '1' }])
    expect(JSON.stringify(task)).not.toContain('check(c)')
  })

  it('says which sample belongs to no problem', async () => {
    await jsonl('HumanEval.jsonl.gz', problem)
    const samples = await jsonl('odd.jsonl', { task_id: 'HumanEval/99', completion: '' })
    await expect(all(humaneval({ data: folder, samples }))).rejects.toThrow('HumanEval/99')
  })
})

describe('ldb', () => {
  it('takes the failing seeds, behind the imports of their set', async () => {
    const seed = {
      prompt: '',
      entry_point: 'f',
      test: 'def check(f): ...',
      given_tests: ['assert f(1) == 1'],
      solution: 'def f(x): ...',
    }
    await jsonl(
      'seed.jsonl',
      { ...seed, task_id: 'MBPP/1', is_solved: false },
      { ...seed, task_id: 'MBPP/2', is_solved: true },
    )
    const found = await all(ldb({ data: folder }))
    expect(found.map(({ id }) => id)).toEqual(['MBPP/1'])
    expect(found[0]?.seed).toMatch(/^from typing import \*\nimport math\n[^]*\ndef f\(x\): \.\.\.\n$/)
  })
})

describe('tasks of your own', () => {
  it('numbers checks without a name and keeps hidden ones out of the task', async () => {
    const data = await jsonl('own.jsonl', {
      id: 'a',
      program: 'x',
      checks: [{ kind: 'assert', source: 'assert f()' }],
      hidden: [{ kind: 'assert', source: 'assert g()' }],
    })
    const [task] = await all(tasks({ data }))
    expect(task?.checks).toEqual([{ kind: 'assert', id: 'check 1', source: 'assert f()' }])
    expect(JSON.stringify(task)).not.toContain('g()')
  })

  it('keeps floats as floats, shown and hidden, and every digit', async () => {
    const call = '{"kind":"call","function":"f","args":[3.0],"expected":12345678901234567890}'
    const data = join(folder, 'numbers.jsonl')
    await writeFile(data, `{"id":"a","checks":[${call}],"hidden":[${call}]}\n`)
    const benchmark = tasks({ data })
    const [task] = await all(benchmark)
    expect(jsonText(task?.checks)).toContain('"args":[3.0],"expected":12345678901234567890')
    const asked: string[] = []
    await benchmark.grade(task!, program('x'), (...given) => {
      asked.push(jsonText(given[1].checks))
      return failing(() => true)(...given)
    })
    expect(asked[0]?.match(/"args":\[3\.0\],"expected":12345678901234567890/g)).toHaveLength(2)
  })

  it('names the line that is not as expected', async () => {
    await expect(
      all(tasks({ data: await jsonl('bad.jsonl', { id: 'a', checks: [{ kind: 'stdio', stdin: '' }] }) })),
    ).rejects.toThrow(/bad\.jsonl:1 /)
    await expect(all(tasks({ data: await jsonl('none.jsonl', { id: 'a' }) }))).rejects.toThrow('has no checks')
    const check = { kind: 'assert', id: 'x', source: 'assert f()' }
    await expect(
      all(tasks({ data: await jsonl('twice.jsonl', { id: 'a', checks: [check], hidden: [check] }) })),
    ).rejects.toThrow('two checks with the id x')
    await expect(all(tasks({ data: join(folder, 'missing.jsonl') }))).rejects.toThrow('cannot read')
  })
})

import { describe, expect, it } from 'vitest'
import { parseJson } from '../core/json.ts'
import type { Check } from '../core/task.ts'
import { solve } from '../run/solve.ts'
import { bestOf } from '../strategy/best-of.ts'
import { fakeRuntime, fakeTask, scripted } from '../testing.ts'
import { promptedGenerator } from './prompted.ts'

const promptFor = async (checks: readonly Check[]) => {
  const model = scripted([], 'nothing')
  const parts = { runtime: fakeRuntime(), generator: promptedGenerator(), strategy: bestOf({ n: 3 }), model }
  await solve(fakeTask('t', [], { prompt: 'Do it.', checks }), parts)
  return {
    text: model.requests[0]?.messages[1]?.text ?? '',
    seeds: new Set(model.requests.map(({ seed }) => seed)).size,
  }
}

describe('the prompted generator', () => {
  it.each<[string, Check]>([
    [
      'f(1, [2], k="x") gives true',
      { kind: 'call', id: 'c', function: 'f', args: [1, [2]], kwargs: { k: 'x' }, expected: true },
    ],
    [
      'f(3.0) gives 12345678901234567890',
      {
        kind: 'call',
        id: 'c',
        function: 'f',
        args: [parseJson('3.0')],
        expected: parseJson('12345678901234567890'),
      },
    ],
    ['assert f(1) == 2', { kind: 'assert', id: 'c', source: 'assert f(1) == 2' }],
    ['for the input "3\\n" it prints "9\\n"', { kind: 'stdio', id: 'c', stdin: '3\n', stdout: '9\n' }],
    ['import prog\nprog.main()', { kind: 'script', id: 'c', source: 'import prog\nprog.main()' }],
    ['test_f of:\ndef test_f(): ...', { kind: 'test', id: 'c', name: 'test_f', source: 'def test_f(): ...' }],
    ['>>> f(1)\n2', { kind: 'doctest', id: 'c', source: 'f(1)\n', want: '2' }],
  ])('shows a check as: %s', async (shown, check) => {
    const { text } = await promptFor([check])
    expect(text).toBe(
      `Do it.\n\nIt must pass these checks:\n\n${shown}\n\nReply with the whole program in one code block.`,
    )
  })

  it('marks the checks that it does not show, and says nothing of checks where there are none', async () => {
    const many = Array.from({ length: 8 }, (_, n): Check => ({ kind: 'assert', id: `${n}`, source: `assert ${n}` }))
    expect((await promptFor(many)).text).toContain('assert 4\n… and 3 more\n')
    expect((await promptFor([])).text).toBe('Do it.\n\nReply with the whole program in one code block.')
  })

  it('asks for another sample each time', async () => {
    expect((await promptFor([{ kind: 'assert', id: 'unmet', source: '' }])).seeds).toBe(3)
  })
})

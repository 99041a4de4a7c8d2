import { describe, expect, it } from 'vitest'
import type { Task } from '../../core/task.ts'
import { loadPython } from '../../syntax/python.ts'
import { promptExamples } from './prompt-examples.ts'

const python = await loadPython()
const examples = (prompt: string, source = 'def f(a, b=0):\n    return a\n') => {
  const task: Task = { id: 't', prompt, language: 'python', module: 'm', checks: [] }
  return promptExamples(python, task, python.parse(source)).map((check) => 'source' in check && check.source)
}

describe('examples in the words of a task', () => {
  it('are doctests, and lines that put a call beside its value', () => {
    expect(examples('>>> f(1)\n2\n')).toEqual(['assert f(1) == 2'])
    expect(examples('f([1, -2]) == [3]')).toEqual(['assert f([1, -2]) == [3]'])
    expect(examples("For example, f('a') returns 'b'.")).toEqual(["assert f('a') == 'b'"])
    expect(examples('* f(1, b=2) ➞ {"x": 1}')).toEqual(['assert f(1, b=2) == {"x": 1}'])
    expect(examples('f(3)  # Output: 4')).toEqual(['assert f(3) == 4'])
    expect(examples('', 'def f(a):\n    """Doubles.\n\n    f(2) => 4\n    """\n')).toEqual(['assert f(2) == 4'])
  })

  it('are left alone where something would have to be guessed', () => {
    expect(examples('f(x) returns x')).toEqual([])
    expect(examples('g(1) == 2')).toEqual([])
    expect(examples('f(1) returns two')).toEqual([])
    expect(examples('f(1) == 2 or f(2) == 3')).toEqual([])
    expect(examples('Not so: f(1) == 2')).toEqual([])
  })

  it('count once, however often they are given', () => {
    expect(examples('>>> f(1)\n2\nf(1) == 2\nf(1) -> 3')).toEqual(['assert f(1) == 2'])
  })
})

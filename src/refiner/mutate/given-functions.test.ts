import { describe, expect, it } from 'vitest'
import { loadPython } from '../../syntax/python.ts'
import { givenFunctions } from './given-functions.ts'

const python = await loadPython()

describe('functions that a prompt gives', () => {
  it('are whole ones, not the one that is to be written', () => {
    const prompt = 'def helper(x):\n    """Doc."""\n    return x + 1\n\n\ndef asked(x):\n    """Undoes helper."""\n'
    expect([...givenFunctions(python, prompt)]).toEqual([
      ['helper', 'def helper(x):\n    """Doc."""\n    return x + 1'],
    ])
    expect(givenFunctions(python, 'def f(x):\n    pass\n').size).toBe(0)
  })

  it('are none in prose', () => {
    expect(givenFunctions(python, 'Write a function that doubles its argument, please.').size).toBe(0)
  })
})

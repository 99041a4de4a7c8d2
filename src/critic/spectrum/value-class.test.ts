import { describe, expect, it } from 'vitest'
import type { ValueView } from '../../core/trace.ts'
import { numberOf, relationOf, valueClasses } from './value-class.ts'

const view = (type: string, text: string): ValueView => ({ type, text })

describe('the classes of a value', () => {
  it.each([
    ['int', '-3', ['negative', 'of type int']],
    ['int', '0', ['0', 'of type int']],
    ['float', '0.5', ['positive', 'of type float']],
    ['float', 'nan', ['an object', 'of type float']],
    ['bool', 'True', ['True']],
    ['NoneType', 'None', ['None']],
    ['list', '[]', ['empty', 'of type list']],
    ['str', "'a'", ['not empty', 'of type str']],
    ['Node', 'Node(value=1)', ['an object', 'of type Node']],
  ])('of %s %s are %j', (type, text, classes) => {
    expect(valueClasses(view(type, text))).toEqual(classes)
  })

  it('know the number of a view that shows one', () => {
    expect(numberOf(view('int', '12'))).toBe(12)
    expect(numberOf(view('bool', 'True'))).toBe(1)
    expect(numberOf(view('float', 'inf'))).toBe(Infinity)
    expect(numberOf(view('int', '<int of 2000 bits…>'))).toBeUndefined()
    expect(numberOf(view('str', "'1'"))).toBeUndefined()
  })
})

describe('the relation of two values', () => {
  it('is by order for numbers, by equality for the rest', () => {
    expect(relationOf(view('int', '2'), view('float', '10.0'))).toBe('less than')
    expect(relationOf(view('int', '2'), view('int', '2'))).toBe('equal to')
    expect(relationOf(view('str', "'b'"), view('str', "'a'"))).toBe('different from')
    expect(relationOf(view('list', '[1]'), view('list', '[1]'))).toBe('equal to')
  })

  it('is unknown between types, and where a part of a value is not seen', () => {
    expect(relationOf(view('list', '[1]'), view('tuple', '(1,)'))).toBeUndefined()
    expect(relationOf(view('list', '[1, …]'), view('list', '[1, …]'))).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { canonicalJson, jsonText, parseJson } from './json.ts'

describe('JSON', () => {
  it('keeps every number as it is written', () => {
    const text = '[3.0,3,-0.0,2.50,1e3,12345678901234567890,"4.0 \\"5.0\\"",{"a":7.0,"$float":"1.0"},1e400]'
    expect(jsonText(parseJson(text))).toBe(text)
    expect(jsonText([parseJson(text)])).toBe(`[${text}]`)
  })

  it('is a plain number wherever JavaScript writes the same', () => {
    expect(parseJson('[3, -1, 2.5, 9007199254740991]')).toEqual([3, -1, 2.5, 9007199254740991])
  })

  it('refuses an integer that Python does not read', () => {
    expect(parseJson('9'.repeat(4300))).toBeDefined()
    expect(() => parseJson('9'.repeat(4301))).toThrow('an integer of 4301 digits, and Python reads at most 4300')
  })

  it('has one text for equal contents, and another for a float than for an integer', () => {
    expect(canonicalJson(parseJson('{"b":[1],"a":{"d":1,"c":2}}'))).toBe('{"a":{"c":2,"d":1},"b":[1]}')
    expect(canonicalJson(parseJson('[1.0]'))).not.toBe(canonicalJson(parseJson('[1]')))
  })
})

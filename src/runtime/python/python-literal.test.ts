import { describe, expect, it } from 'vitest'
import { bytesText, complexText, floatText, stringText } from './python-literal.ts'

describe('the repr of a float', () => {
  it.each([
    [1, '1.0'],
    [-0, '-0.0'],
    [0.1, '0.1'],
    [123456.789, '123456.789'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [1.5e22, '1.5e+22'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [-1.25e-7, '-1.25e-07'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [5e-324, '5e-324'],
    [Infinity, 'inf'],
    [-Infinity, '-inf'],
    [NaN, 'nan'],
  ])('of %d is %s', (value, text) => {
    expect(floatText(value)).toBe(text)
  })
})

describe('the repr of a text', () => {
  it.each([
    ['plain', "'plain'"],
    ["it's", `"it's"`],
    ['both \' and "', `'both \\' and "'`],
    ['line\nend\ttab\r\\', "'line\\nend\\ttab\\r\\\\'"],
    ['\u0000\u007f\u00a0\u00ad', "'\\x00\\x7f\\xa0\\xad'"],
    ['é漢🙂', "'é漢🙂'"],
    ['\u200b\u2028\ue000', "'\\u200b\\u2028\\ue000'"],
    ['\u{e0001}', "'\\U000e0001'"],
  ])('of %j is %s', (value, text) => {
    expect(stringText(value)).toBe(text)
  })
})

describe('the repr of bytes', () => {
  it.each([
    ['ab', "b'ab'"],
    ["'", `b"'"`],
    ['\u0000\u00ff\n\\', "b'\\x00\\xff\\n\\\\'"],
  ])('of %j is %s', (value, text) => {
    expect(bytesText(Uint8Array.from(value, (character) => character.charCodeAt(0)))).toBe(text)
  })
})

describe('the repr of a complex number', () => {
  it.each([
    [1, 2, '(1+2j)'],
    [0, -1.5, '-1.5j'],
    [-0, 1, '(-0+1j)'],
    [1, -0, '(1-0j)'],
    [0, Infinity, 'infj'],
  ])('of %d and %d is %s', (real, imaginary, text) => {
    expect(complexText(real, imaginary)).toBe(text)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMarshal } from './marshal.ts'

/** What `marshal.dumps(value, 2)` gives, in hex. */
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))

describe('readMarshal', () => {
  it.each([
    ['None', '4e', null],
    ['True', '54', true],
    ['False', '46', false],
    ['-2', '69 feffffff', -2],
    ['2 ** 40', '6c 03000000 0000 0000 0004', 2 ** 40],
    ['-(2 ** 40)', '6c fdffffff 0000 0000 0004', -(2 ** 40)],
    ['2 ** 52 + 1', '6c 04000000 0100 0000 0000 8000', 2 ** 52 + 1],
    ['2 ** 64', '6c 05000000 0000 0000 0000 0000 1000', 2n ** 64n],
    ['-(2 ** 64)', '6c fbffffff 0000 0000 0000 0000 1000', -(2n ** 64n)],
    ['1.5', '67 000000000000f83f', { kind: 'float', value: 1.5 }],
    ['1 - 2j', '79 000000000000f03f 00000000000000c0', { kind: 'complex', real: 1, imaginary: -2 }],
    ["'é'", '75 02000000 c3a9', 'é'],
    ["b'ab'", '73 02000000 6162', Uint8Array.of(0x61, 0x62)],
    [
      '(1, [2])',
      '28 02000000 69 01000000 5b 01000000 69 02000000',
      { kind: 'tuple', items: [1, { kind: 'list', items: [2] }] },
    ],
    ['{1: 2}', '7b 69 01000000 69 02000000 30', { kind: 'dict', entries: [[1, 2]] }],
  ])('reads %s', (_python, bytes, value) => {
    expect(readMarshal(hex(bytes))).toEqual(value)
  })

  it('tells only the size of an int that nobody would read', () => {
    const digits = `${'0000'.repeat(69)}0100`
    expect(readMarshal(hex(`6c 46000000 ${digits}`))).toEqual({ kind: 'int', bits: 1036 })
  })

  it.each([
    ['nothing', ''],
    ['a type it does not know', '63'],
    ['bytes after the end', '4e4e'],
    ['a text that is longer than what is there', '75 ffffff7f 61'],
    ['a negative length', '73 ffffffff'],
    ['a list that is longer than what is there', '5b ffffff7f 4e'],
    ['a dict without its end', '7b 4e 4e'],
    ['an int that is longer than what is there', '6c 00000080'],
    ['values nested without end', '5b01000000'.repeat(1000)],
  ])('refuses %s', (_what, bytes) => {
    expect(() => readMarshal(hex(bytes))).toThrow(RangeError)
  })

  it('never does anything else with bytes of any kind', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          readMarshal(bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})

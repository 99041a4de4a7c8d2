import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pythons, minorOf, stepText, take } from '../../../test/trace/watch.ts'
import { decodeTrace } from './decode-trace.ts'

const golden = (name: string, file: string) => new URL(`../../../test/golden/trace/${name}/${file}`, import.meta.url)
const bytesOf = (name: string) => Uint8Array.from(readFileSync(golden(name, 'trace.bin')))
const textOf = (name: string, file: string) => readFileSync(golden(name, file), 'utf8')
const names = ['count', 'flow', 'linked']
const newest = (await pythons()).find((each) => minorOf(each) >= 11)

describe('decodeTrace', () => {
  it.each(names)('reads what a tracer took of %s', (name) => {
    expect(decodeTrace(bytesOf(name))).toEqual(JSON.parse(textOf(name, 'trace.json')))
  })

  it.skipIf(newest === undefined).each(names)('reads the same of %s from a tracer of today', (name) => {
    const call = textOf(name, 'call.txt').trim()
    const taken = take(newest!, { source: textOf(name, 'program.py'), calls: [call] }).at(-1)!
    expect(decodeTrace(taken).steps.map(stepText)).toEqual(decodeTrace(bytesOf(name)).steps.map(stepText))
  })

  it('gives one object for one place', () => {
    const places = new Map<string, object>()
    for (const { at } of decodeTrace(bytesOf('count')).steps) {
      const key = JSON.stringify(at)
      expect(places.get(key) ?? at).toBe(at)
      places.set(key, at)
    }
  })

  it.each([
    ['nothing', new Uint8Array()],
    ['half of a trace', bytesOf('count').subarray(0, 2000)],
    ['what is no trace', Uint8Array.of(0x4e)],
    ['another version', Uint8Array.of(0x28, 1, 0, 0, 0, 0x69, 1, 0, 0, 0)],
  ])('refuses %s', (_what, bytes) => {
    expect(() => decodeTrace(bytes)).toThrow(RangeError)
  })

  it('gives a trace or a RangeError, whatever is done to the bytes', () => {
    const taken = names.map(bytesOf)
    const change = fc.record({ at: fc.nat(), to: fc.nat(255) })
    let refused = 0
    fc.assert(
      fc.property(fc.constantFrom(...taken), fc.array(change, { minLength: 1, maxLength: 8 }), (original, changes) => {
        const bytes = Uint8Array.from(original)
        for (const { at, to } of changes) bytes[at % bytes.length] = to
        try {
          return decodeTrace(bytes).steps.length < bytes.length
        } catch (error) {
          refused += 1
          return error instanceof RangeError
        }
      }),
      { numRuns: 500 },
    )
    expect(refused).toBeGreaterThan(0)
  })
})

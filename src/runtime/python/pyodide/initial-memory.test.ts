import { expect, test } from 'vitest'
import { withInitialMemory } from './initial-memory.ts'

/** A module of one memory of 480 pages, which it exports. The number stands in two bytes, as in a module of that size. */
const MODULE = Buffer.from('0061736d0100000005040100e003070501016d0200', 'hex')

test('an instance begins with the memory that was asked for', () => {
  for (const pages of [1, 136, 480, 16_383]) {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(withInitialMemory(MODULE, pages)), {})
    expect((exports['m'] as WebAssembly.Memory).buffer.byteLength).toBe(pages * 65_536)
  }
})

test('a module without memory is refused', () => {
  expect(() => withInitialMemory(MODULE.subarray(0, 8), 1)).toThrow('no memory')
})

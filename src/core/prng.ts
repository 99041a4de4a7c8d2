import { contentId } from './program.ts'

/** Numbers in [0, 1) that depend on the seed's parts alone: sfc32 (Chris Doty-Humphrey's PractRand), seeded by a hash. */
export function prng(...seed: readonly string[]): () => number {
  const state = Uint32Array.from(contentId(...seed).match(/.{8}/g) ?? [], (hex) => Number.parseInt(hex, 16))
  let [a = 0, b = 0, c = 0, counter = 1] = state
  return () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
}

import type { Pixels } from '../backend.ts'

export type Rgb = readonly [red: number, green: number, blue: number]

/** A pixel of no flat colour: the soft edge of a shape. */
export const mixed = 255

/** The flat colours of an image and which of them each pixel has; `mixed` for none. */
export interface FlatColors {
  readonly colors: readonly Rgb[]
  readonly labels: Uint8Array
}

/** Two colours whose channels all differ by no more are one: the noise of compression. */
const tolerance = 24
/** More flat colours than this are no scene of flat colours. */
const maxColors = 64

/**
 * The colours that fill at least one 3×3 block, and for each pixel the one it has. Undefined where there are so many of
 * them that the image is no drawing in flat colours (a photograph), or none.
 */
export function flatColors(pixels: Pixels): FlatColors | undefined {
  const packed = packedColors(pixels)
  const colors = centres(blockColors(packed, pixels.width, pixels.height))
  if (colors.length === 0 || colors.length > maxColors) return undefined
  const labelOf = new Map<number, number>()
  const labels = new Uint8Array(packed.length)
  for (let at = 0; at < packed.length; at++) {
    const color = packed[at] ?? 0
    if (at > 0 && color === packed[at - 1]) {
      labels[at] = labels[at - 1] ?? mixed
      continue
    }
    let label = labelOf.get(color)
    if (label === undefined) labelOf.set(color, (label = nearest(unpacked(color), colors)))
    labels[at] = label
  }
  return { colors, labels }
}

function packedColors({ data }: Pixels): Uint32Array {
  const packed = new Uint32Array(data.length / 3)
  for (let at = 0, byte = 0; at < packed.length; at++, byte += 3)
    packed[at] = ((data[byte] ?? 0) << 16) | ((data[byte + 1] ?? 0) << 8) | (data[byte + 2] ?? 0)
  return packed
}

const unpacked = (color: number): Rgb => [color >> 16, (color >> 8) & 255, color & 255]

/** How many 3×3 blocks of nearly one colour have each colour at their centre. */
function blockColors(packed: Uint32Array, width: number, height: number): Map<number, number> {
  const counts = new Map<number, number>()
  let [last, run] = [0, 0]
  const around = [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1]
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const color = packed[at] ?? 0
      let even = true
      for (let next = 0; even && next < around.length; next++)
        even = alike(packed[at + (around[next] ?? 0)] ?? 0, color)
      if (!even) continue
      if (color !== last) {
        if (run > 0) counts.set(last, (counts.get(last) ?? 0) + run)
        ;[last, run] = [color, 0]
      }
      run++
    }
  if (run > 0) counts.set(last, (counts.get(last) ?? 0) + run)
  return counts
}

const alike = (a: number, b: number): boolean =>
  a === b ||
  (Math.abs((a >> 16) - (b >> 16)) <= tolerance / 2 &&
    Math.abs(((a >> 8) & 255) - ((b >> 8) & 255)) <= tolerance / 2 &&
    Math.abs((a & 255) - (b & 255)) <= tolerance / 2)

/** The most common colours first; those near a more common one are the same. */
function centres(counts: ReadonlyMap<number, number>): Rgb[] {
  const found: Rgb[] = []
  for (const [color] of [...counts].sort((a, b) => b[1] - a[1])) {
    if (nearest(unpacked(color), found) === mixed) found.push(unpacked(color))
    if (found.length > maxColors) break
  }
  return found
}

function nearest([red, green, blue]: Rgb, colors: readonly Rgb[]): number {
  let best = mixed
  let least = tolerance + 1
  for (const [label, [r, g, b]] of colors.entries()) {
    const away = Math.max(Math.abs(r - red), Math.abs(g - green), Math.abs(b - blue))
    if (away < least) [best, least] = [label, away]
  }
  return best
}

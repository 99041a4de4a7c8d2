/** The outlines that are told apart. `up` is a triangle that stands on its side, `down` one that stands on its tip. */
export type Outline = 'block' | 'disc' | 'up' | 'down' | 'left' | 'right' | 'diamond'

export const outlines: readonly Outline[] = ['block', 'disc', 'up', 'down', 'left', 'right', 'diamond']

/** Whether a point is inside, in a unit square with y downwards. */
const inside: Readonly<Record<Outline, (x: number, y: number) => boolean>> = {
  block: () => true,
  disc: (x, y) => (x - 0.5) ** 2 + (y - 0.5) ** 2 <= 0.25,
  up: (x, y) => Math.abs(x - 0.5) <= y / 2,
  down: (x, y) => Math.abs(x - 0.5) <= (1 - y) / 2,
  left: (x, y) => Math.abs(y - 0.5) <= x / 2,
  right: (x, y) => Math.abs(y - 0.5) <= (1 - x) / 2,
  diamond: (x, y) => Math.abs(x - 0.5) + Math.abs(y - 0.5) <= 0.5,
}

/** How an outline that fills `width` × `height` pixels covers each of them, rows from the top. */
export type Template = (outline: Outline, width: number, height: number) => Float32Array

/** Templates that are drawn once each; a scene asks for the same few many times. */
export function templates(): Template {
  const drawn = new Map<string, Float32Array>()
  return (outline, width, height) => {
    const key = `${outline} ${width} ${height}`
    let coverage = drawn.get(key)
    if (coverage === undefined) drawn.set(key, (coverage = draw(outline, width, height)))
    return coverage
  }
}

function draw(outline: Outline, width: number, height: number): Float32Array {
  const within = inside[outline]
  // Large shapes are told apart without the fraction of each pixel.
  const samples = outline === 'block' || width * height > 4096 ? 1 : 4
  const coverage = new Float32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let hits = 0
      for (let j = 0; j < samples; j++)
        for (let i = 0; i < samples; i++)
          if (within((x + (i + 0.5) / samples) / width, (y + (j + 0.5) / samples) / height)) hits++
      coverage[y * width + x] = hits / samples ** 2
    }
  return coverage
}

import sharp from 'sharp'
import type { Pixels, VisionImage } from '../../src/vision/backend.ts'

/** A shape of one colour, in pixels from the top left; drawn over what was drawn before it. */
export interface Drawn {
  readonly shape: 'square' | 'circle' | 'triangle'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height?: number
  readonly color: number
}

export interface Drawing {
  readonly width: number
  readonly height: number
  readonly background: number
  readonly shapes: readonly Drawn[]
  /** False for edges without half-covered pixels. */
  readonly soft?: boolean
}

/** Pixels of a drawing, with soft edges: 4×4 samples a pixel. */
export function draw({ width, height, background, shapes, soft = true }: Drawing): Pixels {
  const data = new Uint8Array(width * height * 3)
  for (let at = 0; at < width * height; at++) paint(data, at, background, 1)
  for (const shape of shapes)
    for (let y = Math.max(0, Math.floor(shape.y)); y < height && y < shape.y + (shape.height ?? shape.width); y++)
      for (let x = Math.max(0, Math.floor(shape.x)); x < width && x < shape.x + shape.width; x++)
        paint(data, y * width + x, shape.color, coverage(shape, x, y, soft ? 4 : 1))
  return { width, height, data }
}

function coverage(shape: Drawn, x: number, y: number, samples: number): number {
  let hits = 0
  for (let j = 0; j < samples; j++)
    for (let i = 0; i < samples; i++) if (covers(shape, x + (i + 0.5) / samples, y + (j + 0.5) / samples)) hits++
  return hits / samples ** 2
}

function covers({ shape, x, y, width, height = width }: Drawn, px: number, py: number): boolean {
  const [u, v] = [(px - x) / width, (py - y) / height]
  if (u < 0 || v < 0 || u > 1 || v > 1) return false
  if (shape === 'circle') return (u - 0.5) ** 2 + (v - 0.5) ** 2 <= 0.25
  return shape === 'square' || Math.abs(u - 0.5) <= v / 2
}

function paint(data: Uint8Array, at: number, color: number, share: number): void {
  for (const [channel, shift] of [16, 8, 0].entries()) {
    const value = (color >> shift) & 255
    const under = data[3 * at + channel] ?? 0
    data[3 * at + channel] = Math.round(under * (1 - share) + value * share)
  }
}

/** Three light grey boxes of 100 pixels on dark grey, as in NLVR's images; shapes by box, from its top left corner. */
export const threeBoxes = (boxes: readonly (readonly Drawn[])[], soft = true): Drawing => ({
  width: 400,
  height: 100,
  background: 0x808080,
  soft,
  shapes: [0, 150, 300].flatMap((left, index) => [
    { shape: 'square' as const, x: left, y: 0, width: 100, color: 0xd3d3d3 },
    ...(boxes[index] ?? []).map((shape) => ({ ...shape, x: left + shape.x })),
  ]),
})

/** A drawing as an image of which there is no file. */
export const drawnImage = (drawing: Drawing, hash = JSON.stringify(drawing)): VisionImage => ({
  hash,
  path: 'drawn.png',
  width: drawing.width,
  height: drawing.height,
  pixels: async () => draw(drawing),
})

export function png(drawing: Drawing): Promise<Buffer> {
  const { width, height, data } = draw(drawing)
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer()
}

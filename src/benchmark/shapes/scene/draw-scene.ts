import sharp from 'sharp'
import { colors } from './scene.ts'
import type { ShapesItem, ShapesScene } from './scene.ts'

/** The PNG of a scene; the slopes and rounds of its items are smoothed, as in photographs of drawings. */
export const drawScene = (scene: ShapesScene): Promise<Buffer> =>
  sharp(Buffer.from(svgOf(scene)))
    .removeAlpha()
    .png({ compressionLevel: 9 })
    .toBuffer()

function svgOf({ width, height, ground, paper, boxes }: ShapesScene): string {
  const parts = boxes.flatMap(({ left, top, side, items }) => [
    `<rect x="${left}" y="${top}" width="${side}" height="${side}" fill="${grey(paper)}"/>`,
    ...items.map((item) => drawn(item, left, top)),
  ])
  const all = `<rect width="${width}" height="${height}" fill="${grey(ground)}"/>${parts.join('')}`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${all}</svg>`
}

const grey = (level: number): string => `rgb(${level},${level},${level})`

function drawn({ type, color, size, x, y }: ShapesItem, left: number, top: number): string {
  const [fromLeft, fromTop, half] = [left + x, top + y, size / 2]
  const fill = `fill="${colors[color]}"`
  if (type === 'square') return `<rect x="${fromLeft}" y="${fromTop}" width="${size}" height="${size}" ${fill}/>`
  if (type === 'circle') return `<circle cx="${fromLeft + half}" cy="${fromTop + half}" r="${half}" ${fill}/>`
  const foot = fromTop + size
  return `<polygon points="${fromLeft + half},${fromTop} ${fromLeft + size},${foot} ${fromLeft},${foot}" ${fill}/>`
}

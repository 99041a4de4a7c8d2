// Draws examples/programs/towers.png: three boxes with towers of blocks.
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const [side, block] = [100, 20]
const colors = { yellow: '#ffff00', black: '#000000', blue: '#0099ff' }
/** From the floor up. */
const towers = [
  ['blue', 'yellow'],
  ['black', 'blue', 'yellow'],
  ['yellow', 'black', 'blue', 'black'],
]

const rect = (x, y, width, height, fill) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"/>`
const parts = towers.flatMap((blocks, box) => [
  rect(box * 150, 0, side, side, '#d3d3d3'),
  ...blocks.map((color, level) =>
    rect(box * 150 + 40, side - block * (level + 1) - level, block, block, colors[color]),
  ),
])
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100">${rect(0, 0, 400, 100, '#808080')}${parts.join('')}</svg>`
const png = await sharp(Buffer.from(svg)).removeAlpha().png({ compressionLevel: 9 }).toBuffer()
await writeFile(fileURLToPath(new URL('./programs/towers.png', import.meta.url)), png)

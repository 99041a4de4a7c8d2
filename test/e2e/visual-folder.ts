import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const examples = fileURLToPath(new URL('../../examples/programs', import.meta.url))

export const body = (...lines: readonly string[]): string =>
  `def execute_command(image) -> str:\n${lines.map((line) => `    ${line}\n`).join('')}`

/** Whether one of the towers has so many blocks. */
export const towerOf = (blocks: number): string =>
  body(
    "towers = ImagePatch(image).find('tower')",
    `return bool_to_yesno(any(len(t.find('block')) == ${blocks} for t in towers))`,
  )

export const jsonl = (...rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

/** Squares of 20 by 20, by box from the left, each list from the floor up; as NLVR draws and describes them. */
type Towers = readonly (readonly ('Yellow' | 'Black' | '#0099ff')[])[]

const [side, block, step] = [100, 20, 150]
const left = 40
const top = (level: number): number => side - block * (level + 1) - level

async function drawTowers(path: string, towers: Towers): Promise<void> {
  const rect = (x: number, y: number, size: number, fill: string): string =>
    `<rect x="${x}" y="${y}" width="${size}" height="${size}" fill="${fill}"/>`
  const parts = towers.flatMap((blocks, box) => [
    rect(box * step, 0, side, '#d3d3d3'),
    ...blocks.map((color, level) => rect(box * step + left, top(level), block, color === 'Yellow' ? '#ffff00' : color)),
  ])
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100"><rect width="400" height="100" fill="#808080"/>${parts.join('')}</svg>`
  await sharp(Buffer.from(svg)).removeAlpha().png().toFile(path)
}

const structureOf = (towers: Towers) =>
  towers.map((blocks) =>
    blocks.map((color, level) => ({ type: 'square', color, size: block, x_loc: left, y_loc: top(level) })),
  )

const scenes: readonly Towers[] = [
  [['#0099ff', 'Yellow'], ['Black', '#0099ff', 'Yellow'], ['Yellow']],
  [['Black', 'Yellow', '#0099ff', 'Black'], ['Yellow', 'Black'], ['Black']],
]

export const sentence = 'There is a tower with three blocks.'

/** A folder like NLVR's: one sentence, true of its first image and false of the second. `missing`: a third image is not there. `images/1` is the published layout. */
async function nlvrFolder(folder: string, images: 'images' | 'images/1', { missing = false } = {}): Promise<void> {
  await mkdir(join(folder, images), { recursive: true })
  const rows = scenes.map((scene, index) => ({
    sentence,
    label: index === 0 ? 'true' : 'false',
    identifier: `7-${index}`,
    directory: '1',
    structured_rep: structureOf(scene),
  }))
  const third = { ...rows[0], identifier: '7-2' }
  await writeFile(join(folder, 'dev.json'), jsonl(...rows, ...(missing ? [third] : [])))
  for (const [index, scene] of scenes.entries()) await drawTowers(join(folder, images, `dev-7-${index}-0.png`), scene)
}

/** A car right of a dog, in the form of GQA, for an image `street.png` of 200 by 100. */
const street = {
  width: 200,
  height: 100,
  objects: {
    a: {
      name: 'dog',
      x: 10,
      y: 40,
      w: 40,
      h: 50,
      attributes: ['brown'],
      relations: [{ name: 'to the left of', object: 'b' }],
    },
    b: { name: 'car', x: 100, y: 20, w: 80, h: 60, attributes: ['red'], relations: [] },
  },
}

/** A new folder with what the tests of visual programs need; `close` removes it. */
export async function visualFolder(): Promise<{ readonly cwd: string; close(): Promise<void> }> {
  const cwd = await mkdtemp(join(tmpdir(), 'faultline-visual-'))
  for (const name of ['towers.png', 'towers.py']) await cp(join(examples, name), join(cwd, name))
  await nlvrFolder(join(cwd, 'nlvr'), 'images')
  await nlvrFolder(join(cwd, 'torn'), 'images/1', { missing: true })
  const blank = { create: { width: 200, height: 100, channels: 3, background: 'white' } } as const
  await sharp(blank).png().toFile(join(cwd, 'street.png'))
  const files = {
    'graphs.json': JSON.stringify({ street }),
    'three.py': towerOf(3),
    'four.py': towerOf(4),
    'programs.jsonl': jsonl(
      { identifier: '7', program: towerOf(3) },
      { identifier: '7-1', program: towerOf(4), line: 3 },
    ),
    'right.jsonl': jsonl({ id: 'a', question: sentence, program: towerOf(3), images: ['nlvr/images/dev-7-0-0.png'] }),
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text)
  return { cwd, close: () => rm(cwd, { recursive: true }) }
}

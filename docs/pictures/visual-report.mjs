// Takes the picture of a report page, from a real run on a scene of our own: `node docs/pictures/visual-report.mjs` after a build.
// Needs a Chromium: the program that CHROMIUM names, else `chromium` in PATH.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { shapesExample } from '../../dist/benchmark/shapes/example.js'
import { drawScene } from '../../dist/benchmark/shapes/scene/draw-scene.js'

const root = join(import.meta.dirname, '..', '..')
const [width, height] = [1280, 1180]

/** Scene 0 of seed 7, and a program that reads its towers from the top. */
const { scene, sentence } = shapesExample(7, 0)
const program = `def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    for tower in image_patch.find('tower'):
        blocks = sorted(tower.find('block'), key=lambda block: block.lower, reverse=True)
        colors = [block.simple_query('What color is this?') for block in blocks]
        if ('yellow', 'black') in zip(colors, colors[1:]) and len(blocks) < 3:
            return 'yes'
    return bool_to_yesno(False)
`

const cwd = mkdtempSync(join(tmpdir(), 'faultline-picture-'))
const run = (command, args, env = {}) => {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env } })
  if (error !== undefined || status !== 0)
    throw new Error(`${command} ${args[0]} ended with ${status}: ${error?.message ?? stderr}`)
}

try {
  writeFileSync(join(cwd, 'scene.png'), await drawScene(scene))
  writeFileSync(join(cwd, 'tower.py'), program)
  const main = join(root, 'dist', 'cli', 'main.js')
  const args = [main, 'debug', 'scene.png', sentence, '--program', 'tower.py', '--save', 'report.html']
  run(process.execPath, args, { XDG_CACHE_HOME: cwd })
  const flags = ['--headless', '--disable-gpu', '--hide-scrollbars', `--user-data-dir=${join(cwd, 'profile')}`]
  const isRoot = process.getuid?.() === 0
  // In the second tower, the question about its lower block.
  const page = `${pathToFileURL(join(cwd, 'report.html')).href}#0/40`
  run(process.env.CHROMIUM || 'chromium', [
    ...flags,
    ...(isRoot ? ['--no-sandbox'] : []),
    `--window-size=${width},${height}`,
    '--screenshot=report.png',
    page,
  ])
  await sharp(join(cwd, 'report.png'))
    .png({ palette: true, colours: 128, compressionLevel: 9 })
    .toFile(join(import.meta.dirname, 'visual-report.png'))
} finally {
  rmSync(cwd, { recursive: true, maxRetries: 5 })
}

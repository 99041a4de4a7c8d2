// Draws the README's picture of a terminal from a real run, as SVG: `npm run docs:picture` after a build.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
const args = ['debug', 'bank.py', '--tests', 'test_bank.py']

const cwd = mkdtempSync(join(tmpdir(), 'faultline-picture-'))
cpSync(join(root, 'examples', 'programs'), cwd, { recursive: true })
const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist', 'cli', 'main.js'), ...args], {
  cwd,
  encoding: 'utf8',
  env: { ...process.env, FORCE_COLOR: '1', XDG_CACHE_HOME: cwd },
})
rmSync(cwd, { recursive: true })
if (status !== 0) throw new Error(`faultline ${args.join(' ')} ended with ${status}: ${stderr}`)
const lines = [
  `\u001b[2m$\u001b[22m \u001b[1mfaultline ${args.join(' ')}\u001b[22m`,
  '',
  ...stdout.trimEnd().split('\n'),
]

const palette = { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 36: '#79c0ff' }
const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A style lasts until it is taken back, also over the end of a line. */
const style = { fill: '#e6edf3', bold: false, dim: false }

/** The spans of a line: SGR codes become fill, weight and opacity. */
function spans(line) {
  return line
    .split(/(\u001b\[\d+m)/)
    .map((part) => {
      const code = Number(/^\u001b\[(\d+)m$/.exec(part)?.[1] ?? -1)
      if (code < 0)
        return part === ''
          ? ''
          : `<tspan fill="${style.fill}"${style.bold ? ' font-weight="bold"' : ''}${style.dim ? ' fill-opacity="0.6"' : ''}>${escape(part)}</tspan>`
      if (code === 1) style.bold = true
      else if (code === 2) style.dim = true
      else if (code === 22) style.bold = style.dim = false
      else if (code === 39) style.fill = '#e6edf3'
      else style.fill = palette[code] ?? style.fill
      return ''
    })
    .join('')
}

const visible = (line) => line.replace(/\u001b\[\d+m/g, '')
const width = Math.max(...lines.map((line) => [...visible(line)].length)) * 8.43 + 40
const height = lines.length * 19 + 36
const rows = lines.map(
  (line, index) => `<text x="20" y="${index * 19 + 34}" xml:space="preserve">${spans(line)}</text>`,
)
writeFileSync(
  join(import.meta.dirname, 'debug.svg'),
  `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width)}" height="${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">\n<rect width="100%" height="100%" rx="8" fill="#0d1117"/>\n${rows.join('\n')}\n</svg>\n`,
)

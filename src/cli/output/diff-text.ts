import { createTwoFilesPatch } from 'diff'
import type { Colors } from './colors.ts'

/** A unified diff of two sources, or '' where they are equal. */
export function unifiedDiff(before: string, after: string, path: string): string {
  if (before === after) return ''
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 })
  return patch.replace(/^=+\n/, '').replaceAll('\t\n', '\n')
}

/** The same with additions green, removals red and places cyan. */
export const colorDiff = (diff: string, { green, red, cyan, bold }: Colors): string =>
  diff
    .split('\n')
    .map((line) => {
      if (/^(---|\+\+\+) /.test(line)) return bold(line)
      if (line.startsWith('@@')) return cyan(line)
      if (line.startsWith('+')) return green(line)
      return line.startsWith('-') ? red(line) : line
    })
    .join('\n')

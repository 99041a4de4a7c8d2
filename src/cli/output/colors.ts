import { styleText } from 'node:util'

const names = ['bold', 'dim', 'red', 'green', 'yellow', 'cyan'] as const
export type Colors = Readonly<Record<(typeof names)[number], (text: string) => string>>

const make = (paint: (name: (typeof names)[number], text: string) => string): Colors =>
  Object.fromEntries(names.map((name) => [name, (text: string) => paint(name, text)])) as Colors

export const plainColors = make((_, text) => text)
const ansiColors = make((name, text) => styleText(name, text))

/** Colour on a terminal only; `NO_COLOR` turns it off, `FORCE_COLOR` on. */
export function colorsFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Colors {
  if (env['NO_COLOR']) return plainColors
  return env['FORCE_COLOR'] || stream.isTTY === true ? ansiColors : plainColors
}

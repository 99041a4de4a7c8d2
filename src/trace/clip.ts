/** How long a view may get. What is left out leaves a mark that says how much it was. */
export interface Budget {
  /** Default 2,000. */
  readonly maxLines?: number
  /** Characters. Default 100,000. */
  readonly maxCharacters?: number
}

/** Of the room, what goes to the beginning; the rest goes to the end. */
const HEAD_SHARE = 0.6

/** The lines as one text; where they are too many or too long, their beginning and their end. */
export const clip = (lines: readonly string[], { maxLines = 2_000, maxCharacters = 100_000 }: Budget): string => {
  const head = fitting(lines, maxLines, maxCharacters)
  if (head === lines.length) return joined(lines)
  const first = fitting(lines, Math.ceil(maxLines * HEAD_SHARE), maxCharacters * HEAD_SHARE)
  const reversed = lines.slice(first).toReversed()
  const last = fitting(reversed, Math.floor(maxLines * (1 - HEAD_SHARE)), maxCharacters * (1 - HEAD_SHARE))
  const left = lines.length - first - last
  return joined([...lines.slice(0, first), `… ${left} lines left out …`, ...lines.slice(lines.length - last)])
}

/** How many of the first lines fit. */
const fitting = (lines: readonly string[], maxLines: number, maxCharacters: number): number => {
  let room = maxCharacters
  let count = 0
  for (const line of lines) {
    room -= line.length + 1
    if (room < 0 || count >= maxLines) return count
    count += 1
  }
  return count
}

const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

/** A text of at most so many characters, cut in its middle. */
export const shorten = (text: string, max: number): string => {
  if (text.length <= max) return text
  const left = Math.ceil((max - 1) / 2)
  return `${text.slice(0, left)}…${text.slice(text.length - (max - 1 - left))}`
}

/** A text in lines of at most `width` columns, broken between words; lines after the first are indented so far. */
export function wrapped(text: string, { width = 100, indent = 0 }: { width?: number; indent?: number } = {}): string {
  const words = text.trim().split(' ')
  const lines: string[] = []
  let line = /^ */.exec(text)![0] + words[0]
  for (const word of words.slice(1)) {
    if (line.length + 1 + word.length <= width) line += ` ${word}`
    else {
      lines.push(line)
      line = ' '.repeat(indent) + word
    }
  }
  return [...lines, line].join('\n')
}

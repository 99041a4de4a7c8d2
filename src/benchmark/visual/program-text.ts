/** The program of a row of a file, and how many lines further down its own first line stands. */
export interface ProgramText {
  readonly source: string
  readonly shift: number
}

/**
 * A visual program as a file may hold it, made whole: out of a code fence, under its header where only the body was
 * kept. A body whose first line lost its indentation (`strip()`) gets it back.
 */
export function programText(text: string, header: string): ProgramText {
  const { code, shift } = outOfFence(text.replaceAll('\r\n', '\n'))
  if (/^[ \t]*def\s+execute_command\b/m.test(code)) return { source: `${code.trimEnd()}\n`, shift }
  return { source: `${header}\n${indented(code).trimEnd()}\n`, shift: shift + 1 }
}

function outOfFence(text: string): { code: string; shift: number } {
  const opening = /^[ \t]*```[^\n]*\n/m.exec(text)
  const before = opening === null ? '' : text.slice(0, opening.index)
  // A completion goes on in the fence of its prompt: only the end of it stands in the text.
  if (opening === null || /^[ \t]*def\s/m.test(before)) return { code: text.split(/^[ \t]*```/m)[0] ?? '', shift: 0 }
  const inside = text.slice(opening.index + opening[0].length)
  return { code: inside.split(/^[ \t]*```/m)[0] ?? '', shift: -(before.split('\n').length - 1) - 1 }
}

function indented(body: string): string {
  const lines = body.split('\n')
  const depths = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length)
  const [first = 0, ...rest] = depths
  if (first > 0) return body
  const shallowest = Math.min(...rest)
  const next = rest[0] ?? 0
  const opens = /:\s*(#.*)?$/.test(lines.find((line) => line.trim() !== '') ?? '')
  // Only the first line lost its indentation: the others stand four deep already, or deeper under a first line that opens a block.
  const stripped = rest.length > 0 && shallowest >= 4 && (!opens || next >= 8)
  if (stripped)
    return lines.map((line, index) => (index === firstIndex(lines) ? `    ${line.trimStart()}` : line)).join('\n')
  return lines.map((line) => (line.trim() === '' ? line : `    ${line}`)).join('\n')
}

const firstIndex = (lines: readonly string[]): number => lines.findIndex((line) => line.trim() !== '')

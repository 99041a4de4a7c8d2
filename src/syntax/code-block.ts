/**
 * The program in a model's reply: its last fenced block, or the whole of a reply that has none. A fence that is never
 * closed, as in a reply that was cut off, runs to the end.
 */
export function codeBlock(reply: string): string {
  const blocks = [...reply.matchAll(/^[ \t]*(```+|~~~+)[^\n`]*\n([^]*?)(?:^[ \t]*\1[ \t]*$|$(?![^]))/gm)]
  const code = blocks.at(-1)?.[2] ?? reply
  return `${code.trimEnd()}\n`
}

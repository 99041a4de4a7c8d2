import { readFile, writeFile } from 'node:fs/promises'

const byteOrderMark = '\ufeff'

/** Puts a text that `readSource` gave, and that was changed, back into its file: with the line ends and the mark that it has there. */
export async function writeSource(path: string, text: string): Promise<void> {
  const old = await readFile(path, 'utf8')
  const lines = /^[^\n]*\r\n/.test(old) ? text.replaceAll('\n', '\r\n') : text
  await writeFile(path, old.startsWith(byteOrderMark) ? byteOrderMark + lines : lines)
}

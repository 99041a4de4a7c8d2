import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { buildCli } from '../src/cli/build-cli.ts'

const readme = readFileSync('README.md', 'utf8')

describe('the README', () => {
  it('shows an example that runs and mends', async () => {
    const code = /```js\n([^]*?)```/.exec(readme)?.[1] ?? ''
    expect(readFileSync('examples/mend.mjs', 'utf8')).toContain(code)
    const { stdout } = await promisify(execFile)(process.execPath, ['examples/mend.mjs'])
    expect(stdout).toMatch(/^mended, with \d+ rivals:\ndef double\(x\):\n/)
  })

  it('names only commands and options that there are', () => {
    const cli = buildCli({ signal: new AbortController().signal, done: () => {} })
    const commands = [...readme.matchAll(/faultline (?:-- )?(run|debug|eval|show|list|inject|export)\b([^`\n|]*)/g)]
    expect(commands.length).toBeGreaterThan(5)
    for (const [, name, rest] of commands) {
      const known = cli.commands.find((command) => command.name() === name)?.options.map(({ long }) => long)
      for (const [flag] of (rest ?? '').matchAll(/--[a-z-]+/g)) expect(known, `${name} ${flag}`).toContain(flag)
    }
  })
})

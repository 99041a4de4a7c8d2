import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Step, TraceLevel } from '../../src/core/trace.ts'
import { findPython, probePython } from '../../src/runtime/python/native/find-python.ts'
import type { PythonInstallation } from '../../src/runtime/python/native/find-python.ts'

/** Where `tracer.py` lies. */
export const tracerFolder = fileURLToPath(new URL('../../src/runtime/python/', import.meta.url))
export const traceTests = fileURLToPath(new URL('./', import.meta.url))

/** One CPython of each minor version that this machine has: the system's, and those of pyenv. */
export const pythons = async (): Promise<readonly PythonInstallation[]> => {
  const versions = `${homedir()}/.pyenv/versions`
  let installed: string[] = []
  try {
    installed = readdirSync(versions).map((name) => `${versions}/${name}/bin/python`)
  } catch {
    // no pyenv on this machine
  }
  const found = await Promise.all([findPython(), ...installed.map((path) => probePython(path).catch(() => undefined))])
  const byMinor = new Map<string, PythonInstallation>()
  for (const each of found) {
    const minor = each?.version.split('.').slice(0, 2).join('.')
    if (each && minor && !byMinor.has(minor)) byMinor.set(minor, each)
  }
  return [...byMinor.values()]
}

export const minorOf = ({ version }: PythonInstallation): number => Number(version.split('.')[1])

/** The lines that a script of this folder prints. */
export const script = (
  python: PythonInstallation,
  name: string,
  args: readonly string[],
  input = '',
): readonly string[] =>
  execFileSync(python.path, ['-X', 'utf8', `${traceTests}${name}`, ...args], {
    input,
    maxBuffer: 1 << 28,
    encoding: 'utf8',
  })
    .trim()
    .split('\n')

export interface Watched {
  readonly source: string
  readonly level?: Exclude<TraceLevel, 'off'>
  readonly steps?: number
  readonly calls?: readonly string[]
}

/** What the tracer takes: of loading the program, then of each call. */
export const take = (
  python: PythonInstallation,
  { source, level = 'full', steps = 20_000, calls = [] }: Watched,
): readonly Uint8Array[] =>
  script(python, 'take.py', [tracerFolder], `${JSON.stringify({ source, level, steps, calls })}\n`).map((line) =>
    Uint8Array.from(Buffer.from(line, 'base64')),
  )

/** A step on one line: `  value 3:9-14 7`, indented by its depth. */
export const stepText = (step: Step): string => {
  const { from, to } = step.at
  const end = from.line === to.line ? `${to.column}` : `${to.line}:${to.column}`
  return `${'  '.repeat(step.depth)}${step.kind} ${from.line}:${from.column}-${end} ${told(step)}`.trimEnd()
}

const told = (step: Step): string => {
  switch (step.kind) {
    case 'call':
    case 'line':
      return changes(step)
    case 'iterate':
      return `#${step.iteration} ${changes(step)}`
    case 'branch':
      return String(step.taken)
    case 'raise':
      return `${step.error}${step.caught ? ', caught' : ''}`
    default:
      return step.value.text
  }
}

const changes = ({ changed }: Extract<Step, { readonly changed: object }>): string =>
  Object.entries(changed)
    .map(([name, { text, identity }]) => `${name}=${text}${identity === undefined ? '' : `@${identity}`}`)
    .join(' ')

import { BudgetSpent } from '../../core/budget.ts'
import type { CheckResult } from '../../core/execution.ts'
import type { Program } from '../../core/program.ts'
import { program } from '../../core/program.ts'
import type { Means } from '../../core/roles.ts'
import type { Check } from '../../core/task.ts'
import type { PythonParser } from '../../syntax/python.ts'
import { answersOf, probeId } from './agreement.ts'
import { cpuLimit } from './cpu-limit.ts'
import { typeOfRepr } from './failure.ts'
import { probeInputs } from './probe-inputs.ts'
import { rank } from './rank.ts'
import type { Ranked } from './rank.ts'
import type { Trial } from './search.ts'
import { smellsOf } from './smell.ts'
import type { Smells } from './smell.ts'

export interface Judged {
  readonly python: PythonParser
  readonly means: Means
  /** The program that was to be mended, and what its checks gave. */
  readonly original: Program
  readonly before: readonly CheckResult[]
}

/** The mends, best first, by their edits and by what they and the original answer to generated inputs. */
export const judge = async (mends: readonly Trial[], judged: Judged): Promise<readonly Ranked[]> => {
  const { python, means, original, before } = judged
  if (mends.length === 0) return []
  const made = probeInputs(python, [...before, ...mends[0]!.results], means.random)
  const inputs = made.slice(0, affordable(mends))
  const checks = inputs.map((input, index): Check => ({
    kind: 'doctest',
    id: probeId(index),
    source: plainValue(input),
    want: '',
  }))
  const request = { checks, limits: { cpuMs: cpuLimit(before), wallMs: 10_000 } }
  const answers = async (what: Program) =>
    checks.length === 0 ? [] : answersOf(inputs, (await means.execute(what, request)).checks)
  const smells = smellsAdded(python, original)
  const endless = before.some(({ outcome }) => outcome.kind === 'exceeded')
  const types = promisedTypes(before)
  try {
    const all = mends.map(async (trial) => ({
      trial,
      smells: smells(trial.source),
      answers: await answers(program(trial.source)),
    }))
    return rank(await Promise.all(all), { original: endless ? [] : await answers(original), types })
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    const all = mends.map((trial) => ({ trial, smells: smells(trial.source), answers: [] }))
    return rank(all, { original: [], types }) // by their texts alone
  }
}

const smellsAdded = (python: PythonParser, { source }: Program): ((source: string) => Smells) => {
  const old = smellsOf(python.parse(source))
  return (text) => {
    const { unread, stunted, idle } = smellsOf(python.parse(text))
    return { unread: unread - old.unread, stunted: stunted - old.stunted, idle: idle - old.idle }
  }
}

/** What the visible checks expect, by type: other inputs are hardly answered in another. */
const promisedTypes = (checks: readonly CheckResult[]): ReadonlySet<string> =>
  new Set(checks.flatMap(({ expected }) => (expected === undefined ? [] : (typeOfRepr(expected) ?? []))))

/** Cpu time that all mends together may take on generated inputs, in ms, and the inputs that each gets at least. */
const effort = { ms: 4000, least: 6 }

/** As many inputs as the mends can be run on with that, judged by what their checks took. */
const affordable = (mends: readonly Trial[]): number => {
  const usages = mends.flatMap(({ results }) => results.map(({ usage }) => usage.cpuMs))
  const mean = usages.reduce((sum, each) => sum + each, 0) / Math.max(1, usages.length)
  return Math.max(effort.least, Math.floor(effort.ms / (mends.length * (1 + 2 * mean))))
}

/** A generator shows nothing of what it gives until it is run. */
const plainValue = (call: string): string =>
  `(lambda value: list(value) if hasattr(value, '__next__') else value)(${call})`

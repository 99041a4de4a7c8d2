import { describe, expect, it } from 'vitest'
import { BudgetSpent } from '../../core/budget.ts'
import type { CheckResult } from '../../core/execution.ts'
import { loadPython } from '../../syntax/python.ts'
import type { Candidate } from './candidate.ts'
import { agrees, search } from './search.ts'

const python = await loadPython()
const { root } = python.parse('abcdef\n')

/** Writes a capital letter at one place of `abcdef`. */
const capital = (place: number, score: number): Candidate => ({
  mutations: [
    { edits: [{ from: place, to: place + 1, text: 'ABCDEF'[place]! }], at: root, prior: score, note: `${place}` },
  ],
  families: ['capital'],
  score,
})
const sourceOf = ({ mutations }: Candidate): string =>
  mutations
    .flatMap(({ edits }) => edits)
    .reduce((text, { from, to, text: by }) => text.slice(0, from) + by + text.slice(to), 'abcdef')

const result = (id: number, wanted: string, source: string): CheckResult => ({
  checkId: `${id}`,
  verdict: source.includes(wanted) ? 'pass' : 'fail',
  outcome: source.includes('F') ? { kind: 'exceeded', limit: 'cpuMs' } : { kind: 'returned' },
  integrity: 'split',
  actual: source.includes(wanted) ? 'yes' : 'no',
  calls: [],
  stdout: { text: '' },
  usage: { wallMs: 1, cpuMs: source.includes('F') ? 100 : 1, peakMb: 1 },
})
/** Passes a program that holds all of these letters; stops at the first that is missing. */
const tools = (ran: string[], ...wanted: readonly string[]) => ({
  make: sourceOf,
  run: async (source: string) => {
    ran.push(source)
    const results = wanted.map((each, id) => result(id, each, source))
    const stop = results.findIndex(({ verdict }) => verdict === 'fail')
    return stop === -1 ? results : results.slice(0, stop + 1)
  },
})
const bounds = { maxCandidates: 100, inFlight: 2 }

describe('the search', () => {
  it('finds every single edit that passes all checks, in the order of likelihood', async () => {
    const ran: string[] = []
    const singles = [capital(0, 0.9), capital(1, 0.8), capital(2, 0.7)]
    const found = await search(singles, tools(ran, 'b', 'C'), bounds)
    expect(found.map(({ source }) => source)).toEqual(['abCdef'])
    expect(ran).toEqual(['Abcdef', 'aBcdef', 'abCdef'])
  })

  it('takes what passes all but the evidence as a mend too, and looks on for one that agrees with it', async () => {
    const singles = [capital(1, 0.9), capital(2, 0.8), capital(3, 0.7)]
    const found = await search(singles, tools([], 'a', 'C'), { ...bounds, evidence: new Set(['1']) })
    expect(found.map(agrees)).toEqual([false, true, false])
  })

  it('pairs edits that came further with others, where no single one mends', async () => {
    const ran: string[] = []
    const singles = [capital(0, 0.9), capital(1, 0.8), capital(2, 0.7), capital(3, 0.6)]
    const found = await search(singles, tools(ran, 'A', 'D'), bounds)
    expect(found.map(({ source }) => source)).toEqual(['AbcDef'])
    expect(ran.slice(4).every((source) => source.startsWith('A'))).toBe(true)
  })

  it('gives what it has found when the budget is spent, and says so where that is nothing', async () => {
    const ran: string[] = []
    const poor = {
      ...tools(ran, 'B'),
      run: async (source: string) =>
        ran.length < 2 ? tools(ran, 'B').run(source) : Promise.reject(new BudgetSpent('executions')),
    }
    const singles = [capital(0, 0.9), capital(1, 0.8), capital(2, 0.7), capital(3, 0.6)]
    const found = await search(singles, poor, bounds)
    expect(found.map(({ source }) => source)).toEqual(['aBcdef'])
    await expect(search([capital(2, 0.7)], poor, bounds)).rejects.toThrow('the budget of executions is spent')
  })

  it('stops at its bound, and charges more for what takes long', async () => {
    const ran: string[] = []
    const singles = [0, 1, 2, 3, 4].map((place) => capital(place, 1))
    await search(singles, tools(ran, '!'), { maxCandidates: 3, inFlight: 1 })
    expect(ran.length).toBe(3)
    const timedOut: string[] = []
    await search([capital(5, 1), ...singles], tools(timedOut, '!'), { maxCandidates: 10, inFlight: 1 })
    expect(timedOut).toEqual(['abcdeF'])
  })
})

import { describe, expect, it } from 'vitest'
import { formulas, normalise } from './formulas.ts'

/** 3 of 4 failing and 1 of 5 passing runs execute the place. */
const counts = { ef: 3, ep: 1, nf: 1, np: 4 }

describe('the formulas give what their papers define', () => {
  it('Ochiai is ef / sqrt((ef + nf)(ef + ep))', () => {
    expect(formulas.ochiai(counts)).toBeCloseTo(3 / 4, 12)
    expect(formulas.ochiai({ ef: 2, ep: 6, nf: 0, np: 0 })).toBeCloseTo(0.5, 12)
  })

  it('DStar is ef squared over ep + nf', () => {
    expect(formulas.dstar(counts)).toBe(4.5)
    expect(formulas.dstar({ ef: 2, ep: 0, nf: 0, np: 3 })).toBe(Infinity)
  })

  it('Tarantula is the failing rate over the sum of the failing and the passing rate', () => {
    expect(formulas.tarantula(counts)).toBeCloseTo(0.75 / 0.95, 12)
  })

  it('Jaccard is ef / (ef + nf + ep)', () => {
    expect(formulas.jaccard(counts)).toBe(0.6)
  })

  it('Op2 is ef - ep / (ep + np + 1)', () => {
    expect(formulas.op2(counts)).toBeCloseTo(3 - 1 / 6, 12)
  })

  it('Barinel is 1 - ep / (ep + ef)', () => {
    expect(formulas.barinel(counts)).toBe(0.75)
  })
})

describe('a place that no failing run executed', () => {
  it.each(['ochiai', 'dstar', 'tarantula', 'jaccard', 'barinel'] as const)('is innocent under %s', (name) => {
    expect(formulas[name]({ ef: 0, ep: 2, nf: 3, np: 1 })).toBe(0)
    expect(formulas[name]({ ef: 0, ep: 0, nf: 3, np: 3 })).toBe(0)
  })

  it('is below every executed one under Op2', () => {
    expect(formulas.op2({ ef: 0, ep: 2, nf: 3, np: 1 })).toBe(-0.5)
  })
})

describe('normalise', () => {
  it('divides by the largest score', () => {
    expect(normalise([2, 4, 0, -1])).toEqual([0.5, 1, 0, 0])
  })

  it('keeps every finite score below an infinite one', () => {
    expect(normalise([3, Infinity, 1])).toEqual([0.75, 1, 0.25])
  })

  it('leaves scores that are all zero at zero', () => {
    expect(normalise([0, 0])).toEqual([0, 0])
    expect(normalise([])).toEqual([])
  })
})

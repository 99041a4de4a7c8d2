import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaOf, cutBox, isInside, relativeTo, wholeOf } from './box.ts'

const whole = wholeOf({ width: 400, height: 100 })

describe('cutBox', () => {
  it('cuts what is asked for to what there is', () => {
    expect(cutBox(whole, { left: -5, lower: 20, right: 500, upper: 30 }, 0)).toEqual({
      left: 0,
      lower: 20,
      right: 400,
      upper: 30,
    })
  })

  it('grows by the margin, not over the edge', () => {
    expect(cutBox(whole, { left: 5, lower: 20, right: 50, upper: 95 }, 10)).toEqual({
      left: 0,
      lower: 10,
      right: 60,
      upper: 100,
    })
  })

  it('takes whole pixels towards zero', () => {
    expect(cutBox(whole, { left: 1.9, lower: 2.2, right: 10.9, upper: 10.1 }, 0)).toEqual({
      left: 1,
      lower: 2,
      right: 10,
      upper: 10,
    })
  })

  it('is nothing where no pixel is left', () => {
    expect(cutBox(whole, { left: 10, lower: 10, right: 10, upper: 50 }, 0)).toBeUndefined()
    expect(cutBox(whole, { left: 50, lower: 10, right: 20, upper: 50 }, 0)).toBeUndefined()
    expect(cutBox(whole, { left: 410, lower: 10, right: 420, upper: 50 }, 0)).toBeUndefined()
  })

  it('lies inside, whatever is asked for', () => {
    const box = fc.record({
      left: fc.integer({ min: -500, max: 500 }),
      lower: fc.integer({ min: -500, max: 500 }),
      right: fc.integer({ min: -500, max: 500 }),
      upper: fc.integer({ min: -500, max: 500 }),
    })
    fc.assert(
      fc.property(box, fc.nat(20), (asked, margin) => {
        const cut = cutBox(whole, relativeTo({ ...whole, left: 3, lower: 4 }, asked), margin)
        if (cut !== undefined) expect(isInside(cut, whole) && areaOf(cut) > 0).toBe(true)
      }),
    )
  })
})

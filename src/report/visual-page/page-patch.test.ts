import { describe, expect, it } from 'vitest'
import { drawnBox, pagePatch } from './page-patch.ts'

describe('a patch over its image', () => {
  it('is drawn from the top edge, though the program counts from the bottom', () => {
    // The lowest ten rows of an image of 100, and its highest ten.
    expect(drawnBox({ left: 5, lower: 0, right: 25, upper: 10 }, 100)).toEqual({ x: 5, y: 90, width: 20, height: 10 })
    expect(drawnBox({ left: 5, lower: 90, right: 25, upper: 100 }, 100)).toMatchObject({ y: 0, height: 10 })
  })

  it('is told with what was looked for and how sure that is, where it is not wholly sure', () => {
    const box = { left: 1, lower: 2, right: 30.25, upper: 40 }
    const patch = { id: 3, image: 1, box }
    const find = { id: 2, op: 'find', patch, name: 'dog', made: [] } as const
    expect(pagePatch({ ...patch, label: 'dog', confidence: 0.912, madeBy: find }, 50)).toEqual({
      image: 1,
      x: 1,
      y: 10,
      width: 29.25,
      height: 38,
      label: 'dog .91',
      sides: '1, 2, 30.3, 40',
      madeBy: 2,
    })
    expect(pagePatch({ ...patch, label: 'dog', confidence: 1, madeBy: find }, 50).label).toBe('dog')
    expect(pagePatch({ ...patch, madeBy: { id: 0, op: 'open', made: [patch] } }, 50).label).toBe('image')
    expect(pagePatch({ ...patch, madeBy: { id: 0, op: 'crop', patch, made: [patch] } }, 50).label).toBe('crop')
  })
})

import { describe, expect, it } from 'vitest'
import { loadPython } from '../../syntax/python.ts'
import { shapesExample, shapesScene } from './example.ts'
import { holds } from './form/holds.ts'
import { pixelsOf } from './scene/scene.ts'

const count = 300
const examples = Array.from({ length: count }, (_, index) => shapesExample(7, index))

describe('shapes', () => {
  it('gives equal examples for equal seeds, and others for another', () => {
    expect(Array.from({ length: 20 }, (_, index) => shapesExample(7, index))).toEqual(examples.slice(0, 20))
    expect(shapesExample(8, 0)).not.toEqual(examples[0])
    expect(shapesScene(7, 3)).toEqual(examples[3]?.scene)
  })

  it('has half of its labels true, each that of its form', () => {
    const share = examples.filter(({ label }) => label).length / count
    // Standard deviation 0.029.
    expect(Math.abs(share - 0.5)).toBeLessThan(0.1)
    for (const { form, scene, label } of examples) expect(holds(form, scene)).toBe(label)
  })

  it('varies: families, numbers of boxes, palettes, sentences and programs', () => {
    const different = (of: (example: (typeof examples)[number]) => unknown) => new Set(examples.map(of)).size
    expect(different(({ scene }) => scene.family)).toBe(2)
    expect(different(({ scene }) => scene.boxes.length)).toBe(4)
    expect(different(({ scene }) => scene.palette.join())).toBeGreaterThan(30)
    expect(different(({ form }) => form.kind)).toBe(7)
    expect(different(({ sentence }) => sentence)).toBeGreaterThan(0.8 * count)
    expect(different(({ program }) => program)).toBeGreaterThan(0.9 * count)
  })

  it('keeps items inside their boxes, apart from one another, and never half touching a wall', () => {
    for (const { scene } of examples)
      for (const { items, side } of scene.boxes) {
        expect(items.length).toBeGreaterThan(0)
        for (const { x, y, size } of items) {
          expect(['small', 'medium', 'large'].map((name) => pixelsOf(name as 'small', side))).toContain(size)
          for (const gap of [x, y, side - x - size, side - y - size]) expect(gap === 0 || gap >= 4).toBe(true)
        }
        for (const [index, a] of items.entries())
          for (const b of items.slice(0, index)) {
            const apart = Math.max(a.x - b.x - b.size, b.x - a.x - a.size, a.y - b.y - b.size, b.y - a.y - a.size)
            expect(apart).toBeGreaterThanOrEqual(scene.family === 'towers' ? 1 : 4)
          }
      }
  })

  it('writes Python that can be read, and sentences that begin with a capital and have no gaps', async () => {
    const python = await loadPython()
    for (const { program, sentence } of examples) {
      expect(python.parse(program).errors, program).toEqual([])
      expect(sentence).toMatch(/^[A-Z][A-Za-z0-9]*( [a-z0-9]+)*\.?$/)
      expect(sentence).not.toMatch(/undefined|\bone [a-z]+s\b(?! (all|is))|\ba [aeiou]|\ban [^aeiou]/)
    }
  })
})

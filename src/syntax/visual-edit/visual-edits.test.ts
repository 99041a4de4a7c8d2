import { describe, expect, it } from 'vitest'
import { loadPython } from '../python.ts'
import type { VisualEditKind } from './visual-edit.ts'
import { visualEdits } from './visual-edits.ts'
import { generalVocabulary, questionVocabulary } from './vocabulary.ts'

const python = await loadPython()

const program = (...lines: readonly string[]): string =>
  ['def execute_command(image) -> str:', ...lines.map((line) => `    ${line}`), ''].join('\n')

/** The lines that edits of this kind put in the place of the program's line (from 1). */
const written = (kind: VisualEditKind, lines: readonly string[], line: number, question = 'Is there a red cup?') => {
  const tree = python.parse(program(...lines))
  expect(tree.errors).toEqual([])
  return visualEdits(python, tree, questionVocabulary(question))
    .filter(({ edit }) => edit.kind === kind)
    .map(({ source }) => source.split('\n')[line]!.trim())
    .filter((text) => text !== lines[line - 1]!.trim())
}

const patch = 'image_patch = ImagePatch(image)'
const dogs = "dogs = image_patch.find('dog')"

describe('visualEdits', () => {
  it('flips comparisons of numbers to all others, and of texts to the opposite only', () => {
    expect(written('comparison-flip', [patch, dogs, 'return len(dogs) >= 2'], 3)).toEqual([
      'return len(dogs) == 2',
      'return len(dogs) > 2',
      'return len(dogs) <= 2',
      'return len(dogs) < 2',
      'return len(dogs) != 2',
    ])
    const query = "return image_patch.simple_query('What is it?') == 'dog'"
    expect(written('comparison-flip', [patch, query], 2)).toEqual([query.replace('==', '!=')])
  })

  it('writes the numbers that the question names, and neighbours; indexes from the other end', () => {
    const lines = [patch, dogs, 'return len(dogs) == 2 and dogs[0].left > 3']
    const numbers = written('number', lines, 3, 'Are there exactly five dogs?')
    expect(numbers).toContain('return len(dogs) == 5 and dogs[0].left > 3')
    expect(numbers).toContain('return len(dogs) == 1 and dogs[0].left > 3')
    expect(numbers.every((each) => each.includes('dogs[0]'))).toBe(true)
    expect(written('index', lines, 3)).toEqual([
      'return len(dogs) == 2 and dogs[-1].left > 3',
      'return len(dogs) == 2 and dogs[1].left > 3',
    ])
  })

  it('swaps colours, nouns and phrases for those of the question, in singular or plural as they stand', () => {
    const question = 'Are there black squares above a yellow circle?'
    const line = "found = image_patch.find('yellow squares')"
    expect(written('attribute', [patch, line], 2, question)).toEqual(["found = image_patch.find('black squares')"])
    expect(written('object', [patch, line], 2, question)[0]).toBe("found = image_patch.find('yellow circles')")
    expect(written('phrase', [patch, line], 2, question)).toContain("found = image_patch.find('black square')")
    expect(written('attribute-dropped', [patch, line], 2, question)).toEqual(["found = image_patch.find('squares')"])
    expect(written('attribute-added', [patch, "found = image_patch.find('square')"], 2, question)).toEqual([
      "found = image_patch.find('black square')",
      "found = image_patch.find('yellow square')",
    ])
  })

  it('leaves keys, answers and documentation out of it when it swaps words', () => {
    const lines = ['"""A red cup."""', "left = image_dict['left']", "return 'yes'"]
    for (const kind of ['attribute', 'object', 'phrase'] as const) expect(written(kind, lines, 2, 'red')).toEqual([])
  })

  it('turns axes and directions, and exchanges least and greatest', () => {
    const line = 'return max(dogs, key=lambda d: d.upper).left'
    expect(written('direction', [patch, dogs, line], 3)).toContain('return max(dogs, key=lambda d: d.lower).left')
    expect(written('axis', [patch, dogs, line], 3)).toContain('return max(dogs, key=lambda d: d.upper).lower')
    expect(written('extreme', [patch, dogs, line], 3)).toEqual(['return min(dogs, key=lambda d: d.upper).left'])
    expect(written('order', [patch, dogs, 'dogs.sort(key=lambda d: d.left)'], 3)).toEqual([
      'dogs.sort(key=lambda d: d.left, reverse=True)',
    ])
  })

  it('exchanges quantifiers and connectives, and negates conditions', () => {
    const line = "return any(d.exists('tail') and d.left > 3 for d in dogs)"
    expect(written('quantifier', [patch, dogs, line], 3)).toEqual([line.replace('any', 'all')])
    expect(written('connective', [patch, dogs, line], 3)).toEqual([line.replace('and', 'or')])
    expect(written('condition-dropped', [patch, dogs, line], 3)).toEqual([
      "return any(d.exists('tail') for d in dogs)",
      'return any(d.left > 3 for d in dogs)',
    ])
    expect(written('negation', [patch, dogs, line], 3)).toContain(
      "return any(not d.exists('tail') and d.left > 3 for d in dogs)",
    )
  })

  it('turns a loop that asks of any into one that asks of all', () => {
    const tree = python.parse(
      program(patch, dogs, 'for dog in dogs:', '    if dog.left > 3:', "        return 'yes'", "return 'no'"),
    )
    const all = visualEdits(python, tree, questionVocabulary('')).filter(({ edit }) => edit.kind === 'quantifier')
    expect(all.map(({ source }) => source)).toEqual([
      program(patch, dogs, 'for dog in dogs:', '    if dog.left <= 3:', "        return 'no'", "return 'yes'"),
    ])
  })

  it('drops filters and guards, and adds those that the question names or the program asks elsewhere', () => {
    const filtered = "cups = [cup for cup in dogs if cup.verify_property('cup', 'blue')]"
    expect(written('filter-dropped', [patch, dogs, filtered], 3)).toEqual(['cups = [cup for cup in dogs]'])
    expect(written('filter-added', [patch, dogs, filtered], 3)).toContain(
      "cups = [cup for cup in dogs if cup.verify_property('cup', 'blue') and cup.verify_property('cup', 'red')]",
    )
    const guarded = [patch, dogs, 'if len(dogs) == 0:', "    return 'no'", 'return dogs[0].left > 3']
    expect(written('guard-dropped', guarded, 3)).toContain('return dogs[0].left > 3')
    expect(written('guard-added', [patch, dogs, 'return dogs[0].left > 3'], 3)).toEqual(['if len(dogs) == 0:'])
  })

  it('asks one thing more of what the program found and did not use', () => {
    const lines = [patch, dogs, "cats = image_patch.find('cat')", 'return len(dogs) > 0']
    const added = written('condition-added', lines, 4, 'Are there two cats and a dog?')
    expect(added).toContain('return len(dogs) > 0 and len(cats) == 2')
  })

  it('exchanges variables of one kind, receivers and images', () => {
    const lines = [patch, dogs, 'for dog in dogs:', "    tails = dog.find('tail')"]
    expect(written('variable', lines, 4)).toEqual(["tails = image_patch.find('tail')"])
    const source =
      "def execute_command(image_dict) -> str:\n    return ImagePatch(image_dict['left']).simple_query('What?')\n"
    const sides = visualEdits(python, python.parse(source), questionVocabulary(''))
    expect(sides.filter(({ edit }) => edit.kind === 'image-side').map((each) => each.source)).toEqual([
      source.replace('left', 'right'),
    ])
  })

  it('opens an image that a method is called on', () => {
    expect(written('guard-added', ["dogs = image.find('dog')"], 1)).toEqual(["dogs = ImagePatch(image).find('dog')"])
  })

  it('says the other answer, and says an answer that is no text', () => {
    expect(written('answer', [patch, dogs, "return 'yes' if len(dogs) > 0 else 'no'"], 3)).toContain(
      "return 'no' if len(dogs) > 0 else 'yes'",
    )
    expect(written('answer', [patch, dogs, 'return dogs'], 3)).toContain('return bool_to_yesno(len(dogs) > 0)')
  })

  it('gives each program once, none equal to the original in all but form, and all of them parse', () => {
    const source = program(patch, dogs, "cats = image_patch.find('cat')", 'return bool_to_yesno(len(dogs) > len(cats))')
    const all = visualEdits(python, python.parse(source), generalVocabulary('Are there more dogs than cats?'))
    expect(new Set(all.map((each) => each.source)).size).toBe(all.length)
    expect(all.every(({ tree }) => tree.errors.length === 0)).toBe(true)
    expect(all.every(({ edit }) => edit.source.length > 0 && edit.weight > 0 && edit.weight <= 1)).toBe(true)
    expect(all.length).toBeGreaterThan(30)
  })
})

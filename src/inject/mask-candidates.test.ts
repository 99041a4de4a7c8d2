import { describe, expect, it } from 'vitest'
import { loadPython } from '../syntax/python.ts'
import { maskAt, maskCandidates } from './mask-candidates.ts'

const python = await loadPython()

const found = (...lines: readonly string[]) => {
  const tree = python.parse(`${lines.join('\n')}\n`)
  expect(tree.errors).toEqual([])
  return maskCandidates(tree).map(({ kind, span }) => {
    const text = tree.source.slice(tree.lines.offsetAt(span.from), tree.lines.offsetAt(span.to))
    return `${kind}: ${text.replaceAll(/\n\s*/g, ' | ')}`
  })
}

const dogs = [
  'def execute_command(image) -> str:',
  '    image_patch = ImagePatch(image)',
  "    dogs = image_patch.find('dog')",
  '    if len(dogs) > 0:',
  "        return 'yes'",
  "    return 'no'",
]

describe('maskCandidates', () => {
  it('finds seven runs of statements, three right-hand sides and one test where the published enumeration does', () => {
    const all = found(...dogs)
    expect(all.length).toBe(11)
    expect(all.toSorted()).toEqual(
      [
        "statements: dogs = image_patch.find('dog')",
        "statements: dogs = image_patch.find('dog') | if len(dogs) > 0: | return 'yes'",
        "statements: dogs = image_patch.find('dog') | if len(dogs) > 0: | return 'yes' | return 'no'",
        "statements: if len(dogs) > 0: | return 'yes'",
        "statements: if len(dogs) > 0: | return 'yes' | return 'no'",
        "statements: return 'yes'",
        "statements: return 'no'",
        "value: image_patch.find('dog')",
        "value: 'yes'",
        "value: 'no'",
        'test: len(dogs) > 0',
      ].toSorted(),
    )
  })

  it('leaves statements behind else alone, and masks those of elif with its test', () => {
    const all = found(
      'def f(a):',
      '    if a > 1:',
      '        x()',
      '    elif a > 0:',
      '        y()',
      '    else:',
      '        z()',
    )
    expect(all).toContain('test: a > 1')
    expect(all).toContain('test: a > 0')
    expect(all).toContain('statements: y()')
    expect(all).not.toContain('statements: z()')
  })

  it('leaves the module and what opens an image alone, and takes no annotated or augmented assignment for a value', () => {
    expect(found('x = 1')).toEqual(['value: 1'])
    expect(found('def f(i):', '    p = ImagePatch(i)')).toEqual([])
    expect(found('def f(i):', '    n: int = 1').filter((each) => each.startsWith('value'))).toEqual([])
    expect(found('def f(i):', '    n += 1').filter((each) => each.startsWith('value'))).toEqual([])
    expect(found('def f(i):', '    return').filter((each) => each.startsWith('value'))).toEqual([])
  })

  it('takes a chain of targets for one assignment, and the inside of parentheses for its value', () => {
    expect(found('a = b = (c or d)')).toEqual(['value: c or d'])
  })

  it('covers at most three statements, in every body', () => {
    const body = ['a()', 'b()', 'c()', 'd()']
    const runs = 4 + 3 + 2
    for (const head of ['def f():', 'for x in y:', 'while x:', 'with x:'])
      expect(found(head, ...body.map((each) => `    ${each}`)).length).toBe(runs)
  })
})

describe('maskAt', () => {
  it('puts the mask in the place of the part, and leaves all else as it was', () => {
    const tree = python.parse(`${dogs.join('\n')}\n`)
    const masked = maskCandidates(tree).map(({ span }) => maskAt(tree, span))
    expect(new Set(masked).size).toBe(11)
    expect(masked).toContain(`${dogs.with(3, '    if <MASKED>:').join('\n')}\n`)
    expect(masked).toContain(`${[...dogs.slice(0, 2), '    <MASKED>'].join('\n')}\n`)
  })
})

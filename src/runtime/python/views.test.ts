import { describe, expect, it } from 'vitest'
import { pythons, script, tracerFolder } from '../../../test/trace/watch.ts'
import { createHeap } from './heap.ts'
import { readMarshal } from './marshal.ts'
import { viewOf } from './value-text.ts'

const installed = await pythons()

type Told = readonly [
  type: string,
  text: string,
  length: number | null,
  identity: number | null,
  objects: number[] | null,
]

const pictures = (python: (typeof installed)[number]) =>
  script(python, 'pictures.py', [tracerFolder]).map((line) => JSON.parse(line) as [Told, string])

describe.skipIf(installed.length === 0)('a view of a value', () => {
  it.each(installed)('is the same, whether Python writes it or we read the snapshot, on $version', (python) => {
    const seen = pictures(python)
    expect(seen.length).toBeGreaterThan(90)
    for (const [[type, text, length, identity, objects], shot] of seen) {
      const view = viewOf(createHeap().picture(readMarshal(Buffer.from(shot, 'base64'))))
      expect(view).toEqual({
        type,
        text,
        ...(length === null ? {} : { length }),
        ...(identity === null ? {} : { identity: expect.any(Number) as number }),
        ...(objects === null ? {} : { objects }),
      })
    }
  })

  it.each(installed)('is short, and says what it leaves out, on $version', (python) => {
    for (const [[, text, length]] of pictures(python)) {
      expect(text.length).toBeLessThanOrEqual(1000)
      if (length !== null) expect(text).toContain('…')
    }
  })

  it('shows objects of a toolset by the fields that are named, with their numbers', () => {
    const seen = new Map(pictures(installed[0]!).map(([[, text, , , objects]]) => [text, objects]))
    expect(seen.get('Patch(left=1.5, inner=None)')).toEqual([3])
    expect(seen.get('#1=Patch(left=2, inner=[#1#, Patch(left=1.5, inner=None)])')).toEqual([4, 3])
    expect(seen.get('[#1=Patch(left=1.5, inner=None), #1#, Patch(left=0, inner=None)]')).toEqual([3, 5])
    expect(seen.get('Patch(left=0, inner=None)')).toBeNull()
    const many = [...seen.values()].filter((objects) => objects !== null && objects.length > 50)
    expect(many).toEqual([Array.from({ length: 60 }, (_, index) => index), expect.any(Array)])
  })

  it('shows plain data as Python writes it, and objects by their attributes, cycles and sharing marked', () => {
    const texts = new Set(pictures(installed[0]!).map(([[, text]]) => text))
    for (const text of [
      "{'a': 1, 2: [3]}",
      '[None, True, 1.5]',
      '#1=[1, #1#]',
      "[#1=[0], (#1#,), {'k': #1#}]",
      'Node(value=1, successor=Node(value=[2], successor=None))',
      '#1=Node(value=1, successor=#1#)',
      'Slotted(a=1)',
      'Items([1, 2])',
      "Failure('why', 1)",
      'Color.RED',
      'Pair(a=1, b=[2])',
      'deque([1, 2])',
      'datetime.date(2020, 1, 2)',
      '<int of 5001 bits…>',
      '[[[[[[[[…]]]]]]]]',
    ])
      expect(texts).toContain(text)
  })
})

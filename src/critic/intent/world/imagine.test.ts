import { describe, expect, it } from 'vitest'
import { situationOf } from '../judge/situation.ts'
import { wording } from './sight.ts'

const worldsOf = (question: string) => situationOf({ question, input: 'image' }, { texts: [], options: [] }, wording())
const tally = (question: string): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const { answers } of worldsOf(question).worlds)
    counts[String(answers[0])] = (counts[String(answers[0])] ?? 0) + 1
  return counts
}

describe('imagined worlds', () => {
  it.each([
    'There is a tower with a red block directly on top of a green block.',
    'Exactly two circles touch the right wall.',
    'There is a box with a large green triangle and no squares.',
    'Each box has at least one red item.',
    'Are there more dogs than cats?',
  ])('give each answer often enough: %s', (question) => {
    const { yes = 0, no = 0 } = tally(question)
    expect(Math.min(yes, no)).toBeGreaterThanOrEqual(12)
  })

  it('show numbers where a number is asked for', () => {
    expect(Object.keys(tally('How many birds are there?')).length).toBeGreaterThan(3)
  })

  it('are the same each time', () => {
    const shown = () => worldsOf('There is a red circle.').worlds.map((world) => world.shows())
    expect(shown()).toEqual(shown())
  })

  it('leave open what photographs only loosely show', () => {
    expect(worldsOf('Is the woman holding an umbrella?').worlds).toEqual([])
  })
})

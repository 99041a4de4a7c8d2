import type { VisualTask } from '../../../core/visual.ts'
import type { Reading } from '../language/logical-form.ts'
import { readSentence } from '../language/sentence.ts'
import type { Family, World } from '../world/imagine.ts'
import { imagine } from '../world/imagine.ts'
import type { Sense } from '../world/senses.ts'
import { sensesOf } from '../world/senses.ts'
import type { Wording } from '../world/sight.ts'
import { familyOf, isLoose } from './family.ts'
import type { Spoken } from './vocabulary.ts'

/** A question, read, with worlds to try its programs in. */
export interface Situation {
  readonly reading: Reading
  readonly senses: readonly Sense[]
  readonly family: Family['kind']
  readonly worlds: readonly World[]
}

const worldCount = 48

/** Reads the question and imagines worlds for it. `spoken` are texts of the program: what it looks for should be there too. */
export const situationOf = (
  task: Pick<VisualTask, 'question' | 'input'>,
  spoken: Spoken,
  words: Wording,
): Situation => {
  const reading = readSentence(task.question)
  const senses = sensesOf(reading.question)
  const family = familyOf(task, reading, spoken)
  const loose = family.kind === 'photo' && (isLoose(reading) || reading.unread.length > 0)
  if (reading.question.kind === 'open' || loose) return { reading, senses, family: family.kind, worlds: [] }
  const count = worldCount
  const worlds = imagine(reading.question, senses, { family, count, words })
  const settled = family.kind !== 'photo' && new Set(worlds.map(({ answers }) => answers[0])).size < 2
  if (!settled) return { reading, senses, family: family.kind, worlds }
  const more: Family = { ...family, palette: { ...family.palette, containers: [1, 2, 3, 4, 5] } }
  return {
    reading,
    senses,
    family: family.kind,
    worlds: imagine(reading.question, senses, { family: more, count, words }),
  }
}

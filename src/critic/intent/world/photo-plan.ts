import type { Box } from '../../../core/visual.ts'
import { between, pick } from './random.ts'
import type { PhotoPlan } from './scene.ts'
import { photoSize } from './scene.ts'

/** What imagined photographs show. */
export interface Subjects {
  readonly nouns: readonly string[]
  readonly words: readonly string[]
  readonly colours: readonly string[]
  readonly shapes: readonly string[]
  readonly images: number
}

/** None to four things of each noun in each image, strewn so that left and right, above and below are clear. */
export const photoPlan = (subjects: Subjects, random: () => number): readonly PhotoPlan[] => {
  const all: PhotoPlan[] = []
  for (let image = 0; image < subjects.images; image++)
    for (const noun of subjects.nouns) {
      const count = pick(random, [0, 1, 1, 2, 2, 3, 4])
      for (let at = 0; at < count; at++) all.push(oneOf(noun, image, subjects, random))
    }
  return all
}

const oneOf = (noun: string, image: number, { words, colours, shapes }: Subjects, random: () => number): PhotoPlan => ({
  noun,
  image,
  colour: pick(random, colours),
  shape: pick(random, shapes),
  size: pick(random, ['small', 'medium', 'big']),
  words: words.filter(() => random() < 0.5),
  box: boxOf(random),
})

const boxOf = (random: () => number): Box => {
  const width = between(random, 30, 90)
  const height = between(random, 30, 90)
  const left = between(random, 0, photoSize.width - width)
  const lower = between(random, 0, photoSize.height - height)
  return { left, lower, right: left + width, upper: lower + height }
}

/** A neighbour: one thing more, less, or other than it was. */
export const changedPhoto = (
  plan: readonly PhotoPlan[],
  subjects: Subjects,
  random: () => number,
): readonly PhotoPlan[] => {
  const kind = random()
  const at = between(random, 0, Math.max(0, plan.length - 1))
  const item = plan[at]
  if (item === undefined || kind < 0.35)
    return [...plan, oneOf(pick(random, subjects.nouns), between(random, 0, subjects.images - 1), subjects, random)]
  if (kind < 0.65) return plan.toSpliced(at, 1)
  return plan.with(at, {
    ...oneOf(item.noun, item.image, subjects, random),
    ...(random() < 0.5 ? { box: item.box } : {}),
  })
}

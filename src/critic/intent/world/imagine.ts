import type { Question } from '../language/logical-form.ts'
import type { Sight } from '../machine/machine.ts'
import type { View } from './denote.ts'
import { Unclear } from './denote.ts'
import type { Subjects } from './photo-plan.ts'
import { changedPhoto, photoPlan } from './photo-plan.ts'
import type { Palette } from './plan.ts'
import { changed, scatterPlan, towerPlan } from './plan.ts'
import { pick, randomFrom } from './random.ts'
import type { FlatPlan, PhotoPlan, Scene, Thing } from './scene.ts'
import { flatScene, photoScene } from './scene.ts'
import type { Sense } from './senses.ts'
import type { Wording } from './sight.ts'
import { sightOf } from './sight.ts'
import { answerTo } from './truth.ts'

/** How worlds are made for a question. */
export type Family =
  | { readonly kind: 'tower' | 'scatter'; readonly palette: Palette }
  | { readonly kind: 'photo'; readonly subjects: Subjects }

/** A world with the answer that each sense of the question has in it; `undefined` where that is unclear. */
export interface World {
  readonly scene: Scene
  readonly sight: Sight
  readonly answers: readonly (string | undefined)[]
  /** The scene for people. */
  shows(): string
}

interface Imagined extends World {
  readonly plan: FlatPlan | readonly PhotoPlan[]
}

export interface Imagining {
  readonly family: Family
  readonly count: number
  readonly words: Wording
}

/**
 * Worlds in which the question has every answer about equally often, many of them pairs that differ in one thing where the
 * answer changes: there a wrong program shows.
 */
export const imagine = (
  question: Question,
  senses: readonly Sense[],
  { family, count, words }: Imagining,
): readonly World[] => {
  const random = randomFrom(20_240_607)
  const seen = new Map<string, Imagined[]>()
  const pool: Imagined[] = []
  const add = (one: Imagined): void => {
    pool.push(one)
    const key = keyOf(one)
    seen.set(key, [...(seen.get(key) ?? []), one])
  }
  const worldOf = (plan: Imagined['plan']): Imagined => {
    const scene =
      family.kind === 'photo'
        ? photoScene(family.subjects.images, plan as readonly PhotoPlan[])
        : flatScene(plan as FlatPlan)
    return {
      plan,
      scene,
      shows: () => inWords(scene),
      sight: sightOf(scene, words),
      answers: senses.map(({ senses: each }) => answerIn(question, scene, each)),
    }
  }
  for (let round = 0; round === 0 || (round < rareTries && !isVaried(pool, senses.length)); round++)
    for (let at = 0; at < count; at++) add(worldOf(fresh(family, random)))
  for (let at = 0; at < count * 5; at++) {
    const few = rarest(seen)
    const from = pick(random, few)
    const next = worldOf(neighbour(from.plan, family, random))
    if (!sameAnswers(from, next) || few.length < count / (seen.size + 1)) add(next)
  }
  return chosen(seen, pool, count)
}

/** How long to look for a second answer, in multiples of the worlds that are wanted. */
const rareTries = 8

/** Worlds of one kind: each sense of the question has the same answer in them. */
const keyOf = ({ answers }: World): string => answers.map((each) => each ?? '?').join('|')

/** Each sense of the question that has an answer has two at least. */
const isVaried = (pool: readonly World[], senses: number): boolean =>
  Array.from({ length: senses }, (_, sense) => new Set(pool.flatMap(({ answers }) => answers[sense] ?? [])).size).every(
    (size) => size !== 1,
  )

const fresh = (family: Family, random: () => number): Imagined['plan'] =>
  family.kind === 'photo'
    ? photoPlan(family.subjects, random)
    : family.kind === 'tower'
      ? towerPlan(family.palette, random)
      : scatterPlan(family.palette, random)

const neighbour = (plan: Imagined['plan'], family: Family, random: () => number): Imagined['plan'] =>
  family.kind === 'photo'
    ? changedPhoto(plan as readonly PhotoPlan[], family.subjects, random)
    : changed(plan as FlatPlan, family.palette, random)

const sameAnswers = (a: World, b: World): boolean => a.answers.every((each, index) => each === b.answers[index])

/** The worlds of the kind that is still the rarest; those in which nothing is clear do not count. */
const rarest = (seen: ReadonlyMap<string, Imagined[]>): readonly Imagined[] => {
  const clear = [...seen].filter(([key]) => /[^?|]/.test(key)).map(([, worlds]) => worlds)
  return (clear.length > 0 ? clear : [...seen.values()]).reduce((least, each) =>
    each.length < least.length ? each : least,
  )
}

const chosen = (seen: ReadonlyMap<string, Imagined[]>, pool: readonly Imagined[], count: number): readonly World[] => {
  const share = Math.ceil(count / seen.size)
  const taken = new Set([...seen.values()].flatMap((each) => spread(each, share)))
  for (const each of spread(pool, count)) if (taken.size < count) taken.add(each)
  return pool.filter((each) => taken.has(each))
}

/** So many of them, from all over the list. */
const spread = (all: readonly Imagined[], count: number): readonly Imagined[] =>
  all.length <= count
    ? all
    : Array.from({ length: count }, (_, index) => all[Math.floor((index * all.length) / count)]!)

const answerIn = (question: Question, scene: Scene, senses: View['senses']): string | undefined => {
  try {
    return answerTo(question, { things: [...scene.things, ...scene.images], senses })
  } catch (error) {
    if (error instanceof Unclear) return undefined
    throw error
  }
}

/** What a scene shows: each container with what lies in it, from the top. */
const inWords = ({ things, images }: Scene): string => {
  const boxes = things.filter(({ kind }) => kind === 'box')
  const of = (thing: Thing): string =>
    [thing.size === 'medium' ? '' : thing.size, thing.colour, thing.kind === 'item' ? thing.shape : thing.kind]
      .filter((word) => word !== '')
      .join(' ')
  const list = (contents: readonly Thing[]): string =>
    contents.length === 0
      ? 'nothing'
      : [...contents]
          .sort((a, b) => b.box.upper - a.box.upper)
          .map(of)
          .join(', ')
  return boxes.length > 0
    ? boxes.map(({ contents }) => `[${list(contents)}]`).join(' ')
    : images.map(({ contents }) => `[${list(contents)}]`).join(' ')
}

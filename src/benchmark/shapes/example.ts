import { dice } from './dice.ts'
import type { Dice } from './dice.ts'
import type { Condition, Form } from './form/form.ts'
import { allHold, holds } from './form/holds.ts'
import { formSampler } from './form/sample-form.ts'
import { groupsOf } from './form/things.ts'
import { programOf } from './program/program-of.ts'
import { makeScene, makeSetting } from './scene/make-scene.ts'
import type { Setting } from './scene/make-scene.ts'
import type { ShapesScene } from './scene/scene.ts'
import { phrase } from './sentence/phrase.ts'
import { wordingOf } from './sentence/words.ts'

/** A sentence about a scene. `label` is computed from the structure, `program` is made of the form alone: neither knows the other. */
export interface ShapesExample {
  readonly scene: ShapesScene
  readonly form: Form
  readonly sentence: string
  readonly label: boolean
  readonly program: string
}

/** The scene with this number. */
export const shapesScene = (seed: number, index: number): ShapesScene => {
  const own = dice('shapes', String(seed), String(index), 'scene')
  return makeScene(makeSetting(own), own)
}

/**
 * The sentence with this number, its label and a program that answers it. Half of the labels are true. No sentence is trivial:
 * on other scenes of the same setting it is true of some and false of others.
 */
export function shapesExample(seed: number, index: number): ShapesExample {
  const scene = shapesScene(seed, index)
  const own = dice('shapes', String(seed), String(index), 'sentence')
  const label = own.chance(0.5)
  const form = worthSaying(scene, own, label)
  const words = wordingOf(scene.family, own)
  const groups = groupsOf(scene, scene.family === 'towers' ? 'tower' : 'box').length
  const sentence = phrase(form, words, groups)
  return {
    scene,
    form,
    sentence,
    label,
    program: programOf(form, { dice: own, item: words.item, palette: scene.palette }),
  }
}

const sorts = 40
const triesOfASort = 60

/** A form that is beyond doubt, of this label and not trivial. */
function worthSaying(scene: ShapesScene, own: Dice, label: boolean): Form {
  const others = probes(scene, own)
  for (let sort = 0; sort < sorts; sort++) {
    const sample = formSampler(scene, own)
    for (let attempt = 0; attempt < triesOfASort; attempt++) {
      const form = sample()
      if (holds(form, scene) === label && !isTrivial(form, others)) return form
    }
  }
  throw new RangeError(`no sentence could be found for a scene of ${scene.boxes.length} boxes`)
}

const probes = (scene: ShapesScene, own: Dice): ShapesScene[] => {
  const setting: Setting = scene
  return Array.from({ length: 12 }, () => makeScene(setting, own))
}

function isTrivial(form: Form, others: readonly ShapesScene[]): boolean {
  const truths = others.map((other) => holds(form, other))
  return !truths.includes(true) || !truths.includes(false) || hasIdleCondition(form, others)
}

/** Whether one of several conditions says nothing that the others do not say: `all blocks are blue and the top block is blue`. */
function hasIdleCondition(form: Form, others: readonly ShapesScene[]): boolean {
  if (form.kind !== 'groups' || form.where.length < 2) return false
  const groups = others.flatMap((other) => groupsOf(other, form.over))
  const meeting = (where: readonly Condition[]): number => groups.filter((group) => allHold(where, group)).length
  const all = meeting(form.where)
  return form.where.some((condition) => meeting(form.where.filter((other) => other !== condition)) === all)
}

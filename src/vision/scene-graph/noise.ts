import { contentId } from '../../core/program.ts'
import { EngineError } from '../../core/engine-error.ts'
import type { VisionQuestion, VisionReply } from '../backend.ts'
import type { Attribute, Scene, Thing } from '../scene/scene.ts'

/** How often vision errs, each from 0 to 1. */
export interface NoiseRates {
  /** A thing is not seen. */
  readonly miss: number
  /** A `find` finds something too that was not looked for. */
  readonly falseFind: number
  /** An attribute of a thing is taken for another of its kind. */
  readonly wrongAttribute: number
}

/** Rates by name: `miss` for all operations, `find.miss` for one, which then counts for it alone. */
export type Noise = Readonly<Record<string, number>>

const rateNames = ['miss', 'falseFind', 'wrongAttribute'] as const
const ops: readonly VisionQuestion['op'][] = ['find', 'query', 'verify', 'match', 'depth']

/** The rates of an operation. */
export const ratesOf = (noise: Noise, op: VisionQuestion['op']): NoiseRates => {
  const rate = (name: string): number => noise[`${op}.${name}`] ?? noise[name] ?? 0
  return { miss: rate('miss'), falseFind: rate('falseFind'), wrongAttribute: rate('wrongAttribute') }
}

/** Throws `EngineError` (usage) where a rate has a name that is none, or is not from 0 to 1. */
export function checkNoise(noise: Noise): void {
  const names = new Set(rateNames.flatMap((name) => [name, ...ops.map((op) => `${op}.${name}`)]))
  for (const [name, rate] of Object.entries(noise)) {
    if (!names.has(name))
      throw new EngineError(
        'usage',
        `there is no noise ${name}: give ${rateNames.join(', ')}, for one operation with its name before it, as find.miss`,
      )
    if (!(rate >= 0 && rate <= 1))
      throw new EngineError('usage', `the noise ${name} is ${rate}: it has to be from 0 to 1`)
  }
}

/** A number in [0, 1) that depends on the parts alone. */
export type Chance = (...parts: readonly string[]) => number

/** Chances for one question: the same question, asked with the same seed, has the same. */
export function chanceFor(seed: string, question: VisionQuestion): Chance {
  const { region, op, ...asked } = question
  const key = JSON.stringify([region.image.hash, region.box, op, asked])
  return (...parts) => Number.parseInt(contentId(seed, key, ...parts).slice(0, 8), 16) / 2 ** 32
}

/** The scene as it is seen with errors. */
export function misseen(scene: Scene, { miss, wrongAttribute }: NoiseRates, chance: Chance): Scene {
  if (miss <= 0 && wrongAttribute <= 0) return scene
  const values = valuesByKind(scene)
  return {
    ...scene,
    things: scene.things
      .filter(({ id }) => chance('miss', id) >= miss)
      .map((thing) => ({
        ...thing,
        attributes: thing.attributes.map((attribute) =>
          chance('wrong', thing.id, attribute.value) < wrongAttribute
            ? anotherOf(attribute, values, chance)
            : attribute,
        ),
      })),
  }
}

/** Where a scene has no other value of a kind, one that English has. */
const spare: Readonly<Partial<Record<Attribute['kind'], readonly string[]>>> = {
  color: ['red', 'green', 'blue', 'yellow', 'black', 'white'],
  shape: ['square', 'circle', 'triangle'],
  size: ['small', 'large'],
  material: ['metal', 'rubber', 'wood'],
}

function valuesByKind(scene: Scene): ReadonlyMap<Attribute['kind'], readonly string[]> {
  const values = new Map<Attribute['kind'], string[]>()
  for (const { kind, value } of scene.things.flatMap(({ attributes }) => attributes))
    values.set(kind, [...new Set([...(values.get(kind) ?? []), value])])
  return values
}

function anotherOf(
  { kind, value }: Attribute,
  values: ReadonlyMap<Attribute['kind'], readonly string[]>,
  chance: Chance,
): Attribute {
  const own = (values.get(kind) ?? []).filter((other) => other !== value)
  const others = own.length > 0 ? own : (spare[kind] ?? []).filter((other) => other !== value)
  return { kind, value: others[Math.floor(chance('which', value) * others.length)] ?? value }
}

type Found = VisionReply<Extract<VisionQuestion, { op: 'find' }>>

/** With one thing more that is not what was looked for, at times: another thing of the scene, in the region. */
export function withFalseFind(
  found: Found,
  { falseFind }: NoiseRates,
  { chance, others }: { readonly chance: Chance; readonly others: readonly Thing[] },
): Found {
  if (chance('false find') >= falseFind) return found
  const wrong = others.filter(
    ({ box }) =>
      !found.boxes.some(
        (one) => one.left === box.left && one.lower === box.lower && one.right === box.right && one.upper === box.upper,
      ),
  )
  const one = wrong[Math.floor(chance('false thing') * wrong.length)]
  return one === undefined ? found : { boxes: [...found.boxes, { ...one.box, confidence: one.confidence ?? 1 }] }
}

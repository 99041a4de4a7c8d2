import type { Attribute, Role } from './scene.ts'

/** English words for what a scene's things are and look like. Words of a scene's own come from the scene (vocabulary.ts). */

/** Other words for a colour, by the word that scenes use. */
const colors: Readonly<Record<string, readonly string[]>> = {
  grey: ['gray', 'silver'],
  purple: ['violet', 'lilac'],
  cyan: ['turquoise', 'teal', 'aqua'],
  magenta: ['fuchsia'],
  beige: ['tan', 'cream'],
  yellow: ['golden', 'gold'],
  black: [],
  white: [],
  red: ['crimson', 'maroon'],
  orange: [],
  green: ['lime'],
  blue: ['navy', 'azure', 'light blue', 'dark blue', 'sky blue'],
  pink: [],
  brown: [],
}

const sizes: Readonly<Record<string, readonly string[]>> = {
  small: ['little', 'tiny', 'mini'],
  medium: ['mid', 'medium sized', 'middle sized', 'mid sized'],
  large: ['big', 'huge', 'giant', 'great'],
}

const shapes: Readonly<Record<string, readonly string[]>> = {
  square: ['squared'],
  circle: ['round', 'circular', 'disc', 'disk', 'dot'],
  triangle: ['triangular'],
  rectangle: ['rectangular'],
  oval: ['ellipse', 'elliptical'],
  diamond: ['rhombus'],
  cube: ['cubic'],
  sphere: ['ball', 'spherical'],
  cylinder: ['cylindrical'],
}

const materials: Readonly<Record<string, readonly string[]>> = {
  metal: ['metallic', 'shiny'],
  rubber: ['matte'],
  wood: ['wooden'],
  plastic: [],
  glass: [],
  leather: [],
  brick: [],
  concrete: [],
  stone: [],
}

const tables = { color: colors, size: sizes, shape: shapes, material: materials } as const

const attributes: ReadonlyMap<string, Attribute> = new Map(
  Object.entries(tables).flatMap(([kind, table]) =>
    Object.entries(table).flatMap(([value, others]) =>
      [value, ...others].map((word): [string, Attribute] => [word, { kind: kind as Attribute['kind'], value }]),
    ),
  ),
)

/** The attribute that a word (or two) stands for: `gray` → the colour grey. */
export const attributeFor = (words: string): Attribute | undefined => attributes.get(words)

export const attributeWords = (): Iterable<string> => attributes.keys()

/** The word under which a value is compared: a scene may say `gray` where a question says `grey`. */
export const canonical = (value: string): string => attributes.get(value)?.value ?? value

/** Nouns for anything at all. */
const generic = ['object', 'item', 'thing', 'shape', 'element', 'figure', 'piece', 'one', 'entity', 'stuff']
const containers = ['box', 'container', 'panel', 'frame', 'background']
const towers = ['tower', 'stack', 'pile', 'column']

/** Whether a noun in the singular is one for every thing of a role. */
export const rolesFor = (noun: string): Role | undefined => {
  if (generic.includes(noun)) return 'object'
  if (containers.includes(noun)) return 'container'
  return towers.includes(noun) ? 'tower' : undefined
}

export const roleNouns = (): readonly string[] => [...generic, ...containers, ...towers, 'block']

/** A block is what towers are made of. */
export const blockShapes: readonly string[] = ['square', 'cube', 'rectangle']
export const isBlockNoun = (noun: string): boolean => noun === 'block' || noun === 'brick'

/** A few nouns that stand for many, after WordNet. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  person:
    'man woman boy girl child kid baby lady guy gentleman player skater skateboarder surfer skier snowboarder rider cyclist pedestrian driver worker officer chef waiter catcher batter pitcher umpire spectator tourist'.split(
      ' ',
    ),
  man: 'guy gentleman'.split(' '),
  woman: ['lady'],
  child: 'boy girl kid baby'.split(' '),
  animal:
    'dog cat horse cow sheep goat pig elephant zebra giraffe bear lion tiger monkey deer rabbit bird duck goose chicken fish puppy kitten'.split(
      ' ',
    ),
  bird: 'duck goose chicken pigeon seagull parrot owl swan eagle'.split(' '),
  vehicle:
    'car truck bus van train motorcycle motorbike bicycle bike scooter airplane plane boat ship taxi trailer tractor'.split(
      ' ',
    ),
  furniture: 'chair table couch sofa desk bed bench shelf cabinet dresser bookshelf stool nightstand armchair'.split(
    ' ',
  ),
  fruit: 'apple banana orange pear grape strawberry lemon lime cherry pineapple watermelon peach'.split(' '),
  vegetable: 'carrot broccoli tomato potato onion lettuce cucumber pepper corn cabbage'.split(' '),
  food: 'fruit vegetable pizza sandwich cake bread cheese salad burger donut soup rice meat egg hotdog'.split(' '),
  clothing:
    'shirt pants trousers jacket coat dress skirt hat cap shoe sock jeans shorts sweater tie scarf glove suit'.split(
      ' ',
    ),
  appliance: 'refrigerator oven stove microwave dishwasher toaster'.split(' '),
  device: 'phone laptop computer television tv keyboard mouse camera remote'.split(' '),
  container: 'box basket bottle cup bowl bag bucket jar'.split(' '),
  plant: 'tree bush flower grass'.split(' '),
}

/** Whether a thing of one name may be called by the other: a `dog` an `animal`. */
export function isKindOf(name: string, kind: string, depth = 0): boolean {
  if (name === kind) return true
  return depth < 3 && (kinds[kind] ?? []).some((below) => isKindOf(name, below, depth + 1))
}

export const kindNouns = (): Iterable<string> => Object.keys(kinds)
export const isKindNoun = (noun: string): boolean => Object.hasOwn(kinds, noun)

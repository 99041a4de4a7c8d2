/** Words by what they are, each with what it stands for. English in general; nothing of one data set. */

export const colours: Readonly<Record<string, string>> = named(
  'yellow black blue red green white orange purple pink brown grey gray=grey cyan magenta violet=purple golden=yellow teal navy=blue silver tan beige',
)

export const shapes: Readonly<Record<string, string>> = named(
  'square circle triangle rectangle diamond star hexagon pentagon oval cross',
)
export const shapeAdjectives: Readonly<Record<string, string>> = named(
  'triangular=triangle circular=circle round=circle rectangular=rectangle',
)

export const sizes: Readonly<Record<string, string>> = named(
  'small=small little=small tiny=small medium=medium mid=medium middle-sized=medium big=big large=big huge=big',
)

/** Superlatives: what is measured, and which end. */
export const superlatives: Readonly<Record<string, readonly ['height' | 'size' | 'width', 1 | -1]>> = {
  tallest: ['height', 1],
  shortest: ['height', -1],
  largest: ['size', 1],
  biggest: ['size', 1],
  smallest: ['size', -1],
  tiniest: ['size', -1],
  widest: ['width', 1],
}

/** Anything at all that may lie in a container. */
export const things = new Set('object item thing shape figure element piece one entity'.split(' '))
export const blocks = new Set('block cube brick'.split(' '))
export const containers = new Set('box container compartment panel tray'.split(' '))
export const towers = new Set('tower stack pile column'.split(' '))
export const wholes = new Set('image picture photo scene photograph'.split(' '))
export const walls: Readonly<Record<string, string>> = named(
  'wall edge=wall side=side border=wall boundary=wall corner base=bottom bottom floor=bottom ground=bottom top ceiling=top',
)
export const features: Readonly<Record<string, string>> = named(
  'color=colour colour shape size height kind=shape type=shape',
)
export const groups = new Set('group set pair total row'.split(' '))

export const numbers: Readonly<Record<string, number>> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve'.split(' ').map((word, index) => [word, index]),
)

export const ordinals: Readonly<Record<string, number>> = {
  first: 0,
  second: 1,
  third: 2,
  fourth: 3,
  fifth: 4,
  last: -1,
  '1st': 0,
  '2nd': 1,
  '3rd': 2,
  '4th': 3,
}

/** Words that join a sentence and describe nothing. */
export const glue = new Set(
  'a an the is are was were be being been am there that which who where whose it its they them this these those of in on at with without and or but not no none all each every any some both either neither only just exactly least most more less than as to from by for has have having had contain contains containing include includes including hold holds holding consist consists consisting do does did show shows depict depicts display displays how many much what color colour same different other another very also too so closely directly right left top bottom base middle over above below under beneath underneath beside between next near inside leftmost rightmost topmost bottommost lowest highest higher lower taller shorter tallest shortest largest biggest smallest greater larger smaller number than touching touch touches single multiple several few them one ones own each-other if then else can you see see'.split(
    ' ',
  ),
)

function named(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split(' ').map((word) => {
      const [from, to] = word.split('=')
      return [from!, to ?? from!]
    }),
  )
}

const irregular: Readonly<Record<string, string>> = {
  boxes: 'box',
  people: 'person',
  men: 'man',
  women: 'woman',
  children: 'child',
  mice: 'mouse',
  geese: 'goose',
  feet: 'foot',
  teeth: 'tooth',
  knives: 'knife',
  wolves: 'wolf',
  leaves: 'leaf',
  shelves: 'shelf',
  loaves: 'loaf',
  buses: 'bus',
  glasses: 'glasses',
  persons: 'person',
}

/** The singular of a noun. */
export const singular = (word: string): string => {
  const known = irregular[word]
  if (known !== undefined) return known
  if (/(ss|us|is)$/.test(word) || word.length < 4) return word
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (/(ches|shes|xes|sses|zes)$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : word
}

/** Words of flat scenes, against which a misspelling is held. */
export const flatWords: readonly string[] = [
  ...Object.keys(colours),
  ...Object.keys(shapes),
  ...Object.keys(sizes).filter((word) => word.length > 3),
  ...things,
  ...blocks,
  ...containers,
  ...towers,
  ...Object.keys(walls),
  'boxes',
  'touching',
  'contains',
  'contain',
  'exactly',
  'closely',
  'least',
  'color',
  'colour',
  'different',
]

/** It speaks of the flat scenes of shapes in boxes. */
export const isFlatNoun = (word: string): boolean => {
  const noun = singular(word)
  return (
    noun in shapes ||
    noun === 'item' ||
    noun === 'object' ||
    blocks.has(noun) ||
    containers.has(noun) ||
    towers.has(noun)
  )
}

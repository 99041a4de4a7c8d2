import type { Color, Shape, Size } from '../scene/scene.ts'

/** Things of a scene: those that have all that is named. Without a shape any item, which in towers is a block. */
export interface Kind {
  readonly color?: Color
  readonly shape?: Shape
  readonly size?: Size
}

/** `bare` is a number alone (`three yellow squares`): read as `exactly` by some, as `at least` by others. */
export type Relation = 'bare' | 'exactly' | 'at least' | 'at most' | 'more than' | 'fewer than'
export interface Amount {
  readonly relation: Relation
  readonly number: number
}

export type Wall = 'any' | 'left' | 'right' | 'top' | 'bottom' | 'corner'
export type Group = 'box' | 'tower'
export type Direction = 'above' | 'below' | 'left of' | 'right of'
export type Extreme = 'highest' | 'lowest' | 'leftmost' | 'rightmost' | 'largest' | 'smallest'

/** What is said of one box or tower. */
export type Condition =
  | { readonly kind: 'count'; readonly of: Kind; readonly touching?: Wall; readonly amount: Amount }
  /** All that is in it is of that colour or shape. */
  | { readonly kind: 'only'; readonly of: Kind }
  /** So many different colours or shapes. */
  | { readonly kind: 'variety'; readonly of: 'color' | 'shape'; readonly amount: Amount }
  | { readonly kind: 'relation'; readonly first: Kind; readonly direction: Direction; readonly second: Kind }
  | { readonly kind: 'extreme'; readonly which: Extreme; readonly is: Kind }
  | { readonly kind: 'block'; readonly place: 'top' | 'base' | 'second'; readonly is: Color }
  /** One block directly on another. */
  | { readonly kind: 'stacked'; readonly upper: Color; readonly lower: Color }

export type Quantifier = Amount | 'every' | 'some' | 'no'
export type Which = 'left' | 'middle' | 'right' | 'tallest' | 'shortest'

/** What a sentence says, apart from its words: evaluated on the structure by `holds`, told by `phrase`, computed by `programOf`. */
export type Form =
  | { readonly kind: 'items'; readonly of: Kind; readonly touching?: Wall; readonly amount: Amount }
  | {
      readonly kind: 'groups'
      readonly over: Group
      readonly quantifier: Quantifier
      readonly where: readonly [Condition, ...Condition[]]
    }
  | { readonly kind: 'the'; readonly over: Group; readonly which: Which; readonly is: Condition }
  | { readonly kind: 'compare'; readonly first: Kind; readonly order: Order; readonly second: Kind }
  /** All, some two, or no two groups are alike in a measure. */
  | { readonly kind: 'alike'; readonly over: Group; readonly measure: Measure; readonly share: 'all' | 'two' | 'none' }
  /** `all circles are blue`, `no circle is blue`, `no circle touches the wall`. */
  | {
      readonly kind: 'every'
      readonly of: Kind
      readonly is: { readonly kind: Kind } | { readonly touching: Wall }
      readonly negated: boolean
    }
  /** The one group against the other. */
  | {
      readonly kind: 'contest'
      readonly over: Group
      readonly first: 'left' | 'right'
      readonly of: Kind
      readonly order: Order
    }

export type Order = 'more' | 'fewer' | 'as many'
export type Measure = { readonly count: Kind } | { readonly colorAt: 'top' | 'base' }

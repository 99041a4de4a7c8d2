/** What things are told apart by. */
export type Feature = 'colour' | 'shape' | 'size'

export type Comparison = '==' | '>=' | '<=' | '>' | '<'

/** The sides of a container: `wall` is any of them. */
export type Side = 'wall' | 'left' | 'right' | 'top' | 'bottom' | 'corner' | 'side'

export type Relation =
  | 'on'
  | 'above'
  | 'below'
  | 'under'
  | 'left'
  | 'right'
  | 'near'
  | 'with'
  | 'between'
  | 'touching'
  | 'in'
  | 'front'
  | 'behind'

/** How many of the things that a noun phrase describes. `vague`: several, so many or one more. `soft`: a bare number, which people mean as exactly or as at least. */
export type Quantity =
  | {
      readonly kind: 'count'
      readonly op: Comparison
      readonly n: number
      readonly soft?: boolean
      readonly vague?: boolean
    }
  /** `the`, or a bare plural as subject: people mean all of them, or that there are some. `unique`: there is taken to be one. */
  | { readonly kind: 'all' | 'none' | 'the' | 'bare'; readonly unique?: boolean }

/** A number of things. */
export interface Phrase {
  readonly quantity: Quantity
  readonly of: Predicate
  /** `only`: nothing else is there. */
  readonly only?: boolean
}

/** `a block of another color`: how the other thing compares with this one. */
export interface Compared {
  readonly feature: Feature
  readonly same: boolean
}

/** What a thing may be. */
export type Predicate =
  | { readonly kind: 'any' }
  | { readonly kind: 'noun'; readonly noun: string }
  | { readonly kind: 'feature'; readonly feature: Feature; readonly value: string }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Predicate[] }
  | { readonly kind: 'not'; readonly part: Predicate }
  /** Some who say this mean it, some do not. */
  | { readonly kind: 'maybe'; readonly part: Predicate }
  /** So many of its contents. */
  | { readonly kind: 'has'; readonly phrase: Phrase }
  /** All of its contents that are `among` are `are`, and there are some. `each`: each of the parts of `are` is there. */
  | { readonly kind: 'only'; readonly among: Predicate; readonly are: Predicate }
  /** Its contents that are `among` show so many values of a feature. */
  | { readonly kind: 'variety'; readonly feature: Feature; readonly among: Predicate; readonly quantity: Quantity }
  | { readonly kind: 'more'; readonly a: Predicate; readonly b: Predicate; readonly op: Comparison }
  | { readonly kind: 'touches'; readonly side: Side }
  | { readonly kind: 'relation'; readonly relation: Relation; readonly phrase: Phrase; readonly compared?: Compared }
  /** Its rank in its container, from an end: 0 is the last one there. */
  | { readonly kind: 'place'; readonly end: 'top' | 'bottom' | 'left' | 'right' | 'middle'; readonly rank: number }
  /** The content at that place is `is`. */
  | {
      readonly kind: 'part'
      readonly end: 'top' | 'bottom' | 'left' | 'right' | 'middle'
      readonly rank: number
      readonly is: Predicate
    }
  | { readonly kind: 'inside'; readonly phrase: Phrase }
  /** A run of `n` contents that are all `of`, each directly on the one before. */
  | { readonly kind: 'run'; readonly of: Predicate; readonly n: number }
  /** The greatest or least of those that are `among`. */
  | {
      readonly kind: 'extreme'
      readonly measure: 'height' | 'size' | 'width'
      readonly sign: 1 | -1
      readonly among: Predicate
    }

export type Statement =
  | { readonly kind: 'there'; readonly phrase: Phrase }
  /** So many of those are that: `all`, `the` and `bare` quantify over `phrase.of`. */
  | { readonly kind: 'are'; readonly phrase: Phrase; readonly are: Predicate }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Statement[] }
  | { readonly kind: 'not'; readonly part: Statement }
  | { readonly kind: 'more'; readonly a: Predicate; readonly b: Predicate; readonly op: Comparison }
  | { readonly kind: 'variety'; readonly feature: Feature; readonly of: Predicate; readonly quantity: Quantity }
  /** So many of them are alike in that. */
  | {
      readonly kind: 'alike'
      readonly of: Predicate
      /** What is counted, where they are alike in number. */
      readonly counting?: Predicate
      readonly by: Measure
      readonly quantity: Quantity
      readonly different?: boolean
    }
  /** What is `a` has so many more, fewer or as many contents that are `of` as what is `b`. */
  | {
      readonly kind: 'compare'
      readonly a: Predicate
      readonly b: Predicate
      readonly of: Predicate
      readonly op: Comparison
    }
  /** All of them are in one container. */
  | { readonly kind: 'together'; readonly of: Predicate }

export type Measure = Feature | 'height' | 'base colour' | 'top colour' | 'count'

/** What is asked for. */
export type Question =
  | { readonly kind: 'statement'; readonly statement: Statement }
  | { readonly kind: 'how many'; readonly of: Predicate }
  | { readonly kind: 'which'; readonly feature: Feature; readonly of: Predicate }
  | { readonly kind: 'find'; readonly of: Predicate }
  /** It was not understood; only words can be compared. */
  | { readonly kind: 'open' }

/** What is said of several things together: `of only one color`, `of the same height`. */
export type Group =
  | { readonly kind: 'variety'; readonly feature: Measure; readonly quantity: Quantity }
  | { readonly kind: 'alike'; readonly by: Measure; readonly different: boolean; readonly counting?: Predicate }
  /** `stacked together`: each directly on another. */
  | { readonly kind: 'run' }
  /** `in the same box`. */
  | { readonly kind: 'together' }
  /** `of black and blue color`: those colours and no other. */
  | { readonly kind: 'limited'; readonly to: readonly Predicate[] }

/** A sentence as it was read; `unread` are words of content that found no place. */
export interface Reading {
  readonly question: Question
  readonly unread: readonly string[]
}

import type { Group, Phrase, Predicate, Relation } from './logical-form.ts'
import type { NounPhrase } from './noun-phrase.ts'

/** What follows a noun. */
export interface Modified {
  readonly predicates: Predicate[]
  group?: Group
  /** `in each box`: the container that the whole statement ranges over. */
  wide?: Phrase
  /** `3 items at most`. */
  limit?: '>=' | '<='
  /** `on top of it`: how it stands to what was named before. */
  pronoun?: Relation
}

/** What is said of something: `has two blocks`, `is yellow`. */
export interface Said {
  readonly predicates: readonly Predicate[]
  readonly group?: Group
}

/** A noun phrase with what follows it. */
export interface FullPhrase {
  readonly np: NounPhrase
  readonly more: Modified
}

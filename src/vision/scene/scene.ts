import type { Box } from '../../core/visual.ts'

/** What a scene holds: things with boxes in the image's frame, y upwards. */
export interface Scene {
  readonly width: number
  readonly height: number
  readonly things: readonly Thing[]
}

/** A thing lies in a scene, a container holds things, a tower is a stack of things. */
export type Role = 'object' | 'container' | 'tower'

export interface Thing {
  readonly id: string
  readonly role: Role
  readonly box: Box
  /** What it is called, the most specific first: `square`. Singular and in lower case. */
  readonly names: readonly string[]
  readonly attributes: readonly Attribute[]
  /** The id of the container that it lies in. */
  readonly container?: string
  /** The ids of the things of a tower, from its base up. */
  readonly members?: readonly string[]
  /** The ids of the things that it touches, where that is known better than from boxes. */
  readonly touches?: readonly string[]
  /** What the scene says of it and others, besides what their places say: `{ name: 'wearing', to: '17' }`. */
  readonly relations?: readonly Relation[]
  /** From 0 to 1; 1 where it is left out. */
  readonly confidence?: number
}

export interface Attribute {
  readonly kind: 'color' | 'shape' | 'size' | 'material' | 'other'
  /** One word or more, in lower case: `blue`, `light blue`. */
  readonly value: string
}

export interface Relation {
  readonly name: string
  readonly to: string
}

/** The value of the thing's first attribute of a kind. */
export const attributeOf = ({ attributes }: Thing, kind: Attribute['kind']): string | undefined =>
  attributes.find((one) => one.kind === kind)?.value

/** From left to right, then from top to bottom. */
export const inReadingOrder = (things: readonly Thing[]): Thing[] =>
  things.toSorted((a, b) => a.box.left - b.box.left || b.box.upper - a.box.upper || a.id.localeCompare(b.id))

/** Flat colours that have plain names, far apart from one another and from the greys of boxes and ground. */
export const colors = {
  yellow: '#ffff00',
  black: '#000000',
  blue: '#0099ff',
  red: '#e00000',
  green: '#008000',
  orange: '#ff8c00',
  purple: '#800080',
} as const
export type Color = keyof typeof colors

export const shapes = ['square', 'circle', 'triangle'] as const
export type Shape = (typeof shapes)[number]

export const sizes = ['small', 'medium', 'large'] as const
export type Size = (typeof sizes)[number]

/** `x` and `y` are the item's upper left corner, from the upper left corner of its box; all in pixels, y downwards. */
export interface ShapesItem {
  readonly type: Shape
  readonly color: Color
  readonly size: number
  readonly x: number
  readonly y: number
}

/** A light square of `side` pixels; `left` and `top` from the upper left corner of the image. */
export interface ShapesBox {
  readonly left: number
  readonly top: number
  readonly side: number
  readonly items: readonly ShapesItem[]
}

/** What an image shows, exactly. In the family `towers` all items are squares that stand on one another. */
export interface ShapesScene {
  readonly family: 'scattered' | 'towers'
  readonly width: number
  readonly height: number
  /** Grey levels of the ground and of the boxes. */
  readonly ground: number
  readonly paper: number
  readonly palette: readonly Color[]
  readonly boxes: readonly ShapesBox[]
}

/** The three sizes are a tenth, two tenths and three tenths of the side of a box. */
export const pixelsOf = (size: Size, side: number): number => Math.round((side * (sizes.indexOf(size) + 1)) / 10)
export const sizeOf = ({ size }: ShapesItem, { side }: ShapesBox): Size =>
  sizes[Math.round((size * 10) / side) - 1] ?? 'medium'

/** A place in a source text. Lines and columns are 1-based; columns count Unicode code points, as an editor shows them. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A half-open range of source text: `to` is the position just after the last character. */
export interface Span {
  readonly from: Position
  readonly to: Position
}

export const comparePositions = (a: Position, b: Position): number => a.line - b.line || a.column - b.column

/** True when `inner` lies wholly in `outer`. */
export const spanContains = (outer: Span, inner: Span): boolean =>
  comparePositions(outer.from, inner.from) <= 0 && comparePositions(inner.to, outer.to) <= 0

/** A text form that is equal for equal spans: `3:5-3:9`. */
export const spanKey = ({ from, to }: Span): string => `${from.line}:${from.column}-${to.line}:${to.column}`

import { mixed } from './flat-colors.ts'
import type { Component, Raster, Rect } from './raster.ts'
import { components, rectArea, rectHeight, rectWidth } from './raster.ts'

/** A box of a scene: a rectangle of one colour, its floor, on which things lie. */
export interface Panel {
  /** With its border, where one is drawn. */
  readonly outer: Rect
  readonly inner: Rect
  readonly floor: number
  /** False for the whole image of a scene in which no box is drawn. */
  readonly drawn: boolean
}

/**
 * The boxes of a scene, left to right. What lies behind them is the colour, going from edge to edge, whose complement falls into
 * rectangles that hold things; an empty rectangle is a box too where it has the colour and about the size of one that
 * holds something. Where nothing is held, the whole image is the one box.
 */
export function panelsOf(raster: Raster): readonly Panel[] {
  const whole = { left: 0, top: 0, right: raster.width, bottom: raster.height }
  const areas = components(raster, whole)
  let best: { readonly panels: readonly Panel[]; readonly held: number } | undefined
  for (const behind of crossingLabels(areas, whole)) {
    const drawn = panelsBefore(raster, inFront(raster, areas, behind))
    if (drawn !== undefined && drawn.held > (best?.held ?? 0)) best = drawn
  }
  if (best !== undefined)
    return best.panels.toSorted((a, b) => a.outer.left - b.outer.left || a.outer.top - b.outer.top)
  return [{ outer: whole, inner: whole, floor: edgeLabel(raster), drawn: false }]
}

/** The most frequent label at the image's edge. */
function edgeLabel({ width, height, labels }: Raster): number {
  const counts = new Map<number, number>()
  const count = (at: number): unknown => counts.set(labels[at] ?? 0, (counts.get(labels[at] ?? 0) ?? 0) + 1)
  for (let x = 0; x < width; x++) [x, (height - 1) * width + x].forEach(count)
  for (let y = 0; y < height; y++) [y * width, y * width + width - 1].forEach(count)
  counts.delete(mixed)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

/** The labels of areas that go from one edge of the image to the opposite one: only they can part boxes. */
const crossingLabels = (areas: readonly Component[], { right, bottom }: Rect): ReadonlySet<number> =>
  new Set(
    areas
      .filter(({ rect }) => (rect.left === 0 && rect.right === right) || (rect.top === 0 && rect.bottom === bottom))
      .map(({ label }) => label)
      .filter((label) => label !== mixed),
  )

function panelsBefore(raster: Raster, front: Raster) {
  const whole = { left: 0, top: 0, right: raster.width, bottom: raster.height }
  const regions = components(front, whole).filter(({ label, rect }) => label === 1 && isLarge(rect, whole))
  const read = regions
    .filter((region) => isRectangle(region) && rectArea(region.rect) < rectArea(whole))
    .map((region) => readPanel(raster, region))
  const holding = read.filter((one) => one.held > 0)
  const empty = read.filter(
    (one) => one.held === 0 && holding.some(({ panel }) => panel.floor === one.panel.floor && alike(panel, one.panel)),
  )
  // Where most of what stands before the colour is no box, it is not what lies behind boxes.
  if (holding.length === 0 || holding.length + empty.length < regions.length / 2) return undefined
  return {
    panels: [...holding, ...empty].map(({ panel }) => panel),
    held: holding.reduce((sum, { held }) => sum + held, 0),
  }
}

/** 1 where a pixel does not belong to an area of the colour `behind` that reaches the image's edge. */
function inFront(raster: Raster, areas: readonly Component[], behind: number): Raster {
  const labels = new Uint8Array(raster.labels.length).fill(1)
  const reachesEdge = ({ left, top, right, bottom }: Rect): boolean =>
    left === 0 || top === 0 || right === raster.width || bottom === raster.height
  for (const { label, rect, pixels } of areas)
    if (label === behind && reachesEdge(rect)) for (const at of pixels) labels[at] = 0
  return { ...raster, labels }
}

/** A box is no thing among things: its sides are an eighth of the image's shorter side or more. */
const isLarge = (rect: Rect, whole: Rect): boolean =>
  Math.min(rectWidth(rect), rectHeight(rect)) * 8 >= Math.min(rectWidth(whole), rectHeight(whole))

const isRectangle = ({ rect, pixels }: Component): boolean => pixels.length >= 0.97 * rectArea(rect)

const alike = (a: Panel, b: Panel): boolean =>
  [rectWidth, rectHeight].every(
    (side) => Math.max(side(a.outer), side(b.outer)) <= 2 * Math.min(side(a.outer), side(b.outer)),
  )

function readPanel(raster: Raster, region: Component): { readonly panel: Panel; readonly held: number } {
  const floor = floorOf(raster, region)
  const inner = withoutBorder(raster, region.rect, floor)
  const panel = { outer: region.rect, inner, floor, drawn: true }
  const parts = components(raster, inner)
  const things = parts.filter(({ label, solid }) => label !== floor && solid)
  return { panel, held: isFloor(parts, panel) ? things.length : 0 }
}

function floorOf({ labels }: Raster, { pixels }: Component): number {
  const counts = new Map<number, number>()
  for (const at of pixels) counts.set(labels[at] ?? 0, (counts.get(labels[at] ?? 0) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

/** A floor reaches all four sides and is seen in a third of the box at least: two squares that touch are none. */
function isFloor(parts: readonly Component[], { inner, floor }: Panel): boolean {
  const own = parts.filter(({ label }) => label === floor)
  const area = own.reduce((sum, { pixels }) => sum + pixels.length, 0)
  return (
    area * 3 >= rectArea(inner) &&
    (['left', 'top', 'right', 'bottom'] as const).every((side) => own.some(({ rect }) => rect[side] === inner[side]))
  )
}

/** The rectangle without its outermost rows and columns that show no floor at all; a tenth of each side at most. */
function withoutBorder({ width, labels }: Raster, outer: Rect, floor: number): Rect {
  let { left, top, right, bottom } = outer
  const bare = (x0: number, y0: number, x1: number, y1: number): boolean => {
    for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) if (labels[y * width + x] === floor) return false
    return true
  }
  const dx = Math.ceil(rectWidth(outer) / 10)
  const dy = Math.ceil(rectHeight(outer) / 10)
  const bordered = [
    bare(left, top, left + 1, bottom),
    bare(right - 1, top, right, bottom),
    bare(left, top, right, top + 1),
    bare(left, bottom - 1, right, bottom),
  ].every(Boolean)
  if (!bordered) return outer
  while (left < outer.left + dx && bare(left, top, left + 1, bottom)) left++
  while (right > outer.right - dx && bare(right - 1, top, right, bottom)) right--
  while (top < outer.top + dy && bare(left, top, right, top + 1)) top++
  while (bottom > outer.bottom - dy && bare(left, bottom - 1, right, bottom)) bottom--
  return { left, top, right, bottom }
}

/** A rectangle of whole pixels, rows from the top; `right` and `bottom` are the first that are outside. */
export interface Rect {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export const rectWidth = (rect: Rect): number => rect.right - rect.left
export const rectHeight = (rect: Rect): number => rect.bottom - rect.top
export const rectArea = (rect: Rect): number => rectWidth(rect) * rectHeight(rect)

/** Labels of pixels, row by row. */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly labels: Uint8Array
}

/** Pixels of one label that hang together by their sides. `pixels` are places in the raster. */
export interface Component {
  readonly label: number
  readonly rect: Rect
  readonly pixels: Int32Array
  /** Whether it holds a 3×3 block: soft edges do not. */
  readonly solid: boolean
}

/** The connected components within `rect`, by the order of their first pixel. */
export function components(raster: Raster, rect: Rect): Component[] {
  const flood: Flood = {
    raster,
    rect,
    seen: new Uint8Array(raster.labels.length),
    queue: new Int32Array(rectArea(rect)),
  }
  const found: Component[] = []
  let taken = 0
  for (let y = rect.top; y < rect.bottom; y++)
    for (let x = rect.left; x < rect.right; x++) {
      const start = y * raster.width + x
      if (flood.seen[start] === 1) continue
      const component = fill(flood, start, taken)
      taken += component.pixels.length
      found.push(component)
    }
  return found
}

interface Flood {
  readonly raster: Raster
  readonly rect: Rect
  readonly seen: Uint8Array
  /** The pixels of all components, one component after the other. */
  readonly queue: Int32Array
}

function fill({ raster, rect, seen, queue }: Flood, start: number, first: number): Component {
  const { width, labels } = raster
  const label = labels[start] ?? 0
  let { left, top, right, bottom } = { left: start % width, top: Infinity, right: 0, bottom: 0 }
  let end = first
  const visit = (at: number): void => {
    if (seen[at] === 1 || labels[at] !== label) return
    seen[at] = 1
    queue[end++] = at
  }
  visit(start)
  for (let next = first; next < end; next++) {
    const at = queue[next] ?? 0
    const x = at % width
    const y = (at - x) / width
    if (x < left) left = x
    if (x >= right) right = x + 1
    if (y < top) top = y
    if (y >= bottom) bottom = y + 1
    if (x > rect.left) visit(at - 1)
    if (x + 1 < rect.right) visit(at + 1)
    if (y > rect.top) visit(at - width)
    if (y + 1 < rect.bottom) visit(at + width)
  }
  const pixels = queue.subarray(first, end)
  return {
    label,
    pixels,
    rect: { left, top, right, bottom },
    solid: pixels.some((at) => isBlockCentre(raster, rect, at)),
  }
}

function isBlockCentre({ width, labels }: Raster, rect: Rect, at: number): boolean {
  const x = at % width
  const y = (at - x) / width
  if (x <= rect.left || x + 1 >= rect.right || y <= rect.top || y + 1 >= rect.bottom) return false
  const label = labels[at]
  for (let from = at - width - 1; from <= at + width; from += width)
    if (labels[from] !== label || labels[from + 1] !== label || labels[from + 2] !== label) return false
  return true
}

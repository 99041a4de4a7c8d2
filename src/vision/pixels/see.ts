import type { Pixels } from '../backend.ts'
import { hairline } from '../scene/geometry.ts'
import type { Scene, Thing } from '../scene/scene.ts'
import type { SizeName } from '../scene/sizes.ts'
import { sizeNames } from '../scene/sizes.ts'
import { towersOf } from '../scene/towers.ts'
import type { Blob, Mask } from './blobs.ts'
import { blobsIn } from './blobs.ts'
import { colorName } from './color-name.ts'
import type { FlatColors } from './flat-colors.ts'
import { flatColors } from './flat-colors.ts'
import type { Fit } from './fit.ts'
import { goodFit } from './fit.ts'
import { templates } from './outline.ts'
import type { Panel } from './panels.ts'
import { panelsOf } from './panels.ts'
import type { Rect } from './raster.ts'
import { rectHeight, rectWidth } from './raster.ts'
import { shapesOf } from './split.ts'

/** A shape that was seen, in pixels from the top left. */
interface Seen {
  readonly fit: Fit
  readonly blob: Blob
  readonly panel: number
}

/** The scene of an image in flat colours; undefined where the image is none. */
export function see(pixels: Pixels): Scene | undefined {
  const flat = flatColors(pixels)
  if (flat === undefined) return undefined
  const panels = panelsOf({ width: pixels.width, height: pixels.height, labels: flat.labels })
  const template = templates()
  const seen = panels.flatMap((panel, index) => {
    const blobs = blobsIn(pixels, flat, panel)
    return blobs.flatMap((blob) =>
      shapesOf(blob, nearby(blob, blobs), template).map((fit): Seen => ({ fit, blob, panel: index })),
    )
  })
  return sceneOf(pixels, { flat, panels, seen })
}

const nearby = (blob: Blob, blobs: readonly Blob[]): Mask[] =>
  blobs.filter((other) => other.label !== blob.label && areNear(blob.rect, other.rect, 1))

const areNear = (a: Rect, b: Rect, pixels: number): boolean =>
  Math.max(a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom) <= pixels

interface Read {
  readonly flat: FlatColors
  readonly panels: readonly Panel[]
  readonly seen: readonly Seen[]
}

function sceneOf({ width, height }: Pixels, { flat, panels, seen }: Read): Scene {
  const boxOf = ({ left, top, right, bottom }: Rect) => ({ left, lower: height - bottom, right, upper: height - top })
  const sizes = sizeNames(seen.map(({ fit, panel }) => ({ size: sideOf(fit), space: spaceOf(panels[panel]) })))
  const colors = flat.colors.map(colorName)
  const containers = panels.map((panel, index): Thing => ({
    id: `box ${index}`,
    role: 'container',
    box: boxOf(panel.inner),
    names: ['box'],
    attributes: [
      { kind: 'color', value: colors[panel.floor] ?? 'grey' },
      { kind: 'shape', value: shapeName({ outline: 'block', rect: panel.inner, miss: 0 }) },
    ],
  }))
  const objects = seen.map((one, index): Thing => ({
    id: `object ${index}`,
    role: 'object',
    box: boxOf(one.fit.rect),
    container: `box ${one.panel}`,
    touches: touchedBy(one, seen, containers[one.panel]),
    confidence: one.fit.miss <= goodFit ? 1 : 0.5,
    ...describe(one, { color: colors[one.blob.label] ?? 'grey', size: sizes[index] ?? 'medium' }),
  }))
  const towers = containers.flatMap((container) =>
    towersOf(
      objects.filter((object) => object.container === container.id),
      container,
    ),
  )
  return { width, height, things: [...containers, ...towers, ...objects] }
}

function describe({ fit }: Seen, { color, size }: { readonly color: string; readonly size: SizeName }) {
  const shape = shapeName(fit)
  return {
    names: [shape],
    attributes: [
      { kind: 'color', value: color },
      { kind: 'shape', value: shape },
      { kind: 'size', value: size },
    ],
  } satisfies Pick<Thing, 'names' | 'attributes'>
}

const sideOf = ({ rect }: Fit): number => Math.max(rectWidth(rect), rectHeight(rect))
const spaceOf = (panel: Panel | undefined): number =>
  panel === undefined ? 1 : Math.min(rectWidth(panel.inner), rectHeight(panel.inner))

function shapeName({ outline, rect, miss }: Fit): string {
  const isEven = Math.abs(rectWidth(rect) - rectHeight(rect)) <= Math.max(1, 0.05 * rectWidth(rect))
  if (miss > goodFit) return 'shape'
  if (outline === 'block') return isEven ? 'square' : 'rectangle'
  if (outline === 'disc') return isEven ? 'circle' : 'oval'
  return outline === 'diamond' ? 'diamond' : 'triangle'
}

/** The things of the same box that are a hairline away or less, by their pixels. */
function touchedBy(one: Seen, seen: readonly Seen[], container: Thing | undefined): string[] {
  const near = container === undefined ? 1 : Math.floor(hairline(container.box))
  return seen.flatMap((other, index) =>
    other !== one && other.panel === one.panel && areNear(one.fit.rect, other.fit.rect, near) && meet(one, other, near)
      ? [`object ${index}`]
      : [],
  )
}

function meet(a: Seen, b: Seen, near: number): boolean {
  const left = Math.max(a.fit.rect.left, b.fit.rect.left - near - 1)
  const right = Math.min(a.fit.rect.right, b.fit.rect.right + near + 1)
  const top = Math.max(a.fit.rect.top, b.fit.rect.top - near - 1)
  const bottom = Math.min(a.fit.rect.bottom, b.fit.rect.bottom + near + 1)
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      if (!covers(a, x, y)) continue
      for (let dy = -near - 1; dy <= near + 1; dy++)
        for (let dx = -near - 1; dx <= near + 1; dx++)
          if (Math.abs(dx) + Math.abs(dy) <= near + 1 && covers(b, x + dx, y + dy)) return true
    }
  return false
}

const covers = ({ fit, blob: { rect, coverage } }: Seen, x: number, y: number): boolean => {
  if (x < fit.rect.left || x >= fit.rect.right || y < fit.rect.top || y >= fit.rect.bottom) return false
  if (x < rect.left || x >= rect.right || y < rect.top || y >= rect.bottom) return false
  return (coverage[(y - rect.top) * rectWidth(rect) + x - rect.left] ?? 0) > 0
}

import type { Box } from '../../core/visual.ts'
import type { MadePatch } from '../../trace/vision-calls.ts'
import type { PagePatch } from './page-model.ts'

/** A patch as it is drawn over an image of that height. */
export function pagePatch({ image, box, label, confidence, madeBy }: MadePatch, imageHeight: number): PagePatch {
  const name = label ?? (madeBy.op === 'open' ? 'image' : 'crop')
  return {
    image,
    ...drawnBox(box, imageHeight),
    label: confidence !== undefined && confidence < 1 ? `${name} ${shareText(confidence)}` : name,
    sides: [box.left, box.lower, box.right, box.upper].map(roundedText).join(', '),
    madeBy: madeBy.id,
  }
}

/** A box of the program (y from the bottom edge) as SVG has it (y from the top edge). */
export const drawnBox = ({ left, lower, right, upper }: Box, imageHeight: number) => ({
  x: left,
  y: imageHeight - upper,
  width: right - left,
  height: upper - lower,
})

/** `.91` */
export const shareText = (share: number): string => share.toFixed(2).replace(/^0/, '')

const roundedText = (value: number): string => String(Math.round(value * 10) / 10)

export type SizeName = 'small' | 'medium' | 'large'

/**
 * What the sizes of a scene's things are called, in comparison: where there are three sizes or more, the least is small and the
 * greatest large; where there are fewer, by the share of the side of the box they lie in (under 15 % small, from 25 % large), and one
 * of two that would be called the same is small, the other large. Sizes within 15 % of one another are one.
 */
export function sizeNames(sizes: readonly { readonly size: number; readonly space: number }[]): SizeName[] {
  const steps: number[] = []
  for (const { size } of sizes.toSorted((a, b) => a.size - b.size))
    if (size > (steps.at(-1) ?? 0) * 1.15) steps.push(size)
  const stepOf = (size: number): number => steps.findLastIndex((step) => size >= step)
  const byShare = ({ size, space }: { readonly size: number; readonly space: number }): SizeName =>
    size < 0.15 * space ? 'small' : size < 0.25 * space ? 'medium' : 'large'
  const isTold = new Set(sizes.map(byShare)).size === steps.length
  return sizes.map((one) => {
    const step = stepOf(one.size)
    if (steps.length < 2 || (steps.length === 2 && isTold)) return byShare(one)
    return step === 0 ? 'small' : step === steps.length - 1 ? 'large' : 'medium'
  })
}

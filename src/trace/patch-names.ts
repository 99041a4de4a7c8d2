import type { ValueView } from '../core/trace.ts'

/** The same with each patch in the text by its short name: `p3` for the one with the number 3, `p1…p4` for several in a row. */
export const withPatchNames = (view: ValueView): ValueView => {
  if (view.objects === undefined) return view
  const names = view.objects.values()
  const text = view.text.replaceAll(/ImagePatch\([^()]*\)/g, (patch) => patchName(names.next().value, patch))
  return { ...view, text: text.replaceAll(/\bp\d+(?:, p\d+){2,}/g, ranged) }
}

const patchName = (id: number | undefined, text: string): string => (id === undefined ? text : `p${id}`)

/** `p1, p2, p3` as `p1…p3`. */
const ranged = (text: string): string => {
  const ids = text.split(', ').map((name) => Number(name.slice(1)))
  return ids.every((id, at) => at === 0 || id === ids[at - 1]! + 1) ? `p${ids[0]}…p${ids.at(-1)}` : text
}

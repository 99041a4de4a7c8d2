import type { Changed, Step } from '../core/trace.ts'

const names = (changed: Changed): string =>
  Object.entries(changed)
    .map(([name, { text }]) => `${name} = ${text}`)
    .join(', ')

const MAX_WORDS = 200

/** A step in words, bounded: `lo = 3`, `returned 7`; with the source text of its place, `` `a % b` → 14 ``. */
export const stepWords = (step: Step, place?: string): string => {
  const text = wordsOf(step, place)
  return text.length > MAX_WORDS ? `${text.slice(0, MAX_WORDS)}…` : text
}

const wordsOf = (step: Step, place: string | undefined): string => {
  const at = place === undefined ? '' : `${place} `
  switch (step.kind) {
    case 'call':
      return `${step.name}(${names(step.changed)})`
    case 'line':
      return names(step.changed) || `${at}ran`
    case 'value':
      return `${at}→ ${step.value.text}`
    case 'branch':
      return `${at}came out ${step.taken ? 'True' : 'False'}`
    case 'iterate':
      return `${at}iteration ${step.iteration}${names(step.changed) && `: ${names(step.changed)}`}`
    case 'return':
      return `returned ${step.value.text}`
    case 'yield':
      return `yielded ${step.value.text}`
    case 'raise':
      return `${at}${step.caught ? 'caught' : 'raised'} ${step.error}`
  }
}

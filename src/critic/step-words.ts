import type { Changed, Step } from '../core/trace.ts'

const names = (changed: Changed): string =>
  Object.entries(changed)
    .map(([name, { text }]) => `${name} = ${text}`)
    .join(', ')

/** A step in words, without its place: `lo = 3`, `came out True`, `returned 7`. */
export const stepWords = (step: Step): string => {
  switch (step.kind) {
    case 'call':
      return `${step.name}(${names(step.changed)})`
    case 'line':
      return names(step.changed) || 'ran'
    case 'value':
      return `→ ${step.value.text}`
    case 'branch':
      return `came out ${step.taken ? 'True' : 'False'}`
    case 'iterate':
      return `iteration ${step.iteration}${names(step.changed) && `: ${names(step.changed)}`}`
    case 'return':
      return `returned ${step.value.text}`
    case 'yield':
      return `yielded ${step.value.text}`
    case 'raise':
      return `${step.caught ? 'caught' : 'raised'} ${step.error}`
  }
}

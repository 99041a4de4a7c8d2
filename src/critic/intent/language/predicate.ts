import type { Predicate } from './logical-form.ts'

export const any: Predicate = { kind: 'any' }

/** All of them, flat. */
export const all = (parts: readonly Predicate[]): Predicate => {
  const flat = parts.flatMap((each) => (each.kind === 'and' ? each.parts : each.kind === 'any' ? [] : [each]))
  return flat.length === 0 ? any : flat.length === 1 ? flat[0]! : { kind: 'and', parts: flat }
}

/** One of them. */
export const either = (parts: readonly Predicate[]): Predicate =>
  parts.length === 1 ? parts[0]! : { kind: 'or', parts }

export const not = (part: Predicate): Predicate => (part.kind === 'not' ? part.part : { kind: 'not', part })

/** It is about containers: boxes, towers or whole images. */
export const isContainer = (predicate: Predicate): boolean => {
  if (predicate.kind === 'and') return predicate.parts.some(isContainer)
  return predicate.kind === 'noun' && /^(box|tower|image)$/.test(predicate.noun)
}

/** Every predicate in it, outermost first. */
export function* within(predicate: Predicate): Generator<Predicate> {
  yield predicate
  switch (predicate.kind) {
    case 'and':
    case 'or':
      for (const each of predicate.parts) yield* within(each)
      break
    case 'not':
    case 'maybe':
      yield* within(predicate.part)
      break
    case 'has':
    case 'relation':
    case 'inside':
      yield* within(predicate.phrase.of)
      break
    case 'only':
      yield* within(predicate.among)
      yield* within(predicate.are)
      break
    case 'variety':
    case 'extreme':
      yield* within(predicate.among)
      break
    case 'more':
      yield* within(predicate.a)
      yield* within(predicate.b)
      break
    case 'part':
      yield* within(predicate.is)
      break
    case 'run':
      yield* within(predicate.of)
      break
    default:
  }
}

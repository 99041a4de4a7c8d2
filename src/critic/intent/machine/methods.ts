import type { Machine } from './machine.ts'
import { callOfCollection } from './collections.ts'
import { callOfText } from './texts.ts'
import { attributeOfPatch, callOfPatch, patchMethods } from './patches.ts'
import type { Given } from './given.ts'
import type { Value } from './value.ts'
import { PyDict, PyError, PyImage, PyIterator, PyPatch, PySet, isList, typeName } from './value.ts'

/** `object.name(…)`. */
export const callMethod = (object: Value, name: string, given: Given, machine: Machine): Value => {
  if (object instanceof PyPatch) {
    if (patchMethods.has(name)) return callOfPatch(object, name, given, machine.sight)
  } else if (typeof object === 'string') return callOfText(object, name, given)
  else if (isList(object) || object instanceof PySet || object instanceof PyIterator)
    return callOfCollection(object, name, given)
  else if (object instanceof PyDict) {
    const inner = object.entries.size > 0 ? object.get(name) : undefined
    return typeof inner === 'function' ? inner(given.args, given.named) : callOfCollection(object, name, given)
  }
  throw missing(object, name)
}

/** `object.name`, not called. */
export const attributeOf = (object: Value, name: string, machine: Machine): Value => {
  if (object instanceof PyPatch) {
    if (patchMethods.has(name)) return (args, named) => callOfPatch(object, name, { args, named }, machine.sight)
    return attributeOfPatch(object, name, machine.sight)
  }
  if (object instanceof PyDict && object.get(name) !== undefined) return object.get(name)!
  if (object !== null && !(object instanceof PyImage) && typeof object !== 'number')
    return (args, named) => callMethod(object, name, { args, named }, machine)
  throw missing(object, name)
}

const missing = (object: Value, name: string): PyError =>
  new PyError('AttributeError', `'${typeName(object)}' object has no attribute '${name}'`)

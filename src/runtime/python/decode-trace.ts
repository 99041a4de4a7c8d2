import type { Span } from '../../core/span.ts'
import type { Changed, Covered, Step, Trace, ValueView } from '../../core/trace.ts'
import type { Marshalled } from './marshal.ts'
import { readMarshal } from './marshal.ts'
import { snapshotView } from './snapshot-view.ts'

interface Site {
  readonly kind: string
  readonly at: Span
  readonly name: string
}

/**
 * The bytes of `Tracer.take()` (tracer.py) as a trace. They come from the process that ran the program, so nothing of
 * them is trusted. Throws `RangeError` when they are not what the tracer writes.
 */
export const decodeTrace = (bytes: Uint8Array): Trace => {
  const [version, level, siteList, head, dropped, droppedCounts, tail] = tupleOf(readMarshal(bytes))
  if (version !== 1) throw new RangeError('trace: unknown version')
  if (level !== 'coverage' && level !== 'line' && level !== 'full') throw new RangeError('trace: unknown level')
  const sites = listOf(siteList).map(siteOf)
  const counts = new Map<number, number>()
  const walk = stepWalk(sites, counts)
  for (const event of listOf(head)) walk.take(event)
  const after = walk.steps.at(-1)?.id ?? -1
  const droppedSteps = countOf(dropped)
  walk.skip(droppedSteps)
  for (const event of listOf(tail)) walk.take(event)
  for (const [site, count] of entriesOf(droppedCounts)) {
    counts.set(countOf(site), (counts.get(countOf(site)) ?? 0) + countOf(count))
  }
  return {
    level,
    steps: walk.steps,
    coverage: covered(sites, counts),
    ...(droppedSteps > 0 ? { truncated: { dropped: droppedSteps, after } } : {}),
  }
}

const covered = (sites: readonly Site[], counts: ReadonlyMap<number, number>): Covered[] =>
  [...counts].flatMap(([number, count]) => {
    const site = sites[number]
    return site?.kind === 'line' ? [{ at: site.at, kind: 'statement' as const, count: Math.min(255, count) }] : []
  })

/** Turns events into steps one by one. */
const stepWalk = (sites: readonly Site[], counts: Map<number, number>) => {
  const steps: Step[] = []
  let id = 0
  let depth = -1
  const take = (event: Marshalled) => {
    const [number, ...payload] = tupleOf(event)
    const site = typeof number === 'number' ? sites[number] : undefined
    if (site === undefined || typeof number !== 'number') throw new RangeError('trace: unknown site')
    counts.set(number, (counts.get(number) ?? 0) + 1)
    if (site.kind === 'call') depth += 1
    steps.push(stepOf({ id, at: site.at, depth: Math.max(0, depth) }, site, payload))
    id += 1
    if (site.kind === 'return') depth -= 1
  }
  return { steps, take, skip: (count: number) => void (id += count) }
}

const stepOf = (place: { id: number; at: Span; depth: number }, site: Site, payload: readonly Marshalled[]): Step => {
  switch (site.kind) {
    case 'call':
      return { ...place, kind: 'call', name: site.name, changed: changedOf(payload) }
    case 'line':
      return { ...place, kind: 'line', changed: changedOf(payload) }
    case 'return':
      return { ...place, kind: 'return', value: viewOf(payload[0]) }
    case 'raise':
      return { ...place, kind: 'raise', error: String(payload[0]), caught: payload[1] === true }
    default:
      throw new RangeError('trace: unknown kind of site')
  }
}

const viewOf = (value: Marshalled | undefined): ValueView => {
  if (value === undefined) throw new RangeError('trace: a value is missing')
  return snapshotView(value)
}

const changedOf = (payload: readonly Marshalled[]): Changed => {
  const changed: Record<string, ValueView> = Object.create(null) as Record<string, ValueView>
  for (let i = 0; i < payload.length; i += 2) changed[String(payload[i])] = viewOf(payload[i + 1])
  return { ...changed }
}

const siteOf = (value: Marshalled): Site => {
  const [kind, line, column, endLine, endColumn, name] = tupleOf(value)
  return {
    kind: String(kind),
    at: {
      from: { line: countOf(line), column: countOf(column) },
      to: { line: countOf(endLine), column: countOf(endColumn) },
    },
    name: typeof name === 'string' ? name : '',
  }
}

const tupleOf = (value: Marshalled | undefined): readonly Marshalled[] => {
  if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'tuple') return value.items
  throw new RangeError('trace: a tuple is missing')
}
const listOf = (value: Marshalled | undefined): readonly Marshalled[] => {
  if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'list') return value.items
  throw new RangeError('trace: a list is missing')
}
const entriesOf = (value: Marshalled | undefined): readonly (readonly [Marshalled, Marshalled])[] => {
  if (typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'dict') return value.entries
  throw new RangeError('trace: a dict is missing')
}
const countOf = (value: Marshalled | undefined): number => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw new RangeError('trace: a count is missing')
}

import type { Covered, Trace } from '../../core/trace.ts'
import { readMarshal } from './marshal.ts'
import type { Marshalled } from './marshal.ts'
import * as data from './trace-data.ts'
import * as flow from './trace-flow.ts'
import { Flag, Kind, bytesOf, countOf, entriesOf, listOf, tablesOf, textOf, tupleOf } from './trace-tables.ts'
import type { Site, TraceTables } from './trace-tables.ts'
import { createWalk } from './trace-walk.ts'
import type { Event, Walk } from './trace-walk.ts'

export interface Watched {
  readonly trace: Trace
  /** By number of a call of a tool: the id of the step that tells of it. */
  readonly toolSteps: ReadonlyMap<number, number>
}

/** The trace of `decodeWatched` alone. */
export const decodeTrace = (bytes: Uint8Array): Trace => decodeWatched(bytes).trace

/**
 * The bytes of `Tracer.take()` (tracer.py) as a trace. They come from the process that ran the program, so nothing of
 * them is trusted: they can give a wrong trace, but no harm. Throws `RangeError` when they are not what a tracer writes.
 */
export const decodeWatched = (bytes: Uint8Array): Watched => {
  const [version, level, functions, statements, sites, head, counts, tail] = tupleOf(readMarshal(bytes))
  if (version !== 2) throw new RangeError('trace: unknown version')
  const tables = tablesOf(needed(functions), needed(statements), needed(sites))
  const more = countsOf(counts)
  if (level === 'coverage')
    return { trace: { level, steps: [], coverage: placesOf(tables, more) }, toolSteps: new Map() }
  if (level !== 'line' && level !== 'full') throw new RangeError(`trace: unknown level ${textOf(level)}`)

  const walk = createWalk(tables, level)
  const made = tables.sites.map(() => 0)
  for (const chunk of listOf(head)) takeChunk(walk, chunk, made)
  const after = walk.nextId - 1
  const dropped = stepsIn(tables, more)
  walk.nextId += dropped
  skipTurns(walk, more)
  for (const chunk of listOf(tail)) takeChunk(walk, chunk, made)
  const trace: Trace = {
    level,
    steps: walk.steps,
    coverage: coverageOf(walk, made, more),
    ...(dropped > 0 ? { truncated: { dropped, after } } : {}),
  }
  return { trace, toolSteps: told(walk) }
}

/** The calls of tools that a step tells of: after the last there may be none. */
const told = ({ toolSteps, nextId }: Walk): Watched['toolSteps'] =>
  new Map([...toolSteps].filter(([, step]) => step < nextId))

const handlers: Readonly<Record<number, (walk: Walk, event: Event) => void>> = {
  [Kind.call]: flow.call,
  [Kind.begin]: data.beginning,
  [Kind.line]: data.line,
  [Kind.value]: data.value,
  [Kind.taken]: data.branch,
  [Kind.notTaken]: data.branch,
  [Kind.iterate]: data.iterate,
  [Kind.return]: flow.giveBack,
  [Kind.result]: flow.giveBack,
  [Kind.yield]: flow.yielded,
  [Kind.raise]: flow.raised,
  [Kind.caught]: flow.raised,
  [Kind.passing]: flow.raised,
  [Kind.pop]: flow.pop,
  [Kind.resume]: flow.resume,
  [Kind.delegate]: flow.delegate,
  [Kind.bind]: data.bound,
  [Kind.change]: data.change,
  [Kind.enter]: flow.enter,
  [Kind.leave]: flow.leave,
  [Kind.loop]: data.loop,
  [Kind.unbind]: data.unbind,
  [Kind.chosen]: data.chosen,
  [Kind.tool]: data.toolCalled,
}

const takeChunk = (walk: Walk, chunk: Marshalled, made: number[]): void => {
  for (const raw of listOf(readMarshal(bytesOf(chunk)))) {
    const event = tupleOf(raw)
    const number = event[0]
    const site = typeof number === 'number' ? walk.tables.sites[number] : undefined
    const handle = site && handlers[site.kind]
    if (typeof number !== 'number' || !site || !handle) throw new RangeError('trace: an event of no known site')
    made[number] = (made[number] ?? 0) + 1
    handle(walk, { number, site, payload: event.slice(1) })
  }
}

/** Loops that went on through the gap, and did not begin anew, have made the turns that were dropped. */
const skipTurns = ({ stack, tables: { sites } }: Walk, counts: Counts): void => {
  const begun = new Set(
    sites.flatMap(({ kind, statement }, number) => (kind === Kind.begin && counts.has(number) ? statement : [])),
  )
  for (const { turns } of stack.frames) {
    for (const [number, made] of turns) {
      if (!begun.has(sites[number]?.statement ?? -1)) turns.set(number, made + (counts.get(number) ?? 0))
    }
  }
}

type Counts = ReadonlyMap<number, number>

const countsOf = (value: Marshalled | undefined): Counts =>
  new Map(entriesOf(value).map(([site, count]) => [countOf(site), countOf(count)]))

/** Steps that the events make which were only counted. */
const stepsIn = ({ sites }: TraceTables, counts: Counts): number =>
  [...counts].reduce((sum, [number, count]) => sum + count * stepsOf(sites[number]), 0)

const oneStep: ReadonlySet<number> = new Set([
  Kind.call,
  Kind.value,
  Kind.taken,
  Kind.notTaken,
  Kind.iterate,
  Kind.return,
  Kind.result,
  Kind.yield,
  Kind.raise,
  Kind.caught,
])

const stepsOf = (site: Site | undefined): number => {
  if (site === undefined) return 0
  const flags = [Flag.starts, Flag.tested, Flag.leaf].filter((flag) => (site.flags & flag) !== 0).length
  return flags + (oneStep.has(site.kind) ? 1 : 0)
}

/** Statements by how often they were begun, expressions by how often their site made an event. */
const coverageOf = ({ tables, statements }: Walk, made: readonly number[], more: Counts): Covered[] => {
  const ran = [...statements]
  const places = new Map<Site['at'], number>()
  for (const [number, site] of tables.sites.entries()) {
    const dropped = more.get(number) ?? 0
    if ((site.flags & Flag.starts) !== 0) ran[site.statement] = (ran[site.statement] ?? 0) + dropped
    if (isExpression(site)) places.set(site.leaf, (places.get(site.leaf) ?? 0) + (made[number] ?? 0) + dropped)
  }
  return [
    ...ran.flatMap((count, index) => covered('statement', tables.statements[index], count)),
    ...[...places].flatMap(([at, count]) => covered('expression', at, count)),
  ]
}

const isExpression = ({ kind, flags }: Site): boolean =>
  kind === Kind.value || kind === Kind.taken || kind === Kind.notTaken || (flags & (Flag.leaf | Flag.tested)) !== 0

const placesOf = ({ sites }: TraceTables, counts: Counts): Covered[] =>
  [...counts].flatMap(([number, count]) => {
    const site = sites[number]
    return covered(site?.kind === Kind.begin ? 'statement' : 'expression', site?.at, count)
  })

const covered = (kind: Covered['kind'], at: Covered['at'] | undefined, count: number): Covered[] =>
  at === undefined || count === 0 ? [] : [{ at, kind, count: Math.min(255, count) }]

const needed = (value: Marshalled | undefined): Marshalled => {
  if (value === undefined) throw new RangeError('trace: truncated')
  return value
}

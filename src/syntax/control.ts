import type { FlowGraph } from './blocks.ts'
import type { SyntaxNode } from './syntax-node.ts'

/**
 * For each unit of the graph the units that decide whether it runs: the heads of `if`, `while`, `for` and `match` from
 * which one way leads to it for certain and another may avoid it. So the code behind `if x: return` depends on `x`.
 * (Ferrante, Ottenstein, Warren: The program dependence graph and its use in optimization, 1987.)
 */
export const controlDependences = (graph: FlowGraph): ReadonlyMap<SyntaxNode, readonly SyntaxNode[]> => {
  const above = postDominators(graph)
  const deciders = graph.blocks.map(() => new Set<number>())
  for (const { id, next } of graph.blocks) {
    if (next.length < 2) continue
    for (const way of next)
      for (let at: number | undefined = way; at !== undefined && at !== above[id]; at = above[at]) {
        if (at !== id) deciders[at]!.add(id)
      }
  }
  return new Map(
    graph.blocks.flatMap(({ id, units }) =>
      units.map(
        (unit) => [unit, [...deciders[id]!].flatMap((each) => graph.blocks[each]!.units.at(-1) ?? [])] as const,
      ),
    ),
  )
}

/**
 * The immediate post-dominator of each block: the first one that every way to the exit goes through; `undefined` for
 * the exit. (Cooper, Harvey, Kennedy: A simple, fast dominance algorithm, 2001, on the reversed graph.)
 */
const postDominators = ({ blocks, exit }: FlowGraph): readonly (number | undefined)[] => {
  const before = blocks.map((): number[] => [])
  for (const { id, next } of blocks) for (const each of next) before[each]!.push(id)
  const order = postOrder(exit, before)
  const rank = new Map(order.map((id, index) => [id, index]))
  const above: (number | undefined)[] = blocks.map(() => undefined)
  above[exit] = exit
  const meet = (a: number, b: number): number => {
    while (a !== b) {
      while (rank.get(a)! < rank.get(b)!) a = above[a]!
      while (rank.get(b)! < rank.get(a)!) b = above[b]!
    }
    return a
  }
  for (let changed = true; changed;) {
    changed = false
    for (const id of order.toReversed()) {
      if (id === exit) continue
      const known = blocks[id]!.next.filter((each) => above[each] !== undefined)
      const found = known.reduce(meet)
      if (above[id] !== found) {
        above[id] = found
        changed = true
      }
    }
  }
  above[exit] = undefined
  return above
}

/** Depth first from the exit over the reversed edges, without recursion: long sources make long graphs. */
const postOrder = (from: number, edges: readonly (readonly number[])[]): readonly number[] => {
  const order: number[] = []
  const seen = new Set([from])
  const stack = [{ id: from, at: 0 }]
  while (stack.length > 0) {
    const top = stack.at(-1)!
    const way = edges[top.id]![top.at++]
    if (way === undefined) {
      order.push(top.id)
      stack.pop()
    } else if (!seen.has(way)) {
      seen.add(way)
      stack.push({ id: way, at: 0 })
    }
  }
  return order
}

import type { SyntaxTree } from '../../../syntax/python.ts'
import type { SyntaxNode } from '../../../syntax/syntax-node.ts'
import { walk } from '../../../syntax/syntax-node.ts'
import type { Runnable } from '../machine/program.ts'
import { Unread } from '../machine/value.ts'
import type { World } from '../world/imagine.ts'
import { filterVariations, generatorVariations, guardVariations } from '../vary/filters.ts'
import { logicVariations, loopVariations } from '../vary/logic.ts'
import { nameVariations } from '../vary/names.ts'
import {
  arithmeticVariations,
  attributeVariations,
  comparisonVariations,
  distinctVariations,
  numberVariations,
} from '../vary/values.ts'
import type { Variation, Vary, Vocabulary } from '../vary/variation.ts'
import { wordVariations } from '../vary/words.ts'
import type { Agreement } from './agreement.ts'
import { shareOf } from './agreement.ts'
import { outcomeOf } from './outcome.ts'
import type { Situation } from './situation.ts'

/** A place where something else would make program and question agree better. */
export interface Suspect {
  readonly node: SyntaxNode
  /** From 0 (no better) to 1 (full agreement). */
  readonly gain: number
  readonly note: string
  /** The change is a slip of a kind that people make, not the whole meaning of the question put there. */
  readonly plain: boolean
}

const kinds: readonly Vary[] = [
  comparisonVariations,
  numberVariations,
  wordVariations,
  attributeVariations,
  nameVariations,
  logicVariations,
  loopVariations,
  arithmeticVariations,
  distinctVariations,
  filterVariations,
  generatorVariations,
  guardVariations,
]

/** Changes that are tried, and steps of the machine that they may cost. */
const most = 900
const mostSteps = 1_500_000

/** Tries something else in every place; the places where that helps, best first. */
export const suspects = (tree: SyntaxTree, program: Runnable, trial: Trial): readonly Suspect[] => {
  const best = new Map<SyntaxNode, Suspect>()
  let tried = 0
  for (const node of walk(tree.root)) {
    for (const variation of variationsOf(node, program, trial.vocabulary)) {
      if (++tried > most || program.machine.spent > mostSteps) break
      const gain = gainOf(variation, program, trial) * variation.usual ** 0.5
      const at = variation.node
      if (gain > (best.get(at)?.gain ?? 0.05))
        best.set(at, { node: at, gain, note: variation.note, plain: variation.foreign !== true })
    }
  }
  return [...best.values()].sort((a, b) => b.gain - a.gain)
}

/** What is known before anything else is tried. */
export interface Trial {
  readonly situation: Situation
  readonly agreement: Agreement
  readonly vocabulary: Vocabulary
  /** A few worlds, with the agreement of the program as it is. */
  readonly probe: { readonly worlds: readonly World[]; readonly share: number }
  /** Worlds where it is wrong, with what it says: a change that changes none of these is of no use. */
  readonly first: readonly { readonly world: World; readonly said: string | undefined }[]
}

export const trialOf = (situation: Situation, agreement: Agreement, vocabulary: Vocabulary): Trial => {
  const { worlds, senses } = situation
  const saidIn = new Map(worlds.map((world, index) => [world, outcomeOf(agreement.runs[index]!)]))
  const probed = probeOf(agreement, situation)
  const share = shareOf(
    probed.map((world) => saidIn.get(world)),
    probed,
    senses.length,
  )
  const wrong = new Set(agreement.wrong.map((index) => worlds[index]!))
  const first = spread(
    probed.filter((world) => wrong.has(world)),
    4,
  ).map((world) => ({ world, said: saidIn.get(world) }))
  return { situation, agreement, vocabulary, probe: { worlds: probed, share }, first }
}

function* variationsOf(node: SyntaxNode, { machine }: Runnable, vocabulary: Vocabulary): Generator<Variation> {
  if (!node.named && node.kind !== 'identifier') return
  try {
    for (const vary of kinds) yield* vary(node, machine, vocabulary)
  } catch (error) {
    if (!(error instanceof Unread)) throw error
  }
}

/** How much of the disagreement goes away, in whatever sense: first over a few worlds, over all where that looks good. */
const gainOf = ({ node, run, inverts }: Variation, program: Runnable, trial: Trial): number => {
  const { situation, agreement, probe, first } = trial
  const { worlds, senses } = situation
  const swap = { node, run }
  const said = (world: World): string | undefined => {
    const outcome = outcomeOf(program.run(world.sight, swap))
    return inverts === true ? (opposite[outcome ?? ''] ?? outcome) : outcome
  }
  if (first.every((each) => said(each.world) === each.said)) return 0
  const quick = shareOf(probe.worlds.map(said), probe.worlds, senses.length)
  if (quick <= probe.share + 0.08) return 0
  return (shareOf(worlds.map(said), worlds, senses.length) - agreement.share) / (1 - agreement.share)
}

const opposite: Readonly<Record<string, string>> = { yes: 'no', no: 'yes' }

/** A few worlds that tell: of each answer, some where the program is wrong and some where it is right. */
const probeOf = ({ wrong, right, sense }: Agreement, { worlds }: Situation): readonly World[] => {
  const groups = new Map<string, number[]>()
  for (const [name, indexes] of [
    ['wrong', wrong],
    ['right', right],
  ] as const)
    for (const index of indexes) {
      const key = `${name} ${worlds[index]!.answers[sense]}`
      groups.set(key, [...(groups.get(key) ?? []), index])
    }
  return [...groups.values()]
    .flatMap((each) => spread(each, Math.max(2, Math.floor(12 / groups.size))))
    .map((index) => worlds[index]!)
}

const spread = <T>(all: readonly T[], count: number): readonly T[] =>
  all.length <= count
    ? all
    : Array.from({ length: count }, (_, index) => all[Math.floor((index * all.length) / count)]!)

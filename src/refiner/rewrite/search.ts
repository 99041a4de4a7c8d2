import type { Feedback } from '../../core/feedback.ts'
import type { PythonParser, SyntaxTree } from '../../syntax/python.ts'
import { mergedVocabulary, programVocabulary, questionVocabulary } from '../../syntax/visual-edit/vocabulary.ts'
import { visualEdits } from '../../syntax/visual-edit/visual-edits.ts'
import { isNonsense } from './nonsense.ts'
import { questionFit } from './question-fit.ts'
import type { Suspicion } from './suspicion.ts'
import { suspicionOf } from './suspicion.ts'
import type { SearchBounds } from './sift.ts'
import { open, screening, trying } from './sift.ts'
import type { Court, Judged, Screened, Trial } from './trial.ts'

/** Mends that are not good enough but better than the program: each is edited once more. */
const STEMS = 4
/** The share of the runs that single edits may take. */
const SINGLES = 0.7
/** What pairs may be shown to the critic, in relation to single edits. */
const PAIRS = 0.5

export interface Search {
  readonly court: Court
  readonly python: PythonParser
  readonly tree: SyntaxTree
  /** What the critic says of the program itself: unrun, and run. */
  readonly before: { readonly screen: Feedback; readonly verdict: Feedback }
  readonly suspicion: Suspicion
  readonly bounds: SearchBounds
}

/**
 * Mends that the critic believes, and more than it believes the program: of one edit, or of two where one is not enough.
 */
export const search = async (setting: Search): Promise<readonly Judged[]> => {
  const { bounds, court, before } = setting
  const run = (trials: readonly Screened[], candidates: number) =>
    trying(court, open(trials, before.screen), { candidates, inFlight: bounds.inFlight })
  const mendsOf = (all: readonly Judged[]): readonly Judged[] =>
    all.filter(({ verdict }) => isBelieved(verdict, bounds) && rises(verdict, before.verdict, bounds))
  const firsts = singlesOf(setting)
  const shown = await screening(court, firsts, { before: before.screen, most: bounds.screened })
  const singles = await run(shown, Math.ceil(SINGLES * bounds.candidates))
  const mends = mendsOf(singles.judged)
  if (mends.length > 0) return mends
  const pairs = await pairsAfter(setting, { firsts, shown, judged: singles.judged })
  return mendsOf((await run(pairs, bounds.candidates - singles.runs)).judged)
}

/** By the margin likelier right than wrong: an edit that only makes a program unreadable for the critic is none. */
const isBelieved = ({ verdict, probability }: Feedback, { margin }: SearchBounds): boolean =>
  verdict !== 'fail' && probability >= 0.5 + margin

const rises = (after: Feedback, before: Feedback, { margin }: SearchBounds): boolean =>
  after.probability >= before.probability + margin

interface Firsts {
  readonly firsts: readonly Trial[]
  readonly shown: readonly Screened[]
  readonly judged: readonly Judged[]
}

/** What single edits came closest is edited once more. */
const pairsAfter = async (setting: Search, { firsts, shown, judged }: Firsts): Promise<readonly Screened[]> => {
  const { court, before, bounds } = setting
  const closer = [
    ...judged
      .filter(({ verdict }) => rises(verdict, before.verdict, bounds))
      .map((each) => ({ stem: each, verdict: each.verdict })),
    ...shown
      .filter(({ screen }) => rises(screen, before.screen, bounds))
      .map((each) => ({ stem: each, verdict: each.screen })),
  ].sort((a, b) => b.verdict.probability - a.verdict.probability || b.stem.prior - a.stem.prior)
  const known = new Set([setting.tree.source, ...firsts.map(({ source }) => source)])
  const pairs: Screened[] = []
  for (const { stem, verdict } of closer.slice(0, STEMS)) {
    const trials = pairsOf(setting, stem, verdict).filter(({ source }) => !known.has(source))
    for (const { source } of trials) known.add(source)
    const most = Math.ceil((PAIRS * bounds.screened) / STEMS)
    pairs.push(...(await screening(court, trials, { before: before.screen, most })))
  }
  return pairs
}

/** Likeliest first. */
const singlesOf = (setting: Search): readonly Trial[] => trialsOf(setting, setting.tree, setting.suspicion)

/** The program that an edit gave, with one more, where the critic still finds fault with it. */
const pairsOf = (setting: Search, { tree, edits }: Trial, verdict: Feedback): readonly Trial[] =>
  trialsOf(setting, tree, suspicionOf(tree, verdict.blame)).map((trial) => ({
    ...trial,
    edits: [...edits, ...trial.edits],
  }))

const trialsOf = ({ court, python }: Search, tree: SyntaxTree, suspicion: Suspicion): readonly Trial[] => {
  const question = court.task.visual?.question ?? court.task.prompt
  const vocabulary = mergedVocabulary(questionVocabulary(question), programVocabulary(tree))
  const fit = questionFit(question, tree)
  return visualEdits(python, tree, vocabulary)
    .filter((each) => !isNonsense(each.tree, tree))
    .map(({ edit, source, tree: edited }) => ({
      edits: [edit],
      source,
      tree: edited,
      prior: edit.weight * suspicion(edit.span) * fit(edit),
    }))
    .sort((a, b) => b.prior - a.prior)
}

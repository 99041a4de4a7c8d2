import type { Feedback } from '../../core/feedback.ts'
import type { PythonParser, SyntaxTree } from '../../syntax/python.ts'
import { mergedVocabulary, programVocabulary, questionVocabulary } from '../../syntax/visual-edit/vocabulary.ts'
import { visualEdits } from '../../syntax/visual-edit/visual-edits.ts'
import { isNonsense } from './nonsense.ts'
import { questionFit } from './question-fit.ts'
import type { Suspicion } from './suspicion.ts'
import { suspicionOf } from './suspicion.ts'
import type { SearchBounds } from './sift.ts'
import { screening, trying } from './sift.ts'
import type { Court, Judged, Screened, Trial } from './trial.ts'

/** Mends that are not good enough but better than the program: each is edited once more. */
const STEMS = 4
/** The share of the runs that single edits may take. */
const SINGLES = 0.7

export interface Search {
  readonly court: Court
  readonly python: PythonParser
  readonly tree: SyntaxTree
  /** What the critic says of the program itself: unrun, and run. */
  readonly before: { readonly screen: Feedback; readonly verdict: Feedback }
  readonly suspicion: Suspicion
  readonly bounds: SearchBounds
}

/** Every mend found that raises the critic's probability by the margin: of one edit, or of two where one is not enough. */
export const search = async (setting: Search): Promise<readonly Judged[]> => {
  const { bounds, court, before } = setting
  const isBetter = ({ verdict }: Judged): boolean => verdict.probability >= before.verdict.probability + bounds.margin
  const screen = (trials: readonly Trial[], most: number) => screening(court, trials, { before: before.screen, most })
  const firsts = singlesOf(setting)
  const singles = await trying(court, await screen(firsts, bounds.screened), {
    ...bounds,
    candidates: Math.ceil(SINGLES * bounds.candidates),
  })
  const mends = singles.judged.filter(isBetter)
  if (mends.some(({ verdict }) => verdict.verdict === 'pass')) return mends
  const stems = [...mends].sort((a, b) => b.verdict.probability - a.verdict.probability).slice(0, STEMS)
  const known = new Set([setting.tree.source, ...firsts.map(({ source }) => source)])
  const pairs: Screened[] = []
  for (const stem of stems) {
    const trials = pairsOf(setting, stem).filter(({ source }) => !known.has(source))
    for (const { source } of trials) known.add(source)
    pairs.push(...(await screen(trials, bounds.screened / STEMS)))
  }
  const doubles = await trying(court, pairs, { ...bounds, candidates: bounds.candidates - singles.runs })
  return [...mends, ...doubles.judged.filter(isBetter)]
}

/** Likeliest first. */
const singlesOf = (setting: Search): readonly Trial[] => trialsOf(setting, setting.tree, setting.suspicion)

/** The program that an edit gave, with one more, where the critic still finds fault with it. */
const pairsOf = (setting: Search, { tree, verdict, edits }: Judged): readonly Trial[] =>
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

import type { RunSummary } from '../../report/summarize.ts'
import type { VisualSummary } from '../../report/visual-summary.ts'

/** A run's figures as one object. Of a visual run blame is told as shares, which the counts of other runs must not cover. */
export function summaryJson(summary: RunSummary, figures: VisualSummary | undefined): object {
  if (figures === undefined) return summary
  const { blameTop1: _first, blameTop5: _fifth, ...counts } = summary
  return { ...figures, ...counts }
}

/** When a token is refused. */
export interface MaskBestRule {
  /** The best token is refused where its probability is ahead of the second's by less than this. */
  readonly margin: number
  /** Tokens refused in one text at most. */
  readonly times: number
}

/** As VDebugger does it (§6.3). */
export const publishedRule: MaskBestRule = { margin: 0.9, times: 3 }

/** Of one text that is being written. */
export interface MaskBestState {
  /** Tokens that were refused so far. */
  readonly refused: number
}

export interface MaskBestDecision {
  /** The index of the token that may not be taken here: the next one is sampled from the others. None where the model is sure, or enough was refused. */
  readonly banned?: number
  readonly state: MaskBestState
}

/**
 * One step of mask-best decoding: a model is forced off its best choice where it is not sure, and so writes what is plausible but
 * different. `logprobs` are natural logarithms of the tokens' probabilities, in any order; of equal ones the first is the best. With
 * fewer than two there is no other token, and none is refused.
 */
export function maskBestStep(
  logprobs: ArrayLike<number>,
  state: MaskBestState,
  { margin, times }: MaskBestRule = publishedRule,
): MaskBestDecision {
  if (state.refused >= times || logprobs.length < 2) return { state }
  let best = 0
  let second = -Infinity
  for (let index = 1; index < logprobs.length; index++) {
    const value = logprobs[index]!
    if (value > logprobs[best]!) {
      second = logprobs[best]!
      best = index
    } else if (value > second) second = value
  }
  if (second === -Infinity) return { state }
  const ahead = Math.exp(logprobs[best]!) - Math.exp(second)
  return ahead < margin ? { banned: best, state: { refused: state.refused + 1 } } : { state }
}

/** One of several, each as likely as its weight is of their sum. `random` gives a number in [0, 1). */
export function drawn<Item>(items: readonly Item[], weight: (item: Item) => number, random: () => number): Item {
  const sum = items.reduce((total, item) => total + weight(item), 0)
  let left = random() * sum
  for (const item of items) {
    left -= weight(item)
    if (left < 0) return item
  }
  const last = items.at(-1)
  if (last === undefined) throw new RangeError('nothing to draw from')
  return last
}

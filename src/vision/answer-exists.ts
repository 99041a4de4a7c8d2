import type { ToolCall } from '../core/toolset.ts'
import type { Ask } from './ask-backend.ts'
import type { Region } from './backend.ts'
import { cutBox } from './box.ts'
import { numberIn } from './number-words.ts'

export interface ExistsQuestion {
  readonly region: Region
  readonly name: string
  readonly margin: number
}

/**
 * As published: a number (`7`, `number seven`) is read off the image; of anything else, what a detector finds must be
 * confirmed by asking of each find whether it is such a thing. The confidence is that of the answer: of the surest confirmed
 * find where there is one; of the least sure refusal where there is none; 1 where nothing was found at all.
 */
export async function answerExists(
  { region, name, margin }: ExistsQuestion,
  ask: Ask,
): Promise<Pick<ToolCall, 'answer' | 'details'>> {
  const wanted = numberNamed(name)
  if (wanted !== undefined) {
    const [read] = await ask({ op: 'query', region, question: 'What number is written in the image (in digits)?' })
    return { answer: numberIn(read!.text) === wanted, details: { confidence: read!.confidence, read: read!.text } }
  }
  const [reply] = await ask({ op: 'find', region, name })
  const found = reply!.boxes.flatMap(({ confidence, ...asked }) => {
    const box = cutBox(region.box, asked, margin)
    return box === undefined ? [] : [{ box, confidence }]
  })
  const replies = await ask(
    ...found.map(({ box }) => ({
      op: 'query' as const,
      region: { image: region.image, box },
      question: `Is this a ${name}?`,
    })),
  )
  const confirmed = replies.flatMap(({ text, confidence }, index) =>
    text.toLowerCase().includes('yes') ? [confidence * found[index]!.confidence] : [],
  )
  const confidence =
    confirmed.length > 0 ? Math.max(...confirmed) : Math.min(1, ...replies.map((each) => each.confidence))
  return {
    answer: confirmed.length > 0,
    details: { confidence, found: found.length, confirmed: confirmed.length },
  }
}

/** The number in `7` and `number seven`; a `number plate` is no number. */
const numberNamed = (name: string): number | undefined => {
  if (/^\d+$/.test(name)) return Number(name)
  const [, rest] = /^number\s+(.*)$/i.exec(name.trim()) ?? []
  return rest === undefined ? undefined : numberIn(rest)
}

import type { Step } from '../core/trace.ts'
import { end, event, holdingBack, note, pass, shortish, snooperFrame, write } from './snooper-frame.ts'
import type { SnooperFrame, SnooperPage } from './snooper-frame.ts'

/** The writing of a run: its steps, the frames on the stack, and the generators that wait. */
export interface SnooperRun {
  readonly page: SnooperPage
  readonly steps: readonly Step[]
  readonly frames: (SnooperFrame | undefined)[]
  readonly waiting: SnooperFrame[]
}

export const writeStep = (run: SnooperRun, index: number): void => {
  const step = run.steps[index]!
  if (step.kind === 'call') return enter(run, step)
  const { page } = run
  const frame = frameOf(run, index)
  if (frame === undefined) return
  switch (step.kind) {
    case 'line':
      return line(page, frame, step)
    case 'iterate':
      pass(page, frame, frame.blocks.turn(step.at))
      return page.source.isLoopHead(step.at) ? note(page, frame, step.changed) : undefined
    case 'branch':
    case 'value':
      return pass(page, frame, frame.blocks.test(step.at))
    case 'yield':
      return pause(run, frame, step)
    case 'return':
      frame.ending = { text: `Return value:.. ${shortish(page, step.value.text)}`, isReturn: true }
      return
    case 'raise':
      return raise(page, frame, step)
  }
}

/** The frames above this depth have ended: what they ended with is written now. */
export const endAbove = ({ page, frames }: SnooperRun, depth: number): void => {
  for (const frame of frames.splice(depth + 1).toReversed()) if (frame) end(page, frame)
}

const enter = (run: SnooperRun, step: Step & { readonly kind: 'call' }): void => {
  endAbove(run, step.depth - 1)
  const frame = snooperFrame(run.page.source, step)
  run.frames[step.depth] = frame
  note(run.page, frame, step.changed)
  event(run.page, frame, 'call', step.at.from.line)
  if (step.name === '<lambda>') event(run.page, frame, 'line', step.at.from.line)
}

/** `undefined` for what runs in no function: the body of a class, which PySnooper does not follow. */
const frameOf = (run: SnooperRun, index: number): SnooperFrame | undefined => {
  const step = run.steps[index]!
  const { source } = run.page
  endAbove(run, step.depth)
  const known = run.frames[step.depth] ?? goOn(run, index)
  const { line: number } = step.at.from
  if (known !== undefined || [0, number].includes(source.home(number))) return known
  return (run.frames[step.depth] = snooperFrame(source, step))
}

const line = (page: SnooperPage, frame: SnooperFrame, step: Step & { readonly kind: 'line' }): void => {
  const { line: number } = step.at.from
  const handlers = frame.raisedAt === 0 ? { tried: [], from: 0 } : page.source.handlers(frame.raisedAt, number)
  frame.raisedAt = handlers.from
  if (frame.ending?.isReturn === false) frame.ending = undefined
  pass(page, frame, [...frame.blocks.enter(number, frame.lastLine), ...handlers.tried])
  if (handlers.tried.at(-1) !== number) event(page, frame, 'line', number)
  note(page, frame, step.changed)
}

const raise = (page: SnooperPage, frame: SnooperFrame, step: Step & { readonly kind: 'raise' }): void => {
  event(page, frame, 'exception', step.at.from.line)
  write(page, frame, `Exception:..... ${shortish(page, step.error)}`)
  frame.raisedAt = step.at.from.line
  frame.ending = step.caught ? undefined : { text: 'Call ended by exception', isReturn: false }
}

/** A generator yields. What `x = yield y` sets, it sets once it goes on. */
const pause = ({ page, frames, waiting }: SnooperRun, frame: SnooperFrame, step: Step & { kind: 'yield' }): void => {
  holdingBack(frame, () => {
    event(page, frame, 'return', frame.lastLine)
    write(page, frame, `Return value:.. ${shortish(page, step.value.text)}`)
  })
  frames.length = frame.depth
  waiting.push(frame)
}

/** A generator goes on: to PySnooper that is another call. */
const goOn = (run: SnooperRun, index: number): SnooperFrame | undefined => {
  const { page, steps, frames, waiting } = run
  const { depth, at } = steps[index]!
  const home = page.source.home(at.from.line)
  const found = waiting.findLastIndex((frame) => frame.depth === depth && frame.home === home)
  const frame = waiting[found]
  if (!frame) return undefined
  waiting.splice(found, 1)
  driveLoop(run, index)
  frames[depth] = frame
  holdingBack(frame, () => {
    for (const [name, text] of frame.reprs) write(page, frame, `Starting var:.. ${name} = ${text}`)
    event(page, frame, 'call', frame.lastLine)
  })
  return frame
}

/** The loop that asks a generator for more comes by its head before the generator goes on. */
const driveLoop = ({ page, steps, frames }: SnooperRun, index: number): void => {
  const { depth } = steps[index]!
  const parent = frames[depth - 1]
  const next = steps.slice(index).find((step) => step.depth < depth)
  const isAsked = next === undefined || next.depth < depth - 1 || next.kind === 'iterate' || next.kind === 'line'
  if (parent && isAsked) pass(page, parent, parent.blocks.advance(next?.at.from.line ?? 0))
}

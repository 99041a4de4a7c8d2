/** The state of a run at a step, made again from its beginning. */
export const replayScript = String.raw`
const data = JSON.parse(byId('data').textContent)
const shown = { run: data.start.run, step: data.start.step }
const runNow = () => data.runs[shown.run]
const stepNow = () => runNow().steps[shown.step]

/** The text of a place in the source. */
const textAt = (run, at) => {
  const [fromLine, fromColumn, toLine, toColumn] = run.spans[at]
  const parts = []
  for (let line = fromLine; line <= toLine; line++) {
    const signs = [...(run.lines[line - 1] ?? '')]
    parts.push(signs.slice(line === fromLine ? fromColumn - 1 : 0, line === toLine ? toColumn - 1 : undefined).join('').trim())
  }
  return parts.join(' ')
}

/** The step at which the statement of a step began: what was set from there on is new. */
const statementStart = (run, step) => {
  const { frame } = run.steps[step]
  for (let index = step; index >= 0; index--) {
    const each = run.steps[index]
    if (each.frame === frame && (each.kind === 'line' || each.kind === 'iterate' || each.kind === 'call')) return index
  }
  return step
}

/** The calls that are going on, innermost first, with their names and values. */
const framesAt = (run, step) => {
  if (run.steps.length === 0) return []
  const names = new Map()
  for (let index = 0; index <= step; index++) {
    const { frame, changed } = run.steps[index]
    if (changed === undefined) continue
    if (!names.has(frame)) names.set(frame, new Map())
    for (const [name, value] of changed) names.get(frame).set(name, { value: run.values[value], at: index })
  }
  const fresh = statementStart(run, step)
  const frames = []
  for (let frame = run.steps[step].frame; frame !== undefined; frame = run.frames[frame].parent)
    frames.push({
      name: run.frames[frame].name,
      rows: [...(names.get(frame) ?? [])].map(([name, { value, at }]) => ({ name, value, isNew: at >= fresh })),
    })
  return frames
}

/** The same name has the same colour in both runs. */
const hues = new Map()
for (const run of data.runs)
  for (const { changed = [] } of run.steps)
    for (const [name, value] of changed)
      if (run.values[value].objects && !hues.has(name)) hues.set(name, hues.size % 8)
const hueOf = (name) => 'hue-' + (hues.get(name) ?? 0)

const callsAt = (run, step) => run.calls.filter((call) => call.step === step)

/** In words: what happens at a step. */
const describe = (run, step) => {
  const { kind, at, changed = [], value, note } = run.steps[step]
  const place = clipped(textAt(run, at), 90)
  const set = changed.map(([name, each]) => name + ' = ' + clipped(run.values[each].text, 60)).join(', ')
  const result = value === undefined ? '' : clipped(run.values[value].text, 120)
  if (kind === 'call') return ['calls ' + note, set]
  if (kind === 'line') return [place, set]
  if (kind === 'iterate') return [place + ', turn ' + note, set]
  if (kind === 'branch') return [place, note]
  if (kind === 'return') return ['returns', result]
  if (kind === 'yield') return ['yields', result]
  return kind === 'raise' ? ['raises', note] : [place, result]
}
`

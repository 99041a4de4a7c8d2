/** The calls of the toolset, and the turns of the loop at a step. */
export const tableScript = String.raw`
const mostRows = 60
const mostConditions = 5
const mostLoops = 3

const goButton = (step, text, label) =>
  step === undefined ? h('span', {}, text) : h('button', { type: 'button', 'data-go': shown.run + '/' + step, 'aria-label': label }, text)

const callRow = (run, call, isNow) => h('tr', { class: isNow ? 'now' : undefined, 'aria-current': isNow ? 'true' : undefined, 'data-go': call.step === undefined ? undefined : shown.run + '/' + call.step },
  h('td', {}, goButton(call.step, String(call.id), 'Call ' + call.id + ', go to its step')),
  h('td', {}, thumbs(run, call.asked, 4), h('code', {}, call.text), call.asked.slice(0, 4).map((id) => madeBy(run, id))),
  h('td', {}, thumbs(run, call.made, 8), h('code', {}, call.answer)),
  h('td', { class: 'share' }, call.confidence === undefined ? '' : call.confidence.toFixed(2)))

/** Where a patch comes from, as a way there. */
const madeBy = (run, id) => {
  const patch = run.patches[id]
  const call = patch && run.calls.find((each) => each.id === patch.madeBy)
  return call === undefined ? undefined : h('span', { class: 'from' }, 'p' + id + ' from ', goButton(call.step, 'call ' + call.id, 'p' + id + ' comes from call ' + call.id + ', go there'))
}

const showCalls = (run, step) => {
  const latest = run.calls.findLastIndex((call) => call.step !== undefined && call.step <= step)
  const { items, left } = windowAround(run.calls, Math.max(0, latest), mostRows)
  byId('calls').replaceChildren(...items.map((call) => callRow(run, call, call.step === step)))
  byId('calls-note').replaceChildren(...[leftOut({ items, left }, 'Calls', ({ id }) => id)].filter(Boolean))
}

/** The loops that a step is in, innermost first. */
const loopsAt = (run, step) => run.loops.filter(({ from, to }) => from <= step && step < to).toReversed().slice(0, mostLoops)

const loopColumns = (run, { from, to, depth }) => {
  const places = new Set()
  for (let index = from; index < to && places.size < mostConditions; index++) {
    const { kind, at, depth: deep } = run.steps[index]
    if (kind === 'branch' && deep === depth) places.add(at)
  }
  return [...places]
}

/** How a condition came out in a turn; where it was met more than once, how often it held. */
const outcome = (run, { from, to, depth }, place) => {
  const met = run.steps.slice(from, to).filter(({ kind, at, depth: deep }) => kind === 'branch' && deep === depth && at === place)
  const held = met.filter(({ note }) => note === 'True').length
  if (met.length === 0) return h('td', { class: 'hint' }, '–')
  const text = met.length === 1 ? met[0].note : held + ' of ' + met.length + ' True'
  return h('td', { class: held === met.length ? 'true' : held === 0 ? 'false' : undefined }, text)
}

const turnRow = (run, loop, { turn, to, columns, step }) => {
  const target = run.steps[turn.from].changed ?? []
  const later = new Map()
  for (const { changed = [], frame } of run.steps.slice(turn.from + 1, to))
    if (frame === run.steps[turn.from].frame) for (const [name, value] of changed) later.set(name, run.values[value].text)
  const isNow = turn.from <= step && step < to
  return h('tr', { class: isNow ? 'now' : undefined, 'aria-current': isNow ? 'true' : undefined, 'data-go': shown.run + '/' + turn.from },
    h('td', {}, goButton(turn.from, String(turn.number), 'Turn ' + turn.number + ', go to its first step')),
    h('td', { class: 'takes' }, target.map(([name, value]) => h('span', { class: 'target' }, thumbs(run, run.values[value].objects ?? [], 6), h('code', {}, name + ' = ' + clipped(run.values[value].text, 80))))),
    columns.map((place) => outcome(run, { from: turn.from, to, depth: loop.depth }, place)),
    !loop.isStatement ? undefined : h('td', { class: 'sets' }, h('code', {}, clipped([...later].map(([name, text]) => name + ' = ' + text).join(', '), 160))))
}

const loopTable = (run, loop, step) => {
  const columns = loopColumns(run, loop)
  const current = loop.turns.findLastIndex(({ from }) => from <= step)
  const shownTurns = windowAround(loop.turns, Math.max(0, current), mostRows)
  const heads = ['Turn', 'Takes', ...columns.map((at) => h('code', { title: textAt(run, at) }, clipped(textAt(run, at), 44))), ...(loop.isStatement ? ['Sets'] : [])]
  return h('section', { class: 'panel wide' },
    h('h2', {}, 'Turns of ', h('code', {}, clipped((loop.isStatement ? '' : '… for ') + textAt(run, loop.at), 90))),
    h('div', { class: 'scroll' }, h('table', { class: 'rows' },
      h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, shownTurns.items.map((turn, index) => turnRow(run, loop, { turn, to: loop.turns[shownTurns.from + index + 1]?.from ?? loop.to, columns, step }))))),
    leftOut(shownTurns, 'Turns', ({ number }) => number))
}

const showLoops = (run, step) => byId('loops').replaceChildren(...loopsAt(run, step).map((loop) => loopTable(run, loop, step)))
`

/** Going from step to step. */
export const playerScript = String.raw`
const slider = byId('slider')
let drawnRun

/** Ticks over the slider: calls of the toolset, evidence against the program, exceptions. */
const drawTicks = (run) => {
  const most = Math.max(1, run.steps.length - 1)
  const bins = new Map()
  const add = (step, kind) => step !== undefined && bins.set(Math.round((step / most) * 400) + kind, { kind, x: Math.round((step / most) * 400) })
  run.calls.forEach(({ step }) => add(step, 'call'))
  run.steps.forEach(({ kind }, step) => kind === 'raise' && add(step, 'raise'))
  document.querySelectorAll('[data-go^="' + shown.run + '/"]').forEach(({ dataset, parentElement }) =>
    parentElement.closest('.suspects') && add(Number(dataset.go.split('/')[1]), 'blame'))
  byId('ticks').replaceChildren(...[...bins.values()].map(({ kind, x }) => s('rect', { class: kind, x: x - 0.5, width: 1.4, y: kind === 'call' ? 6 : 0, height: kind === 'call' ? 6 : 12 })))
}

const drawRun = (run) => {
  drawnRun = shown.run
  slider.max = Math.max(0, run.steps.length - 1)
  slider.disabled = run.steps.length === 0
  byId('end').textContent = run.end
  byId('gap').textContent = run.gap ? counted(run.gap.dropped, 'step') + ' after step ' + (run.gap.after + 1) + ' were not kept.' : ''
  document.querySelectorAll('[data-run]').forEach((part) => { part.hidden = Number(part.dataset.run) !== shown.run })
  document.querySelectorAll('[data-pick]').forEach((button) => button.setAttribute('aria-pressed', String(Number(button.dataset.pick) === shown.run)))
  drawTicks(run)
  drawSource(run)
}

const draw = () => {
  const run = runNow()
  if (drawnRun !== shown.run) drawRun(run)
  slider.value = shown.step
  const isEmpty = run.steps.length === 0
  const [what, result] = isEmpty ? ['No steps', ''] : describe(run, shown.step)
  byId('place').textContent = isEmpty ? '' : 'Step ' + (shown.step + 1) + ' of ' + run.steps.length + ', line ' + run.spans[stepNow().at][0]
  byId('what').textContent = what
  byId('result').textContent = result === '' ? '' : '→ ' + result
  slider.setAttribute('aria-valuetext', byId('place').textContent + ': ' + what + ' ' + result)
  showSource(run, shown.step)
  showPictures(run, shown.step)
  showVariables(run, shown.step)
  showLoops(run, shown.step)
  showCalls(run, shown.step)
}

let isWaiting = false
const go = (run, step) => {
  shown.run = Math.max(0, Math.min(run, data.runs.length - 1))
  shown.step = Math.max(0, Math.min(step, runNow().steps.length - 1))
  if (isWaiting) return
  isWaiting = true
  requestAnimationFrame(() => { isWaiting = false; draw() })
}

/** Both runs are the same up to where they part: there the other one is shown from. */
const pick = (run) => run !== shown.run && go(run, Math.min(shown.step, data.parting ?? shown.step))

/** The next step that begins a statement, or a turn of a loop. */
const statement = (way) => {
  let step = shown.step + way
  const { steps } = runNow()
  while (step > 0 && step < steps.length - 1 && !['line', 'iterate', 'return', 'raise'].includes(steps[step].kind)) step += way
  go(shown.run, step)
}

const moves = { first: () => go(shown.run, 0), back: () => go(shown.run, shown.step - 1), next: () => go(shown.run, shown.step + 1), last: () => go(shown.run, Infinity), parting: () => go(shown.run, data.parting) }

const showSuspect = (line) => {
  const [one] = suspectsOn(runNow(), line)
  const card = one && document.querySelector('[data-run="' + shown.run + '"] [data-blame="' + one.index + '"]')
  document.querySelectorAll('.suspects .hot').forEach((other) => other.classList.remove('hot'))
  card?.classList.add('hot')
}

document.addEventListener('click', ({ target }) => {
  const at = target.closest('[data-go], [data-line], [data-pick], [data-move]')
  if (at === null) return
  const { go: place, line, pick: run, move } = at.dataset
  if (place !== undefined) go(...place.split('/').map(Number))
  else if (run !== undefined) pick(Number(run))
  else if (move !== undefined) moves[move]()
  else {
    showSuspect(Number(line))
    const step = nextOn(runNow(), Number(line), shown.step)
    if (step >= 0) go(shown.run, step)
  }
})

document.addEventListener('keydown', (event) => {
  const { key, shiftKey, altKey, ctrlKey, metaKey, target } = event
  if (altKey || ctrlKey || metaKey) return
  const row = target.closest('#lines li')
  if (row !== null && (key === 'ArrowUp' || key === 'ArrowDown')) {
    const other = key === 'ArrowUp' ? row.previousElementSibling : row.nextElementSibling
    other?.firstElementChild.focus()
  } else if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const way = key === 'ArrowLeft' ? -1 : 1
    if (shiftKey) statement(way)
    else go(shown.run, shown.step + way)
  } else if (key === 'Home' || key === 'End') moves[key === 'Home' ? 'first' : 'last']()
  else if (key === 'b' && data.runs.length > 1) pick(1 - shown.run)
  else return
  event.preventDefault()
})

const setHot = ({ target, type }) => {
  const id = target.closest?.('[data-patch]')?.dataset.patch
  if (id !== undefined) document.querySelectorAll('.box[data-patch="' + id + '"]').forEach((box) => box.classList.toggle('hot', type === 'pointerover'))
}
document.addEventListener('pointerover', setHot)
document.addEventListener('pointerout', setHot)

/** report.html#1/20 shows the second run at its step 21. */
const follow = () => {
  const [run, step] = location.hash.slice(1).split('/').map(Number)
  if (Number.isInteger(run) && Number.isInteger(step)) go(run, step)
}

slider.addEventListener('input', () => go(shown.run, Number(slider.value)))
addEventListener('hashchange', follow)
addEventListener('resize', () => go(shown.run, shown.step))
drawPictures()
draw()
follow()
`

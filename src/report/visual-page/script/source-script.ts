/** The source with the current place, the suspects and the value of what was just evaluated. */
export const sourceScript = String.raw`
const python = /(#.*$)|([rbfRBF]{0,2}"(?:\\.|[^"\\])*"?|[rbfRBF]{0,2}'(?:\\.|[^'\\])*'?)|\b(and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield|True|False|None)\b|\b(\d[\w.]*)\b/g
const sorts = ['comment', 'string', 'keyword', 'digit']

/** For each sign of a line the classes of what it is part of. */
const classesOf = (text) => {
  const classes = [...text].map(() => [])
  for (const match of text.matchAll(python)) {
    const from = [...text.slice(0, match.index)].length
    const sort = sorts[match.slice(1).findIndex((part) => part !== undefined)]
    for (let index = 0; index < [...match[0]].length; index++) classes[from + index].push(sort)
  }
  return classes
}

const mark = (classes, line, [fromLine, fromColumn, toLine, toColumn], name) => {
  if (line < fromLine || line > toLine) return
  const from = line === fromLine ? fromColumn - 1 : 0
  const to = line === toLine ? toColumn - 1 : classes.length
  for (let index = from; index < Math.min(to, classes.length); index++) classes[index].push(name)
}

const codeOf = (run, line, current) => {
  const text = run.lines[line - 1]
  const classes = classesOf(text)
  run.blame.forEach(({ at }) => mark(classes, line, at, 'blamed'))
  if (current) mark(classes, line, current, 'current')
  const pieces = []
  ;[...text].forEach((sign, index) => {
    const name = [...new Set(classes[index])].join(' ')
    const last = pieces.at(-1)
    if (last && last.name === name) last.text += sign
    else pieces.push({ name, text: sign })
  })
  return pieces.map(({ name, text }) => (name === '' ? text : h('span', { class: name }, text)))
}

const suspectsOn = (run, line) => run.blame.flatMap(({ at, reason }, index) => (at[0] === line ? [{ reason, index }] : []))

const lineRow = (run, text, index) => {
  const line = index + 1
  const count = run.ran[index]
  const reasons = suspectsOn(run, line).map(({ reason }) => reason)
  const code = h('code')
  // What does not fit goes on further right than the line began.
  const indent = text.length - text.trimStart().length + 4
  code.style.paddingLeft = indent + 'ch'
  code.style.textIndent = -indent + 'ch'
  const times = count === 0 ? 'did not run' : 'ran ' + (count >= 255 ? '255 times or more' : counted(count, 'time'))
  return h('li', { class: count === 0 ? 'idle' : undefined },
    h('button', { type: 'button', 'data-line': line, title: [times, ...reasons].join('\n'), tabindex: line === 1 ? '0' : '-1', 'aria-label': 'Line ' + line + (reasons.length ? ', suspect' : '') + ', ' + times + ': ' + text.trim() },
      h('span', { class: 'number' + (reasons.length ? ' suspect' : '') }, String(line)), code, h('span', { class: 'ghost' })))
}

/** Only the source moves, never the page. */
const scrollTo = (row) => {
  const list = row.parentElement
  const top = row.offsetTop - list.offsetTop
  if (top < list.scrollTop || top + row.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = top - list.clientHeight / 2
}

const drawSource = (run) => byId('lines').replaceChildren(...run.lines.map((text, index) => lineRow(run, text, index)))

const showSource = (run, step) => {
  const now = run.steps[step]
  const current = now && run.spans[now.at]
  ;[...byId('lines').children].forEach((row, index) => {
    const line = index + 1
    const isNow = current !== undefined && current[0] === line
    row.classList.toggle('now', isNow)
    const [button] = row.children
    if (isNow) button.setAttribute('aria-current', 'step')
    else button.removeAttribute('aria-current')
    button.children[1].replaceChildren(...codeOf(run, line, current))
    button.children[2].textContent = isNow && now.kind !== 'line' ? clipped(describe(run, step)[1], 60) : ''
    if (isNow) scrollTo(row)
  })
}

/** The next step on a line, from the start again after the last. */
const nextOn = (run, line, step) => {
  const isThere = ({ at, kind }) => run.spans[at][0] === line && kind !== 'value' && kind !== 'branch'
  const later = run.steps.findIndex((each, index) => index > step && isThere(each))
  return later >= 0 ? later : run.steps.findIndex(isThere)
}
`

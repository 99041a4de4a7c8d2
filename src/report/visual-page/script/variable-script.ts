/** The names that are alive at a step. */
export const variableScript = String.raw`
const variableRow = (run, { name, value, isNew }) => {
  const objects = value.objects ?? []
  return h('tr', { class: isNew ? 'new' : undefined },
    h('th', { scope: 'row' }, objects.length > 0 ? h('span', { class: 'swatch ' + hueOf(name), 'aria-hidden': 'true' }) : undefined, name,
      isNew ? h('span', { class: 'set' }, 'set') : undefined),
    h('td', {}, thumbs(run, objects, 12), h('code', { title: value.type }, value.text)))
}

const showVariables = (run, step) => {
  const frames = framesAt(run, step).filter(({ rows }, index) => index === 0 || rows.length > 0)
  byId('variables').replaceChildren(...frames.map(({ name, rows }, index) => h('table', { class: index > 0 ? 'outer' : undefined },
    h('caption', {}, name + (index > 0 ? ' (around it)' : '')),
    h('tbody', {}, rows.length === 0 ? h('tr', {}, h('td', { class: 'hint' }, 'No names yet.')) : rows.map((row) => variableRow(run, row))))))
  if (frames.length === 0) byId('variables').replaceChildren(h('p', { class: 'hint' }, 'No steps were kept of this run. ' + run.end))
}
`

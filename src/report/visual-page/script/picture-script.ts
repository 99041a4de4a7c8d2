/** The images with the patches that are alive at a step. */
export const pictureScript = String.raw`
const mostBoxes = 150

/** Patches in the variables, the innermost name first; each once. */
const livePatches = (run, step) => {
  const live = new Map()
  for (const { rows } of framesAt(run, step))
    for (const { name, value, isNew } of rows)
      for (const id of value.objects ?? []) {
        const known = live.get(id)
        if (known === undefined || (value.objects.length === 1 && !known.alone)) live.set(id, { id, name, isNew, alone: value.objects.length === 1 })
      }
  return live
}

/** What a step is about: patches that are asked or come of it. */
const stressedPatches = (run, step) => {
  const stressed = new Map()
  const { value } = run.steps[step] ?? {}
  for (const id of (value === undefined ? undefined : run.values[value].objects) ?? []) stressed.set(id, 'made')
  for (const { asked, made } of callsAt(run, step)) {
    made.forEach((id) => stressed.set(id, 'made'))
    asked.forEach((id) => stressed.set(id, 'asked'))
  }
  return stressed
}

const drawPictures = () => {
  // Wide images are too small side by side.
  byId('pictures').classList.toggle('stacked', data.images.length < 4 && data.images.some(({ width, height }) => width > 1.8 * height))
  byId('pictures').replaceChildren(...data.images.map(({ name, width, height }, index) => h('figure', {},
    s('svg', { viewBox: '0 0 ' + width + ' ' + height, role: 'img', 'aria-label': 'Image ' + name, 'data-image': index },
      s('use', { href: '#image-' + index }), s('g', { class: 'boxes' })),
    h('figcaption', {}, name + ' ', h('span', {}, width + ' × ' + height)))))
}

const showPictures = (run, step) => {
  const live = livePatches(run, step)
  const stressed = stressedPatches(run, step)
  for (const id of stressed.keys()) if (!live.has(id)) live.set(id, { id, name: '', alone: true })
  let left = 0
  for (const svg of byId('pictures').querySelectorAll('svg')) {
    const index = Number(svg.dataset.image)
    const all = [...live.values()].filter(({ id }) => run.patches[id]?.image === index)
    const drawn = all.toSorted((a, b) => stressed.has(b.id) - stressed.has(a.id) || b.alone - a.alone).slice(0, mostBoxes)
    left += all.length - drawn.length
    showBoxes(svg, run, { drawn, stressed })
  }
  byId('picture-note').textContent = left > 0 ? left + ' boxes more are not drawn.' : ''
}

const showBoxes = (svg, run, { drawn, stressed }) => {
  const { width, height } = data.images[Number(svg.dataset.image)]
  // Labels are as large on every image: they are measured in pixels of the screen.
  const unit = Math.max(width / (svg.clientWidth || width), height / (svg.clientHeight || height))
  const page = { unit, width, height, taken: [], boxes: drawn.map(({ id }) => run.patches[id]) }
  const boxes = drawn.map((one) => {
    const patch = run.patches[one.id]
    const state = stressed.get(one.id) ?? ''
    const isWhole = patch.width >= width && patch.height >= height
    const isNamed = one.alone || state !== ''
    const text = clipped(isNamed ? 'p' + one.id + ' ' + patch.label : 'p' + one.id, 40)
    const place = isWhole && state === '' ? undefined : roomFor(patch, text, { ...page, isNeeded: isNamed })
    if (place) page.taken.push(place)
    return s('g', { class: 'box ' + hueOf(one.name) + ' ' + state + (isWhole ? ' whole' : ''), 'data-patch': one.id },
      s('title', {}, (one.name ? one.name + ': ' : '') + 'p' + one.id + ' ' + patch.label + ' [' + patch.sides + ']'),
      s('rect', { class: 'halo', x: patch.x, y: patch.y, width: patch.width, height: patch.height }),
      s('rect', { class: 'edge', x: patch.x, y: patch.y, width: patch.width, height: patch.height }),
      place && s('g', { class: 'tag' },
        s('rect', { x: place.x, y: place.y, width: place.width, height: place.height, rx: 3 * unit }),
        s('text', { x: place.x + 4 * unit, y: place.y + 11.5 * unit, 'font-size': 11 * unit }, text)))
  })
  // What is stressed is drawn last, on top.
  svg.querySelector('.boxes').replaceChildren(...boxes.toReversed())
}

const meets = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
const holds = (outer, inner) => outer.x <= inner.x && outer.y <= inner.y && outer.x + outer.width >= inner.x + inner.width && outer.y + outer.height >= inner.y + inner.height

/** Where a label has room beside its box, off other boxes where that can be; none where all is taken. */
const roomFor = (patch, text, { taken, boxes, unit, width, height, isNeeded }) => {
  const { x, y, width: across, height: down } = patch
  const [w, tall, gap] = [(text.length * 6.7 + 8) * unit, 15 * unit, 3 * unit]
  const left = Math.max(0, Math.min(x, width - w))
  const middle = Math.max(0, Math.min(y + (down - tall) / 2, height - tall))
  const places = [[left, y - tall - gap], [x + across + gap, middle], [x - w - gap, middle], [left, y + down + gap], [left, y - 2 * (tall + gap)], [x + gap, y + gap]]
    .map(([px, py]) => ({ x: px, y: py, width: w, height: tall }))
    .filter((place) => place.x >= 0 && place.y >= 0 && place.x + w <= width && place.y + tall <= height && !taken.some((other) => meets(place, other)))
  const clear = places.find((place) => !boxes.some((other) => other !== patch && !holds(other, patch) && meets(place, other)))
  return clear ?? (isNeeded ? places[0] : undefined)
}

/** A part of an image, clipped from the one that the page carries. */
const thumb = (run, id) => {
  const patch = run.patches[id]
  if (patch === undefined) return undefined
  const pad = Math.max(patch.width, patch.height) * 0.06
  const box = [patch.x - pad, patch.y - pad, patch.width + 2 * pad, patch.height + 2 * pad]
  const across = Math.round(Math.max(18, Math.min(96, (32 * box[2]) / box[3])))
  return s('svg', { class: 'thumb', viewBox: box.join(' '), width: across, height: 32, role: 'img', 'aria-label': 'p' + id + ' ' + patch.label, 'data-patch': id },
    s('title', {}, 'p' + id + ' ' + patch.label + ' [' + patch.sides + '], from call ' + patch.madeBy), s('use', { href: '#image-' + patch.image }))
}
const thumbs = (run, ids, most) => {
  const left = ids.length - most
  return ids.length === 0 ? undefined
    : h('span', { class: 'thumbs' }, ids.slice(0, most).map((id) => thumb(run, id)), left > 0 ? h('span', { class: 'hint' }, '+' + left) : undefined)
}
`

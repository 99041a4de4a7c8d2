/** Elements from plain texts. */
export const elementScript = String.raw`
const byId = (id) => document.getElementById(id)

const filled = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value)
  element.append(...children.flat().filter((child) => child !== undefined))
  return element
}
/** An element of HTML; attributes that are undefined or false are left out. */
const h = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children)
/** An element of SVG. */
const s = (tag, attributes = {}, ...children) => filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children)

const clipped = (text, most) => (text.length > most ? text.slice(0, most - 1) + '…' : text)
const counted = (count, noun) => count + ' ' + noun + (count === 1 ? '' : 's')

/** The items around one, so that the page stays small; each with its index. */
const windowAround = (items, index, most) => {
  const from = Math.max(0, Math.min(index - Math.floor(most / 2), items.length - most))
  return { from, items: items.slice(from, from + most), left: items.length - Math.min(most, items.length) }
}
/** Says what a window leaves out; its items by their own numbers. */
const leftOut = (shown, noun, numberOf) => shown.left === 0 ? undefined
  : h('p', { class: 'hint' }, noun + ' ' + numberOf(shown.items[0]) + ' to ' + numberOf(shown.items.at(-1)) + '; ' + shown.left + ' more come as you step.')
`

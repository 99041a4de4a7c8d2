import { EngineError } from '../../core/engine-error.ts'

/** An element of an XML file; `text` is that of the element itself, trimmed. Attributes are passed over. */
export interface XmlElement {
  readonly name: string
  readonly text: string
  readonly children: readonly XmlElement[]
}

interface Open {
  readonly name: string
  text: string
  readonly children: XmlElement[]
}

/**
 * The root of a data file in XML, as annotation tools write it: elements and text, comments, CDATA, the five named entities
 * and numbered ones. No DTD: one with entities of its own is refused. Throws `EngineError` (usage) with the file's name.
 */
export function readXml(source: string, where: string): XmlElement {
  const open: Open[] = [{ name: '', text: '', children: [] }]
  const token = /<!--[^]*?-->|<\?[^]*?\?>|<!\[CDATA\[([^]*?)\]\]>|<(\/?)([^\s/>!?]+)[^>]*?(\/?)>|([^<]+)|([^])/g
  for (const [, cdata, closes, name, empty, text, stray] of source.replace(/^\uFEFF/, '').matchAll(token)) {
    const top = open.at(-1)!
    if (stray !== undefined) throw broken(where, 'it has a tag that cannot be read')
    if (cdata !== undefined) top.text += cdata
    else if (text !== undefined) top.text += decoded(text, where)
    else if (name === undefined) continue
    else if (closes === '/') close(open, name, where)
    else if (empty === '/') top.children.push({ name, text: '', children: [] })
    else open.push({ name, text: '', children: [] })
  }
  const [root] = open[0]!.children
  if (open.length !== 1 || root === undefined) throw broken(where, 'an element is never closed')
  return root
}

/** The first child of that name, looked for along the path; `EngineError` (usage) where there is none. */
export function childOf(element: XmlElement, path: readonly string[], where: string): XmlElement {
  return path.reduce((parent, name) => {
    const found = parent.children.find((child) => child.name === name)
    if (found === undefined) throw broken(where, `<${parent.name}> has no <${name}>`)
    return found
  }, element)
}

function close(open: Open[], name: string, where: string): void {
  const top = open.pop()
  const parent = open.at(-1)
  if (top?.name !== name || parent === undefined) throw broken(where, `</${name}> closes nothing`)
  parent.children.push({ name, text: top.text.trim(), children: top.children })
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const decoded = (text: string, where: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (_, decimal?: string, hex?: string, name = '') => {
    if (decimal !== undefined || hex !== undefined)
      return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal))
    const character = named[name]
    if (character === undefined) throw broken(where, `it has an entity of its own: &${name};`)
    return character
  })

const broken = (where: string, why: string): EngineError =>
  new EngineError('usage', `${where} is no XML that can be read: ${why}`)

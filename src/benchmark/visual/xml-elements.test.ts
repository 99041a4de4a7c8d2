import { describe, expect, it } from 'vitest'
import { childOf, readXml } from './xml-elements.ts'

const read = (source: string) => readXml(source, 'a.xml')

describe('the reader of XML annotations', () => {
  it('reads elements, text, entities, CDATA, comments and empty elements', () => {
    const root = read(
      '\uFEFF<?xml version="1.0"?>\n<!-- one --><a id="1">\n <b>x &amp; &#233; &#x20ac;</b>\n <b><![CDATA[<y>]]></b><c/><d k="v" />\n</a>\n',
    )
    expect(root).toEqual({
      name: 'a',
      text: '',
      children: [
        { name: 'b', text: 'x & é €', children: [] },
        { name: 'b', text: '<y>', children: [] },
        { name: 'c', text: '', children: [] },
        { name: 'd', text: '', children: [] },
      ],
    })
    expect(childOf(root, ['b'], 'a.xml').text).toBe('x & é €')
  })
  it('says what is wrong with a broken file, and where', () => {
    expect(() => read('<a><b></a>')).toThrow('a.xml is no XML that can be read: </a> closes nothing')
    expect(() => read('<a><b></b>')).toThrow(/never closed/)
    expect(() => read('')).toThrow(/never closed/)
    expect(() => read('<a>&mine;</a>')).toThrow(/an entity of its own: &mine;/)
    expect(() => read('<a>< b</a>')).toThrow(/a tag that cannot be read/)
    expect(() => childOf(read('<a><b></b></a>'), ['b', 'c'], 'a.xml')).toThrow(/<b> has no <c>/)
  })
})

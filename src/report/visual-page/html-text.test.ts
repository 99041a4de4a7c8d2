import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeHtml, jsonInScript } from './html-text.ts'

describe('text in a page', () => {
  it('cannot become a tag, an attribute or an entity', () => {
    expect(escapeHtml(`<img src="x" onerror='a&b'>`)).toBe('&lt;img src=&quot;x&quot; onerror=&#39;a&amp;b&#39;&gt;')
  })

  it('in JSON cannot end its script element or open a comment, whatever it is', () => {
    expect(jsonInScript('</script><!--\u2028&')).toBe('"\\u003c/script\\u003e\\u003c!--\\u2028\\u0026"')
    fc.assert(fc.property(fc.jsonValue(), (value) => !/[<>&\u2028\u2029]/.test(jsonInScript(value))))
  })

  it('in JSON is read back as it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        (text) => (JSON.parse(jsonInScript({ text })) as { text: string }).text === text,
      ),
    )
  })
})

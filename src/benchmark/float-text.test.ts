import { expect, it } from 'vitest'
import { floatJson, keepFloats } from './float-text.ts'

it('keeps floats without a fraction apart from integers', () => {
  const json = '[3.0,3,-1.00,2.5,1e3,"4.0 \\"5.0\\"",{"a":0.0}]'
  expect(floatJson(JSON.parse(keepFloats(json)))).toBe('[3.0,3,-1.00,2.5,1000,"4.0 \\"5.0\\"",{"a":0.0}]')
})

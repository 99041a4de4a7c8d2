import { expect, test } from 'vitest'
import { CapturedOutput } from './captured-output.ts'

test('output is kept up to its limit over all takes, and the write that passes it ends the program', () => {
  const output = new CapturedOutput()
  output.reset(5)
  output.write(Buffer.from('abc'))
  expect(output.take()).toEqual({ bytes: Uint8Array.from([97, 98, 99]), dropped: 0 })
  expect(() => output.write(Buffer.from('defg'))).toThrow('outputBytes')
  expect(output.take()).toEqual({ bytes: Uint8Array.from([100, 101]), dropped: 2 })
  expect(output.take()).toEqual({ bytes: new Uint8Array(), dropped: 0 })
})

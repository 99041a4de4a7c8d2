import { describe, expect, it } from 'vitest'
import { critics, entryOf, strategies } from './catalog.ts'

describe('the catalog', () => {
  it('knows its parts by name: one that is written out is there, also for the compiler', async () => {
    expect((await critics.spectrum.load()).name).toBe('spectrum')
    expect((await strategies['best-of'].load({ rounds: 2 })).name).toBe('best-of')
  })

  it('says which names there are where one is not', () => {
    expect(() => entryOf(critics, 'critic', 'oracle')).toThrow(
      'there is no critic "oracle"; there are checks, spectrum, static',
    )
  })
})

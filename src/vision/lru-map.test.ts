import { expect, it } from 'vitest'
import { lruMap } from './lru-map.ts'

it('a full map forgets what was not used for longest', () => {
  const map = lruMap<number>(2)
  map.set('a', 1)
  map.set('b', 2)
  map.get('a')
  map.set('c', 3)
  expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([1, undefined, 3, 2])
})

it('weights are counted, also of what is replaced or deleted', () => {
  const map = lruMap<string>(5, (text) => text.length)
  map.set('a', '123')
  map.set('a', '12')
  map.set('b', '123')
  expect([map.get('a'), map.get('b')]).toEqual(['12', '123'])
  map.delete('a')
  map.set('c', '12')
  expect([map.get('b'), map.get('c')]).toEqual(['123', '12'])
  map.set('d', 'too heavy')
  expect(map.get('d')).toBeUndefined()
})

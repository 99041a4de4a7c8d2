import { expect, test } from 'vitest'
import { VirtualClock } from './virtual-clock.ts'

test('time passes by readings and sleeps, and is the same again after a reset', () => {
  const clock = new VirtualClock()
  const read = () => [clock.realtime(), clock.monotonic(), clock.processor()]
  const first = read()
  clock.sleep(5_000_000_000n)
  const slept = clock.realtime()
  expect(slept - first[0]!).toBeGreaterThanOrEqual(5_000_000_000n)
  expect(clock.processor()).toBeLessThan(1_000_000n)
  expect(clock.sleptMs).toBe(5000)
  clock.reset()
  expect(read()).toEqual(first)
  expect(clock.sleptMs).toBe(0)
})

test('every reading is later than the one before', () => {
  const clock = new VirtualClock()
  const readings = Array.from({ length: 100 }, () => clock.monotonic())
  expect(readings).toEqual([...new Set(readings)].sort((a, b) => Number(a - b)))
})

import { expect, test } from 'vitest'
import { VirtualClock } from './host/virtual-clock.ts'
import { Stopwatch } from './stopwatch.ts'

const LIMITS = { wallMs: 60_000, cpuMs: 100 }

test('cpu time that is used up ends the answer, however it is spread over answers of one check', () => {
  let cpu = 0
  const watch = new Stopwatch(() => cpu, new VirtualClock())
  watch.reset(LIMITS)
  for (let answer = 0; answer < 3; answer++) {
    watch.start()
    cpu += 30
    watch.look()
    watch.stop()
    cpu += 1000
  }
  expect(watch.used.cpuMs).toBe(90)
  watch.start()
  cpu += 10
  expect(() => watch.look()).toThrow('cpuMs')
})

test('a new check has the whole of the limits', () => {
  let cpu = 0
  const watch = new Stopwatch(() => cpu, new VirtualClock())
  watch.reset(LIMITS)
  for (let check = 0; check < 3; check++) {
    watch.restart()
    watch.start()
    cpu += 90
    watch.look()
    watch.stop()
  }
  expect(watch.used.cpuMs).toBe(270)
})

test('sleep counts as time of the wall, though nobody waits for it', () => {
  const clock = new VirtualClock()
  const watch = new Stopwatch(() => 0, clock)
  watch.reset(LIMITS)
  watch.start()
  clock.sleep(59_000_000_000n)
  watch.slept()
  clock.sleep(2_000_000_000n)
  expect(() => watch.slept()).toThrow('wallMs')
})

test('a pause is no time of the wall', () => {
  const watch = new Stopwatch(() => 0, new VirtualClock())
  watch.reset({ wallMs: 20, cpuMs: 100 })
  watch.start()
  watch.pause()
  const until = performance.now() + 30
  while (performance.now() < until);
  watch.goOn()
  expect(watch.look()).toBe(0)
  watch.stop()
  expect(watch.used.wallMs).toBeLessThan(20)
})

test('a program is warned before its cpu time is up', () => {
  let cpu = 0
  const watch = new Stopwatch(() => cpu, new VirtualClock())
  watch.reset(LIMITS)
  watch.start()
  cpu = 45
  expect(watch.look()).toBe(0)
  watch.stop()
  watch.start()
  cpu = 55
  expect(watch.look()).toBe(27)
  watch.stop()
  watch.reset({ ...LIMITS, cpuMs: 5000 })
  watch.start()
  cpu += 4400
  expect(watch.look()).toBe(0)
  watch.stop()
  watch.start()
  cpu += 200
  expect(watch.look()).toBe(27)
})

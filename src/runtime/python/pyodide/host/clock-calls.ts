import { errno } from './errno.ts'
import type { ImportedCalls, Machine } from './machine.ts'

const RESOLUTION_NS = 1_000n
/** The C library sleeps by asking for the time again and again, and nothing else asks in this way: each time is a part of the sleep. */
const SLEEP_STEP_NS = 100_000n

/** Offsets of the numbers in C's `struct tm`. */
const tm = {
  second: 0,
  minute: 4,
  hour: 8,
  day: 12,
  month: 16,
  year: 20,
  weekday: 24,
  yearDay: 28,
  dst: 32,
  offset: 36,
}

/** Time as programs see it: virtual, and in UTC. `slept` is told when some has passed in sleep. */
export const clockCalls = (machine: Machine, slept: () => void): ImportedCalls => {
  const { memory, clock } = machine
  /** By the numbers of C: of the day, monotonic, of the process, of the thread. */
  const clocks = [clock.realtime, clock.monotonic, clock.processor, clock.processor]
  const onClock = (id: number, address: number, time: (read: () => bigint) => bigint) => {
    const read = clocks[id]
    if (read === undefined) return errno.EINVAL
    memory.setU64(address, time(read))
    return 0
  }
  return {
    ...dateCalls(machine),
    clock_time_get: (id: number, _precision: bigint, address: number) =>
      onClock(id, address, (read) => read.call(clock)),
    clock_res_get: (id: number, address: number) => onClock(id, address, () => RESOLUTION_NS),
    emscripten_date_now: () => Number(clock.realtime()) / 1e6,
    emscripten_get_now: () => {
      clock.sleep(SLEEP_STEP_NS)
      slept()
      return Number(clock.monotonic()) / 1e6
    },
  }
}

const dateCalls = ({ memory }: Machine): ImportedCalls => {
  const writeDate = (seconds: bigint, address: number): void => {
    const date = new Date(Number(seconds) * 1000)
    const year = date.getUTCFullYear()
    const set = (at: number, value: number) => memory.setU32(address + at, value)
    set(tm.second, date.getUTCSeconds())
    set(tm.minute, date.getUTCMinutes())
    set(tm.hour, date.getUTCHours())
    set(tm.day, date.getUTCDate())
    set(tm.month, date.getUTCMonth())
    set(tm.year, year - 1900)
    set(tm.weekday, date.getUTCDay())
    set(tm.yearDay, Math.floor((date.getTime() - utc(year, 0, 1)) / 86_400_000))
    set(tm.dst, 0)
    set(tm.offset, 0)
  }
  const readDate = (address: number): bigint => {
    const get = (at: number) => memory.u32(address + at) | 0
    const day = utc(get(tm.year) + 1900, get(tm.month), get(tm.day))
    const seconds = day / 1000 + get(tm.hour) * 3600 + get(tm.minute) * 60 + get(tm.second)
    if (Number.isNaN(seconds)) return -1n
    writeDate(BigInt(seconds), address)
    return BigInt(seconds)
  }
  return {
    _gmtime_js: writeDate,
    _localtime_js: writeDate,
    _timegm_js: readDate,
    _mktime_js: readDate,
    _tzset_js: (timezone: number, daylight: number, standardName: number, summerName: number) => {
      memory.setU32(timezone, 0)
      memory.setU32(daylight, 0)
      for (const name of [standardName, summerName]) memory.write(name, Buffer.from('UTC\0'))
    },
  }
}

/** `Date.UTC`, but that it takes the years 0 to 99 as they are. */
const utc = (year: number, month: number, day: number): number => new Date(0).setUTCFullYear(year, month, day)

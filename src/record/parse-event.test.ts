import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LOG_VERSION } from '../core/event.ts'
import { eventShape } from './event-shape.ts'
import { parseEvent } from './parse-event.ts'
import { upgrade } from './upgrade.ts'

const linesOf = (version: number) => readFileSync(`test/golden/log/v${version}.jsonl`, 'utf8').trimEnd().split('\n')

describe('a log', () => {
  const versions = Array.from({ length: LOG_VERSION }, (_, n) => n + 1)

  it.each(versions)('of version %i is read, every line of it', (version) => {
    for (const line of linesOf(version)) expect(parseEvent(line, version)).toHaveProperty('event')
  })

  it('of today loses nothing in reading', () => {
    for (const line of linesOf(LOG_VERSION)) {
      expect(parseEvent(line, LOG_VERSION)).toEqual({ event: JSON.parse(line) })
      // The shape knows every field of the fixture: zod's copy leaves out what it does not name.
      expect(eventShape.parse(JSON.parse(line))).toEqual(JSON.parse(line))
    }
  })

  it('of today has every kind of event in its fixture', () => {
    const kinds = eventShape.options.map(({ shape }) => shape.type.value)
    const found = linesOf(LOG_VERSION).map((line) => (JSON.parse(line) as { type: string }).type)
    expect(kinds.filter((kind) => !found.includes(kind))).toEqual([])
  })

  it.each([
    ['it is not JSON', '{"type":"task.fai'],
    ['it is not JSON', ''],
    ['type: Invalid discriminator', '{"type":"task.exploded","atMs":1,"taskId":"t"}'],
    ['taskId: Invalid input', '{"type":"task.failed","atMs":1,"boundary":"engine","message":""}'],
    ['Invalid input', '42'],
  ])('says what is wrong with a line: %s', (fault, line) => {
    const parsed = parseEvent(line, LOG_VERSION)
    expect('fault' in parsed && parsed.fault).toContain(fault)
  })
})

const rename = (event: unknown) => ({ ...(event as object), second: true })
const drop = (event: unknown) => ({ ...(event as object), third: true })

describe('upgrade', () => {
  it('takes an event through each step from its version to that of today', () => {
    expect(upgrade({ first: true }, 1, [rename, drop])).toEqual({ first: true, second: true, third: true })
    expect(upgrade({ first: true }, 2, [rename, drop])).toEqual({ first: true, third: true })
    expect(upgrade({ first: true }, 3, [rename, drop])).toEqual({ first: true })
  })

  it('has a step for each version before that of today', () => {
    expect(upgrade({ as: 'it is' }, LOG_VERSION)).toEqual({ as: 'it is' })
    expect(() => upgrade({}, LOG_VERSION + 1)).toThrow('use a newer one')
  })

  it.each([0, -1, 1.5, Number.NaN])('refuses version %d', (version) => {
    expect(() => upgrade({}, version)).toThrow(/version/)
  })
})

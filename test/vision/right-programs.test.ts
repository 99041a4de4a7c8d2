import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goldPrograms } from '../../src/benchmark/nlvr/gold-programs.ts'
import { nlvr } from '../../src/benchmark/nlvr.ts'
import { shapes } from '../../src/benchmark/shapes.ts'
import type { Runtime } from '../../src/core/runtime.ts'
import { gradeSeeds } from './grade-seeds.ts'
import { openTestRuntime } from './open-test-runtime.ts'

const data = fileURLToPath(new URL('../../../shared/data/nlvr', import.meta.url))

describe('programs that are known to be right, on images that are seen from their pixels', () => {
  let runtime: Runtime
  let dir = ''
  beforeAll(async () => {
    runtime = await openTestRuntime()
    dir = await mkdtemp(join(tmpdir(), 'faultline-shapes-'))
  })
  afterAll(async () => {
    await runtime.close()
    await rm(dir, { recursive: true, force: true })
  })

  it('answer each of 60 generated sentences as its label does', async () => {
    expect(await gradeSeeds(shapes({ seed: 11, count: 60, dir }), runtime)).toEqual({ graded: 60, wrong: [] })
  })

  it.skipIf(!existsSync(data))(
    'answer each sentence of NLVR that has one, on its first image (skipped where ../shared/data is not there)',
    async () => {
      const firsts = new Set<string>()
      const isFirst = ({ id }: { id: string }) => firsts.size < firsts.add(id.replace(/-.*/, '')).size
      const { graded, wrong } = await gradeSeeds(nlvr({ data, programs: 'gold', gold: goldPrograms }), runtime, isFirst)
      expect(wrong).toEqual([])
      expect(graded).toBe((await goldPrograms()).size)
    },
  )
})

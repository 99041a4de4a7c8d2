import { it } from 'vitest'
import { nlvr } from '../../src/benchmark/nlvr.ts'
import { goldPrograms } from '../../src/benchmark/nlvr/gold-programs.ts'
import { replayed } from '../../src/generator/replayed.ts'
import { run } from '../../src/run/run.ts'
import { single } from '../../src/strategy/single.ts'
import { pixelsBackend } from '../../src/vision/pixels.ts'
import { imageShelf } from '../../src/vision/image-shelf.ts'
import { withVisionCache } from '../../src/vision/vision-cache.ts'
import { openVisionToolset } from '../../src/vision/vision-toolset.ts'
import { openTestRuntime } from '../vision/open-test-runtime.ts'
it('gold', async () => {
  const runtime = await openTestRuntime()
  const backend = withVisionCache(pixelsBackend()); const shelf = imageShelf()
  const t0 = Date.now()
  const result = await run({ benchmark: nlvr({ data: '/work/shared/data/nlvr', programs: 'gold', gold: goldPrograms, onWarning: console.log }),
    parts: { runtime, generator: replayed(), strategy: single(), tools: async ({ visual }) => visual && openVisionToolset({ task: visual, backend, shelf }) } })
  const bad = result.tasks.filter((t) => t.grade?.verdict !== 'pass')
  console.log(result.tasks.length, 'bad', bad.length, (Date.now() - t0) / 1000, backend.counts)
  const groups: Record<string, string[]> = {}
  for (const t of bad) (groups[t.id.split('-')[0]!] ??= []).push(`${t.id} ${t.grade?.message ?? t.failure?.message}`)
  console.log(Object.keys(groups).length, 'sentences'); console.log(Object.values(groups).slice(0, 40).join('\n'))
  await runtime.close()
}, 300000)

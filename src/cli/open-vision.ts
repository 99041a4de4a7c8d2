import { backends, entryOf } from '../catalog.ts'
import { EngineError } from '../core/engine-error.ts'
import type { Model } from '../core/model.ts'
import type { OpenTools } from '../core/toolset.ts'
import type { VisionBackend } from '../vision/backend.ts'
import { imageShelf } from '../vision/image-shelf.ts'
import { recordedBackend } from '../vision/recorded.ts'
import { withVisionCache } from '../vision/vision-cache.ts'
import { openVisionToolset } from '../vision/vision-toolset.ts'
import type { VisionFlags } from './vision-options.ts'

export interface Vision {
  readonly backend: VisionBackend
  /** Binds the visual toolset to a task, where that asks about images. */
  readonly tools: OpenTools
}

/** The backend that the flags name, cached, with the toolset over it. The model answers `llm_query`, and is the eyes of the backend `model`. */
export async function openVision(flags: VisionFlags, seed: number, model?: Model): Promise<Vision> {
  const backend = withVisionCache(await openBackend(flags, seed, model))
  const shelf = imageShelf()
  return {
    backend,
    async tools({ visual }, signal) {
      if (visual === undefined) return undefined
      return openVisionToolset({
        task: visual,
        backend,
        shelf,
        ...(model && { llm: model }),
        ...(signal && { signal }),
      })
    },
  }
}

async function openBackend(flags: VisionFlags, seed: number, model?: Model): Promise<VisionBackend> {
  const { cassette: path, cassetteMode: mode } = flags
  if (path !== undefined && mode === 'replay') return recordedBackend({ path, mode })
  const backend = await entryOf(backends, 'backend', flags.backend).load({
    seed,
    ...(flags.graphs !== undefined && { graphs: flags.graphs }),
    ...(flags.noise !== undefined && { noise: ratesOf(flags.noise) }),
    ...(flags.models !== undefined && { models: pairsOf(flags.models, '--models') }),
    ...(model && { model }),
  })
  return path === undefined ? backend : recordedBackend({ path, backend, mode })
}

/** `a=1,b=2` */
const pairsOf = (text: string, flag: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text.split(',').map((pair) => {
      const at = pair.indexOf('=')
      if (at <= 0) throw new EngineError('usage', `${flag} takes name=value pairs with commas between, and got ${pair}`)
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    }),
  )

const ratesOf = (text: string): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(pairsOf(text, '--noise')).map(([name, value]) => [name, Number(value)]))

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
  checkFlags(flags)
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

/**
 * The same for tasks out of a file: an image that one of them lacks is that task's failure (boundary `toolset`), where for
 * images that a person names it is wrong usage.
 */
export const ofEachTask =
  (tools: OpenTools): OpenTools =>
  async (task, signal) => {
    try {
      return await tools(task, signal)
    } catch (error) {
      if (!(error instanceof EngineError) || error.boundary !== 'usage') throw error
      throw new EngineError('toolset', error.message, { cause: error })
    }
  }

/** Which backend a flag is for: with another it would be passed over in silence. */
const backendOf = { graphs: 'scene-graph', noise: 'scene-graph', models: 'transformers' } as const

function checkFlags(flags: VisionFlags): void {
  entryOf(backends, 'backend', flags.backend)
  for (const name of ['graphs', 'noise', 'models'] as const)
    if (flags[name] !== undefined && flags.backend !== backendOf[name])
      throw new EngineError(
        'usage',
        `--${name} is for the backend ${backendOf[name]}, and the backend is ${flags.backend}: add --backend ${backendOf[name]}`,
      )
  if (flags.cassetteMode !== 'auto' && flags.cassette === undefined)
    throw new EngineError('usage', `--cassette-mode ${flags.cassetteMode} needs the file: add --cassette FILE`)
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

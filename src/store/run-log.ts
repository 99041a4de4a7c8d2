import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { EngineError } from '../core/engine-error.ts'
import { LOG_VERSION } from '../core/event.ts'
import type { RunInfo, RunLog } from '../core/store.ts'
import { keepArtifact } from './artifact.ts'
import { lineWriter } from './line-writer.ts'
import { readEvents, soundLength } from './log-lines.ts'
import { lockRun } from './run-lock.ts'
import { storeError } from './store-error.ts'

/** Opens the log of a run for writing. An incomplete last line is cut off. */
export async function openRunLog(folder: string, info: RunInfo): Promise<RunLog> {
  if (info.version !== LOG_VERSION)
    throw new EngineError(
      'store',
      `the run ${info.id} was made by another version of Faultline: it can be shown, not resumed`,
    )
  const lock = lockRun(join(folder, 'writer.lock'))
  const file = join(folder, 'events.jsonl')
  try {
    const handle = await open(file, 'a+')
    const { size } = await handle.stat()
    const sound = await soundLength(handle, info.version)
    if (sound < size) await handle.truncate(sound)
    const lines = lineWriter(handle, file, sound)
    return {
      info,
      warnings: sound < size ? [`${file}: an incomplete last line of ${size - sound} bytes was cut off`] : [],
      events: () => readEvents(file, info.version, () => undefined),
      append: (event) => lines.write(JSON.stringify(event)),
      flush: lines.flush,
      keep: (content) => keepArtifact(folder, content),
      async close() {
        try {
          await lines.flush()
        } finally {
          await handle.close()
          lock.release()
        }
      },
    }
  } catch (error) {
    lock.release()
    throw storeError(`cannot open ${file}`, error)
  }
}

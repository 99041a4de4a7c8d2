import { readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { EngineError } from '../core/engine-error.ts'
import { LOG_VERSION } from '../core/event.ts'
import type { RunInfo, Store } from '../core/store.ts'
import { emptyRun, startFold } from '../record/fold.ts'
import type { Run } from '../record/run.ts'
import { readEvents } from './log-lines.ts'
import { exists, readArtifact } from './artifact.ts'
import { makeFolder } from './make-folder.ts'
import { openRunLog } from './run-log.ts'
import { storeError } from './store-error.ts'

/** Runs on disk, a folder each: `run.json`, `events.jsonl`, `artifacts/<id>.json.gz`. All failures are `EngineError` of boundary `store`. */
export interface DiskStore extends Store {
  /** Newest first. */
  list(): Promise<readonly RunInfo[]>
  /** The run as its log tells it, also while it is being written. */
  read(id: string): Promise<{ readonly run: Run; readonly warnings: readonly string[] }>
  /** A content that was kept beside the log, such as a trace in JSON. */
  artifact(id: string, artifactId: string): Promise<string>
}

/** Makes no folder before the first run is created. */
export function openStore(folder = join('.faultline', 'runs')): DiskStore {
  const folderOf = (id: string) => {
    if (/^\w[\w.-]*$/.test(id)) return join(folder, id)
    throw new EngineError('usage', `a run's name is made of letters, digits, dots, _ and -, not: ${id}`)
  }
  return {
    async create(id, config) {
      const run = folderOf(id)
      if (await exists(join(run, 'run.json')))
        throw new EngineError('store', `there is a run ${id} in ${folder} already`)
      const info = { id, version: LOG_VERSION, createdAt: new Date().toISOString(), config }
      await writeInfo(run, info)
      return openRunLog(run, info)
    },
    open: async (id) => openRunLog(folderOf(id), await readInfo(folderOf(id))),
    has: (id) => exists(join(folderOf(id), 'run.json')),
    async list() {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return []
        throw storeError(`cannot list the runs in ${folder}`, error)
      })
      // what else lies in the folder is no run
      const infos = await Promise.all(names.map((name) => readInfo(join(folder, name)).catch(() => undefined)))
      return infos.filter((info) => info !== undefined).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    },
    async read(id) {
      const info = await readInfo(folderOf(id))
      const folding = startFold(emptyRun(info))
      const warnings: string[] = []
      const events = readEvents(join(folderOf(id), 'events.jsonl'), info.version, (warning) => warnings.push(warning))
      for await (const event of events) folding.add(event)
      return { run: folding.run(), warnings }
    },
    artifact: (id, artifactId) => readArtifact(folderOf(id), artifactId),
  }
}

const infoShape = z.object({ id: z.string(), version: z.number(), createdAt: z.string(), config: z.json() })

async function readInfo(run: string): Promise<RunInfo> {
  const file = join(run, 'run.json')
  try {
    return infoShape.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    throw storeError(`cannot read the run ${file}`, error)
  }
}

/** Renamed into place: a run is there as a whole or not at all. */
async function writeInfo(run: string, info: RunInfo): Promise<void> {
  const file = join(run, 'run.json')
  try {
    await makeFolder(run)
    await writeFile(`${file}.part`, `${JSON.stringify(info, null, 2)}\n`, { flush: true })
    await writeFile(join(run, 'events.jsonl'), '', { flag: 'a' })
    await rename(`${file}.part`, file)
  } catch (error) {
    throw storeError(`cannot write ${file}`, error)
  }
}

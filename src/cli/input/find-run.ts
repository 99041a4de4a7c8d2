import { basename, dirname } from 'node:path'
import { EngineError } from '../../core/engine-error.ts'
import type { DiskStore } from '../../store/open-store.ts'
import { openStore } from '../../store/open-store.ts'

export interface FoundRun {
  readonly store: DiskStore
  readonly id: string
}

/** A run by its name in the folder `runs`, by its own folder, or `last`. Throws `EngineError` (usage) where there is none. */
export async function findRun(name: string, runs: string): Promise<FoundRun> {
  const isFolder = name.includes('/')
  const store = openStore(isFolder ? dirname(name) : runs)
  const id = isFolder ? basename(name) : name === 'last' ? await latest(store, runs) : name
  if (!(await store.has(id)))
    throw new EngineError('usage', `there is no run ${name} in ${isFolder ? dirname(name) : runs}`)
  return { store, id }
}

async function latest(store: DiskStore, runs: string): Promise<string> {
  const [newest] = await store.list()
  if (newest === undefined) throw new EngineError('usage', `there are no runs in ${runs} yet`)
  return newest.id
}

import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { attribute } from '../../../core/engine-error.ts'
import type { ImageSources } from './start-python.ts'
import { imagePlaces, readImage, writeImage } from './image-file.ts'
import type { Image } from './interpreter.ts'
import { readPythonSources } from './python-sources.ts'
import { workerFile } from './worker-file.ts'
import type { LaneStart } from './lane-worker.ts'

/** A Python that workers can start from at once. */
export interface LoadedPython {
  readonly start: LaneStart
  /** Of CPython, its library and our own files. */
  readonly revision: string
  /** Settles when a new image has been kept for later, or could not be. */
  readonly kept: Promise<void>
}

/** Takes the image from its file, or makes it, which takes some seconds, and keeps it there. */
export const loadPython = (cacheDir: string | undefined): Promise<LoadedPython> =>
  attribute('sandbox', 'Python could not be started', async () => {
    const { id: revision, ...sources } = await readPythonSources()
    const places = imagePlaces(`python-${revision}.image`, cacheDir)
    const { module, standardLibrary } = sources
    const found = await readImage(places)
    if (found !== undefined)
      return { start: { module, standardLibrary, image: found }, revision, kept: Promise.resolve() }
    const image = await imageFrom(sources)
    return { start: { module, standardLibrary, image }, revision, kept: writeImage(places, image) }
  })

const imageFrom = async (sources: ImageSources): Promise<Image> => {
  const worker = new Worker(workerFile('build-worker'), { workerData: sources, execArgv: [], env: {} })
  try {
    const [image] = (await once(worker, 'message')) as [Image]
    return image
  } finally {
    await worker.terminate()
  }
}

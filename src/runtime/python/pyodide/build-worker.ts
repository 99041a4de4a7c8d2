import { parentPort, workerData } from 'node:worker_threads'
import type { ImageSources } from './start-python.ts'
import { buildImage } from './build-image.ts'

// Making the image takes a second or two of pure computing: not in a thread that others wait for.
parentPort?.postMessage(buildImage(workerData as ImageSources), [])

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { fakeVisionBackend, fakeVisionImage } from '../../src/testing.ts'
import { recordedBackend } from '../../src/vision/recorded.ts'
import { withVisionCache } from '../../src/vision/vision-cache.ts'
import { visionBackendSuite } from './vision-backend-suite.ts'

const folder = mkdtempSync(join(tmpdir(), 'faultline-vision-'))
afterAll(() => rmSync(folder, { recursive: true }))

const sight = {
  find: {
    dog: [
      { left: 10, lower: 10, right: 60, upper: 70, confidence: 0.9 },
      { left: 200, lower: 0, right: 260, upper: 80, confidence: 0.7 },
    ],
  },
  query: { 'Is there a dog?': 'yes' },
  verify: { 'red dog': 0.3 },
  match: { dog: 0.8, cat: 0.1 },
}

const subject = {
  image: async () => fakeVisionImage(),
  supports: ['find', 'query', 'verify', 'match'],
  present: 'dog',
  absent: 'cat',
} as const

visionBackendSuite('fake', { ...subject, open: async () => fakeVisionBackend(sight) })
visionBackendSuite('fake with depth', {
  ...subject,
  supports: [...subject.supports, 'depth'],
  open: async () => fakeVisionBackend({ ...sight, depth: ({ lower }) => lower / 100 }),
})
visionBackendSuite('a cached one', { ...subject, open: async () => withVisionCache(fakeVisionBackend(sight)) })
visionBackendSuite('recorded', {
  ...subject,
  open: () => recordedBackend({ path: join(folder, 'auto.jsonl'), backend: fakeVisionBackend(sight), mode: 'auto' }),
})

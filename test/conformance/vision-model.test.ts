import { scripted } from '../../src/model/scripted.ts'
import { fakeVisionImage } from '../../src/testing.ts'
import { modelBackend } from '../../src/vision/model-backend.ts'
import { visionBackendSuite } from './vision-backend-suite.ts'

const model = () =>
  scripted([
    { when: 'this in the picture: dog', reply: '{"boxes": [{"box": [100, 100, 300, 500], "confidence": 0.9}]}' },
    { when: 'this in the picture: cat', reply: '{"boxes": []}' },
    { when: /describes this picture best/, reply: 'A' },
    { when: /yes or no/, reply: 'yes' },
  ])

visionBackendSuite('a vision-language model', {
  open: async () => modelBackend({ model: model() }),
  image: async () => fakeVisionImage(),
  supports: ['find', 'query', 'verify', 'match'],
  present: 'dog',
  absent: 'cat',
})

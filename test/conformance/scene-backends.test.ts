import { pixelsBackend } from '../../src/vision/pixels.ts'
import { graphImage, sceneGraphBackend, sceneGraphs } from '../../src/vision/scene-graph.ts'
import { drawnImage, threeBoxes } from '../drawing/flat-drawing.ts'
import { visionBackendSuite } from './vision-backend-suite.ts'

visionBackendSuite('pixels', {
  open: async () => pixelsBackend(),
  image: async () =>
    drawnImage(
      threeBoxes([
        [{ shape: 'square', x: 10, y: 80, width: 20, color: 0xffff00 }],
        [{ shape: 'circle', x: 0, y: 5, width: 30, color: 0x0099ff }],
        [],
      ]),
    ),
  supports: ['find', 'query', 'verify', 'match'],
  present: 'yellow square',
  absent: 'dog',
})

const object = { x: 20, y: 30, w: 60, h: 40, attributes: ['red'], relations: [] }
const graphs = sceneGraphs({ '1': { width: 200, height: 100, objects: { a: { ...object, name: 'dog' } } } })
visionBackendSuite('scene-graph', {
  open: async () => sceneGraphBackend({ graphs }),
  image: async () => graphImage('1', graphs),
  supports: ['find', 'query', 'verify', 'match'],
  present: 'dog',
  absent: 'cat',
})
visionBackendSuite('scene-graph with noise', {
  open: async () => sceneGraphBackend({ graphs, noise: { wrongAttribute: 0.5 }, seed: 3 }),
  image: async () => graphImage('1', graphs),
  supports: ['find', 'query', 'verify', 'match'],
  present: 'dog',
  absent: 'cat',
})

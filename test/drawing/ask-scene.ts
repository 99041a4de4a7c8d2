import type { Box } from '../../src/core/visual.ts'
import { wholeOf } from '../../src/vision/box.ts'
import type { VisionImage } from '../../src/vision/backend.ts'
import { answerOverScene } from '../../src/vision/scene/answer-over-scene.ts'
import type { Scene } from '../../src/vision/scene/scene.ts'
import { flatScene } from './flat-scene.ts'

const image: VisionImage = {
  hash: 'none',
  path: 'none.png',
  width: 400,
  height: 100,
  pixels: () => Promise.reject(new Error('nothing looks at pixels')),
}
export const region = (scene: Scene, box: Box = wholeOf(scene)) => ({ image, box })

/** Left and lower sides of what is found. */
export const find = (scene: Scene, name: string, box?: Box): string => {
  const reply = answerOverScene(scene, { op: 'find', region: region(scene, box), name })
  return 'boxes' in reply ? reply.boxes.map(({ left, lower }) => `${left},${lower}`).join(' ') : 'none'
}
export const ask = (scene: Scene, question: string, box?: Box): string => {
  const reply = answerOverScene(scene, { op: 'query', region: region(scene, box), question })
  return 'text' in reply ? reply.text : 'none'
}
export const verify = (scene: Scene, name: string, property: string, box?: Box): number => {
  const reply = answerOverScene(scene, { op: 'verify', region: region(scene, box), name, property })
  return 'score' in reply ? reply.score : Number.NaN
}

/** Scattered shapes, then three towers. */
export const scattered = flatScene(
  [
    'black square large 0,0 30',
    'yellow circle small 40,50 10',
    'blue triangle medium 60,20 20',
    'yellow square medium 79,80 20',
  ],
  ['yellow triangle small 45,0 10', 'blue circle large 40,60 30'],
  [],
)
export const towers = flatScene(
  ['black square medium 40,0 20', 'blue square medium 40,21 20', 'yellow square medium 40,42 20'],
  ['black square medium 40,0 20'],
  ['yellow square medium 40,0 20', 'yellow square medium 40,21 20'],
)

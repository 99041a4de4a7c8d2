import { EngineError } from '../../core/engine-error.ts'

/** Files that are taken for images by their names. */
export const isImageName = (path: string): boolean => /\.(png|jpe?g|webp|gif|avif|bmp|tiff?)$/i.test(path)

const form = 'faultline debug IMAGE… QUESTION --program FILE'

/** The last argument is the question, those before it are images. Throws `EngineError` (usage) where one of them is left out. */
export function imagesAndQuestion(words: readonly string[]): {
  readonly images: readonly string[]
  readonly question: string
} {
  const program = words.find((word) => word.endsWith('.py'))
  if (program !== undefined)
    throw new EngineError('usage', `${program} is a program, not an image: name it with --program (${form})`)
  const question = words.at(-1) ?? ''
  const images = words.slice(0, -1)
  if (isImageName(question) || question.trim() === '')
    throw new EngineError('usage', `what is asked about ${images[0] ?? question}? Write a question after it: ${form}`)
  if (images.length === 0)
    throw new EngineError('usage', `which image is ${JSON.stringify(question)} about? Name it first: ${form}`)
  return { images, question }
}

import { EngineError } from '../core/engine-error.ts'
import type { AnsweringModel, AnsweringProcessor, Picture, TokenIds } from './transformers-library.ts'

export interface Answerer {
  readonly model: AnsweringModel
  readonly processor: AnsweringProcessor
  dispose(): Promise<unknown>
}

/** These take a chat with a place for the image. */
const CHATTING = new Set(['smolvlm', 'idefics3', 'qwen2_vl', 'qwen2_5_vl', 'qwen3_vl', 'qwen3_vl_moe'])

const LONGEST_ANSWER = 20

/** A short answer, in lower case. Generation gives no probability here. */
export async function answerQuestion(answerer: Answerer, picture: Picture, question: string): Promise<string> {
  const { model, processor } = answerer
  const type = model.config.model_type ?? ''
  if (type !== 'florence2' && !CHATTING.has(type))
    throw new EngineError(
      'toolset',
      `a vqa model of the type ${type} cannot be asked: take one of florence2, ${[...CHATTING].join(', ')}`,
    )
  const ids = await (type === 'florence2' ? afterTask : afterChat)(answerer, picture, question)
  const [text = ''] = processor.batch_decode(ids, { skip_special_tokens: true })
  return text
    .replaceAll(/<[^>]*>/g, '')
    .trim()
    .replace(/\.$/, '')
    .toLowerCase()
}

const settings = { max_new_tokens: LONGEST_ANSWER, do_sample: false }

/** An encoder reads the question: what comes out is the answer alone. */
async function afterTask({ model, processor }: Answerer, picture: Picture, question: string): Promise<TokenIds> {
  const inputs = await processor(picture, `<VQA>${question}`)
  return model.generate({ ...inputs, ...settings })
}

/** What comes out begins with what went in. */
async function afterChat({ model, processor }: Answerer, picture: Picture, question: string): Promise<TokenIds> {
  const text = `${question} Answer with a single word or a short phrase.`
  const messages = [{ role: 'user', content: [{ type: 'image' }, { type: 'text', text }] }]
  const inputs = await processor(processor.apply_chat_template(messages, { add_generation_prompt: true }), [picture])
  const ids = await model.generate({ ...inputs, ...settings })
  return ids.slice(null, [inputs.input_ids.dims.at(-1) ?? 0, null])
}

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OnnxGraph } from './onnx-file.ts'
import { onnxFile } from './onnx-file.ts'

/**
 * Models in the layout of `@huggingface/transformers` that know the three colours by name. Each is a few nodes, written by hand,
 * whose answer to a picture can be computed in the head.
 */
const words = ['<pad>', '</s>', '<unk>', '<s>', 'red', 'green', 'blue', 'a', 'photo', 'of', 'dog', 'what', 'colour']

const special = (id: number) => ({
  id,
  content: words[id] ?? '',
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
})

const tokenizer = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [0, 1, 2, 3].map(special),
  normalizer: { type: 'Lowercase' },
  pre_tokenizer: { type: 'Whitespace' },
  post_processor: null,
  decoder: null,
  model: { type: 'WordLevel', vocab: Object.fromEntries(words.map((word, id) => [word, id])), unk_token: '<unk>' },
}

const tokenizerConfig = (className: string) => ({
  tokenizer_class: className,
  pad_token: '<pad>',
  unk_token: '<unk>',
  eos_token: '</s>',
  bos_token: '<s>',
  model_max_length: 16,
})

/** Pictures become 8 x 8, numbers from 0 to 1, without more ado. */
const preprocessor = (className: string, more: object = {}) => ({
  image_processor_type: className,
  do_resize: true,
  size: { width: 8, height: 8 },
  do_rescale: true,
  rescale_factor: 1 / 255,
  do_normalize: false,
  do_center_crop: false,
  do_convert_rgb: true,
  resample: 0,
  ...more,
})

const pixels = { name: 'pixel_values', dims: ['batch', 3, 'height', 'width'] }
const ids = { name: 'input_ids', dims: ['texts', 'length'], type: 'int64' as const }

/** Of each word its colour, as it is in the picture: one number for red, green, blue. */
const colourOf = (size: number) =>
  words.flatMap((word) => Array.from({ length: size }, (_, channel) => (word === words[4 + channel] ? 1 : 0)))

async function write(
  folder: string,
  files: Readonly<Record<string, object>>,
  graphs: Readonly<Record<string, OnnxGraph>>,
) {
  await mkdir(join(folder, 'onnx'), { recursive: true })
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), JSON.stringify(content))
  for (const [name, graph] of Object.entries(graphs)) await writeFile(join(folder, 'onnx', name), onnxFile(graph))
  return folder
}

/** The depth is the brightness. `glpn` measures depth, `depth_anything` nearness. */
export const tinyDepth = (folder: string, type: 'glpn' | 'depth_anything'): Promise<string> =>
  write(
    folder,
    {
      'config.json': {
        model_type: type,
        architectures: [type === 'glpn' ? 'GLPNForDepthEstimation' : 'DepthAnythingForDepthEstimation'],
      },
      'preprocessor_config.json': preprocessor('DPTImageProcessor'),
    },
    {
      'model.onnx': {
        inputs: [pixels],
        outputs: [{ name: 'predicted_depth', dims: ['batch', 'height', 'width'] }],
        nodes: [
          {
            op: 'ReduceMean',
            inputs: ['pixel_values'],
            outputs: ['predicted_depth'],
            attributes: { axes: [1], keepdims: 0 },
          },
        ],
      },
    },
  )

/** A hundred times the share of the picture's mean that a text names: a cosine, but for the length. */
export const tinyClip = (folder: string): Promise<string> =>
  write(
    folder,
    {
      'config.json': { model_type: 'clip', architectures: ['CLIPModel'] },
      'preprocessor_config.json': preprocessor('CLIPImageProcessor'),
      'tokenizer.json': tokenizer,
      'tokenizer_config.json': tokenizerConfig('CLIPTokenizer'),
    },
    {
      'model.onnx': {
        inputs: [ids, pixels],
        outputs: [{ name: 'logits_per_image', dims: ['batch', 'texts'] }],
        constants: [
          { name: 'colours', dims: [words.length, 3], values: colourOf(3) },
          { name: 'scale', dims: [], values: [100] },
          { name: 'one', dims: [1], values: [1], type: 'int64' },
        ],
        nodes: [
          { op: 'ReduceMean', inputs: ['pixel_values'], outputs: ['mean'], attributes: { axes: [2, 3], keepdims: 0 } },
          { op: 'Gather', inputs: ['colours', 'input_ids'], outputs: ['each'] },
          { op: 'ReduceSum', inputs: ['each', 'one'], outputs: ['texts'], attributes: { keepdims: 0 } },
          { op: 'Transpose', inputs: ['texts'], outputs: ['across'], attributes: { perm: [1, 0] } },
          { op: 'MatMul', inputs: ['mean', 'across'], outputs: ['likeness'] },
          { op: 'Mul', inputs: ['likeness', 'scale'], outputs: ['logits_per_image'] },
        ],
      },
    },
  )

/** Two boxes, the left half and the right one: each as sure as the text names its colour. A third box is nearly the first. */
export const tinyDetector = (folder: string): Promise<string> =>
  write(
    folder,
    {
      'config.json': { model_type: 'owlvit', architectures: ['OwlViTForObjectDetection'] },
      'preprocessor_config.json': preprocessor('OwlViTImageProcessor'),
      'tokenizer.json': tokenizer,
      'tokenizer_config.json': tokenizerConfig('CLIPTokenizer'),
    },
    {
      'model.onnx': {
        inputs: [ids, pixels],
        outputs: [
          { name: 'logits', dims: ['batch', 3, 'texts'] },
          { name: 'pred_boxes', dims: [1, 3, 4] },
        ],
        constants: [
          { name: 'colours', dims: [words.length, 3], values: colourOf(3) },
          { name: 'scale', dims: [], values: [8] },
          { name: 'offset', dims: [], values: [4] },
          { name: 'one', dims: [1], values: [1], type: 'int64' },
          { name: 'boxes', dims: [1, 3, 4], values: [0.25, 0.5, 0.5, 1, 0.26, 0.5, 0.5, 1, 0.75, 0.5, 0.5, 0.5] },
          { name: 'order', dims: [3], values: [0, 0, 1], type: 'int64' },
          { name: 'sure', dims: [1, 3, 1], values: [0, -0.5, 0] },
        ],
        nodes: [
          {
            op: 'AveragePool',
            inputs: ['pixel_values'],
            outputs: ['half'],
            attributes: { kernel_shape: [8, 4], strides: [8, 4] },
          },
          { op: 'ReduceMean', inputs: ['half'], outputs: ['flat'], attributes: { axes: [2], keepdims: 0 } },
          { op: 'Transpose', inputs: ['flat'], outputs: ['both'], attributes: { perm: [0, 2, 1] } },
          { op: 'Gather', inputs: ['both', 'order'], outputs: ['queries'], attributes: { axis: 1 } },
          { op: 'Gather', inputs: ['colours', 'input_ids'], outputs: ['each'] },
          { op: 'ReduceSum', inputs: ['each', 'one'], outputs: ['texts'], attributes: { keepdims: 0 } },
          { op: 'Transpose', inputs: ['texts'], outputs: ['across'], attributes: { perm: [1, 0] } },
          { op: 'MatMul', inputs: ['queries', 'across'], outputs: ['likeness'] },
          { op: 'Mul', inputs: ['likeness', 'scale'], outputs: ['scaled'] },
          { op: 'Sub', inputs: ['scaled', 'offset'], outputs: ['shifted'] },
          { op: 'Add', inputs: ['shifted', 'sure'], outputs: ['logits'] },
          { op: 'Identity', inputs: ['boxes'], outputs: ['pred_boxes'] },
        ],
      },
    },
  )

/** Of each word whether it is a colour, in the last of four numbers; the first three are for what is seen. */
const wordFeatures = words.flatMap((_, id) => [0, 0, 0, id >= 4 && id <= 6 ? 1 : 0])

/** What a feature says of the next word: after a colour comes the end, else the colour that is seen. */
const nextWord = (strength: number, of: (feature: number) => number | undefined) =>
  [0, 1, 2, 3].flatMap((feature) => words.map((_, id) => (of(feature) === id ? strength : 0)))

/** Names the colour that most of the picture has, and ends. Florence-2's parts: eyes, words, encoder, decoder. */
export const tinyFlorence = (folder: string, type = 'florence2'): Promise<string> =>
  write(
    folder,
    {
      'config.json': {
        model_type: type,
        architectures: ['Florence2ForConditionalGeneration'],
        is_encoder_decoder: true,
        text_config: {
          model_type: 'florence2_language',
          d_model: 4,
          decoder_layers: 1,
          decoder_attention_heads: 1,
          encoder_layers: 1,
          encoder_attention_heads: 1,
        },
      },
      'generation_config.json': { decoder_start_token_id: 3, bos_token_id: 3, eos_token_id: 1, pad_token_id: 0 },
      'preprocessor_config.json': preprocessor('CLIPImageProcessor', { processor_class: 'Florence2Processor' }),
      'tokenizer.json': tokenizer,
      'tokenizer_config.json': tokenizerConfig('BartTokenizer'),
    },
    {
      'vision_encoder.onnx': {
        inputs: [pixels],
        outputs: [{ name: 'image_features', dims: ['batch', 1, 4] }],
        constants: [
          { name: 'wide', dims: [3, 4], values: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0] },
          { name: 'one', dims: [1], values: [1], type: 'int64' },
        ],
        nodes: [
          {
            op: 'ReduceMean',
            inputs: ['pixel_values'],
            outputs: ['mean'],
            attributes: { axes: [2, 3], keepdims: 0 },
          },
          { op: 'MatMul', inputs: ['mean', 'wide'], outputs: ['features'] },
          { op: 'Unsqueeze', inputs: ['features', 'one'], outputs: ['image_features'] },
        ],
      },
      'embed_tokens.onnx': {
        inputs: [ids],
        outputs: [{ name: 'inputs_embeds', dims: ['texts', 'length', 4] }],
        constants: [{ name: 'words', dims: [words.length, 4], values: wordFeatures }],
        nodes: [{ op: 'Gather', inputs: ['words', 'input_ids'], outputs: ['inputs_embeds'] }],
      },
      'encoder_model.onnx': {
        inputs: [{ name: 'inputs_embeds', dims: ['batch', 'length', 4] }],
        outputs: [{ name: 'last_hidden_state', dims: ['batch', 'length', 4] }],
        nodes: [{ op: 'Identity', inputs: ['inputs_embeds'], outputs: ['last_hidden_state'] }],
      },
      'decoder_model_merged.onnx': {
        inputs: [
          { name: 'inputs_embeds', dims: ['batch', 'length', 4] },
          { name: 'encoder_hidden_states', dims: ['batch', 'read', 4] },
        ],
        outputs: [{ name: 'logits', dims: ['batch', 'length', words.length] }],
        constants: [
          {
            name: 'end',
            dims: [4, words.length],
            values: nextWord(100, (feature) => (feature === 3 ? 1 : undefined)),
          },
          {
            name: 'colour',
            dims: [4, words.length],
            values: nextWord(10, (feature) => (feature === 3 ? undefined : 4 + feature)),
          },
          { name: 'first', dims: [1], values: [0], type: 'int64' },
        ],
        nodes: [
          { op: 'Gather', inputs: ['encoder_hidden_states', 'first'], outputs: ['seen'], attributes: { axis: 1 } },
          { op: 'MatMul', inputs: ['seen', 'colour'], outputs: ['named'] },
          { op: 'MatMul', inputs: ['inputs_embeds', 'end'], outputs: ['ended'] },
          { op: 'Add', inputs: ['ended', 'named'], outputs: ['logits'] },
        ],
      },
    },
  )

/** A language model in which the next token depends on the last one alone: `next[last][token]` are probabilities. GPT-2's parts. */
export const tinyBigram = (folder: string, next: readonly (readonly number[])[]): Promise<string> =>
  write(
    folder,
    {
      'config.json': {
        model_type: 'gpt2',
        architectures: ['GPT2LMHeadModel'],
        n_layer: 1,
        n_head: 1,
        n_embd: 1,
        vocab_size: next.length,
      },
      'generation_config.json': { bos_token_id: 0, eos_token_id: 1 },
    },
    {
      'model.onnx': {
        inputs: [ids],
        outputs: [{ name: 'logits', dims: ['texts', 'length', next.length] }],
        constants: [
          {
            name: 'next',
            dims: [next.length, next.length],
            values: next.flatMap((row) => row.map((p) => Math.log(Math.max(p, 1e-12)))),
          },
        ],
        nodes: [{ op: 'Gather', inputs: ['next', 'input_ids'], outputs: ['logits'] }],
      },
    },
  )

import type { Command } from 'commander'
import { Option } from 'commander'

export interface VisionFlags {
  readonly backend: string
  readonly graphs?: string
  readonly noise?: string
  readonly models?: string
  readonly cassette?: string
  readonly cassetteMode: 'auto' | 'replay' | 'record'
}

/** The options of a command whose programs look at images. */
export const withVision = (command: Command): Command =>
  command
    .optionsGroup('Who looks at the images (names: faultline list backends):')
    .option('--backend <name>', 'pixels, scene-graph, model or transformers', 'pixels')
    .option('--graphs <file>', 'for scene-graph: GQA’s or CLEVR’s JSON')
    .option('--noise <rates>', 'for scene-graph: miss=0.1,find.falseFind=0.05')
    .option('--models <folders>', 'for transformers: detector=DIR,vqa=DIR,…')
    .option('--cassette <file>', 'keep its answers here, and give them again')
    .addOption(
      new Option('--cassette-mode <mode>', 'replay: what is not there is an error')
        .choices(['auto', 'replay', 'record'])
        .default('auto'),
    )

/** The options of a command that may ask a language model. */
export const withModel = (command: Command): Command =>
  command
    .optionsGroup('Language model:')
    .option('--model <spec>', 'openai:NAME, openrouter:, vllm:, llamacpp:, ollama:NAME or URL#NAME')
    .option('--model-cassette <file>', 'keep its replies here, and give them again')

export interface ModelFlags {
  readonly model?: string
  readonly modelCassette?: string
}

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
    .option('--backend <name>', 'who looks at the images: see faultline list backends', 'pixels')
    .option('--graphs <file>', 'scene graphs in GQA’s or CLEVR’s JSON form, for the backend scene-graph')
    .option('--noise <rates>', 'of scene-graph, seeded: miss=0.1,find.falseFind=0.05,wrongAttribute=0.1')
    .option('--models <folders>', 'of transformers: detector=DIR,vqa=DIR,matcher=DIR,depth=DIR')
    .option('--cassette <file>', 'keep what the backend answers in this file, and give it again from there')
    .addOption(
      new Option('--cassette-mode <mode>', 'replay: a question that is not in the file is an error')
        .choices(['auto', 'replay', 'record'])
        .default('auto'),
    )

/** The options of a command that may ask a language model. */
export const withModel = (command: Command): Command =>
  command
    .option('--model <spec>', 'openai:NAME, openrouter:NAME, vllm:NAME, llamacpp:NAME, ollama:NAME or URL#NAME')
    .option('--model-cassette <file>', 'keep the replies of the model in this file, and give them again from there')

export interface ModelFlags {
  readonly model?: string
  readonly modelCassette?: string
}

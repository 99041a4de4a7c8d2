import type { Benchmark } from './core/benchmark.ts'
import { EngineError } from './core/engine-error.ts'
import type { Injector } from './core/injection.ts'
import type { Model } from './core/model.ts'
import type { Critic, Means, Refiner, Strategy } from './core/roles.ts'
import type { Runtime } from './core/runtime.ts'
import type { Task } from './core/task.ts'
import type { Exporter, RowForm } from './export/exporter.ts'
import { describeVision } from './vision/describe-vision.ts'
import type { VisionBackend } from './vision/backend.ts'
import type { SceneGraphOptions } from './vision/scene-graph.ts'

/**
 * Every built-in part by name: the only file that knows all. Parts are loaded when they are asked for, so that naming
 * one costs nothing.
 */
export interface Entry<Part, Options> {
  readonly summary: string
  load(options: Options): Promise<Part>
}

/** Parts of one kind, by name. */
type Shelf<Part, Name extends string, Options = void> = Readonly<Record<Name, Entry<Part, Options>>>

export const critics: Shelf<Critic, 'checks' | 'spectrum' | 'static' | 'intent' | 'vdebugger' | 'vdebugger-json'> = {
  checks: {
    summary: 'what passed, failed or raised, and at which step',
    load: async () => (await import('./critic/checks.ts')).checksCritic(),
  },
  spectrum: {
    summary: 'coverage and values of passing against failing checks (Ochiai, slices, statistical debugging)',
    load: async () => (await import('./critic/spectrum.ts')).spectrumCritic(),
  },
  static: {
    summary: 'what can be known before running: unbound names, wrong arity, dead code',
    load: async () => (await import('./critic/static.ts')).staticCritic(),
  },
  intent: {
    summary: 'does a visual program ask what the question asks? Rules and imagined scenes; needs no model',
    load: async () => (await import('./critic/intent.ts')).intentCritic(),
  },
  vdebugger: {
    summary: "VDebugger's critic as published: a model trained for it reads the step trace (--model)",
    load: async () => (await import('./critic/vdebugger.ts')).vdebuggerCritic(),
  },
  'vdebugger-json': {
    summary: "VDebugger's judgement by any chat model: verdict, probability, places and evidence as JSON (--model)",
    load: async () => (await import('./critic/vdebugger-json.ts')).vdebuggerJsonCritic(),
  },
}

export interface RefinerOptions {
  /** Who judges the candidates of a refiner that chooses among them. */
  readonly critics: readonly Critic[]
  /** Programs that it gives at most, where it samples. */
  readonly candidates: number
}

export const refiners: Shelf<Refiner, 'mutate' | 'rewrite' | 'vdebugger' | 'prompted', RefinerOptions> = {
  mutate: {
    summary: 'typed edits at blamed places, run and ranked; needs no model',
    load: async () => (await import('./refiner/mutate.ts')).mutate(),
  },
  rewrite: {
    summary: 'typed edits of a visual program at blamed places, chosen by its critics; needs no model',
    load: async ({ critics: judges }) =>
      (await import('./refiner/rewrite.ts')).rewrite({
        critic: (await import('./critic/together.ts')).together(judges),
      }),
  },
  vdebugger: {
    summary: "VDebugger's refiner as published: a model trained for it (--model)",
    load: async ({ candidates }) => (await import('./refiner/vdebugger.ts')).vdebuggerRefiner({ candidates }),
  },
  prompted: {
    summary: 'any chat model, with what failed and what the critics say in the prompt (--model)',
    load: async () => (await import('./refiner/prompted.ts')).promptedRefiner({ interface: interfaceOf }),
  },
}

export interface StrategyOptions {
  /** Refinements (`repair`, `vdebug`) or programs (`best-of`). */
  readonly rounds: number
  /** Mends that are tried in each round of `vdebug`. Default 1. */
  readonly candidates?: number
}

export const strategies: Shelf<Strategy, 'single' | 'best-of' | 'repair' | 'vdebug', StrategyOptions> = {
  single: {
    summary: 'one program, as it is generated',
    load: async () => (await import('./strategy/single.ts')).single(),
  },
  'best-of': {
    summary: 'several programs, the one that passes the most checks',
    load: async ({ rounds }) => (await import('./strategy/best-of.ts')).bestOf({ n: rounds }),
  },
  repair: {
    summary: 'critics and refiner in turn until the checks pass or the rounds run out',
    load: async ({ rounds }) => (await import('./strategy/repair.ts')).repair({ rounds }),
  },
  vdebug: {
    summary: "VDebugger's loop: critics, refiner, critics again; a mend counts only if they believe it more",
    load: async (options) => (await import('./strategy/vdebug.ts')).vdebug(options),
  },
}

export interface BenchmarkOptions {
  /** The folder of the data. `shapes` needs none. */
  readonly data: string
  readonly samples?: string
  /** The strategy uses visible checks: show those that the benchmark allows. */
  readonly showChecks: boolean
  readonly visual: VisualBenchmarkOptions
}

/** What the visual benchmarks are given besides. */
export interface VisualBenchmarkOptions {
  /** `gold`, `injected` or a JSONL file. */
  readonly programs?: string
  readonly injector?: Injector
  readonly ask?: Means['ask']
  readonly seed: number
  /** Scenes of `shapes`. */
  readonly count: number
  readonly fallback: boolean
  readonly onWarning?: (warning: string) => void
}

const visualNames = [
  'nlvr',
  'shapes',
  'gqa',
  'tallyqa',
  'nlvrv2',
  'refcoco',
  'refcoco+',
  'refcocog',
  'covr',
  'rsvg',
] as const
type VisualName = (typeof visualNames)[number]

export const benchmarks: Shelf<Benchmark, 'quixbugs' | 'humaneval' | 'ldb' | 'tasks' | VisualName, BenchmarkOptions> = {
  quixbugs: {
    summary: '40 programs with a one-line fault; half of the tests are shown',
    load: async ({ data }) => (await import('./benchmark/quixbugs.ts')).quixbugs({ data }),
  },
  humaneval: {
    summary: '164 problems; canonical solutions, or a samples file in the published format',
    load: async ({ data, samples, showChecks }) =>
      (await import('./benchmark/humaneval.ts')).humaneval({
        data,
        showDoctests: showChecks,
        ...(samples !== undefined && { samples }),
      }),
  },
  ldb: {
    summary: "failing programs of a language model in LDB's format; given tests are shown",
    load: async ({ data }) => (await import('./benchmark/ldb.ts')).ldb({ data }),
  },
  tasks: {
    summary: 'tasks of your own, from a JSONL file',
    load: async ({ data }) => (await import('./benchmark/tasks.ts')).tasks({ data }),
  },
  nlvr: {
    summary: 'visual: is a sentence true of an image of coloured shapes? (NLVR v1); has gold programs',
    load: async ({ data, visual }) => {
      const { goldPrograms } = await import('./benchmark/nlvr/gold-programs.ts')
      return (await import('./benchmark/nlvr.ts')).nlvr({ data, ...visual, gold: goldPrograms })
    },
  },
  shapes: {
    summary: 'visual: scenes, sentences and gold programs that are made here, as many as wanted; needs no data',
    load: async ({ visual }) => (await import('./benchmark/shapes.ts')).shapes(visual),
  },
  gqa: {
    summary: 'visual: GQA testdev, balanced',
    load: async ({ data, visual }) => (await import('./benchmark/gqa.ts')).gqa({ data, ...visual }),
  },
  tallyqa: {
    summary: 'visual: TallyQA test, complex questions',
    load: async ({ data, visual }) => (await import('./benchmark/tallyqa.ts')).tallyqa({ data, ...visual }),
  },
  nlvrv2: {
    summary: 'visual: NLVRv2 test1, balanced; two images',
    load: async ({ data, visual }) => (await import('./benchmark/nlvrv2.ts')).nlvrv2({ data, ...visual }),
  },
  refcoco: {
    summary: 'visual: RefCOCO testA (unc); the answer is a box',
    load: async ({ data, visual }) => (await import('./benchmark/refcoco.ts')).refcoco({ data, ...visual }),
  },
  'refcoco+': {
    summary: 'visual: RefCOCO+ testA (unc)',
    load: async ({ data, visual }) =>
      (await import('./benchmark/refcoco.ts')).refcoco({ data, ...visual, set: 'refcoco+' }),
  },
  refcocog: {
    summary: 'visual: RefCOCOg test (umd)',
    load: async ({ data, visual }) =>
      (await import('./benchmark/refcoco.ts')).refcoco({ data, ...visual, set: 'refcocog' }),
  },
  covr: {
    summary: 'visual: COVR val, paraphrased; several images',
    load: async ({ data, visual }) => (await import('./benchmark/covr.ts')).covr({ data, ...visual }),
  },
  rsvg: {
    summary: 'visual: RSVG (DIOR-RSVG) test; the answer is a box',
    load: async ({ data, visual }) => (await import('./benchmark/rsvg.ts')).rsvg({ data, ...visual }),
  },
}

/** The benchmarks whose tasks are questions about images. */
export const visualBenchmarks: ReadonlySet<string> = new Set(visualNames)

export interface BackendOptions {
  /** Of `scene-graph`: the file of graphs, and how often it errs. */
  readonly graphs?: string
  readonly noise?: SceneGraphOptions['noise']
  readonly seed: number
  /** Of `model`. */
  readonly model?: Model
  /** Of `transformers`: folders of models by what they do. */
  readonly models?: Readonly<Record<string, string>>
}

export const backends: Shelf<VisionBackend, 'pixels' | 'scene-graph' | 'model' | 'transformers', BackendOptions> = {
  pixels: {
    summary: 'computer vision on flat-coloured scenes; embedded',
    load: async () => (await import('./vision/pixels.ts')).pixelsBackend(),
  },
  'scene-graph': {
    summary: 'answers from scene graphs of GQA or CLEVR, with seeded noise if wanted (--graphs)',
    load: async ({ graphs, noise, seed }) => {
      if (graphs === undefined)
        throw new EngineError('usage', 'the backend scene-graph needs --graphs: a JSON file in GQA’s or CLEVR’s form')
      const { readSceneGraphs } = await import('./vision/scene-graph/read-scene-graphs.ts')
      const { sceneGraphBackend } = await import('./vision/scene-graph.ts')
      return sceneGraphBackend({ graphs: await readSceneGraphs(graphs), seed, ...(noise && { noise }) })
    },
  },
  model: {
    summary: 'any vision-language model (--model)',
    load: async ({ model }) => {
      if (model === undefined) throw new EngineError('usage', 'the backend model asks a model: add --model')
      return (await import('./vision/model-backend.ts')).modelBackend({ model })
    },
  },
  transformers: {
    summary: 'local models of @huggingface/transformers (--models detector=DIR,vqa=DIR,matcher=DIR,depth=DIR)',
    load: async ({ models = {} }) => (await import('./vision/transformers-backend.ts')).transformersBackend({ models }),
  },
}

/** What a model is told of the interface that a task's programs call. */
export const interfaceOf = ({ visual }: Task): string => (visual === undefined ? '' : describeVision(visual.input))

export const injectors: Shelf<Injector, 'mutation' | 'mask-best' | 'greedy'> = {
  mutation: {
    summary: 'typed slips of visual programs, without a model',
    load: async () => (await import('./inject/mutation.ts')).mutationInjector(),
  },
  'mask-best': {
    summary: "VDebugger's: a part is masked, and a model that is forced off its best tokens fills it in (--model)",
    load: async () =>
      (await import('./inject/mask-best.ts')).maskBestInjector({ decode: 'mask-best', interface: interfaceOf }),
  },
  greedy: {
    summary: 'a part is masked, and a model fills it in as it thinks best (--model)',
    load: async () =>
      (await import('./inject/mask-best.ts')).maskBestInjector({ decode: 'greedy', interface: interfaceOf }),
  },
}

export interface ExporterOptions {
  readonly form: RowForm
}

export const exporters: Shelf<Exporter, 'vdebugger-critic' | 'vdebugger-refiner', ExporterOptions> = {
  'vdebugger-critic': {
    summary: "rows to train VDebugger's critic",
    load: async (options) => (await import('./export/vdebugger-critic.ts')).vdebuggerCriticRows(options),
  },
  'vdebugger-refiner': {
    summary: "rows to train VDebugger's refiner",
    load: async (options) => (await import('./export/vdebugger-refiner.ts')).vdebuggerRefinerRows(options),
  },
}

export interface RuntimeOptions {
  /** `strict` refuses to run where an isolation layer is missing. */
  readonly isolation: 'auto' | 'strict'
}

export const runtimes: Shelf<Runtime, 'native' | 'pyodide', RuntimeOptions> = {
  native: {
    summary: 'a real CPython in a sandbox of namespaces, seccomp and limits (Linux)',
    load: async ({ isolation }) => (await import('./runtime/python/native/native.ts')).nativePython({ isolation }),
  },
  pyodide: {
    summary: 'CPython in WebAssembly, sealed; embedded, nothing to install',
    load: async () => (await import('./runtime/python/pyodide/pyodide.ts')).pyodidePython(),
  },
}

/** The entry of that name; `EngineError` (usage) that says which names there are. */
export function entryOf<Part, Options>(
  shelf: Shelf<Part, string, Options>,
  kind: string,
  name: string,
): Entry<Part, Options> {
  const entry = Object.hasOwn(shelf, name) ? shelf[name] : undefined
  if (entry === undefined)
    throw new EngineError(
      'usage',
      `there is no ${kind} ${JSON.stringify(name)}; there are ${Object.keys(shelf).join(', ')}`,
    )
  return entry
}

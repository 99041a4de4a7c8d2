import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { EngineError } from '../../core/engine-error.ts'
import { fileReason } from '../../core/file-reason.ts'
import type { Task } from '../../core/task.ts'
import { reportVisual } from '../../report/visual-report.ts'
import type { VisualReport } from '../../report/visual-report.ts'
import type { Run } from '../../record/run.ts'
import { openStore } from '../../store/open-store.ts'
import type { ExitCode } from '../exit-code.ts'
import { exitCodes } from '../exit-code.ts'
import { checkWritable, unwritable } from '../input/check-writable.ts'
import { imagesAndQuestion } from '../input/images-and-question.ts'
import { readSource } from '../input/read-source.ts'
import { visualQuestion } from '../input/visual-question.ts'
import type { Engine, SearchFlags } from '../open-engine.ts'
import { openEngine, visualParts } from '../open-engine.ts'
import { colorsFor } from '../output/colors.ts'
import { visualPage } from '../output/visual-page.ts'
import { visualText } from '../output/visual-text.ts'
import { solveShown } from '../solve-shown.ts'
import { tracesOf } from './visual-traces.ts'

export interface DebugImageOptions extends SearchFlags {
  readonly program?: string
  readonly save?: string
  readonly json?: true
}

/** `faultline debug scene.png "Is there a tower?" --program tower.py`: exit code 0 when its critics have nothing against the program in the end. */
export async function debugImage(
  files: readonly string[],
  options: DebugImageOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { images, question } = imagesAndQuestion(files)
  const task = await readTask(question, images, options)
  if (options.save !== undefined) await checkWritable(options.save)
  const engine = await openEngine(options, visualParts)
  try {
    const { id, run } = await solveShown(task, engine, { options, signal })
    return await tell(run, { id, options, engine })
  } finally {
    await engine.close()
  }
}

async function readTask(
  question: string,
  images: readonly string[],
  { program, model }: DebugImageOptions,
): Promise<Task> {
  if (program === undefined && model === undefined)
    throw new EngineError('usage', 'which program answers it? Give --program FILE, or --model to have one written')
  const source = program === undefined ? undefined : await readSource(program)
  const visual = visualQuestion({ question, images, ...(source !== undefined && { source }) })
  return {
    id: basename(program ?? images[0] ?? 'question').replace(/\.\w+$/, ''),
    prompt: `# ${visual.query}\n${visual.header}\n`,
    language: 'python',
    module: 'program',
    entry: 'execute_command',
    checks: [],
    visual,
    ...(source !== undefined && { seed: source }),
  }
}

interface Telling {
  readonly id: string
  readonly options: DebugImageOptions
  readonly engine: Engine
}

async function tell(run: Run, { id, options, engine }: Telling): Promise<ExitCode> {
  const [task] = run.tasks
  if (task?.visual === undefined) throw new EngineError('engine', 'the run recorded no task')
  if (task.failure !== undefined && task.attempts.length === 0)
    throw new EngineError(boundaryOf(task.failure.boundary), task.failure.message)
  const report = reportVisual({ ...task, visual: task.visual })
  const traces = await tracesOf(task, (artifact) => openStore(options.runs).artifact(id, artifact))
  if (options.save !== undefined) await savePage(options.save, await visualPage(report, task, traces))
  if (options.json) process.stdout.write(`${JSON.stringify({ ...report, run: id }, null, 2)}\n`)
  else {
    const facts = {
      path: options.program ?? 'the program',
      ...(engine.vision && { backend: engine.vision.backend.name }),
      run: id,
      traces,
    }
    process.stdout.write(visualText(report, facts, colorsFor(process.stdout, process.env)))
    if (options.save !== undefined) process.stdout.write(`Report: ${options.save}\n`)
  }
  return codes[report.verdict]
}

const boundaryOf = (boundary: string): EngineError['boundary'] =>
  boundary === 'usage' ? 'usage' : boundary === 'toolset' ? 'toolset' : boundary === 'model' ? 'model' : 'engine'

const codes: Readonly<Record<VisualReport['verdict'], ExitCode>> = {
  passed: exitCodes.ok,
  mended: exitCodes.ok,
  improved: exitCodes.failed,
  'not mended': exitCodes.failed,
  failed: exitCodes.engine,
}

async function savePage(path: string, html: string): Promise<void> {
  try {
    await writeFile(path, html)
  } catch (error) {
    throw unwritable(path, fileReason(error), error)
  }
}

import type { Benchmark, Execute, Grade } from '../../src/core/benchmark.ts'
import { program } from '../../src/core/program.ts'
import type { Runtime } from '../../src/core/runtime.ts'
import type { Task } from '../../src/core/task.ts'
import { imageShelf } from '../../src/vision/image-shelf.ts'
import { pixelsBackend } from '../../src/vision/pixels.ts'
import { openVisionToolset } from '../../src/vision/vision-toolset.ts'
import { withVisionCache } from '../../src/vision/vision-cache.ts'

/** The tasks of a benchmark whose seed is not right through `pixels`, of so many. */
export interface GradedSeeds {
  readonly graded: number
  readonly wrong: readonly { readonly task: Task; readonly grade: Grade }[]
}

/** Runs the seed of each task that is wanted on the task's own images, and grades it. */
export async function gradeSeeds(
  benchmark: Benchmark,
  runtime: Runtime,
  wanted: (task: Task) => boolean = () => true,
): Promise<GradedSeeds> {
  const backend = withVisionCache(pixelsBackend())
  const shelf = imageShelf()
  const execute: Execute = async (submitted, request, task) => {
    if (task?.visual === undefined) throw new Error('the task has no images')
    const tools = await openVisionToolset({ task: task.visual, backend, shelf })
    return runtime.execute(submitted, { ...request, tools })
  }
  const grades: Promise<{ task: Task; grade: Grade }>[] = []
  for await (const task of benchmark.tasks(execute))
    if (wanted(task))
      grades.push(benchmark.grade(task, program(task.seed ?? ''), execute).then((grade) => ({ task, grade })))
  const graded = await Promise.all(grades)
  await backend.close()
  return { graded: graded.length, wrong: graded.filter(({ grade }) => grade.verdict !== 'pass') }
}

import { REFINER_INSTRUCTION } from '../trace/vdebugger-prompt.ts'
import type { Exporter, RowForm } from './exporter.ts'
import { gradedPrograms, promptOf, rowOf } from './vdebugger-rows.ts'

/** Rows to train VDebugger's refiner: a wrong program with its fault masked, what it did, and the right program (VDebugger §4). */
export const vdebuggerRefinerRows = ({ form = 'published' }: { readonly form?: RowForm } = {}): Exporter => ({
  name: 'vdebugger-refiner',
  async *rows(source) {
    for (const graded of gradedPrograms(source)) {
      const { right, masked } = graded
      if (right === undefined || masked === undefined) continue
      const prompt = await promptOf(graded, source, masked.trimEnd())
      if (prompt !== undefined)
        yield rowOf(form, { prompt, inst: REFINER_INSTRUCTION, completion: `\n${right.trimEnd()}` })
    }
  },
})

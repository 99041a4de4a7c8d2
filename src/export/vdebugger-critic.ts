import { CRITIC_INSTRUCTION } from '../trace/vdebugger-prompt.ts'
import type { Exporter, RowForm } from './exporter.ts'
import { gradedPrograms, promptOf, rowOf } from './vdebugger-rows.ts'

/**
 * Rows to train VDebugger's critic: a right program is ` right`, a wrong one ` wrong` and the program with its fault masked.
 * That form of the second is inferred from the published code, which does not state it (VDebugger §3).
 */
export const vdebuggerCriticRows = ({ form = 'published' }: { readonly form?: RowForm } = {}): Exporter => ({
  name: 'vdebugger-critic',
  async *rows(source) {
    for (const graded of gradedPrograms(source)) {
      const { verdict, masked, attempt } = graded
      const completion = verdict === 'pass' ? ' right' : masked && ` wrong\n${masked.trimEnd()}`
      const prompt = completion && (await promptOf(graded, source, attempt.program.source.trimEnd()))
      if (prompt && completion) yield rowOf(form, { prompt, inst: CRITIC_INSTRUCTION, completion })
    }
  },
})

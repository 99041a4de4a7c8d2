import type { Generator } from '../core/roles.ts'

/** Programs that were written before: the given samples of the task by its id, else the program that it gives to mend. */
export const replayed = ({
  samples,
}: { readonly samples?: ReadonlyMap<string, readonly string[]> } = {}): Generator => ({
  name: 'replayed',
  async *generate({ id, seed }) {
    const sources = samples?.get(id) ?? (seed === undefined ? [] : [seed])
    for (const source of sources) yield { source }
  },
})

import type { Strategy } from '../core/roles.ts'

/** The generator's first program, as it is. */
export const single = (): Strategy => ({
  name: 'single',
  solve: (_task, { generate }) => generate(),
})

import type { Named, Value } from './value.ts'

/** The arguments of a call. */
export interface Given {
  readonly args: readonly Value[]
  readonly named: Named
}

/** The argument at a position or under a name. */
export const argument = ({ args, named }: Given, at: number, name: string): Value | undefined =>
  args[at] ?? named.get(name)

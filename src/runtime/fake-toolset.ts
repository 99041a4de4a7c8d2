import type { Json } from '../core/json.ts'
import type { ToolRequest, Toolset } from '../core/toolset.ts'

export interface FakeToolset extends Toolset {
  /** All that was asked, by all executions. */
  readonly asked: readonly ToolRequest[]
}

export interface FakeToolsetOptions {
  /** Default: gives back the arguments; things for `find`. */
  readonly answer?: (request: ToolRequest, signal: AbortSignal | undefined) => Json | Promise<Json>
  /** Python that the prelude ends with. */
  readonly prelude?: string
  /** Default: `done(main())`. */
  readonly entry?: string
}

const PRELUDE = `
import itertools

_numbers = itertools.count()


class Thing:
    """Something with a name and a place, which the host finds others in."""

    def __init__(self, name, place=0):
        if place < 0:
            raise ValueError(f'no thing is at {place}')
        self._id = next(_numbers)
        self._hidden = [self]
        self.name, self.place = name, place

    def find(self, name):
        return [Thing(name, place) for place in call_tool('find', {'in': self.name, 'name': name})]

    def is_at(self, place):
        return call_tool('is at', [self.name, self.place, place]) is True

    def twice(self, value):
        return [call_tool('first', value), call_tool('second', value)]


show_as(Thing, ('name', 'place'))


def ask(op, args=None):
    return call_tool(op, args)


def done(value):
    return value
`

/**
 * A toolset whose programs find `Thing`, `ask(op, args)` and `done`, and define `main`. `find` of a name finds as many
 * things as it has letters; `is at` is true where the second argument equals the third; all else is given back.
 */
export const fakeToolset = ({ answer = answerOf, prelude = '', entry = 'done(main())' }: FakeToolsetOptions = {}) => {
  const asked: ToolRequest[] = []
  const toolset: FakeToolset = {
    name: 'fake',
    identity: 'fake 1',
    describe: () => 'ask(op, args) gives back args',
    prelude: () => PRELUDE + prelude,
    entry,
    asked,
    async call(request, signal) {
      asked.push(request)
      return { answer: await answer(request, signal), details: { count: asked.length } }
    },
  }
  return toolset
}

const answerOf = ({ op, args }: ToolRequest): Json => {
  if (op === 'find') return [...(args as { readonly name: string }).name].map((_, place) => place)
  if (op !== 'is at') return args
  const [, place, wanted] = args as readonly Json[]
  return place === wanted
}

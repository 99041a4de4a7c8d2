import { describe, expect, it } from 'vitest'
import { doctestChecks } from './doctest-checks.ts'

describe('doctests as checks', () => {
  it('reads prompts, continuation lines and output up to a blank line', () => {
    const source = 'def f(x):\n    """Adds.\n\n    >>> f(\n    ...     1)\n    2\n\n    >>> f(2)\n    3\n    """\n'
    expect(doctestChecks(source)).toEqual([
      { kind: 'doctest', id: 'doctest line 4', source: 'f(\n    1)', want: '2' },
      { kind: 'doctest', id: 'doctest line 8', source: 'f(2)', want: '3' },
    ])
  })

  it('runs examples without output before those that follow in the same docstring only', () => {
    const source = '"""\n>>> x = 1\n>>> f(x)\n2\n"""\n\n"""\n>>> f(3)\n4\n"""\n'
    expect(doctestChecks(source).map(({ source: code }) => code)).toEqual(['x = 1\nf(x)', 'f(3)'])
  })
})

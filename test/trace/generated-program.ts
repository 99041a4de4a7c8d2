import fc from 'fast-check'

/** Small Python programs that end: they compute, branch, loop, raise, catch, call each other and print what they have. */
export const generatedProgram = (): fc.Arbitrary<string> =>
  fc
    .tuple(block(2, false), block(3, true), fc.array(fc.integer({ min: -3, max: 9 }), { minLength: 2, maxLength: 4 }))
    .map(([inner, outer, numbers]) =>
      [
        'def g(a, b, xs):',
        ...indented(['c, d = b, {}', ...inner, 'return a + len(xs)']),
        'def f(a, b, xs):',
        ...indented(['c, d = 0, {a: b}', ...outer, 'return [a, b, c, xs, d]']),
        `for n in ${JSON.stringify(numbers)}:`,
        ...indented(['try:', '    print(f(n, 2, [n, 1]))', 'except Exception as error:', '    print(repr(error))']),
        '',
      ].join('\n'),
    )

const indented = (lines: readonly string[]): string[] => lines.map((line) => `    ${line}`)

const name = fc.constantFrom('a', 'b', 'c')

const number: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => {
  const value = tie('value')
  const pair = fc.tuple(value, value)
  return {
    value: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      fc.oneof(
        name,
        fc.integer({ min: -2, max: 7 }).map((each) => `(${each})`),
      ),
      fc
        .tuple(value, fc.constantFrom('+', '-', '*', '//', '%', '&'), value)
        .map(([left, sign, right]) => `(${left} ${sign} ${right})`),
      pair.map(([left, right]) => `(${left} if ${left} < ${right} else ${right})`),
      pair.map(([left, right]) => `(${left} and ${right})`),
      pair.map(([left, right]) => `max(${left}, ${right})`),
      value.map((each) => `xs[${each}]`),
      value.map((each) => `sum(i * ${each} for i in range(3) if i != 1)`),
      value.map((each) => `len([i for i in xs if i > ${each}])`),
      value.map((each) => `(lambda z: z + ${each})(1)`),
      value.map((each) => `d.get(${each}, 0)`),
    ),
  }
}).value

const condition = fc.oneof(
  fc
    .tuple(number, fc.constantFrom('<', '==', '!=', '>='), number)
    .map(([left, sign, right]) => `${left} ${sign} ${right}`),
  fc.tuple(number, number).map(([left, right]) => `0 <= ${left} < ${right}`),
  fc.tuple(number, number).map(([left, right]) => `${left} or not ${right}`),
  number.map((each) => `${each} in xs`),
)

const simple = (mayCall: boolean): fc.Arbitrary<string[]> =>
  fc
    .oneof(
      fc.tuple(name, number).map(([to, value]) => `${to} = ${value} % 1009`),
      fc.tuple(name, fc.constantFrom('+=', '-=', '%='), number).map((parts) => parts.join(' ')),
      fc.tuple(name, name).map(([left, right]) => `${left}, ${right} = ${right}, ${left}`),
      number.map((each) => `xs.append(${each} % 5)`),
      fc.tuple(number, number).map(([at, value]) => `xs[${at}] = ${value}`),
      fc.tuple(number, number).map(([key, value]) => `d[${key}] = ${value}`),
      number.map((each) => `xs = xs[:${each}] + [1]`),
      number.map((each) => `print(f'{${each}} of {len(xs)}')`),
      number.map((each) => `assert ${each} < 40, 'too much'`),
      number.map((each) => `return ${each}`),
      ...(mayCall ? [fc.tuple(name, number).map(([to, each]) => `${to} = g(${each}, a, xs)`)] : []),
    )
    .map((line) => [line])

const block = (depth: number, mayCall: boolean): fc.Arbitrary<string[]> =>
  fc.array(statement(depth, mayCall), { minLength: 1, maxLength: 4 }).map((parts) => parts.flat())

const statement = (depth: number, mayCall: boolean): fc.Arbitrary<string[]> => {
  if (depth === 0) return simple(mayCall)
  const body = block(depth - 1, mayCall)
  return fc.oneof(
    { weight: 3, arbitrary: simple(mayCall) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(condition, body, body)
        .map(([test, then, other]) => [`if ${test}:`, ...indented(then), 'else:', ...indented(other)]),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(number, body)
        .map(([turns, then]) => [`for i in range(${turns} % 4):`, ...indented(then), 'else:', '    c += 1']),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(condition, body)
        .map(([test, then]) => [
          `turn${depth} = 0`,
          `while turn${depth} < 3 and (${test}):`,
          ...indented([`turn${depth} += 1`, ...then, `if turn${depth} == 2: continue`]),
        ]),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(body, body, body)
        .map(([tried, caught, last]) => [
          'try:',
          ...indented(tried),
          'except (IndexError, ZeroDivisionError, TypeError) as error:',
          ...indented(['print(type(error).__name__)', ...caught]),
          'finally:',
          ...indented(last.map((line) => line.replace(/^(\s*)return /, '$1c = '))),
        ]),
    },
  )
}

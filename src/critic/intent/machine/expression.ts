import { unwrapped } from '../../../syntax/expression.ts'
import { parametersOf } from '../../../syntax/statement.ts'
import { child, childrenIn, parts } from '../../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../../syntax/syntax-node.ts'
import { attributeOf, callMethod } from './methods.ts'
import type { Frame, Machine, Run } from './machine.ts'
import { assign, lookUp, tick } from './machine.ts'
import { arithmetic, compare, item, slice } from './operators.ts'
import { compileString, integerOf } from './literal.ts'
import type { Named, PyFunction, Value } from './value.ts'
import { collected, PyDict, PyError, PyIterator, PySet, Unread, iterate, noNames, truthy, typeName } from './value.ts'

/** Expressions as closures: compiled once, run over many imagined worlds. */
export const compileExpression = (node: SyntaxNode, machine: Machine): Run => {
  const base = compileOne(node, machine)
  return (frame) => {
    const { swap } = machine
    return swap !== undefined && swap.node === node ? swap.run(frame) : base(frame)
  }
}

/** The expression itself, where the one above would come back to a what-if of the same place. */
export const compileOne = (node: SyntaxNode, machine: Machine): Run => {
  const compiler = compilers[node.kind]
  if (compiler === undefined) throw new Unread(node.kind)
  return compiler(node, machine)
}

type Compiler = (node: SyntaxNode, machine: Machine) => Run

const constant =
  (value: Value): Run =>
  () =>
    value

const compilers: Readonly<Record<string, Compiler>> = {
  identifier:
    ({ text }) =>
    (frame) =>
      lookUp(frame, text),
  integer: ({ text }) => constant(integerOf(text)),
  float: ({ text }) => constant(integerOf(text)),
  true: () => constant(true),
  false: () => constant(false),
  none: () => constant(null),
  string: (node, machine) => compileString(node, (inner) => compileExpression(inner, machine)),
  concatenated_string: (node, machine) => {
    const all = parts(node).map((each) => compileExpression(each, machine))
    return (frame) => all.map((each) => each(frame)).join('')
  },
  parenthesized_expression: (node, machine) => compileExpression(unwrapped(node), machine),
  list: (node, machine) => sequence(node, machine),
  tuple: (node, machine) => sequence(node, machine),
  expression_list: (node, machine) => sequence(node, machine),
  set: (node, machine) => {
    const all = sequence(node, machine)
    return (frame) => new PySet(iterate(all(frame)))
  },
  dictionary: (node, machine) => dictionary(node, machine),
  attribute: (node, machine) => {
    const object = compileExpression(child(node, 'object')!, machine)
    const name = child(node, 'attribute')!.text
    return (frame) => attributeOf(object(frame), name, machine)
  },
  subscript: (node, machine) => subscript(node, machine),
  call: (node, machine) => call(node, machine),
  lambda: (node, machine) => {
    const body = compileExpression(child(node, 'body')!, machine)
    return functionOver(node, machine, (frame) => body(frame))
  },
  list_comprehension: (node, machine) => {
    const each = comprehension(node, machine)
    return (frame) => collected(each(frame))
  },
  set_comprehension: (node, machine) => {
    const each = comprehension(node, machine)
    return (frame) => new PySet(each(frame))
  },
  generator_expression: (node, machine) => {
    const each = comprehension(node, machine)
    return (frame) => new PyIterator(each(frame))
  },
  dictionary_comprehension: (node, machine) => {
    const each = comprehension(node, machine)
    return (frame) => {
      const made = new PyDict()
      for (const pair of each(frame)) made.set(item(pair, 0), item(pair, 1))
      return made
    }
  },
  pair: (node, machine) => {
    const key = compileExpression(child(node, 'key')!, machine)
    const value = compileExpression(child(node, 'value')!, machine)
    return (frame) => [key(frame), value(frame)]
  },
  binary_operator: (node, machine) => {
    const left = compileExpression(child(node, 'left')!, machine)
    const right = compileExpression(child(node, 'right')!, machine)
    const operator = child(node, 'operator')!.text
    return (frame) => arithmetic(operator, left(frame), right(frame))
  },
  unary_operator: (node, machine) => {
    const argument = compileExpression(child(node, 'argument')!, machine)
    const sign = child(node, 'operator')!.text === '-' ? -1 : 1
    return (frame) => {
      const value = argument(frame)
      if (typeof value !== 'number' && typeof value !== 'boolean')
        throw new PyError('TypeError', `bad operand type for unary -: '${typeName(value)}'`)
      return sign * Number(value)
    }
  },
  not_operator: (node, machine) => {
    const argument = compileExpression(child(node, 'argument')!, machine)
    return (frame) => !truthy(argument(frame))
  },
  boolean_operator: (node, machine) => {
    const left = compileExpression(child(node, 'left')!, machine)
    const right = compileExpression(child(node, 'right')!, machine)
    const and = child(node, 'operator')!.text === 'and'
    return (frame) => {
      const value = left(frame)
      return truthy(value) === and ? right(frame) : value
    }
  },
  comparison_operator: (node, machine) => compileComparison(node, machine),
  conditional_expression: (node, machine) => {
    const [then, condition, otherwise] = parts(node).map((each) => compileExpression(each, machine))
    return (frame) => (truthy(condition!(frame)) ? then!(frame) : otherwise!(frame))
  },
  named_expression: (node, machine) => {
    const value = compileExpression(child(node, 'value')!, machine)
    const name = child(node, 'name')!.text
    return (frame) => {
      const got = value(frame)
      frame.names.set(name, got)
      return got
    }
  },
}

/** A comparison, with other operators than its own where given. */
export const compileComparison = (node: SyntaxNode, machine: Machine, other?: readonly string[]): Run => {
  const operands = parts(node).map((each) => compileExpression(each, machine))
  const operators = other ?? childrenIn(node, 'operators').map(({ text }) => text.replace(/\s+/g, ' '))
  return (frame) => {
    let left = operands[0]!(frame)
    for (const [index, operator] of operators.entries()) {
      const right = operands[index + 1]!(frame)
      if (!compare(operator, left, right)) return false
      left = right
    }
    return true
  }
}

const sequence = (node: SyntaxNode, machine: Machine): Run => {
  const all = parts(node).map((each) => ({
    splat: each.kind === 'list_splat',
    run: compileExpression(each.kind === 'list_splat' ? parts(each)[0]! : each, machine),
  }))
  return (frame) => all.flatMap(({ splat, run }) => (splat ? [...iterate(run(frame))] : [run(frame)]))
}

const dictionary = (node: SyntaxNode, machine: Machine): Run => {
  const pairs = parts(node).map((each) => compileExpression(each, machine))
  return (frame) => {
    const made = new PyDict()
    for (const pair of pairs) {
      const value = pair(frame)
      made.set(item(value, 0), item(value, 1))
    }
    return made
  }
}

const subscript = (node: SyntaxNode, machine: Machine): Run => {
  const value = compileExpression(child(node, 'value')!, machine)
  const at = childrenIn(node, 'subscript')
  if (at[0]?.kind === 'slice') {
    const bounds = sliceBounds(at[0]).map((each) => each && compileExpression(each, machine))
    return (frame) =>
      slice(value(frame), bounds[0]?.(frame) ?? null, bounds[1]?.(frame) ?? null, bounds[2]?.(frame) ?? null)
  }
  const indexes = at.map((each) => compileExpression(each, machine))
  return (frame) => item(value(frame), indexes.length === 1 ? indexes[0]!(frame) : indexes.map((each) => each(frame)))
}

const sliceBounds = (node: SyntaxNode): readonly (SyntaxNode | undefined)[] => {
  const bounds: (SyntaxNode | undefined)[] = [undefined]
  for (const each of node.children) {
    if (each.kind === ':') bounds.push(undefined)
    else bounds[bounds.length - 1] = each
  }
  return bounds
}

const call = (node: SyntaxNode, machine: Machine): Run => {
  const list = child(node, 'arguments')!
  const given = list.kind === 'generator_expression' ? [list] : parts(list)
  const positional = given.filter(({ kind }) => kind !== 'keyword_argument')
  const args = positional.map((each) => ({
    splat: each.kind === 'list_splat',
    run: compileExpression(each.kind === 'list_splat' ? parts(each)[0]! : each, machine),
  }))
  const named = given
    .filter(({ kind }) => kind === 'keyword_argument')
    .map((each) => ({ name: child(each, 'name')!.text, run: compileExpression(child(each, 'value')!, machine) }))
  const plain = args.every(({ splat }) => !splat)
  const values = (frame: Frame): readonly Value[] =>
    plain
      ? args.map(({ run }) => run(frame))
      : args.flatMap(({ splat, run }) => (splat ? [...iterate(run(frame))] : [run(frame)]))
  const names = (frame: Frame): Named =>
    named.length === 0 ? noNames : new Map(named.map(({ name, run }) => [name, run(frame)]))
  const called = child(node, 'function')!
  if (called.kind === 'attribute') {
    const object = compileExpression(child(called, 'object')!, machine)
    const name = child(called, 'attribute')!.text
    return (frame) => {
      tick(machine)
      return callMethod(object(frame), name, { args: values(frame), named: names(frame) }, machine)
    }
  }
  const target = compileExpression(called, machine)
  return (frame) => {
    tick(machine)
    const callee = target(frame)
    if (typeof callee !== 'function') throw new PyError('TypeError', `'${typeName(callee)}' object is not callable`)
    return callee(values(frame), names(frame))
  }
}

/** Makes the functions of a definition or lambda; `body` runs in the frame of one call. */
export const functionOver = (node: SyntaxNode, machine: Machine, body: Run): Run => {
  const parameters = parametersOf(node).map(({ name, star, marker, value }) => ({
    name,
    star,
    marker,
    value: value && compileExpression(value, machine),
  }))
  return (outer) => {
    const defaults = parameters.map(({ value }) => value?.(outer))
    const made: PyFunction = (args, named) => {
      tick(machine)
      const names = new Map<string, Value>()
      let next = 0
      for (const [index, { name, star, marker }] of parameters.entries()) {
        if (marker) continue
        if (star === '*') names.set(name, args.slice(next, (next = args.length)))
        else if (star === '**') throw new Unread('**')
        else {
          const value = next < args.length ? args[next++] : (named.get(name) ?? defaults[index])
          if (value === undefined) throw new PyError('TypeError', `missing a required argument: '${name}'`)
          names.set(name, value)
        }
      }
      if (next < args.length) throw new PyError('TypeError', 'too many positional arguments')
      return body({ names, up: outer })
    }
    return made
  }
}

/** The elements of a comprehension, lazily. */
const comprehension = (node: SyntaxNode, machine: Machine): ((frame: Frame) => Generator<Value>) => {
  const element = compileExpression(child(node, 'body')!, machine)
  const clauses = parts(node).filter(({ kind }) => kind === 'for_in_clause' || kind === 'if_clause')
  const steps = clauses.map((clause) =>
    clause.kind === 'if_clause'
      ? { keep: compileExpression(parts(clause)[0]!, machine), over: undefined, bind: undefined }
      : {
          keep: undefined,
          over: compileExpression(child(clause, 'right')!, machine),
          bind: binder(child(clause, 'left')!),
        },
  )
  function* from(index: number, frame: Frame): Generator<Value> {
    const step = steps[index]
    if (step === undefined) yield element(frame)
    else if (step.keep !== undefined) {
      if (truthy(step.keep(frame))) yield* from(index + 1, frame)
    } else {
      for (const each of iterate(step.over(frame))) {
        tick(machine)
        step.bind(frame, each)
        yield* from(index + 1, frame)
      }
    }
  }
  return (frame) => from(0, { names: new Map(), up: frame })
}

/** Binds a target (a name, or a pattern of names) to a value. */
export const binder = (target: SyntaxNode): ((frame: Frame, value: Value) => void) => {
  if (target.kind === 'identifier') return (frame, value) => assign(frame, target.text, value)
  if (!/^(pattern_list|tuple_pattern|list_pattern|tuple|expression_list)$/.test(target.kind))
    throw new Unread(target.kind)
  const inner = parts(target).map(binder)
  return (frame, value) => {
    const values = [...iterate(value)]
    if (values.length !== inner.length)
      throw new PyError('ValueError', `cannot unpack ${values.length} values into ${inner.length} names`)
    for (const [index, bind] of inner.entries()) bind(frame, values[index]!)
  }
}

import { statementsIn } from '../../../syntax/statement.ts'
import { child, childrenIn, parts } from '../../../syntax/syntax-node.ts'
import type { SyntaxNode } from '../../../syntax/syntax-node.ts'
import { binder, compileExpression, functionOver } from './expression.ts'
import type { Frame, Machine } from './machine.ts'
import { lookUp, tick } from './machine.ts'
import { arithmetic, item } from './operators.ts'
import type { Value } from './value.ts'
import { collected, PyDict, PyError, Unread, isList, iterate, textOf, truthy } from './value.ts'

/** How a statement ended: `undefined` goes on. */
export type Ending = undefined | 'break' | 'continue' | { readonly returned: Value }
export type Act = (frame: Frame) => Ending

export const compileBlock = (block: SyntaxNode, machine: Machine): Act => {
  const all = statementsIn(block).map((each) => compileStatement(each, machine))
  return (frame) => {
    for (const act of all) {
      const ending = act(frame)
      if (ending !== undefined) return ending
    }
    return undefined
  }
}

const compileStatement = (node: SyntaxNode, machine: Machine): Act => {
  const act = (statements[node.kind] ?? unknown)(node, machine)
  return (frame) => {
    tick(machine)
    const { swap } = machine
    if (swap === undefined) machine.seen.add(node)
    machine.at = node
    if (swap !== undefined && swap.node === node && !truthy(swap.run(frame))) return undefined
    return act(frame)
  }
}

const unknown = (node: SyntaxNode): never => {
  throw new Unread(node.kind)
}

const nothing = (): Act => () => undefined

const statements: Readonly<Record<string, (node: SyntaxNode, machine: Machine) => Act>> = {
  pass_statement: nothing,
  global_statement: (node) => outerNames(node),
  nonlocal_statement: (node) => outerNames(node),
  break_statement: () => () => 'break',
  continue_statement: () => () => 'continue',
  import_statement: () => nothing(),
  import_from_statement: (node) => imports(node),
  expression_statement: (node, machine) => expressionStatement(parts(node)[0]!, machine),
  return_statement: (node, machine) => {
    const value = parts(node)[0]
    const run = value && compileExpression(value, machine)
    return (frame) => ({ returned: run === undefined ? null : run(frame) })
  },
  raise_statement: (node) => () => {
    throw new PyError('Exception', node.text)
  },
  assert_statement: (node, machine) => {
    const test = compileExpression(parts(node)[0]!, machine)
    return (frame) => {
      if (!truthy(test(frame))) throw new PyError('AssertionError', node.text)
      return undefined
    }
  },
  if_statement: (node, machine) => ifStatement(node, machine),
  for_statement: (node, machine) => forStatement(node, machine),
  while_statement: (node, machine) => whileStatement(node, machine),
  try_statement: (node, machine) => tryStatement(node, machine),
  function_definition: (node, machine) => {
    const body = compileBlock(child(node, 'body')!, machine)
    const make = functionOver(node, machine, (frame) => {
      const ending = body(frame)
      return typeof ending === 'object' ? ending.returned : null
    })
    const name = child(node, 'name')!.text
    return (frame) => void frame.names.set(name, make(frame))
  },
}

const outerNames = (node: SyntaxNode): Act => {
  const names = parts(node).map(({ text }) => text)
  return (frame) => {
    frame.outer = new Set([...(frame.outer ?? []), ...names])
    return undefined
  }
}

const imports = (node: SyntaxNode): Act => {
  const module = child(node, 'module_name')!.text
  const names = childrenIn(node, 'name').map((each) =>
    each.kind === 'aliased_import' ? [child(each, 'name')!.text, child(each, 'alias')!.text] : [each.text, each.text],
  )
  return (frame) => {
    const from = module === 'typing' ? new PyDict(() => null) : lookUp(frame, module)
    for (const [name, alias] of names) frame.names.set(alias!, item(from, name!))
    return undefined
  }
}

const expressionStatement = (inner: SyntaxNode, machine: Machine): Act => {
  if (inner.kind === 'assignment') {
    const right = child(inner, 'right')
    if (right === undefined) return () => undefined
    const assign = assigner(child(inner, 'left')!, machine)
    const again = right.kind === 'assignment' ? expressionStatement(right, machine) : undefined
    let value = right
    while (value.kind === 'assignment') value = child(value, 'right')!
    const run = compileExpression(value, machine)
    return (frame) => {
      again?.(frame)
      assign(frame, run(frame))
      return undefined
    }
  }
  if (inner.kind === 'augmented_assignment') {
    const target = child(inner, 'left')!
    const read = compileExpression(target, machine)
    const run = compileExpression(child(inner, 'right')!, machine)
    const assign = assigner(target, machine)
    const operator = child(inner, 'operator')!.text.slice(0, -1)
    return (frame) => {
      const old = read(frame)
      const more = run(frame)
      if (isList(old) && operator === '+')
        (old as Value[]).splice(old.length, 0, ...collected([...old, ...iterate(more)]).slice(old.length))
      else assign(frame, arithmetic(operator, old, more))
      return undefined
    }
  }
  const run = compileExpression(inner, machine)
  return (frame) => void run(frame)
}

const assigner = (target: SyntaxNode, machine: Machine): ((frame: Frame, value: Value) => void) => {
  if (target.kind !== 'subscript') return binder(target)
  const object = compileExpression(child(target, 'value')!, machine)
  const index = compileExpression(child(target, 'subscript')!, machine)
  return (frame, value) => {
    const container = object(frame)
    const at = index(frame)
    if (container instanceof PyDict) container.set(at, value)
    else if (isList(container) && typeof at === 'number' && at < container.length)
      (container as Value[])[at < 0 ? at + container.length : at] = value
    else throw new PyError('TypeError', `cannot assign to ${textOf(container)}`)
  }
}

const ifStatement = (node: SyntaxNode, machine: Machine): Act => {
  const branches = [node, ...node.children.filter(({ kind }) => kind === 'elif_clause')].map((each) => ({
    test: compileExpression(child(each, 'condition')!, machine),
    body: compileBlock(child(each, 'consequence')!, machine),
  }))
  const last = node.children.find(({ kind }) => kind === 'else_clause')
  const otherwise = last && compileBlock(child(last, 'body')!, machine)
  return (frame) => {
    for (const { test, body } of branches) if (truthy(test(frame))) return body(frame)
    return otherwise?.(frame)
  }
}

const elseOf = (node: SyntaxNode, machine: Machine): Act | undefined => {
  const clause = node.children.find(({ kind }) => kind === 'else_clause')
  return clause && compileBlock(child(clause, 'body')!, machine)
}

const forStatement = (node: SyntaxNode, machine: Machine): Act => {
  const over = compileExpression(child(node, 'right')!, machine)
  const bind = binder(child(node, 'left')!)
  const body = compileBlock(child(node, 'body')!, machine)
  const otherwise = elseOf(node, machine)
  return (frame) => {
    for (const each of iterate(over(frame))) {
      tick(machine)
      bind(frame, each)
      const ending = body(frame)
      if (ending === 'break') return undefined
      if (typeof ending === 'object') return ending
    }
    return otherwise?.(frame)
  }
}

const whileStatement = (node: SyntaxNode, machine: Machine): Act => {
  const test = compileExpression(child(node, 'condition')!, machine)
  const body = compileBlock(child(node, 'body')!, machine)
  const otherwise = elseOf(node, machine)
  return (frame) => {
    while (truthy(test(frame))) {
      tick(machine)
      const ending = body(frame)
      if (ending === 'break') return undefined
      if (typeof ending === 'object') return ending
    }
    return otherwise?.(frame)
  }
}

const tryStatement = (node: SyntaxNode, machine: Machine): Act => {
  const body = compileBlock(child(node, 'body')!, machine)
  const handler = node.children.find(({ kind }) => kind === 'except_clause')
  const block = handler?.children.find(({ kind }) => kind === 'block')
  const handle = block && compileBlock(block, machine)
  return (frame) => {
    try {
      return body(frame)
    } catch (error) {
      if (!(error instanceof PyError) || error.kind === 'TimeoutError' || handle === undefined) throw error
      return handle(frame)
    }
  }
}

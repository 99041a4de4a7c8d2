"""Makes the calls of hooks that are woven into a program.

The function of such a call is a constant, the text `'\\0' + name`; `bind` puts the hook itself in its place once the
code is compiled. So a program has no name that it could see, shadow or mangle, and a call costs no look-up.
"""

import ast
from types import CodeType

PREFIX = '\0'


def location(node):
    return {
        'lineno': node.lineno,
        'col_offset': node.col_offset,
        'end_lineno': node.end_lineno,
        'end_col_offset': node.end_col_offset,
    }


def constant(value, where):
    return ast.Constant(value, **where)


def call(hook, where, *arguments):
    return ast.Call(ast.Constant(PREFIX + hook, **where), list(arguments), [], **where)


def mark(number, where):
    """An expression that records an event without values, and gives None."""
    return call('record', where, ast.Constant((number,), **where))


def event(number, names, where, hook='record'):
    """An expression that records the site with the values of the variables, and gives None."""
    if not names:
        return call(hook, where, ast.Constant((number,), **where))
    parts = [ast.Constant(number, **where)]
    parts += [shot(name, where) for name in names]
    return call(hook, where, ast.Tuple(parts, ast.Load(), **where))


def turn(recorded, where):
    """Records an event where control comes by again and again, so that events must not pile up. Gives True."""
    count = call('len', where, constant(PREFIX + 'events', where))
    small = ast.Compare(count, [ast.Lt()], [constant(PREFIX + 'chunk', where)], **where)
    return ast.BoolOp(ast.Or(), [recorded, small, call('flush', where)], **where)


def shot(name, where, hook='snapshot'):
    """`name if type(name) is int else snapshot(name)`: what an event holds of a variable."""
    load = ast.Name(name, ast.Load(), **where)
    return ast.IfExp(is_int(name, where), load, call(hook, where, load), **where)


def is_int(name, where):
    load = ast.Name(name, ast.Load(), **where)
    return ast.Compare(call('type', where, load), [ast.Is()], [ast.Constant(PREFIX + 'int', **where)], **where)


def after(first, node, where):
    """`first or node`, where the first is known to give None."""
    return node if first is None else ast.BoolOp(ast.Or(), [first, node], **where)


def opposite(node, where):
    return ast.UnaryOp(ast.Not(), node, **where)


def statement(expression, where):
    return ast.Expr(expression, **where)


def guarded(body, hook, where):
    """`try: body` with a call of the hook for whatever passes through it."""
    again = ast.ExceptHandler(None, None, [ast.Expr(hook, **where), ast.Raise(None, None, **where)], **where)
    return ast.Try(body, [again], [], [], **where)


def bind(code, hooks):
    """The code, and all code in it, with hooks where their names stand."""
    constants = []
    for value in code.co_consts:
        if type(value) is str and value[:1] == PREFIX:
            value = hooks.get(value[1:], value)
        elif type(value) is CodeType:
            value = bind(value, hooks)
        constants.append(value)
    return code.replace(co_consts=tuple(constants))

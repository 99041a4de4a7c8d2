"""What there is to know of a statement before it is rewritten: its extent, what it sets, how it may end."""

import ast

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def split_body(body, future=False):
    """The docstring (and `from __future__` imports), which must come first, and the rest."""
    count = 1 if body and _is_text(body[0]) else 0
    while future and count < len(body) and is_future_import(body[count]):
        count += 1
    return body[:count], body[count:]


def is_future_import(node):
    return isinstance(node, ast.ImportFrom) and node.module == '__future__'


def _is_text(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def is_bare(node):
    """A constant as a statement, which the compiler leaves out."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def walrus_names(value):
    return (part.target.id for part in ast.walk(value) if isinstance(part, ast.NamedExpr))


def head_span(sites, node):
    """The extent of a statement without the statements in it."""
    last = _last_of_head(node)
    return sites.head(node, last) if last else sites.span(node)


def _last_of_head(node):
    """The last part of the head of a compound statement; None for a simple one."""
    if isinstance(node, (ast.If, ast.While)):
        return node.test
    if isinstance(node, (ast.For, ast.AsyncFor)):
        return node.iter
    if isinstance(node, (ast.With, ast.AsyncWith)):
        return node.items[-1].optional_vars or node.items[-1].context_expr
    if isinstance(node, FUNCTIONS):
        return node.returns or max(_signature(node), key=_end, default=node)
    if isinstance(node, ast.ClassDef):
        parts = [*node.bases, *(keyword.value for keyword in node.keywords), *getattr(node, 'type_params', ())]
        return max(parts, key=_end, default=node)
    if type(node).__name__ == 'Match':
        return node.subject
    return node if type(node).__name__ in ('Try', 'TryStar') else None


def _signature(function):
    arguments = function.args
    yield from getattr(function, 'type_params', ())
    yield from (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *arguments.defaults)
    yield from (part for part in (*arguments.kw_defaults, arguments.vararg, arguments.kwarg) if part)
    yield from (part.annotation for part in ast.walk(arguments) if isinstance(part, ast.arg) and part.annotation)


def _end(node):
    return node.end_lineno, node.end_col_offset


def stores_of(target):
    """The elements and attributes that an assignment target sets."""
    if isinstance(target, (ast.Attribute, ast.Subscript)):
        return [target]
    if isinstance(target, ast.Starred):
        return stores_of(target.value)
    if isinstance(target, (ast.Tuple, ast.List)):
        return [store for part in target.elts for store in stores_of(part)]
    return []


def root_of(node):
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node


def captured_names(pattern):
    """The variables that a pattern binds, in order."""
    names = []
    for part in ast.walk(pattern):
        name = getattr(part, 'name', None) or getattr(part, 'rest', None)
        if isinstance(name, str) and name not in names:
            names.append(name)
    return tuple(names)


def own_nodes(function):
    """The nodes of a function without those of functions inside it."""
    todo = list(function.body)
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.Lambda)):
            todo.extend(ast.iter_child_nodes(node))


def is_yield(node):
    return isinstance(node, (ast.Yield, ast.YieldFrom))


def returns_late(node):
    """A `return` in it has more to run before the function ends."""
    if isinstance(node, (ast.With, ast.AsyncWith)) or getattr(node, 'finalbody', None):
        return any(isinstance(part, ast.Return) for part in ast.walk(node))
    return False

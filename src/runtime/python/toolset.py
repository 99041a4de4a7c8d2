"""The toolset of a request, as a candidate takes it."""

import ast
from functools import lru_cache

from channel import ToolsetFault
from purity import Facts
from tool_calls import PRELUDE_FILE


def toolset_of(request):
    """What `tools` of the candidate takes, and the code of the entry; None where the request gives no toolset."""
    tools = request.get('tools')
    return tools and _compiled(tools['prelude'], tools['entry'])


@lru_cache(maxsize=8)
def _compiled(prelude, entry):
    try:
        tree = ast.parse(prelude, PRELUDE_FILE)
        setup = {'code': compile(tree, PRELUDE_FILE, 'exec', dont_inherit=True), **_facts(tree)}
        return setup, compile(entry.strip(), PRELUDE_FILE, 'eval', dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        raise ToolsetFault(f'its Python does not compile: {error}') from None


def _facts(tree):
    """What the tracer must know: names that are no builtins here, and methods that may call a tool."""
    facts = Facts(tree)
    names = {name for node in tree.body for name in _bound(node)}
    methods = [name for name in facts.methods if name[:2] != '__']
    return {'names': sorted(names), 'methods': sorted(methods), 'overloads': facts.overloads}


def _bound(node):
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return [node.name]
    return [part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)]

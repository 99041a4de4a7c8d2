"""What `sys.settrace` sees of a program, to hold a trace against.

    oracle.py TRACER_FOLDER LEVEL PROGRAM…      prints one line of JSON for each: {path, events, trace}

`events` are `["call", name]` and `["line", n]`, as the interpreter reports them; `trace` is what the tracer took of a
second run, in base64. Left out are lines that a trace does not tell of, for nothing is computed there (`try:`, `pass`),
or tells of in another way (heads of loops that are come back to): `skipped` names them. What stands on several lines
counts as its first. Comprehensions, lambdas and the calls of generators are left out, for versions differ in them.
"""

import ast
import base64
import contextlib
import io
import json
import sys

sys.path.insert(0, sys.argv[1])

import tracer as tracing

HEADS = (ast.For, ast.While, ast.With, ast.Try, ast.AsyncFor, ast.AsyncWith, ast.ClassDef)
LEFT_OUT = (ast.Pass, ast.Break, ast.Continue, ast.Global, ast.Nonlocal)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Lines(ast.NodeVisitor):
    """Which lines count, and as which."""

    def __init__(self, tree):
        self.first, self.skipped, self.lazy = {}, set(), set()
        self.visit(tree)

    def visit(self, node):
        if isinstance(node, ast.stmt):
            self.statement(node)
        elif isinstance(node, ast.ExceptHandler) or type(node).__name__ == 'match_case':
            start = getattr(node, 'lineno', None) or node.pattern.lineno
            self.skipped.update(range(start, node.body[0].lineno))
        self.generic_visit(node)

    def statement(self, node):
        body = getattr(node, 'body', None)
        end = max(node.lineno, body[0].lineno - 1) if body else node.end_lineno
        for line in range(node.lineno, end + 1):
            self.first[line] = node.lineno
        constant = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        bare = isinstance(node, ast.AnnAssign) and node.value is None
        future = isinstance(node, ast.ImportFrom) and node.module == '__future__'
        heads = isinstance(node, HEADS) or type(node).__name__ in ('Match', 'TryStar')
        if heads or future or isinstance(node, LEFT_OUT) or constant or bare:
            self.skipped.update(range(node.lineno, end + 1))
        if getattr(node, 'decorator_list', None):
            self.skipped.update(range(node.decorator_list[0].lineno, end + 1))
        if isinstance(node, FUNCTIONS) and (isinstance(node, ast.AsyncFunctionDef) or any(map(yields, own(node)))):
            self.lazy.add(node.name)


def own(function):
    todo = list(function.body)
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.Lambda)):
            todo.extend(ast.iter_child_nodes(node))


def yields(node):
    return isinstance(node, (ast.Yield, ast.YieldFrom))


def watched_by_interpreter(source, lines):
    events = []

    def enter(frame, _event, _argument):
        code = frame.f_code
        if code.co_filename != 'program.py' or code.co_name[:1] == '<' and code.co_name != '<module>':
            return None
        if code.co_flags & 1 and code.co_name not in lines.lazy:
            events.append(['call', code.co_name])
        return step

    def step(frame, event, _argument):
        line = lines.first.get(frame.f_lineno, frame.f_lineno)
        if event == 'line' and frame.f_lineno not in lines.skipped and events[-1:] != [['line', line]]:
            events.append(['line', line])
        return step

    execute(compile(source, 'program.py', 'exec', dont_inherit=True), lambda: sys.settrace(enter))
    return events


def execute(code, start):
    namespace = {'__name__': 'program'}
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            start()
            exec(code, namespace)
        except BaseException:
            pass
        finally:
            sys.settrace(None)


def main():
    for path in sys.argv[3:]:
        with open(path, encoding='utf-8') as file:
            source = file.read()
        lines = Lines(ast.parse(source))
        watch = tracing.Tracer(sys.argv[2], 1_000_000)
        code = watch.compile(source, 'program.py')
        limit = sys.getrecursionlimit()
        execute(code, lambda: watch.install({}))
        sys.setrecursionlimit(limit)
        trace = base64.b64encode(watch.take()).decode()
        events = watched_by_interpreter(source, lines)
        told = {'skipped': sorted(lines.skipped), 'lazy': sorted(lines.lazy)}
        print(json.dumps({'path': path, 'events': events, 'trace': trace, **told}))


main()

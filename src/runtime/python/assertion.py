"""Compiles checks so that an assertion which fails says what it compared, and puts it into words."""

import ast
import opcode
import operator

_OPERATORS = {
    ast.Eq: ('==', operator.eq),
    ast.NotEq: ('!=', operator.ne),
    ast.Lt: ('<', operator.lt),
    ast.LtE: ('<=', operator.le),
    ast.Gt: ('>', operator.gt),
    ast.GtE: ('>=', operator.ge),
    ast.Is: ('is', operator.is_),
    ast.IsNot: ('is not', operator.is_not),
    ast.In: ('in', lambda left, right: left in right),
    ast.NotIn: ('not in', lambda left, right: left not in right),
}
_COMPARE, _TRUTH = '@compare', '@truth'
_CACHE_SIZE = 512


class BadCheck(Exception):
    """The check itself cannot be run, so it says nothing of the program."""


class Compiled:
    """A check's code, the names that it reads, and the assertions in it."""

    def __init__(self, source, filename, mode):
        try:
            tree = ast.parse(source, filename, mode)
            rewrite = _Rewrite()
            tree = ast.fix_missing_locations(rewrite.visit(tree))
            self.code = compile(tree, filename, mode, dont_inherit=True)
        except SyntaxError as error:
            line = f', line {error.lineno}' if error.lineno else ''
            raise BadCheck(f'the check is not valid Python: {error.msg}{line}') from None
        except (ValueError, RecursionError, MemoryError, OverflowError) as error:
            raise BadCheck(f'the check is not valid Python: {error}') from None
        self.filename = filename
        _files.add(filename)
        self.names = rewrite.names
        self.imports = rewrite.imports
        self.asserts = rewrite.asserts


_compiled = {}
_files = set()


def compiled(source, filename='<check>', mode='exec'):
    """The compiled form of a source; the latest ones are remembered by their content. Raises `BadCheck`."""
    key = (source, filename, mode)
    found = _compiled.get(key)
    if found is None:
        if len(_compiled) >= _CACHE_SIZE:
            del _compiled[next(iter(_compiled))]
        found = _compiled[key] = Compiled(source, filename, mode)
    return found


class _Rewrite(ast.NodeTransformer):
    """`assert a == b` becomes `assert compare(n, a, b)`; all else stays."""

    def __init__(self):
        self.names = set()
        self.imports = set()
        self.asserts = []

    def visit_Name(self, node):
        self.names.add(node.id)
        return node

    def visit_Import(self, node):
        self.imports.update(alias.name for alias in node.names)
        return node

    def visit_ImportFrom(self, node):
        self.imports.add(node.module or '')
        self.imports.update(f'{node.module}.{alias.name}' for alias in node.names)
        return node

    def visit_AsyncFunctionDef(self, node):
        self.imports.add('asyncio')
        return self.generic_visit(node)

    def visit_Assert(self, node):
        self.generic_visit(node)
        test, number = node.test, ast.Constant(len(self.asserts))
        if isinstance(test, ast.Compare) and len(test.ops) == 1:
            function, parts = _COMPARE, [test.left, test.comparators[0]]
        else:
            function, parts = _TRUTH, [test]
        call = ast.Call(ast.Name(function, ast.Load()), [number, *parts], [])
        self.asserts.append(test)
        node.test = ast.copy_location(call, test)
        return node


def raised_on_purpose(error):
    """A `raise` statement of a check has raised it, rather than something that the check found wrong."""
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    if step is None or isinstance(error, AssertionError):
        return False
    code = step.tb_frame.f_code
    return code.co_filename in _files and opcode.opname[code.co_code[step.tb_lasti]] == 'RAISE_VARARGS'


class Watch:
    """What the assertions of a program's checks compare: the last that failed is kept."""

    def __init__(self):
        self.failed = None

    def bind(self, check, scope):
        """Gives the code of a check the two functions that its assertions call."""
        asserts = check.asserts

        def compare(number, left, right):
            node = asserts[number]
            symbol, operate = _OPERATORS[type(node.ops[0])]
            result = operate(left, right)
            if not result:
                self.failed = (check.filename, node, symbol, left, right)
            return result

        def truth(number, value):
            if not value:
                self.failed = (check.filename, asserts[number], '', value, None)
            return value

        scope[_COMPARE], scope[_TRUTH] = compare, truth

    def compared(self, error, left, right):
        """`assertEqual` of a library has failed by `error`."""
        self.failed = (error, None, '==', left, right)


def explain(error, world):
    """`{message, expected?, actual?}` of an AssertionError, or None where no assertion was seen to fail by it."""
    if world.watch.failed is None:
        return None
    where, node, symbol, left, right = world.watch.failed
    if where is not error and (node is None or not _is_at(error, where, node)):
        return None
    if symbol == '==':
        return explain_equal(node, (left, right), world)
    if symbol:
        return {'message': f'{_source(node)} is false: {world.text(left)} {symbol} {world.text(right)}'}
    actual = world.text(left)
    return {'message': f'{_told(node, left, world)}, expected something true', 'actual': actual}


def _is_at(error, filename, node):
    step, line = error.__traceback__, None
    while step is not None:
        if step.tb_frame.f_code.co_filename == filename:
            line = step.tb_lineno
        step = step.tb_next
    return line is not None and node.lineno - 1 <= line <= node.end_lineno


def explain_equal(node, pair, world):
    """The same for two values that differ; `node` is the comparison, where one stands in the check."""
    left, right = pair
    told = node and node.left
    if told is not None and _is_literal(told) and not _is_literal(node.comparators[0]):
        left, right, told = right, left, node.comparators[0]
    actual, expected = world.text(left), world.text(right)
    if actual == expected:
        actual, expected = f'{actual} ({type(left).__name__})', f'{expected} ({type(right).__name__})'
    message = f'{_told(told, left, world)}, expected {expected}'
    return {'message': message, 'expected': expected, 'actual': actual}


def _told(node, value, world):
    """`f(3) returned 4` where the value is what the last call gave, else `x + 1 is 4`."""
    text, last = world.text(value), world.last
    if last is not None and last[1] is value and (node is None or isinstance(node, ast.Call)):
        return f'{last[0]["expression"]} returned {text}'
    if node is None:
        return text
    return f'{_source(node)} {"returned" if isinstance(node, ast.Call) else "is"} {text}'


def _source(node):
    source = ast.unparse(node)
    return source if len(source) <= 200 else source[:199] + '…'


def _is_literal(node):
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True

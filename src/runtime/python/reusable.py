"""Tells of a program, from its source alone, whether it can leave anything behind in the interpreter that runs it.

It may use what is listed here and nothing else: no attribute that starts with an underscore or reaches a frame, none
that is set, no library but functions that keep no state, no class, and nothing that runs after the program has ended.
This is an audit of integrity within the sandbox, not a layer of isolation.
"""

import ast
import builtins
from importlib import import_module

MAX_SOURCE = 20_000
_BUILTINS = frozenset(
    'abs all any ascii bin bool bytearray bytes callable chr complex dict divmod enumerate filter float frozenset hash '
    'hex int isinstance issubclass iter len list map max min next object oct ord pow print range repr reversed round set '
    'slice sorted str sum tuple zip Ellipsis NotImplemented '
    'ArithmeticError AssertionError AttributeError Exception IndexError KeyError LookupError NameError '
    'NotImplementedError OverflowError RecursionError RuntimeError StopIteration TypeError ValueError ZeroDivisionError'.split()
)
_PURE = {
    'bisect': 'bisect bisect_left bisect_right insort insort_left insort_right',
    'collections': 'Counter OrderedDict defaultdict deque',
    'copy': 'copy deepcopy',
    'fractions': 'Fraction',
    'functools': 'cache cmp_to_key lru_cache partial reduce',
    'hashlib': 'md5 sha1 sha224 sha256 sha384 sha512',
    'heapq': 'heapify heappop heappush heappushpop heapreplace merge nlargest nsmallest',
    'itertools': 'accumulate chain combinations combinations_with_replacement compress count cycle dropwhile filterfalse '
    'groupby islice permutations product repeat starmap takewhile tee zip_longest pairwise',
    'json': 'dumps loads',
    'math': 'acos acosh asin asinh atan atan2 atanh cbrt ceil comb copysign cos cosh degrees dist e erf erfc exp expm1 '
    'fabs factorial floor fmod frexp fsum gamma gcd hypot inf isclose isfinite isinf isnan isqrt lcm ldexp lgamma log '
    'log10 log1p log2 modf nan perm pi pow prod radians remainder sin sinh sqrt tan tanh tau trunc',
    'operator': 'add and_ eq floordiv ge getitem gt invert itemgetter le lt mod mul ne neg not_ or_ pos sub truediv xor',
    're': 'compile escape findall finditer fullmatch match search split sub subn IGNORECASE MULTILINE DOTALL VERBOSE I M S X',
    'statistics': 'mean median median_high median_low mode multimode pstdev pvariance stdev variance',
    'string': 'ascii_letters ascii_lowercase ascii_uppercase digits hexdigits octdigits punctuation whitespace',
    'sys': 'maxsize',
    'typing': 'Any Callable Counter DefaultDict Deque Dict FrozenSet Generator Iterable Iterator List Mapping Optional '
    'Sequence Set Tuple Type Union',
}
PURE_NAMES = {module: frozenset(names.split()) for module, names in _PURE.items()}
_REACHING = ('_', 'gi_', 'cr_', 'ag_', 'tb_', 'f_', 'co_', 'mro', 'with_traceback', 'add_note')
"""How attributes begin by which more can be reached than the value itself."""
_REFUSED = frozenset('ClassDef AsyncFunctionDef AsyncFor AsyncWith Await With MatchClass'.split())
_ALL_BUILTINS = frozenset(dir(builtins))


def is_reusable(source):
    """Nothing of the program can outlast it. False where that is not plain to see, or where it does not compile."""
    if len(source) > MAX_SOURCE:
        return False
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    kinds = {type(node).__name__ for node in nodes}
    # what stands in a `finally` of a generator may run long after the program
    may_run_late = bool(kinds & {'Yield', 'YieldFrom'} and kinds & {'Try', 'TryStar'})
    return not may_run_late and not kinds & _REFUSED and all(map(_Audit(nodes).passes, nodes))


class _Audit:
    """What can only be judged with the whole program in view."""

    def __init__(self, nodes):
        imports = [(node, alias) for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names]
        self.modules = {alias.asname or alias.name: alias.name for node, alias in imports if type(node) is ast.Import}
        starred = {node.module for node, alias in imports if alias.name == '*'} & PURE_NAMES.keys()
        self.refused = _ALL_BUILTINS - _BUILTINS
        for module in starred:
            self.refused |= frozenset(dir(import_module(module))) - PURE_NAMES[module]
        self.owned = {id(node.value): node.attr for node in nodes if isinstance(node, ast.Attribute)}
        calls = [node for node in nodes if isinstance(node, ast.Call)]
        self.asked_for_types = {id(node.func) for node in calls if len(node.args) == 1 and not node.keywords}

    def passes(self, node):
        rule = _RULES.get(type(node))
        return rule is None or rule(self, node)

    def name(self, node):
        name = node.id
        if name in self.modules:
            return self.owned.get(id(node)) in PURE_NAMES.get(self.modules[name], ())
        if name == 'type':
            return id(node) in self.asked_for_types
        return name == '__name__' or name not in self.refused and name[:2] != '__'

    def attribute(self, node):
        return isinstance(node.ctx, ast.Load) and not node.attr.startswith(_REACHING)

    def imported(self, node):
        return all(alias.name in PURE_NAMES for alias in node.names)

    def chosen(self, node):
        known = PURE_NAMES.get(node.module, ()) if node.level == 0 else ()
        return bool(known) and all(alias.name == '*' or alias.name in known for alias in node.names)

    def constant(self, node):
        return type(node.value) is not str or '__' not in node.value or node.value == '__main__'


_RULES = {
    ast.Name: _Audit.name,
    ast.Attribute: _Audit.attribute,
    ast.Import: _Audit.imported,
    ast.ImportFrom: _Audit.chosen,
    ast.Constant: _Audit.constant,
}

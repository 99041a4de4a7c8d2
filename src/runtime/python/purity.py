"""What can be told about a program from its text: what a call may change, and what may run the program's own code."""

import ast

QUIET_CALLS = frozenset(
    'abs all any ascii bin bool bytes chr complex dict divmod enumerate float format frozenset getattr hasattr hash '
    'hex id int isinstance issubclass len list max min oct ord pow print range repr reversed round set slice sorted '
    'str sum tuple type zip'.split()
)
"""Builtins that change none of their arguments, and call the program back only through its operators."""

MAKERS = frozenset('bytearray dict list set sorted'.split())
"""Builtins that give a new mutable object."""

QUIET_METHODS = frozenset(
    'as_integer_ratio bit_length capitalize casefold center copy count decode difference elements encode endswith '
    'expandtabs find format fromhex get hex index intersection is_integer isalnum isalpha isascii isdecimal isdigit '
    'isdisjoint isidentifier islower isnumeric isprintable isspace issubset issuperset istitle isupper items join keys '
    'ljust lower lstrip most_common partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit '
    'rstrip split splitlines startswith strip swapcase symmetric_difference title translate union upper values '
    'zfill'.split()
)
"""Methods of builtin types that change nothing. Where a class of the program has one, its own code is watched."""

QUIET_MODULES = frozenset(
    'cmath collections copy datetime decimal fractions itertools json math re statistics string time typing'.split()
)
"""Modules whose functions change none of their arguments."""

_BINDERS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_TRANSPARENT = frozenset(('__init__', '__repr__', '__str__', '__new__'))
_OPERATIONS = (ast.BinOp, ast.UnaryOp, ast.Compare, ast.BoolOp, ast.Subscript, ast.Attribute, ast.JoinedStr)


class Facts:
    """What the text of a program says of its names."""

    def __init__(self, tree):
        self.bound = set()
        self.functions = set()
        self.classes = set()
        self.methods = set()
        self.modules = {}
        """Where the names that `import` binds come from."""
        self.overloads = False
        for node in ast.walk(tree):
            kind = type(node)
            if kind is ast.Name:
                if type(node.ctx) is ast.Store:
                    self.bound.add(node.id)
            elif kind is ast.arg:
                self.bound.add(node.arg)
            elif kind is ast.Import:
                self._import(node.names, None)
            elif kind is ast.ImportFrom:
                self._import(node.names, node.module)
            elif kind in _BINDERS:
                self._define(node)

    def learn(self, prelude):
        """The program finds these names defined, by code that is not watched and may call tools."""
        self.bound.update(prelude['names'])
        self.methods.update(prelude['methods'])
        self.overloads = self.overloads or prelude['overloads']

    def _import(self, names, module):
        for alias in names:
            name = alias.asname or alias.name.split('.')[0]
            self.bound.add(name)
            self.modules[name] = (module or alias.name).split('.')[0]

    def _define(self, node):
        if not isinstance(node, ast.ClassDef):
            self.functions.add(node.name)
            return
        self.classes.add(node.name)
        for part in node.body:
            if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self.methods.add(part.name)
                special = part.name.startswith('__') and part.name not in _TRANSPARENT
                self.overloads = self.overloads or special or bool(part.decorator_list)

    def is_builtin(self, name):
        return name not in self.bound and name not in self.functions and name not in self.classes

    def is_quiet(self, call):
        """The call changes nothing that is there before."""
        if isinstance(call.func, ast.Name):
            name = call.func.id
            return self.modules.get(name) in QUIET_MODULES or (name in QUIET_CALLS and self.is_builtin(name))
        if not isinstance(call.func, ast.Attribute):
            return False
        owner = call.func.value
        return call.func.attr in QUIET_METHODS or (
            isinstance(owner, ast.Name) and self.modules.get(owner.id) in QUIET_MODULES
        )

    def makes_object(self, node):
        """The value of the expression is surely an object that did not exist before."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id
            # where a class has an `__init__`, that is where the new object is met first
            is_bare_class = name in self.classes and name not in self.bound and '__init__' not in self.methods
            return is_bare_class or (name in MAKERS and self.is_builtin(name))
        return isinstance(node, (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp))

    def may_run_program(self, node):
        """Evaluating the expression may enter a function of the program."""
        if '__del__' in self.methods:
            return True
        for part in ast.walk(node):
            if isinstance(part, ast.Call):
                if not self.is_quiet(part) or any(keyword.arg == 'key' for keyword in part.keywords):
                    return True
                if isinstance(part.func, ast.Attribute) and part.func.attr in self.methods:
                    return True
                if self.overloads:
                    return True
            elif isinstance(part, (ast.Await, ast.Yield, ast.YieldFrom)):
                return True
            elif self.overloads and isinstance(part, _OPERATIONS):
                return True
        return False


class Place:
    """`root.name[key]…`: a variable and the way from it. A step is an attribute's name, or None for the next key."""

    __slots__ = ('root', 'path', 'keys')

    def __init__(self, root, path=(), keys=()):
        self.root, self.path, self.keys = root, path, keys


def place_of(node):
    """The place that an expression names, or None where finding it again could do something."""
    if isinstance(node, ast.Name):
        return Place(node.id)
    if isinstance(node, ast.Attribute):
        inner = place_of(node.value)
        return inner and Place(inner.root, (*inner.path, node.attr), inner.keys)
    if isinstance(node, ast.Subscript):
        inner = place_of(node.value)
        if inner and is_plain_index(node.slice):
            return Place(inner.root, (*inner.path, None), (*inner.keys, node.slice))
    return None


def place_around(node):
    """The narrowest place that holds what an expression gives: of `rows[f()]` and `rows.get(1)` that is `rows`."""
    place = place_of(node)
    if place is None and isinstance(node, (ast.Subscript, ast.Attribute)):
        return place_around(node.value)
    if place is None and isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return place_around(node.func.value)
    return place


def is_plain_index(node):
    """Reading it a second time does nothing, provided that the variables in its sums hold plain ints."""
    if isinstance(node, ast.Constant):
        return type(node.value) in (int, str, bool)
    if isinstance(node, ast.Name):
        return True
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant)
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, (ast.Add, ast.Sub)) and all(
            isinstance(part, (ast.Name, ast.Constant)) or isinstance(part, ast.BinOp) and is_plain_index(part)
            for part in (node.left, node.right)
        )
    return isinstance(node, ast.Tuple) and all(isinstance(part, (ast.Name, ast.Constant)) for part in node.elts)


def summed_names(index):
    """The variables of an index that are added or subtracted, so that reading it is only safe where they are ints."""
    if not isinstance(index, ast.BinOp):
        return set()
    return {part.id for part in ast.walk(index) if isinstance(part, ast.Name)}


def touched_places(call, facts):
    """What the call may change in place beyond what the program's own watched code does."""
    if facts.is_quiet(call):
        return []
    found = []
    if isinstance(call.func, ast.Attribute):
        found.append(place_around(call.func.value))
    elif isinstance(call.func, ast.Name) and call.func.id in facts.functions | facts.classes:
        return []
    found += [place_of(part) for part in call.args if isinstance(part, (ast.Name, ast.Attribute))]
    return [place for place in found if place and place.root not in facts.modules]

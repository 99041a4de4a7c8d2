"""The handles of the candidate: what of the program's is not plain data, by number, and what can be asked of it."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import copy
from collections import Counter, OrderedDict, defaultdict, deque
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType

from values import Encoder

_mro_of = type.__dict__['__mro__'].__get__
_dict_of = type.__dict__['__dict__'].__get__
_bases_of = type.__dict__['__bases__'].__get__
_name_of = type.__dict__['__name__'].__get__

PLAIN = {
    int: int.__int__,
    float: float.__float__,
    complex: complex.__pos__,
    str: str.__str__,
    bytes: lambda value: bytes.__getitem__(value, slice(None)),
    tuple: lambda value: tuple.__getitem__(value, slice(None)),
    frozenset: lambda value: frozenset(frozenset.__iter__(value)),
}
"""Immutable builtins, and how the data of a subclass's instance is read without its own methods."""

_CONTENTS = {
    OrderedDict: lambda value: dict(OrderedDict.items(value)),
    dict: lambda value: dict(dict.items(value)),
    list: lambda value: list(list.__iter__(value)),
    set: lambda value: set(set.__iter__(value)),
    deque: lambda value: list(deque.__iter__(value)),
    bytearray: lambda value: bytearray(bytearray.__iter__(value)),
}
_ROOTS = {
    kind: kind.__name__
    for kind in (object, type, *PLAIN, list, dict, set, bytearray, deque, Counter, OrderedDict, defaultdict)
} | {kind: name for name, kind in vars(builtins).items() if type(kind) is type and issubclass(kind, BaseException)}
"""Classes that the other side has too: the bases where a description of a class ends."""

_UNARY = (
    'len iter next enter exit bool str repr hash neg pos abs invert int float index complex reversed round trunc floor '
    'ceil bytes fspath'
)
_BINARY = 'add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or'
SPECIAL_METHODS = frozenset(
    f'__{name}__'
    for name in (
        *_UNARY.split(),
        *'call getitem setitem delitem contains format eq lt le gt ge'.split(),
        *(prefix + name for name in _BINARY.split() for prefix in ('', 'r', 'i')),
    )
)
UNHASHABLE = 'unhashable'
LIBRARY_EXCEPTIONS = frozenset(
    'json.decoder decimal zlib struct re sre_constants binascii queue _queue csv _csv configparser copy pickle _pickle '
    'statistics concurrent.futures._base asyncio.exceptions subprocess socket ssl shutil tarfile zipfile urllib.error '
    'graphlib string uuid ipaddress enum dataclasses contextlib sqlite3 xml.etree.ElementTree'.split()
)
"""Modules of the library whose exceptions are told by name, for a check that imports the module itself."""


class ProgramObjects:
    """The table of one program. Numbers are given once and hold their object for as long as the process lives."""

    def __init__(self, module):
        self.module = module
        self.namespace = vars(module)
        self.table = []
        self.numbers = {}
        self.classes = {}

    def names(self):
        """`[name, kind]` of the public names: a function, a module or function of a library, or something else."""
        public = self.namespace.get('__all__')
        names = [name for name in self.namespace if name[:1] != '_']
        if type(public) in (list, tuple):
            names += [name for name in public if type(name) is str and name[:1] == '_' and name in self.namespace]
        return [[name, self.kind(self.namespace[name])] for name in names]

    def kind(self, value):
        kind = type(value)
        if kind is FunctionType:
            return 'function'
        if kind is ModuleType:
            return f'library {value.__name__}'
        if kind is BuiltinFunctionType and type(value.__self__) is ModuleType:
            return f'library {value.__module__} {value.__name__}'
        return 'value'

    def number(self, value):
        number = self.numbers.get(id(value))
        if number is None:
            number = self.numbers[id(value)] = len(self.table)
            self.table.append(value)
        return number

    def keep(self, value):
        """The tree of a value that is not plain: its number and class, and the data of an immutable that it extends."""
        kinds = _mro_of(type(value))
        if type in kinds:
            return {'k': self.describe(value)}
        body = [self.number(value), self.describe(type(value))]
        for kind in kinds:
            if kind in PLAIN:
                body.append(Encoder(self.keep)(PLAIN[kind](value)))
                break
            if kind is BaseException:
                body.append(Encoder(self.keep)(value.args))
                break
        return {'o': body}

    def describe(self, kind):
        """`[number, name, bases, special methods]` of a class: its bases likewise, or by name.

        An exception of a library has the name of its module with it, so that it can be the same class there.
        """
        described = self.classes.get(id(kind))
        if described is None:
            bases = [_ROOTS[base] if base in _ROOTS else self.describe(base) for base in _bases_of(kind)]
            if BaseException in _mro_of(kind) and kind.__module__ in LIBRARY_EXCEPTIONS:
                bases.append(f'{kind.__module__}.{_name_of(kind)}')
            own = [name for name in _dict_of(kind) if name in SPECIAL_METHODS]
            if _dict_of(kind).get('__hash__', ...) is None:
                own.append(UNHASHABLE)
            described = self.classes[id(kind)] = [self.number(kind), _name_of(kind), bases, own]
        return described

    def find(self, tag, body):
        """What a tree of the grader refers to: a number, a name of the program, or a function of a library."""
        if type(body) is int:
            return self.table[body]
        if type(body) is str:
            return self.namespace[body] if body else self.module
        module, name = body
        return getattr(__import__(module, fromlist=[name]), name)

    def target(self, target):
        if type(target) is int:
            return self.table[target]
        if target[0] == '.':
            return getattr(self, 'ask_' + target[1:])
        return self.namespace[target]

    def ask_get(self, value, name):
        """The attribute; of a method of the value only that it is one, so that it needs no number."""
        found = getattr(value, name)
        return (found,) if type(found) is not MethodType or found.__self__ is not value else ()

    def ask_invoke(self, value, name, *args, **kwargs):
        return getattr(value, name)(*args, **kwargs)

    def ask_method(self, value, name):
        return getattr(value, name)

    def ask_set(self, value, name, new):
        setattr(value, name, new)

    def ask_delete(self, value, name):
        delattr(value, name)

    def ask_name(self, name):
        return getattr(self.module, name)

    def ask_copy(self, value):
        return copy.copy(value)

    def ask_deepcopy(self, value):
        return copy.deepcopy(value)

    def ask_item(self, value, key):
        return value[key]

    def ask_special(self, value, name, *args):
        """A special method as the interpreter finds it: by the class, not by the instance."""
        return getattr(type(value), name)(value, *args)

    def ask_contents(self, value):
        """The data of a container whatever its class, read without the class's own methods."""
        kinds = _mro_of(type(value))
        return next(read(value) for kind, read in _CONTENTS.items() if kind in kinds)

    def ask_dir(self, value):
        return dir(value)

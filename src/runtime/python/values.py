"""Plain data as JSON and back, with its exact types, for both sides of the channel between grader and candidate.

A tree is what JSON can say. None, bool, int, float, str and list stand for themselves, all else is an object of one
entry:

    {"t": [...]}            tuple                        {"D": {key: tree}}       dict whose keys are all str
    {"d": [k, v, k, v …]}   any other dict               {"s": [...]}             set
    {"f": [...]}            frozenset                    {"b": "latin-1"}         bytes
    {"S": …}, {"F": …}      the same two, built with their size known (see `_is_roomy`)
    {"i": "hex"}            int too long for decimal     {"u": "latin-1"}         str with surrogates
    {"y": [name, …]}        a type of `REBUILT`          {"g": "int"}             a builtin class
    {"e": [name, args]}     a builtin exception          {"r": 3}                 container 3 of the arguments
    {"o": …}, {"k": …}      what `keep` made of a value that is not plain, for `Decoder.handle` of the other side

Exact types only: an instance of a subclass is not plain, so nothing of the program's own decides how it is compared.
Containers of the arguments are numbered in the order of the walk, so that a change in place, a shared part or a cycle
names the same container on both sides.
"""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

from collections import Counter, OrderedDict, defaultdict, deque

from json_bytes import Malformed
from plain_types import BUILDERS, EXCEPTIONS, MAPPINGS, MUTABLE, REBUILT, SHARED, SHARED_NAMES, built_exception

FRAME_LIMIT = 8 << 20
"""Bytes of one message; a longer one ends the run as `exceeded outputBytes`."""
MAX_DEPTH = 100
"""Containers within containers of a result; what lies deeper crosses as a handle."""
MAX_ARGUMENT_DEPTH = 200
"""The same for arguments, which hold results: a program must not decide by the depth of its results what can cross."""

ATOMS = frozenset({int, str, float, bool, type(None)})
_only_atoms = ATOMS.issuperset
_only_str = frozenset({str}).issuperset


class Encoder:
    """Turns values into trees. `keep(value)` gives the tree of what is not plain, or raises.

    `known` numbers the containers of the arguments by identity. With `learn` the walk adds those it meets, and holds
    them in `containers`.
    """

    __slots__ = ('keep', 'known', 'learn', 'containers', 'room')

    def __init__(self, keep, known=None, learn=False):
        self.keep = keep
        self.known = {} if known is None else known
        self.learn = learn
        self.containers = []
        self.room = MAX_ARGUMENT_DEPTH if learn else MAX_DEPTH

    def __call__(self, value):
        kind = type(value)
        if kind in ATOMS:
            return value
        write = _WRITERS.get(kind)
        if write is None or not self.room:
            return self.keep(value)
        if kind in MUTABLE:
            number = self.known.get(id(value))
            if number is not None:
                return {'r': number}
            if self.learn:
                self.known[id(value)] = len(self.containers)
                self.containers.append(value)
        self.room -= 1
        tree = write(self, value)
        self.room += 1
        return tree

    def contents(self, container):
        """The tree of a known container itself, rather than its number."""
        return _WRITERS[type(container)](self, container)

    def items(self, values):
        return list(map(self, values))

    def _list(self, value):
        return value if _only_atoms(map(type, value)) else self.items(value)

    def _tuple(self, value):
        return {'t': value if _only_atoms(map(type, value)) else self.items(value)}

    def _dict(self, value):
        if not _only_str(map(type, value)):
            return {'d': self.pairs(value)}
        if _only_atoms(map(type, value.values())):
            return {'D': value}
        return {'D': {key: self(part) for key, part in value.items()}}

    def pairs(self, mapping):
        return [self(part) for pair in mapping.items() for part in pair]

    def _set(self, value):
        return {'S' if _is_roomy(value) else 's': self.items(value)}

    def _frozenset(self, value):
        return {'F' if _is_roomy(value) else 'f': self.items(value)}

    def _bytes(self, value):
        return {'b': value.decode('latin-1')}

    def _class(self, value):
        name = SHARED_NAMES.get(value)
        return self.keep(value) if name is None else {'g': name}

    def _exception(self, value):
        return {'e': [type(value).__name__, self.items(value.args)]}

    def _rebuilt(self, value):
        name, take, _ = REBUILT[type(value)]
        parts = take(value)
        return self.keep(value) if parts is None else {'y': [name, *self.items(parts)]}

    def _mapping(self, value):
        return {'y': [type(value).__name__, *self.pairs(value)]}

    def _defaultdict(self, value):
        return {'y': ['defaultdict', self(value.default_factory), *self.pairs(value)]}

    def _deque(self, value):
        return {'y': ['deque', value.maxlen, *self.items(value)]}

    def _bytearray(self, value):
        return {'y': ['bytearray', value.decode('latin-1')]}


class Decoder:
    """Turns trees into values. `handle(tag, body)` gives what the other side kept.

    `containers` are those of the arguments. With `track` the containers of the tree are added to them, in the order of
    the walk. Raises `Malformed`.
    """

    __slots__ = ('handle', 'containers', 'track')

    def __init__(self, handle, containers=(), track=False):
        self.handle = handle
        self.containers = [] if track else containers
        self.track = track

    def read(self, tree):
        try:
            return self(tree)
        except (TypeError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError) as error:
            raise Malformed(f'{type(error).__name__}: {error}') from None

    def __call__(self, tree):
        kind = type(tree)
        if kind in ATOMS:
            return tree
        if kind is list:
            return self._list(tree)
        ((tag, body),) = tree.items()
        if tag == 'o' or tag == 'k':
            return self.handle(tag, body)
        return _READERS[tag](self, body)

    def items(self, trees):
        return trees if _only_atoms(map(type, trees)) else map(self, trees)

    def started(self, container):
        if self.track:
            self.containers.append(container)
        return container

    def _list(self, tree):
        if _only_atoms(map(type, tree)):
            return self.started(tree)
        value = self.started([])
        value.extend(map(self, tree))
        return value

    def _tuple(self, body):
        return tuple(self.items(body))

    def _str_dict(self, body):
        if _only_atoms(map(type, body.values())):
            return self.started(body)
        value = self.started({})
        for key, part in body.items():
            value[key] = self(part)
        return value

    def _dict(self, body):
        return self.fill(self.started({}), body)

    def fill(self, mapping, body):
        parts = iter(body)
        for key, part in zip(parts, parts):
            key = self(key)
            mapping[key] = self(part)
        return mapping

    def _set(self, body):
        value = self.started(set())
        value.update(self.items(body))
        return value

    def _roomy_set(self, body):
        value = self.started(set())
        value.update(dict.fromkeys(self.items(body)))
        return value

    def _frozenset(self, body):
        return frozenset(self.items(body))

    def _roomy_frozenset(self, body):
        return frozenset(dict.fromkeys(self.items(body)))

    def _bytes(self, body):
        return body.encode('latin-1')

    def _int(self, body):
        return int(body, 16)

    def _text(self, body):
        return body.encode('latin-1').decode('utf-8', 'surrogatepass')

    def _reference(self, body):
        if type(body) is not int or body < 0:
            raise Malformed('no such container')
        return self.containers[body]

    def _class(self, body):
        return SHARED[body]

    def _exception(self, body):
        name, args = body
        return built_exception(EXCEPTIONS[name], list(map(self, args)))

    def _other(self, body):
        name, *parts = body
        if name == 'deque':
            value = self.started(deque((), parts[0]))
            value.extend(map(self, parts[1:]))
        elif name == 'bytearray':
            value = self.started(bytearray(parts[0].encode('latin-1')))
        elif name == 'defaultdict':
            value = self.started(defaultdict())
            value.default_factory = self(parts[0])
            self.fill(value, parts[1:])
        elif name in MAPPINGS:
            value = self.fill(self.started(MAPPINGS[name]()), parts)
        else:
            value = BUILDERS[name](*map(self, parts))
        return value


def _is_roomy(value):
    """The elements come in an order that a set has which was given its size at once, as those of a literal are.

    A program may depend on the order, by luck: it should have the same luck as without a channel.
    """
    items = list(value)
    return _only_atoms(map(type, items)) and list(set(items)) != items == list(set(dict.fromkeys(items)))


def replace(container, new):
    """Gives a container of the grader the contents that it has now on the other side."""
    kind = type(container)
    if kind is not type(new):
        raise Malformed('a container changed its type')
    if kind is list or kind is bytearray:
        container[:] = new
        return
    container.clear()
    if kind is deque:
        container.extend(new)
    else:
        container.update(new)


_WRITERS = {
    list: Encoder._list,
    tuple: Encoder._tuple,
    dict: Encoder._dict,
    set: Encoder._set,
    frozenset: Encoder._frozenset,
    bytes: Encoder._bytes,
    bytearray: Encoder._bytearray,
    deque: Encoder._deque,
    Counter: Encoder._mapping,
    OrderedDict: Encoder._mapping,
    defaultdict: Encoder._defaultdict,
    type: Encoder._class,
    **{kind: Encoder._rebuilt for kind in REBUILT},
    **{kind: Encoder._exception for kind in EXCEPTIONS.values()},
}

_READERS = {
    't': Decoder._tuple,
    'D': Decoder._str_dict,
    'd': Decoder._dict,
    's': Decoder._set,
    'S': Decoder._roomy_set,
    'f': Decoder._frozenset,
    'F': Decoder._roomy_frozenset,
    'b': Decoder._bytes,
    'i': Decoder._int,
    'u': Decoder._text,
    'r': Decoder._reference,
    'g': Decoder._class,
    'e': Decoder._exception,
    'y': Decoder._other,
}

"""Bounded pictures of values, made without running the program's code.

`snapshot(value)` copies what a reader needs into plain data that `marshal` can say; `render` of `view_text.py` writes
such a copy as text; `view` does both. Classes of the program are looked at through the slots of the interpreter
(`class_shape.py`), so an overridden `__repr__`, `__len__`, `__iter__`, `__eq__`, `__getattribute__` or property never runs.

`shot_forms.py` says what a snapshot is.
"""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import re
import types
from collections import deque
from itertools import islice

from class_shape import MISSING, args_of, attribute, attributes, dict_of, member_name, mro_of, name_of, type_name
from shot_forms import AGAIN, CALL, CUT, DICT, LIST, MORE, OBJECT, SET, SHOWN, TEXT, TUPLE
from view_text import render

MAX_CHARACTERS = 400
CUT_HEAD = 300
CUT_TAIL = 80
MAX_INT_BITS = 1024
_module_dict = types.ModuleType.__dict__['__dict__'].__get__
_BIG = 1 << 64
_BUILTIN_BASES = 0xFF << 24
"""Flags of types that are ints, lists, tuples, bytes, strs, dicts, exceptions or classes."""
MAX_SHOWN = 100
"""Objects of a toolset that a snapshot holds beyond its other bounds."""
_PLAIN = frozenset(map(id, (type(None), bool, float, complex)))


def view(value):
    """`(type name, text, length, identity, objects)`; the length where the text leaves items out, the identity of mutables,
    the numbers of the toolset's objects in it where there are any."""
    shot = snapshot(value)
    text = render(shot)
    if type(shot) is not tuple:
        return type_name(value), text, None, None, None
    form = shot[0]
    length = shot[-1] if form <= CALL or form == CUT or form == SHOWN else None
    identity = shot[1] if form in (LIST, DICT, SET, OBJECT, SHOWN) else None
    return type_name(value), text, length if '…' in text else None, identity or None, _numbers(shot) or None


def _numbers(shot):
    """Of the toolset's objects in a snapshot, in order."""
    if type(shot) is not tuple or shot[0] > CALL and shot[0] != SHOWN:
        return []
    own = [shot[2]] if shot[0] == SHOWN and shot[2] is not None else []
    return own + [number for part in shot[-2] for number in _numbers(part)]


def show_as(kind, fields):
    """From now on instances of this class, but not of its subclasses, are pictured by these attributes alone."""
    if not isinstance(kind, type) or kind.__flags__ & _BUILTIN_BASES:
        raise TypeError(f'a class of objects of its own is needed, not {kind!r}')
    _shown[id(kind)] = tuple(field for field in fields if type(field) is str)
    _kinds[id(kind)] = (kind, Copier.shown, name_of(kind))


def snapshot(value):
    """A copy of the value as it is now."""
    return Copier(items=100, parts=400, depth=8).copy(value, 0)


def is_flat(values):
    """The items of a list are all of one small type."""
    kinds = set(map(id, map(type, values)))
    if len(kinds) != 1:
        return not kinds
    kind = type(values[0])
    if kind is int:
        return -_BIG < min(values) and max(values) < _BIG
    return kind is float or kind is bool or (kind is str and max(map(len, values)) <= MAX_CHARACTERS)


def long_int(value):
    return (TEXT, 'int', f'<int of {value.bit_length()} bits…>')


def cut(value):
    """A long str or bytes by its ends."""
    return (CUT, type(value).__name__, value[:CUT_HEAD], value[-CUT_TAIL:], len(value))


class Copier:
    """Makes one snapshot: at most `items` of a container, `parts` values in all, `depth` containers in one another.

    `seen` holds the lengths of the mutable objects in it, by id.
    """

    __slots__ = ('items', 'left', 'depth', 'seen', 'shown_left')

    def __init__(self, items, parts, depth):
        self.items, self.left, self.depth = items, parts, depth
        self.seen = {}
        self.shown_left = MAX_SHOWN

    def copy(self, value, depth):
        kind = type(value)
        if kind is int:
            return value if value.bit_length() <= MAX_INT_BITS else long_int(value)
        if kind is str or kind is bytes:
            if len(value) <= MAX_CHARACTERS:
                return value
            return cut(value)
        if id(kind) in _PLAIN:
            return value
        if kind is list and len(value) <= min(self.items, self.left) and is_flat(value):
            self.left -= len(value)
            return self.meets(value, len(value), depth) or (LIST, id(value), 'list', value[:], len(value))
        known = _kinds.get(id(kind)) or _learn(kind)
        return known[1](self, value, known[2], depth)

    def parts(self, values, depth):
        """Copies of the values, up to where it gets too much."""
        found = []
        for value in values:
            self.left -= 1
            if self.left < 0:
                found.append((MORE, ''))
                break
            found.append(value if type(value) is int and -1 < value < 1 << 62 else self.copy(value, depth + 1))
        return found

    def ends(self, first, last, length, depth):
        """Copies of the ends of a sequence: `first(n)` gives its first n values, `last(n)` its last."""
        if length <= self.items or _shown and length <= MAX_SHOWN and id(type(first(1)[0])) in _shown:
            return self.parts(first(length), depth)
        tail = self.items // 5
        return [*self.parts(first(self.items - tail), depth), (MORE, ''), *self.parts(last(tail), depth)]

    def pairs(self, pairs, length, depth):
        found = []
        for name, value in islice(pairs, self.items):
            self.left -= 1
            if self.left < 0:
                break
            found += (self.copy(name, depth + 1), self.copy(value, depth + 1))
        return found if len(found) == 2 * length else [*found, (MORE, ''), (MORE, '')]

    def meets(self, value, length, depth):
        """None where the object is new and may be opened, else what stands for it."""
        if id(value) in self.seen:
            return (AGAIN, id(value))
        if depth >= self.depth or self.left <= 0:
            return (MORE, type_name(value))
        self.seen[id(value)] = length
        return None

    def list(self, value, name, depth):
        return self.sequence(value, name, depth, (list.__len__, list.__getitem__))

    def bytearray(self, value, name, depth):
        return self.sequence(value, name, depth, (bytearray.__len__, bytearray.__getitem__))

    def sequence(self, value, name, depth, methods):
        length_of, item_of = methods
        length = length_of(value)
        first, last = _cutters(value, item_of)
        again = self.meets(value, length, depth)
        return again or (LIST, id(value), name, self.ends(first, last, length, depth), length)

    def deque(self, value, name, depth):
        length = deque.__len__(value)
        first = lambda n: list(islice(deque.__iter__(value), n))
        last = lambda n: [deque.__getitem__(value, i) for i in range(-n, 0)]
        again = self.meets(value, length, depth)
        return again or (LIST, id(value), name, self.ends(first, last, length, depth), length)

    def tuple(self, value, name, depth):
        if depth >= self.depth:
            return (MORE, name)
        length = tuple.__len__(value)
        fields = None if name == 'tuple' else dict_of(type(value)).get('_fields')
        if type(fields) is tuple and len(fields) == length and all(type(field) is str for field in fields):
            return (OBJECT, 0, name, self.pairs(zip(fields, tuple.__iter__(value)), length, depth), length)
        first, last = _cutters(value, tuple.__getitem__)
        return (TUPLE, name, self.ends(first, last, length, depth), length)

    def dict(self, value, name, depth):
        length = dict.__len__(value)
        again = self.meets(value, length, depth)
        return again or (DICT, id(value), name, self.pairs(dict.items(value), length, depth), length)

    def set(self, value, name, depth):
        again = self.meets(value, set.__len__(value), depth)
        return again or (SET, id(value), name, *self.members(set, value, depth))

    def frozenset(self, value, name, depth):
        return (MORE, name) if depth >= self.depth else (SET, 0, name, *self.members(frozenset, value, depth))

    def members(self, base, value, depth):
        length = base.__len__(value)
        found = self.parts(list(islice(base.__iter__(value), self.items)), depth)
        return (found if length <= self.items else [*found, (MORE, '')], length)

    def shown(self, value, name, depth):
        if self.shown_left > 0:
            self.shown_left -= 1
            self.left += 1  # it takes no room from the others
        again = self.meets(value, len(_shown[id(type(value))]), depth)
        if again:
            return again
        number = attribute(value, '_id')
        parts = []
        for field in _shown[id(type(value))]:
            part = attribute(value, field)
            if part is not MISSING:
                parts += (field, self.copy(part, depth + 1))
        known = type(number) is int and 0 <= number < 1 << 31
        return (SHOWN, id(value), number if known else None, name, parts, len(parts) // 2)

    def exception(self, value, name, depth):
        arguments = args_of(value)
        return (CALL, name, [] if depth >= self.depth else self.parts(arguments[: self.items], depth), len(arguments))

    def str(self, value, name, depth):
        return self.member(value, name) or self.derived(str.__str__(value), name, depth)

    def bytes(self, value, name, depth):
        return self.derived(bytes.__getitem__(value, slice(None)), name, depth)

    def int(self, value, name, depth):
        return self.member(value, name) or self.derived(int.__int__(value), name, depth)

    def float(self, value, name, depth):
        return self.member(value, name) or self.derived(float.__float__(value), name, depth)

    def complex(self, value, name, depth):
        return self.derived(complex.__add__(value, 0j), name, depth)

    def member(self, value, name):
        text = member_name(value)
        return text and (TEXT, name, text)

    def derived(self, plain, name, depth):
        """The plain value that an instance of a subclass holds, under the name of its own class."""
        shot = self.copy(plain, depth)
        if type(shot) is tuple:
            return (shot[0], name, *shot[2:])
        return (TEXT, name, repr(shot))

    def type(self, value, name, depth):
        return (TEXT, name, _bounded(type.__repr__(value)))

    def function(self, value, name, depth):
        return (TEXT, name, _bounded(f'<function {value.__qualname__}>'))

    def builtin(self, value, name, depth):
        return (TEXT, name, f'<built-in function {value.__name__}>')

    def method(self, value, name, depth):
        function = value.__func__
        inner = function.__qualname__ if type(function) is types.FunctionType else '…'
        return (TEXT, name, _bounded(f'<bound method {inner}>'))

    def module(self, value, name, depth):
        named = dict.get(_module_dict(value), '__name__')
        return (TEXT, name, f'<module {named!r}>' if type(named) is str else '<module>')

    def range(self, value, name, depth):
        small = max(map(abs, (value.start, value.stop, value.step))) < 1 << 64
        return (TEXT, name, repr(value) if small else '<range…>')

    def plain(self, value, name, depth):
        return (TEXT, name, _bounded(type(value).__repr__(value)))

    def object(self, value, name, depth):
        member = self.member(value, name)
        if member:
            return member
        found = attributes(value)
        if found is None:
            return (TEXT, name, f'<{name} object>')
        again = self.meets(value, len(found), depth)
        return again or (OBJECT, id(value), name, self.pairs(found, len(found), depth), len(found))


def _cutters(value, item_of):
    """What gives the first n items of a sequence, and what gives its last n."""
    return (lambda n: item_of(value, slice(n))), (lambda n: item_of(value, slice(-n, None)))


_COPIERS = {
    id(base): copier
    for copier, *bases in (
        (Copier.list, list),
        (Copier.bytearray, bytearray),
        (Copier.deque, deque),
        (Copier.tuple, tuple),
        (Copier.dict, dict),
        (Copier.set, set),
        (Copier.frozenset, frozenset),
        (Copier.exception, BaseException),
        (Copier.str, str),
        (Copier.bytes, bytes),
        (Copier.int, int),
        (Copier.float, float),
        (Copier.complex, complex),
        (Copier.type, type),
        (Copier.function, types.FunctionType),
        (Copier.builtin, types.BuiltinFunctionType),
        (Copier.method, types.MethodType),
        (Copier.module, types.ModuleType),
        (Copier.range, range),
        (Copier.plain, type(...), type(NotImplemented), *map(type, (re.compile(''), re.match('', '')))),
        (Copier.object, object),
    )
    for base in bases
}
def _bounded(text):
    return text if len(text) <= MAX_CHARACTERS else f'{text[:CUT_HEAD]}…{text[-CUT_TAIL:]}'


_shown = {}
"""By the id of a class that `show_as` was told of: the attributes that picture its instances."""
_kinds = {}
"""By the id of a type: the type itself, so that the id stays its own, the copier of its values, and its name."""


_SPOKEN = frozenset(('datetime', 'decimal', 'array'))
"""Modules whose values speak for themselves: in C, and of plain parts only."""


def _learn(kind):
    bases = mro_of(kind) or (object,)  # the interpreter's own helper types may have none
    copier = next(_COPIERS[id(base)] for base in bases if id(base) in _COPIERS)
    spoken = type(dict_of(kind).get('__repr__')) is types.WrapperDescriptorType
    if spoken and copier is Copier.object and type(kind) is type and kind.__module__ in _SPOKEN:
        copier = Copier.plain
    _kinds[id(kind)] = (kind, copier, name_of(kind))
    return _kinds[id(kind)]

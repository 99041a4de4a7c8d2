"""Bounded pictures of values, made without running the program's code.

`snapshot(value)` copies what a reader needs into plain data that `marshal` can say; `render` writes such a copy as text;
`view` does both. Classes of the program are looked at through the slots of the interpreter (`__mro__`, `__dict__`, member
descriptors), so an overridden `__repr__`, `__len__`, `__iter__`, `__eq__`, `__getattribute__` or property never runs.

A snapshot is None, a bool, an int, a float, a complex, a str or bytes as it is, or a tuple that starts with its form:

    (LIST, id, type, [items], length)              list, deque, bytearray and their subclasses
    (TUPLE, type, [items], length)                 tuple and its subclasses
    (DICT, id, type, [key, value, …], length)      dict and its subclasses
    (SET, id, type, [items], length)               set; id is 0 for frozenset
    (OBJECT, id, type, [name, value, …], length)   attributes of an instance; id is 0 for a named tuple
    (CALL, type, [arguments], length)              an exception
    (TEXT, type, text)                             what has no parts: functions, modules, ranges, enum members
    (CUT, type, head, tail, length)                a long str or bytes
    (AGAIN, id)                                    an object that this snapshot holds already: a cycle or a shared part
    (MORE, type)                                   something is left out here; in place of an item: one or more items

A tracer tells what changed in an object that it has told before:

    (GROWN, id, [new items], length)               a list got longer
    (SET_ITEM, id, key, value, length)             an item of a list or dict was set
    (SET_NAME, id, name, value, 0)                 an attribute was set
"""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import re
import types
from collections import deque
from itertools import islice

LIST, TUPLE, DICT, SET, OBJECT, CALL, TEXT, CUT, AGAIN, MORE, GROWN, SET_ITEM, SET_NAME = range(13)
MISSING = object()

MAX_CHARACTERS = 400
CUT_HEAD = 300
CUT_TAIL = 80
MAX_INT_BITS = 1024
MAX_TEXT = 1000
"""Characters of a rendered view."""

_mro_of = type.__dict__['__mro__'].__get__
_dict_of = type.__dict__['__dict__'].__get__
_name_of = type.__dict__['__name__'].__get__
_flags_of = type.__dict__['__flags__'].__get__
_args_of = BaseException.__dict__['args'].__get__
_BIG = 1 << 64
_HEAP_TYPE = 1 << 9
_IMMUTABLE_TYPE = 1 << 8
_PLAIN = frozenset(map(id, (type(None), bool, float, complex)))


def type_name(value):
    """The name of the value's type, whatever its metaclass says."""
    return _name_of(type(value))


def view(value):
    """`(type name, text, length, identity)`; the length only where the text leaves items out, the identity of mutables only."""
    shot = snapshot(value)
    text = render(shot)
    if type(shot) is not tuple:
        return type_name(value), text, None, None
    form = shot[0]
    length = shot[-1] if form <= CALL or form == CUT else None
    identity = shot[1] if form in (LIST, DICT, SET, OBJECT) else None
    return type_name(value), text, length if '…' in text else None, identity or None


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


def cut(value):
    """A long str or bytes by its ends."""
    return (CUT, type(value).__name__, value[:CUT_HEAD], value[-CUT_TAIL:], len(value))


class Copier:
    """Makes one snapshot: at most `items` of a container, `parts` values in all, `depth` containers in one another.

    `seen` holds the lengths of the mutable objects in it, by id.
    """

    __slots__ = ('items', 'left', 'depth', 'seen')

    def __init__(self, items, parts, depth):
        self.items, self.left, self.depth = items, parts, depth
        self.seen = {}

    def copy(self, value, depth):
        kind = type(value)
        if kind is int:
            return value if value.bit_length() <= MAX_INT_BITS else (TEXT, 'int', f'<int of {value.bit_length()} bits…>')
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
        if length <= self.items:
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
        length = list.__len__(value)
        first, last = (lambda n: list.__getitem__(value, slice(n))), (lambda n: list.__getitem__(value, slice(-n, None)))
        return self.meets(value, length, depth) or (LIST, id(value), name, self.ends(first, last, length, depth), length)

    def bytearray(self, value, name, depth):
        length = bytearray.__len__(value)
        get = bytearray.__getitem__
        first, last = (lambda n: get(value, slice(n))), (lambda n: get(value, slice(-n, None)))
        return self.meets(value, length, depth) or (LIST, id(value), name, self.ends(first, last, length, depth), length)

    def deque(self, value, name, depth):
        length = deque.__len__(value)
        first = lambda n: list(islice(deque.__iter__(value), n))
        last = lambda n: [deque.__getitem__(value, i) for i in range(-n, 0)]
        return self.meets(value, length, depth) or (LIST, id(value), name, self.ends(first, last, length, depth), length)

    def tuple(self, value, name, depth):
        if depth >= self.depth:
            return (MORE, name)
        length = tuple.__len__(value)
        fields = None if name == 'tuple' else _dict_of(type(value)).get('_fields')
        if type(fields) is tuple and len(fields) == length and all(type(field) is str for field in fields):
            return (OBJECT, 0, name, self.pairs(zip(fields, tuple.__iter__(value)), length, depth), length)
        get = tuple.__getitem__
        first, last = (lambda n: get(value, slice(n))), (lambda n: get(value, slice(-n, None)))
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

    def exception(self, value, name, depth):
        arguments = _args_of(value)
        return (CALL, name, [] if depth >= self.depth else self.parts(arguments[: self.items], depth), len(arguments))

    def str(self, value, name, depth):
        return _member(value) or self.derived(str.__str__(value), name, depth)

    def bytes(self, value, name, depth):
        return self.derived(bytes.__getitem__(value, slice(None)), name, depth)

    def int(self, value, name, depth):
        return _member(value) or self.derived(int.__int__(value), name, depth)

    def float(self, value, name, depth):
        return _member(value) or self.derived(float.__float__(value), name, depth)

    def complex(self, value, name, depth):
        return self.derived(complex.__add__(value, 0j), name, depth)

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
        named = attribute(value, '__name__')
        return (TEXT, name, f'<module {named!r}>' if type(named) is str else '<module>')

    def range(self, value, name, depth):
        small = max(map(abs, (value.start, value.stop, value.step))) < 1 << 64
        return (TEXT, name, repr(value) if small else '<range…>')

    def plain(self, value, name, depth):
        return (TEXT, name, _bounded(type(value).__repr__(value)))

    def object(self, value, name, depth):
        member = _member(value)
        if member:
            return member
        found = _attributes(value)
        if found is None:
            return (TEXT, name, f'<{name} object>')
        again = self.meets(value, len(found), depth)
        return again or (OBJECT, id(value), name, self.pairs(found, len(found), depth), len(found))


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


_kinds = {}
"""By the id of a type: the type itself, so that the id stays its own, the copier of its values, and its name."""


_SPOKEN = frozenset(('datetime', 'decimal', 'array'))
"""Modules whose values speak for themselves: in C, and of plain parts only."""


def _learn(kind):
    bases = _mro_of(kind) or (object,)  # the interpreter's own helper types may have none
    copier = next(_COPIERS[id(base)] for base in bases if id(base) in _COPIERS)
    spoken = type(_dict_of(kind).get('__repr__')) is types.WrapperDescriptorType
    if spoken and copier is Copier.object and type(kind) is type and kind.__module__ in _SPOKEN:
        copier = Copier.plain
    _kinds[id(kind)] = (kind, copier, _name_of(kind))
    return _kinds[id(kind)]


_shapes = {}
"""By the id of a type: the type, what gives the dictionary of an instance (or None), and its slots by name."""


def _shape(kind):
    if id(kind) not in _shapes:
        mapping, slots = None, {}
        # a type made in C may give its instances a dictionary only once someone asks, and act upon that
        in_python = _flags_of(kind) & (_HEAP_TYPE | _IMMUTABLE_TYPE) == _HEAP_TYPE or kind is types.SimpleNamespace
        for base in (_mro_of(kind) or ()) if in_python else ():
            for name, member in _dict_of(base).items():
                if type(member) is types.MemberDescriptorType:
                    slots.setdefault(name, member)
                elif name == '__dict__' and type(member) is types.GetSetDescriptorType:
                    mapping = mapping or member
        _shapes[id(kind)] = (kind, mapping, slots)
    return _shapes[id(kind)]


def attribute(value, name):
    """The attribute that the instance itself holds, or `MISSING`."""
    _, mapping, slots = _shape(type(value))
    try:
        if name in slots:
            return slots[name].__get__(value)
        return MISSING if mapping is None else dict.get(mapping.__get__(value), name, MISSING)
    except AttributeError:
        return MISSING
    except TypeError:  # the bases of the class were replaced
        _shapes.pop(id(type(value)), None)
        return MISSING


def _attributes(value):
    """`[(name, value), …]` of the slots and dictionary of the instance, or None where it has neither."""
    _, mapping, slots = _shape(type(value))
    if mapping is None and not slots:
        return None
    found = [(name, attribute(value, name)) for name in slots]
    try:
        found += dict.items(mapping.__get__(value)) if mapping else ()
    except TypeError:  # the bases of the class were replaced
        _shapes.pop(id(type(value)), None)
    found = [pair for pair in found if type(pair[0]) is str]
    return [pair for pair in found if pair[1] is not MISSING]


def _member(value):
    """An enum member by its name, or None."""
    kind = type(value)
    if type(kind) is type or not any(_name_of(meta) in ('EnumMeta', 'EnumType') for meta in _mro_of(type(kind))):
        return None
    name = attribute(value, '_name_')
    return (TEXT, _name_of(kind), f'{_name_of(kind)}.{name}') if type(name) is str else None


def render(shot):
    """The snapshot as text: a Python literal where the value is plain and small, else with `…` for what was left out."""
    labels = {}
    _find_shared(shot, labels)
    text = _text(shot, labels)
    return text if len(text) <= MAX_TEXT else f'{text[: MAX_TEXT // 2]}…{text[1 - MAX_TEXT // 2 :]}'


def _find_shared(shot, labels):
    """Numbers the objects that the snapshot mentions more than once, in order of their second mention."""
    if type(shot) is not tuple:
        return
    if shot[0] == AGAIN:
        labels.setdefault(shot[1], len(labels) + 1)
    elif shot[0] <= CALL:
        for part in shot[-2]:
            _find_shared(part, labels)


def _text(shot, labels):
    if type(shot) is not tuple:
        return repr(shot)
    form = shot[0]
    if form == TEXT:
        return shot[2]
    if form == MORE:
        return '…'
    if form == AGAIN:
        return f'#{labels[shot[1]]}#'
    if form == CUT:
        return f'{repr(shot[2])[:-1]}…{repr(shot[3]).lstrip("b")[1:]}'
    text = _container(shot, labels)
    label = labels.get(shot[1]) if form in (LIST, DICT, SET, OBJECT) else None
    return f'#{label}={text}' if label else text


def _container(shot, labels):
    form, name, parts, length = shot[0], shot[-3], shot[-2], shot[-1]
    if form == DICT or form == OBJECT:
        texts = [_pair(form, parts[i], parts[i + 1], labels) for i in range(0, len(parts), 2)]
    else:
        texts = [_text(part, labels) for part in parts]
    inner = ', '.join(texts)
    if form == TUPLE:
        return f'{"" if name == "tuple" else name}({inner}{"," if length == 1 else ""})'
    if form == OBJECT or form == CALL:
        return f'{name}({inner})'
    if form == SET and not length:
        return f'{name}()'
    text = f'[{inner}]' if form == LIST else f'{{{inner}}}'
    return text if name in ('list', 'dict', 'set') else f'{name}({text})'


def _pair(form, name, part, labels):
    if type(name) is tuple and name[0] == MORE:
        return '…'
    return f'{_text(name, labels)}: {_text(part, labels)}' if form == DICT else f'{name}={_text(part, labels)}'

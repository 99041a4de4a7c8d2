"""Bounded pictures of values, made without running the program's code.

`snapshot(value)` copies what a reader needs into plain data that `marshal` can say; `render` writes such a copy as text;
`view` does both. Classes of the program are looked at through the slots of the interpreter (`__mro__`, `__dict__`, member
descriptors), so an overridden `__repr__`, `__len__`, `__iter__`, `__eq__`, `__getattribute__` or property never runs.

A snapshot is None, a bool, an int, a float, a complex, a str or bytes as it is, or a tuple that starts with its form:

    (LIST, id, type, [items], length)          list, deque, bytearray and their subclasses
    (TUPLE, type, [items], length)             tuple and its subclasses
    (DICT, id, type, [key, value, …], length)  dict and its subclasses
    (SET, id, type, [items], length)           set; id is 0 for frozenset
    (OBJECT, id, type, [name, value, …], length)   attributes of an instance; id is 0 for a named tuple
    (CALL, type, [arguments], length)          an exception
    (TEXT, type, text)                         anything without parts: functions, modules, ranges, enum members
    (CUT, type, head, tail, length)            a long str or bytes
    (AGAIN, id)                                an object that this snapshot holds already: a cycle or a shared part
    (MORE, type)                               too deep, or too much already
"""

import types
from collections import deque
from itertools import islice

LIST, TUPLE, DICT, SET, OBJECT, CALL, TEXT, CUT, AGAIN, MORE = range(10)

MAX_ITEMS = 100
"""Items of one container; of a longer one the first `HEAD` and, where it is a sequence, the last `TAIL` are kept."""
HEAD = 80
TAIL = 20
MAX_PARTS = 400
"""Values in one snapshot."""
MAX_DEPTH = 8
MAX_CHARACTERS = 400
CUT_HEAD = 300
CUT_TAIL = 80
MAX_INT_BITS = 1024
MAX_TEXT = 1000
"""Characters of a rendered view."""

_mro_of = type.__dict__['__mro__'].__get__
_dict_of = type.__dict__['__dict__'].__get__
_name_of = type.__dict__['__name__'].__get__
_args_of = BaseException.__dict__['args'].__get__
_PLAIN = {id(t) for t in (type(None), bool, float, complex)}


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
    length = shot[-1] if form in (LIST, TUPLE, DICT, SET, OBJECT, CALL, CUT) and '…' in text else None
    return type_name(value), text, length, (shot[1] or None) if form in (LIST, DICT, SET, OBJECT) else None


def snapshot(value):
    """A copy of the value as it is now."""
    return _Copier().copy(value, 0)


class _Copier:
    """The copying of one value: what was seen, and how much more may be."""

    __slots__ = ('seen', 'left')

    def __init__(self):
        self.seen = set()
        self.left = MAX_PARTS

    def copy(self, value, depth):
        kind = type(value)
        if id(kind) in _PLAIN:
            return value
        self.left -= 1
        if kind is int:
            return value if value.bit_length() <= MAX_INT_BITS else _big_int(value)
        if kind is str or kind is bytes:
            return value if len(value) <= MAX_CHARACTERS else _cut(value, kind.__name__)
        name = _name_of(kind)
        if depth >= MAX_DEPTH or self.left < 0:
            return (MORE, name)
        for base in _mro_of(kind):
            copier = _COPIERS.get(id(base))
            if copier:
                return copier(self, value, name, depth + 1)
        return (TEXT, name, f'<{name}>')

    def again(self, value):
        if id(value) in self.seen:
            return (AGAIN, id(value))
        self.seen.add(id(value))
        return None

    def items(self, values, depth):
        return [self.copy(value, depth) for value in values]

    def list(self, value, name, depth):
        again = self.again(value)
        if again:
            return again
        base = next(base for base in (list, deque, bytearray) if isinstance_(value, base))
        length = base.__len__(value)
        if length <= MAX_ITEMS:
            kept = list(base.__iter__(value))
        elif base is deque:
            kept = list(islice(deque.__iter__(value), HEAD)) + [deque.__getitem__(value, i) for i in range(-TAIL, 0)]
        else:
            kept = [*base.__getitem__(value, slice(HEAD)), *base.__getitem__(value, slice(-TAIL, None))]
        return (LIST, id(value), name, self.items(kept, depth), length)

    def tuple(self, value, name, depth):
        length = tuple.__len__(value)
        fields = _named_fields(type(value)) if type(value) is not tuple else None
        if fields and len(fields) == length <= MAX_ITEMS:
            parts = []
            for field, part in zip(fields, tuple.__iter__(value)):
                parts += (field, self.copy(part, depth))
            return (OBJECT, 0, name, parts, length)
        kept = (
            tuple.__getitem__(value, slice(None))
            if length <= MAX_ITEMS
            else tuple.__getitem__(value, slice(HEAD)) + tuple.__getitem__(value, slice(-TAIL, None))
        )
        return (TUPLE, name, self.items(kept, depth), length)

    def dict(self, value, name, depth):
        again = self.again(value)
        if again:
            return again
        length = dict.__len__(value)
        parts = []
        for key, part in islice(dict.items(value), MAX_ITEMS if length <= MAX_ITEMS else HEAD):
            parts += (self.copy(key, depth), self.copy(part, depth))
        return (DICT, id(value), name, parts, length)

    def set(self, value, name, depth):
        again = self.again(value)
        if again:
            return again
        base = set if isinstance_(value, set) else frozenset
        length = base.__len__(value)
        kept = islice(base.__iter__(value), MAX_ITEMS if length <= MAX_ITEMS else HEAD)
        return (SET, id(value) if base is set else 0, name, self.items(list(kept), depth), length)

    def exception(self, value, name, depth):
        arguments = _args_of(value)
        return (CALL, name, self.items(arguments[:MAX_ITEMS], depth), len(arguments))

    def str(self, value, name, depth):
        return self.copy(str.__str__(value), depth)

    def bytes(self, value, name, depth):
        return self.copy(bytes.__getitem__(value, slice(None)), depth)

    def int(self, value, name, depth):
        member = _enum_member(value)
        return (TEXT, name, member) if member else self.copy(int.__int__(value), depth)

    def float(self, value, name, depth):
        return float.__float__(value)

    def cls(self, value, name, depth):
        return (TEXT, name, f"<class '{_name_of(value)}'>")

    def function(self, value, name, depth):
        return (TEXT, name, f'<{"function" if name == "function" else name} {value.__name__}>')

    def range(self, value, name, depth):
        return (TEXT, name, repr(value) if max(map(abs, (value.start, value.stop, value.step))) < 1 << 64 else '<range…>')

    def ellipsis(self, value, name, depth):
        return (TEXT, name, repr(value))

    def object(self, value, name, depth):
        member = _enum_member(value)
        if member:
            return (TEXT, name, member)
        attributes = _attributes(value)
        if attributes is None:
            return (TEXT, name, f'<{name}>')
        again = self.again(value)
        if again:
            return again
        parts = []
        for key, part in attributes[:MAX_ITEMS]:
            parts += (key, self.copy(part, depth))
        return (OBJECT, id(value), name, parts, len(attributes))


_COPIERS = {
    id(base): copier
    for bases, copier in (
        ((list, deque, bytearray), _Copier.list),
        ((tuple,), _Copier.tuple),
        ((dict,), _Copier.dict),
        ((set, frozenset), _Copier.set),
        ((BaseException,), _Copier.exception),
        ((str,), _Copier.str),
        ((bytes,), _Copier.bytes),
        ((int,), _Copier.int),
        ((float,), _Copier.float),
        ((type,), _Copier.cls),
        ((types.FunctionType, types.BuiltinFunctionType, types.ModuleType), _Copier.function),
        ((range,), _Copier.range),
        ((type(...), type(NotImplemented)), _Copier.ellipsis),
        ((object,), _Copier.object),
    )
    for base in bases
}


def isinstance_(value, base):
    """`isinstance` by the true type, without asking `__class__` or the metaclass."""
    return any(found is base for found in _mro_of(type(value)))


def _big_int(value):
    return (TEXT, 'int', f'<int of {value.bit_length()} bits…>')


def _cut(value, name):
    return (CUT, name, value[:CUT_HEAD], value[-CUT_TAIL:], len(value))


def _named_fields(kind):
    fields = _dict_of(kind).get('_fields')
    if type(fields) is tuple and all(type(field) is str for field in fields):
        return fields
    return None


def _enum_member(value):
    kind = type(value)
    if not any(_name_of(meta) == 'EnumMeta' or _name_of(meta) == 'EnumType' for meta in _mro_of(type(kind))):
        return None
    for key, part in _attributes(value) or ():
        if key == '_name_' and type(part) is str:
            return f'{_name_of(kind)}.{part}'
    return None


def _attributes(value):
    """`[(name, value), …]` of the instance's slots and dictionary, or None where it has neither."""
    found, has_any = [], False
    for base in _mro_of(type(value)):
        for name, member in list(_dict_of(base).items()):
            if type(member) is types.MemberDescriptorType and base.__module__ != 'builtins':
                has_any = True
                try:
                    found.append((name, member.__get__(value)))
                except AttributeError:
                    pass
            elif name == '__dict__' and type(member) is types.GetSetDescriptorType:
                has_any = True
                mapping = member.__get__(value)
                found += [(key, part) for key, part in islice(dict.items(mapping), MAX_ITEMS + 1) if type(key) is str]
    return found if has_any else None


def render(shot):
    """The snapshot as text: a Python literal where the value is plain and small, else with `…` for what was left out."""
    shared = set()
    _find_shared(shot, shared)
    text = _text(shot, {key: number for number, key in enumerate(sorted(shared), 1)})
    if len(text) <= MAX_TEXT:
        return text
    return text[: MAX_TEXT // 2] + '…' + text[-(MAX_TEXT // 2 - 1) :]


def _find_shared(shot, shared):
    if type(shot) is not tuple:
        return
    if shot[0] == AGAIN:
        shared.add(shot[1])
    elif shot[0] in (LIST, TUPLE, DICT, SET, OBJECT, CALL):
        for part in shot[-2]:
            _find_shared(part, shared)


_OPEN = {'list': ('[', ']'), 'set': ('{', '}'), 'dict': ('{', '}')}


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
        head, tail = repr(shot[2]), repr(shot[3])
        return head[:-1] + '…' + tail[len(tail) - len(tail.lstrip('b')) + 1 :]
    text = _container(shot, labels)
    label = labels.get(shot[1]) if form in (LIST, DICT, SET, OBJECT) else None
    return f'#{label}={text}' if label else text


def _container(shot, labels):
    form, name, parts, length = shot[0], shot[-3], shot[-2], shot[-1]
    if form in (DICT, OBJECT):
        join = ': ' if form == DICT else '='
        keys = [_text(key, labels) if form == DICT else key for key in parts[::2]]
        texts = [f'{key}{join}{_text(part, labels)}' for key, part in zip(keys, parts[1::2])]
    else:
        texts = [_text(part, labels) for part in parts]
    if len(texts) < length:
        texts.insert(HEAD if form in (LIST, TUPLE) else len(texts), '…')
    inner = ', '.join(texts)
    if form == TUPLE:
        text = f'({inner},)' if length == 1 else f'({inner})'
        return text if name == 'tuple' else f'{name}{text}'
    if form in (OBJECT, CALL):
        return f'{name}({inner})'
    if form == SET and not length:
        return f'{name}()'
    opening, closing = _OPEN['list' if form == LIST else 'dict']
    return f'{opening}{inner}{closing}' if name in _OPEN else f'{name}({opening}{inner}{closing})'

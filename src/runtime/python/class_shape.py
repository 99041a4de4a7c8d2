"""Looks into instances through the slots of the interpreter, so that no code of their classes runs."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import types

MISSING = object()

mro_of = type.__dict__['__mro__'].__get__
dict_of = type.__dict__['__dict__'].__get__
name_of = type.__dict__['__name__'].__get__
flags_of = type.__dict__['__flags__'].__get__
args_of = BaseException.__dict__['args'].__get__
HEAP_TYPE = 1 << 9
_IMMUTABLE_TYPE = 1 << 8


def type_name(value):
    """The name of the value's type, whatever its metaclass says."""
    return name_of(type(value))


_shapes = {}
"""By the id of a type: the type, what gives the dictionary of an instance (or None), and its slots by name."""


def _shape(kind):
    if id(kind) not in _shapes:
        mapping, slots = None, {}
        # a type made in C may give its instances a dictionary only once someone asks, and act upon that
        in_python = flags_of(kind) & (HEAP_TYPE | _IMMUTABLE_TYPE) == HEAP_TYPE or kind is types.SimpleNamespace
        for base in (mro_of(kind) or ()) if in_python else ():
            for name, member in dict_of(base).items():
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


def attributes(value):
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


def member_name(value):
    """`Color.RED` for an enum member, else None."""
    kind = type(value)
    if type(kind) is type or not any(name_of(meta) in ('EnumMeta', 'EnumType') for meta in mro_of(type(kind))):
        return None
    name = attribute(value, '_name_')
    return f'{name_of(kind)}.{name}' if type(name) is str else None



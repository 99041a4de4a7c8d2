"""What a check holds of the program's objects: classes and instances that ask the candidate by message.

Every class of the program has a class of its own here, with the same name, bases and special methods, so that
`isinstance`, `pytest.raises(prog.Error)` and `type(x) is prog.Point` work. An instance of a class that extends an
immutable builtin is that builtin here, with its data, so nothing of the program's own compares it. Two objects of the
program are compared by the program; an object and plain data never are equal.
"""

import sys

from plain_types import EXCEPTIONS, MUTABLE
from program_objects import LIBRARY_EXCEPTIONS, PLAIN, SPECIAL_METHODS, UNHASHABLE

_CONTAINERS = {kind.__name__: kind for kind in MUTABLE}
_DATA = {kind.__name__: kind for kind in PLAIN} | EXCEPTIONS
_set = object.__setattr__


class NeedsLive(BaseException):
    """The check asks for something that no message can say, so it has to run beside the program."""


class MirrorClass(type):
    """The class of the mirrored classes."""

    def __new__(cls, name, bases, namespace):
        extended = next(base for base in bases if is_mirror_class(base))
        extended._mirror_session.require_live('a class that extends one of the program')

    def __call__(cls, *args, **kwargs):
        return cls._mirror_session.make(cls, args, kwargs)

    def __getattr__(cls, name):
        return cls._mirror_session.get(cls, name)

    def __setattr__(cls, name, value):
        cls._mirror_session.ask('set', cls, name, value)

    def __delattr__(cls, name):
        cls._mirror_session.ask('delete', cls, name)

    def __repr__(cls):
        return f"<class '{cls.__name__}'>"

    def __getitem__(cls, key):
        return cls._mirror_session.ask('item', cls, key)

    def __iter__(cls):
        return cls._mirror_session.ask('special', cls, '__iter__')

    def __len__(cls):
        return cls._mirror_session.ask('special', cls, '__len__')

    def __contains__(cls, value):
        return any(value is part for part in cls)

    def __bool__(cls):
        return True


class Forwarding:
    """Attributes by message."""

    def __getattr__(self, name):
        return self._mirror_session.get(self, name)

    def __setattr__(self, name, value):
        if name[:2] == '__':
            _set(self, name, value)
        else:
            self._mirror_session.ask('set', self, name, value)

    def __delattr__(self, name):
        self._mirror_session.ask('delete', self, name)

    def __dir__(self):
        return self._mirror_session.ask('dir', self)

    def __copy__(self):
        return self._mirror_session.ask('copy', self)

    def __deepcopy__(self, memo):
        return self._mirror_session.ask('deepcopy', self)

    def __reduce_ex__(self, protocol):
        raise TypeError(f'cannot pickle {self!r}, which lives in another process')


class Mirror(Forwarding):
    """An object that is not data."""

    def __eq__(self, other):
        if self is other:
            return True
        if not is_mirror(other) or not (_compares(self) or _compares(other)):
            return NotImplemented
        return self._mirror_session.ask('special', self, '__eq__', other)

    __hash__ = object.__hash__

    def __repr__(self):
        return self._mirror_session.label(self)

    @property
    def __dict__(self):
        return self._mirror_session.get(self, '__dict__')


class Container(Mirror):
    """An object of a class that extends a list, dict, set, deque or bytearray: compared by its data, here."""

    def __eq__(self, other):
        if self is other:
            return True
        kind = type(self)._mirror_container
        mine = self._mirror_session.contents(self, kind)
        if isinstance(other, Container):
            other = other._mirror_session.contents(other, type(other)._mirror_container)
        return mine == other

    __hash__ = None


def _compares(value):
    """Its class in the program has an `__eq__` of its own."""
    return any('_mirror_compares' in vars(kind) for kind in type(value).__mro__)


def is_mirror(value):
    return type(type(value)) is MirrorClass


def is_mirror_class(value):
    return type(value) is MirrorClass


def number_of(value):
    """The candidate's number of a mirrored object or class."""
    return value._mirror_number if is_mirror_class(value) else value._mirror_session.numbers[id(value)]


def _forward(name):
    def method(self, *args):
        return self._mirror_session.special(self, name, args)

    method.__name__ = name
    return method


def _call(self, *args, **kwargs):
    return self._mirror_session.call(number_of(self), args, kwargs, name=self._mirror_session.label(self))


def _exit(self, kind, error, traceback):
    return self._mirror_session.leave(self, error)


_FORWARDERS = {name: _forward(name) for name in SPECIAL_METHODS - {'__eq__'}} | {'__call__': _call, '__exit__': _exit}
_CONTAINER_METHODS = {
    name: {key: _FORWARDERS[key] for key in vars(kind) if key in _FORWARDERS and key not in ('__hash__', '__repr__')}
    for name, kind in _CONTAINERS.items()
}


def make_class(session, description):
    """The mirror of a class that `ProgramObjects.describe` tells of, its bases mirrors or names of builtin classes.

    Raises `TypeError` or `ValueError` where it does not have the right form.
    """
    number, name, bases, own = description
    namespace = {'_mirror_session': session, '_mirror_number': number, '__module__': session.module_name}
    parents = []
    for base in bases:
        if type(base) is not str:
            parents.append(base)
        elif base in _DATA:
            parents.append(_DATA[base])
        elif '.' in base:
            known = _library_exception(base)
            parents = [known] if known else parents
        elif base in _CONTAINERS:
            parents.append(Container)
            kind = _CONTAINERS[base]
            namespace |= {'_mirror_container': kind, '__class__': _told_class(kind), **_CONTAINER_METHODS[base]}
        else:
            parents.append(Mirror)
    parents = _ordered(parents)
    _add_methods(namespace, own, any(map(_is_data, parents)))
    return _build(name, parents, namespace)


def _told_class(kind):
    return property(lambda self: kind)


def _library_exception(path):
    """An exception class of the library, where the check has imported its module."""
    module, _, name = path.rpartition('.')
    found = getattr(sys.modules.get(module), name, None) if module in LIBRARY_EXCEPTIONS else None
    return found if isinstance(found, type) and issubclass(found, Exception) else None


def _is_data(kind):
    """Its instances are data here: an immutable builtin, or an exception."""
    return issubclass(kind, (*PLAIN, BaseException))


def _add_methods(namespace, own, is_data):
    for method in own:
        if is_data and method in _DATA_METHODS:
            continue
        if method == '__eq__':
            namespace['_mirror_compares'] = True
        elif method == UNHASHABLE:
            namespace['__hash__'] = None
        elif method in _FORWARDERS:
            namespace[method] = _FORWARDERS[method]


_ASKED_OF_DATA = {'__str__', '__repr__', '__format__', '__call__', '__enter__', '__exit__'}
_DATA_METHODS = SPECIAL_METHODS - _ASKED_OF_DATA | {UNHASHABLE}
"""What an instance that is data does by itself, whatever the program's class says."""


def _ordered(parents):
    """Bases without those that others imply: data first, so that its comparison counts."""
    kept = []
    for parent in sorted(parents, key=_is_data, reverse=True):
        if parent not in kept and not any(issubclass(other, parent) for other in parents if other is not parent):
            kept.append(parent)
    return (Forwarding, *kept) if not any(issubclass(parent, Forwarding) for parent in kept) else tuple(kept)


def _build(name, parents, namespace):
    try:
        return type.__new__(MirrorClass, name, parents, namespace)
    except TypeError:  # bases that do not go together here
        return type.__new__(MirrorClass, name, (Mirror,), namespace)


def make_instance(kind, number, data=None):
    """The mirror of an instance; `data` is that of the immutable or the arguments of the exception that it extends."""
    if issubclass(kind, BaseException):
        value = kind.__new__(kind, *data)
    else:
        base = next((base for base in PLAIN if issubclass(kind, base)), object)
        value = base.__new__(kind) if base is object else base.__new__(kind, data)
    kind._mirror_session.numbers[id(value)] = number
    return value

"""The program's module as a check sees it: functions by name, everything else fetched when it is asked for."""

import builtins
from types import ModuleType

SAFE_MODULES = frozenset(
    'abc bisect cmath collections copy dataclasses datetime decimal enum fractions functools heapq itertools json math '
    'numbers operator random re statistics string textwrap time typing'.split()
)
"""Modules that a check gets as its own, where the program has imported them for it."""
PROTECTED = SAFE_MODULES | vars(builtins).keys()
"""Names by which a check means Python's own, unless it uses no other name of the program: see `scope`."""


def scope(session, names):
    """What a check finds under the names that it reads, of those that the program has.

    A program that defines `abs` must not be asked by `abs(f(2) - 1.41) < 0.01`; but `assert sum(10, 15) == 6` can only
    be meant for the program's `sum`.
    """
    used = names & session.names.keys()
    own = used - PROTECTED
    found = {name: session.name(name) for name in own or used}
    found.update({name: __import__(name) for name in used & SAFE_MODULES if name not in found})
    return found


class Function:
    """A function of the program, called by its name."""

    def __init__(self, session, name):
        self.__dict__.update(_mirror_session=session, __name__=name, __qualname__=name)

    def __call__(self, *args, **kwargs):
        return self._mirror_session.call(self.__name__, args, kwargs, name=self.__name__)

    def __getattr__(self, name):
        return self._mirror_session.get(self, name)

    def __setattr__(self, name, value):
        self._mirror_session.ask('set', self, name, value)

    def __get__(self, instance, owner=None):
        return self if instance is None else _Bound(self, instance)

    def __repr__(self):
        return f'<function {self.__name__}>'


class _Bound:
    """A function of the program as a method of a class of the check."""

    def __init__(self, function, instance):
        self.function = function
        self.instance = instance

    def __call__(self, *args, **kwargs):
        return self.function(self.instance, *args, **kwargs)


class Method:
    """A method of an object of the program."""

    def __init__(self, session, owner, name):
        self.__dict__.update(_mirror_session=session, __self__=owner, __name__=name)

    def __call__(self, *args, **kwargs):
        owner, name = self.__self__, self.__name__
        label = f'{self._mirror_session.label(owner)}.{name}'
        return self._mirror_session.call('.invoke', (owner, name, *args), kwargs, name=label, hidden=2)

    def __getattr__(self, name):
        return self._mirror_session.get(self.fetched(), name)

    def __eq__(self, other):
        return type(other) is Method and (other.__self__, other.__name__) == (self.__self__, self.__name__)

    def __hash__(self):
        return hash(self.__name__)

    def __repr__(self):
        return f'<method {self._mirror_session.label(self.__self__)}.{self.__name__}>'

    def fetched(self):
        """The bound method itself, with a number of its own."""
        return self._mirror_session.ask('method', self.__self__, self.__name__)


class ProgramModule(ModuleType):
    """What `import program` gives to a check."""

    def __init__(self, session, name, file):
        super().__init__(name)
        own = [name for name in session.names if name not in PROTECTED]
        self.__dict__.update(__file__=file, _mirror_session=session, __all__=own or list(session.names))

    def __getattr__(self, name):
        if name in ('__path__', '__wrapped__'):
            raise AttributeError(name)
        return self._mirror_session.name(name)

    def __setattr__(self, name, value):
        if name[:2] == '__':
            self.__dict__[name] = value
        else:
            self._mirror_session.ask('set', self, name, value)

    def __delattr__(self, name):
        self._mirror_session.ask('delete', self, name)

    def __dir__(self):
        return list(self._mirror_session.names)

"""Which tests a file has, found without the program: a stand-in takes its place while the file is imported."""

from types import ModuleType

import imports
import test_file
from assertion import Watch


class _Nothing:
    """Stands for anything of the program: it can be called, taken apart and looped over, and does nothing."""

    __name__ = __qualname__ = 'stand_in'

    def __call__(self, *args, **kwargs):
        return self

    def __getattr__(self, name):
        if name[:2] == '__':
            raise AttributeError(name)
        return self

    def __iter__(self):
        return iter(())

    def __mro_entries__(self, bases):
        return ()


class _StandIn(ModuleType):
    """Stands for the module of the program."""

    __all__ = ()

    def __getattr__(self, name):
        if name[:2] == '__':
            raise AttributeError(name)
        return _Nothing()


class _EmptyWorld:
    """A world without a program, for `test_file.load`."""

    passes = ()

    def __init__(self, module):
        self.module = module
        self.watch = Watch()
        self.shared = {}

    def admit(self, imports):
        """Nothing of the program is run, so anything may be imported."""

    def fault(self, error):
        """There is no program to be at fault."""

    def message(self, error):
        return str(error)


def stand_in(name):
    module = _StandIn(name)
    module.__file__ = imports.filename(name)
    return module


def empty_world(stage):
    """A world where the tests of a file can be found before the program is loaded."""
    return _EmptyWorld(stage.place(stand_in(stage.module), lambda reason: None))


def expanded(checks, world):
    """The checks, with one test check for each test of the file where a test check names all of them.

    Where a file cannot be imported in this world its check stays as it is: running it says why.
    """
    return [part for check in checks for part in (_tests_of(check, world) if names_all(check) else (check,))]


def names_all(check):
    return check['kind'] == 'test' and check['name'] == test_file.ALL


def _tests_of(check, world):
    try:
        names = test_file.names(check['source'], world)
    except BaseException:
        return [check]
    prefix = '' if check['id'] == test_file.ALL else check['id'] + '::'
    return [{**check, 'id': prefix + name, 'name': name} for name in names] or [check]

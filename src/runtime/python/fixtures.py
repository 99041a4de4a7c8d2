"""Fixtures of a test: found by name, made in the order of need, undone in the opposite order."""

import io
import os
import sys
from collections import namedtuple
from types import GeneratorType

from pytest_api import Failed

_Captured = namedtuple('CaptureResult', 'out err')


def unwrapped(function):
    """The function that a decorator has wrapped."""
    function = getattr(function, '__func__', function)
    while hasattr(function, '__wrapped__'):
        function = function.__wrapped__
    return function


def parameters(function):
    """The names of the arguments that a test or fixture asks for."""
    is_bound = getattr(function, '__self__', None) is not None
    function = unwrapped(function)
    code, defaults = function.__code__, function.__defaults__ or ()
    names, count = code.co_varnames, code.co_argcount
    keywords = names[count : count + code.co_kwonlyargcount]
    required = names[is_bound : count - len(defaults)]
    return [*required, *(name for name in keywords if name not in (function.__kwdefaults__ or {}))]


class Fixtures:
    """The fixtures of one run of one test of a file; those of wider scope are `kept` from earlier tests."""

    def __init__(self, file, test, world):
        self.known = file.known(test)
        self.kept = file.kept
        self.params = test.values
        self.world = world
        self.test = test
        self.made = {}
        self.undo = []

    def value(self, name):
        if name in self.made:
            return self.made[name]
        if name in self.kept and name not in self.params:
            return self.kept[name]
        fixture = self.known.get(name)
        if fixture is not None:
            value = self.make(fixture)
            if fixture.scope != 'function':
                self.kept[name] = value
        elif name in _BUILT_IN:
            value = _BUILT_IN[name](self)
        else:
            raise Failed(f"there is no fixture '{name}'")
        self.made[name] = value
        return value

    def make(self, fixture):
        request = Request(self, self.params.get(fixture.name))
        arguments = {
            name: request if name == 'request' else self.value(name)
            for name in parameters(fixture.function)
            if name != 'self'
        }
        owner = [self.test.instance] if 'self' in parameters(fixture.function) else []
        value = fixture.function(*owner, **arguments)
        if type(value) is not GeneratorType:
            return value
        if fixture.scope == 'function':  # one of wider scope ends with the request
            self.undo.append(lambda: next(value, None))
        return next(value)

    def close(self):
        while self.undo:
            self.undo.pop()()


class Request:
    """The `request` fixture."""

    def __init__(self, fixtures, param=None):
        self._fixtures = fixtures
        self.param = param
        self.function = fixtures.test.function
        self.cls = fixtures.test.owner
        self.instance = fixtures.test.instance
        self.node = fixtures.test

    def getfixturevalue(self, name):
        return self._fixtures.value(name)

    def addfinalizer(self, function):
        self._fixtures.undo.append(function)


class _Capture:
    """The `capsys` fixture: the streams of the check, into which the program's output is led."""

    def __init__(self):
        self.saved = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = io.StringIO(), io.StringIO()

    def readouterr(self):
        texts = [stream.getvalue() for stream in (sys.stdout, sys.stderr)]
        for stream in (sys.stdout, sys.stderr):
            stream.seek(0)
            stream.truncate()
        return _Captured(*texts)

    def close(self):
        sys.stdout, sys.stderr = self.saved


def _capsys(fixtures):
    capture = _Capture()
    fixtures.undo.append(capture.close)
    return capture


class _MonkeyPatch:
    """The `monkeypatch` fixture."""

    _MISSING = object()

    def __init__(self):
        self.undo_steps = []

    def setattr(self, target, name, value=_MISSING, raising=True):
        if isinstance(target, str):
            name, value, target = target.rpartition('.')[2], name, _imported(target.rpartition('.')[0])
        old = getattr(target, name, self._MISSING)
        if old is self._MISSING and raising:
            raise AttributeError(f'{target!r} has no attribute {name!r}')
        self.undo_steps.append(
            lambda: delattr(target, name) if old is self._MISSING else setattr(target, name, old)
        )
        setattr(target, name, value)

    def delattr(self, target, name, raising=True):
        if not hasattr(target, name) and not raising:
            return
        old = getattr(target, name)
        self.undo_steps.append(lambda: setattr(target, name, old))
        delattr(target, name)

    def setitem(self, mapping, key, value):
        self._restore_item(mapping, key)
        mapping[key] = value

    def delitem(self, mapping, key, raising=True):
        if key in mapping or raising:
            self._restore_item(mapping, key)
            del mapping[key]

    def _restore_item(self, mapping, key):
        old = mapping.get(key, self._MISSING)
        self.undo_steps.append(
            lambda: mapping.pop(key, None) if old is self._MISSING else mapping.__setitem__(key, old)
        )

    def setenv(self, name, value, prepend=None):
        self.setitem(os.environ, name, str(value))

    def delenv(self, name, raising=True):
        self.delitem(os.environ, name, raising)

    def chdir(self, path):
        old = os.getcwd()
        self.undo_steps.append(lambda: os.chdir(old))
        os.chdir(path)

    def syspath_prepend(self, path):
        self.undo_steps.append(lambda: sys.path.remove(str(path)))
        sys.path.insert(0, str(path))

    def undo(self):
        while self.undo_steps:
            self.undo_steps.pop()()


def _imported(name):
    __import__(name)
    return sys.modules[name]


def _monkeypatch(fixtures):
    fixtures.world.require_live('the fixture monkeypatch')
    patch = _MonkeyPatch()
    fixtures.undo.append(patch.undo)
    return patch


def _tmp_path(fixtures):
    fixtures.world.require_live('the fixture tmp_path')
    import pathlib
    import tempfile

    folder = tempfile.TemporaryDirectory()
    fixtures.undo.append(folder.cleanup)
    return pathlib.Path(folder.name)


_BUILT_IN = {'capsys': _capsys, 'monkeypatch': _monkeypatch, 'tmp_path': _tmp_path, 'request': Request}

"""The module that a test gets when it imports pytest: what tests of one file use of it."""

import functools
import importlib
import re
import warnings
from types import ModuleType

from approx import approx


class Skipped(BaseException):
    """The test asked not to be run."""


class Failed(BaseException):
    """`pytest.fail`, or an exception that was expected and did not come."""


class XFailed(BaseException):
    """`pytest.xfail`: the test is known to fail."""


class Mark:
    """A mark of a test, as `@pytest.mark.name(*args, **kwargs)` puts it on."""

    def __init__(self, name, args=(), kwargs=None):
        self.name = name
        self.args = args
        self.kwargs = kwargs or {}

    def __call__(self, *args, **kwargs):
        if len(args) == 1 and not kwargs and _can_be_marked(args[0]):
            return mark_with(args[0], self)
        return Mark(self.name, (*self.args, *args), {**self.kwargs, **kwargs})


def _can_be_marked(value):
    return isinstance(value, (type, Fixture)) or (callable(value) and hasattr(value, '__code__'))


def mark_with(target, mark):
    target.pytestmark = [*marks_of(target), mark]
    return target


def marks_of(target):
    """The marks put on a function, class or module: the one nearest to it first."""
    marks = getattr(target, 'pytestmark', [])
    return list(marks) if isinstance(marks, (list, tuple)) else [marks]


class _Marks:
    def __getattr__(self, name):
        return Mark(name)


class Fixture:
    """A function that makes something for the tests that name it."""

    def __init__(self, function, scope='function', params=None, autouse=False, ids=None, name=None):
        self.function = function
        self.scope = scope
        self.params = None if params is None else list(params)
        self.autouse = autouse
        self.name = name or function.__name__

    def __get__(self, instance, owner=None):
        return self


def fixture(function=None, **settings):
    if function is None:
        return functools.partial(Fixture, **settings)
    return Fixture(function, **settings)


class Param:
    """One set of values of a parametrized test, with marks of its own."""

    def __init__(self, *values, marks=(), id=None):
        self.values = values
        self.marks = [marks] if isinstance(marks, Mark) else list(marks)


class ExceptionInfo:
    """What `with raises(…) as info` gives."""

    value = type = tb = None

    @property
    def typename(self):
        return self.type.__name__

    def match(self, pattern):
        if not re.search(pattern, str(self.value)):
            raise Failed(f'{self.type.__name__}: {self.value} does not match {pattern!r}')
        return True


class _Raises:
    def __init__(self, expected, match=None, check=None):
        self.expected = expected
        self.pattern = match
        self.check = check
        self.info = ExceptionInfo()

    def __enter__(self):
        return self.info

    def __exit__(self, kind, error, traceback):
        if kind is None:
            raise Failed(f'{_names(self.expected)} was expected, and nothing was raised')
        if not issubclass(kind, self.expected):
            return False
        self.info.type, self.info.value, self.info.tb = kind, error, traceback
        if self.pattern is not None:
            self.info.match(self.pattern)
        if self.check is not None and not self.check(error):
            raise Failed(f'{kind.__name__} was raised, and is not as expected')
        return True


def _names(expected):
    kinds = expected if isinstance(expected, tuple) else (expected,)
    return ' or '.join(kind.__name__ for kind in kinds)


def raises(expected=BaseException, *args, **kwargs):
    if not args:
        return _Raises(expected, **kwargs)
    function, *rest = args
    with _Raises(expected) as info:
        function(*rest, **kwargs)
    return info


def skip(reason='', **_):
    raise Skipped(reason)


def fail(reason='', pytrace=True, **_):
    raise Failed(reason)


def xfail(reason=''):
    raise XFailed(reason)


def importorskip(name, minversion=None, reason=None):
    try:
        return importlib.import_module(name)
    except ImportError:
        raise Skipped(reason or f'there is no {name}') from None


class _Warns:
    """Warnings are seen where they are given, so this works beside the program only."""

    def __init__(self, expected=Warning, match=None):
        self.expected = expected
        self.pattern = match
        self.catch = warnings.catch_warnings(record=True)

    def __enter__(self):
        self.seen = self.catch.__enter__()
        warnings.simplefilter('always')
        return self.seen

    def __exit__(self, kind, error, traceback):
        self.catch.__exit__(kind, error, traceback)
        if kind is None and not any(map(self._fits, self.seen)):
            raise Failed(f'{_names(self.expected)} was expected, and there was no such warning')

    def _fits(self, warning):
        if not issubclass(warning.category, self.expected):
            return False
        return self.pattern is None or re.search(self.pattern, str(warning.message)) is not None


def pytest_module(require_live):
    """A `pytest` for the tests of one program; `require_live(reason)` is called where only live objects will do."""

    def warns(*args, **kwargs):
        require_live('pytest.warns')
        return _Warns(*args, **kwargs)

    module = ModuleType('pytest')
    deprecated = (DeprecationWarning, PendingDeprecationWarning)
    vars(module).update(_API, warns=warns, deprecated_call=lambda: warns(deprecated))
    return module


for _function, _kind in ((skip, Skipped), (fail, Failed), (xfail, XFailed)):
    _function.Exception = _kind

_API = {
    **{function.__name__: function for function in (approx, fixture, raises, skip, fail, xfail, importorskip)},
    'ExceptionInfo': ExceptionInfo,
    'mark': _Marks(),
    'param': Param,
    '__version__': '8.0.0',
}

"""A small pytest: the tests of one file, and the run of one of them.

A test is named `test_f`, `TestG::test_h`, and `test_f[2]` for the set number 2 of its parameters, from 0.
"""

import itertools
import sys
from types import CoroutineType, FunctionType, ModuleType

from assertion import BadCheck, compiled
from fixtures import Fixtures, parameters, unwrapped
from pytest_api import Failed, Fixture, Mark, Param, Skipped, XFailed, marks_of

ALL = '*'
"""The name that stands for every test of a file."""


class Test:
    """One test with one set of parameters."""

    instance = None

    def __init__(self, name, function, owner=None, marks=(), values=None):
        self.name = name
        self.function = function
        self.owner = owner
        self.marks = marks
        self.values = values or {}

    def line(self):
        return unwrapped(self.function).__code__.co_firstlineno


class TestFile:
    """A test file that has been run once: its tests by name, its fixtures, and what they made for all tests."""

    def __init__(self, source, world):
        self.check = compiled(source, f'test_{world.module.__name__.rpartition(".")[2]}.py')
        world.admit(self.check.imports)
        self.module = ModuleType(self.check.filename[:-3])
        world.watch.bind(self.check, vars(self.module))
        sys.modules[self.module.__name__] = self.module
        exec(self.check.code, vars(self.module))
        self.fixtures = {}
        for namespace in (sys.modules.get('conftest'), self.module):
            self.fixtures.update(_fixtures_of(vars(namespace) if namespace else {}))
        self.kept = {}
        self.set_up = set()
        self.tests = {test.name: test for test in self.collect()}

    def collect(self):
        marks = marks_of(self.module)
        for name, value in list(vars(self.module).items()):
            if name.startswith('test') and isinstance(value, FunctionType):
                yield from self.expand(Test(name, value, None, [*marks_of(value), *marks]))
            elif isinstance(value, type) and _holds_tests(name, value):
                yield from self.collect_class(name, value, [*marks_of(value), *marks])

    def collect_class(self, name, owner, marks):
        for method, function in _members(owner).items():
            if method.startswith('test') and isinstance(function, FunctionType):
                yield from self.expand(Test(f'{name}::{method}', function, owner, [*marks_of(function), *marks]))

    def expand(self, test):
        """The test once for each set of its parameters, the mark nearest to it varying slowest."""
        axes = [_sets(mark) for mark in test.marks if mark.name == 'parametrize']
        known = self.known(test)
        for name in _needed(test, known) if not _is_unittest(test.owner) else ():
            if known[name].params is not None and not any(name in values for axis in axes for values, _ in axis):
                axes.append([({name: value}, marks) for value, marks in map(_unwrapped, known[name].params)])
        if not axes:
            yield test
            return
        for number, chosen in enumerate(itertools.product(*axes)):
            values, marks = {}, []
            for part, own in chosen:
                values.update(part)
                marks += own
            yield Test(f'{test.name}[{number}]', test.function, test.owner, [*marks, *test.marks], values)

    def known(self, test):
        return {**self.fixtures, **(_fixtures_of(_members(test.owner)) if test.owner else {})}


def _unwrapped(value):
    return (value.values[0], value.marks) if isinstance(value, Param) else (value, [])


def _members(owner):
    members = {}
    for kind in reversed(owner.__mro__):
        members.update(vars(kind))
    return members


def _fixtures_of(namespace):
    return {value.name: value for value in namespace.values() if isinstance(value, Fixture)}


def _needed(test, known):
    """The fixtures of the file that a test uses, directly or not, in the order of need."""
    needed, queue = {}, [name for name, fixture in known.items() if fixture.autouse] + parameters(test.function)
    queue += [name for mark in test.marks if mark.name == 'usefixtures' for name in mark.args]
    while queue:
        name = queue.pop(0)
        if name in known and name not in needed:
            needed[name] = True
            queue += parameters(known[name].function)
    return list(needed)


def _holds_tests(name, owner):
    return _is_unittest(owner) or (name.startswith('Test') and '__init__' not in vars(owner))


def _is_unittest(owner):
    library = sys.modules.get('unittest')
    return owner is not None and library is not None and issubclass(owner, library.TestCase)


def _sets(mark):
    """`[({argument: value}, marks)…]` of a mark `parametrize`."""
    names, values = mark.args[:2] if len(mark.args) > 1 else (mark.args[0], mark.kwargs['argvalues'])
    names = [name.strip() for name in names.split(',') if name.strip()] if isinstance(names, str) else list(names)
    sets = []
    for value in values:
        marks = value.marks if isinstance(value, Param) else []
        parts = value.values if isinstance(value, Param) else (value,) if len(names) == 1 else tuple(value)
        if len(parts) != len(names):
            raise BadCheck(f'the test is given {len(parts)} values for the {len(names)} parameters {", ".join(names)}')
        sets.append((dict(zip(names, parts)), marks))
    return sets


def load(source, world):
    """The file of a source, run once for all its tests. Raises `BadCheck`, or what the program raised."""
    key = ('tests', source)
    if key not in world.shared:
        world.shared[key] = _attempt(source, world)
    found = world.shared[key]
    if isinstance(found, BaseException):
        raise found
    return found


def _attempt(source, world):
    try:
        return TestFile(source, world)
    except world.passes:
        raise
    except Skipped as skipped:
        return skipped
    except BadCheck as bad:
        return bad
    except BaseException as error:
        is_of_program = world.fault(error) is not None or getattr(error, 'name', None) == world.module.__name__
        if is_of_program or isinstance(error, AssertionError):
            return error
        return BadCheck(f'the tests cannot be imported: {type(error).__name__}: {world.message(error)}')


def names(source, world):
    """The names of all tests of a file, in their order. Raises as `load` does."""
    return [*load(source, world).tests]


def run(check, world):
    """Runs the named test. None where it passes, else a finding; raises what it raises."""
    file = load(check['source'], world)
    test = file.tests.get(check['name'])
    if not file.tests:
        raise BadCheck('the test file has no tests: a test is a function whose name begins with test')
    if test is None:
        raise BadCheck(f'the test file has no test named {check["name"]}')
    expected_to_fail = _skip_or_expect(test, file)
    try:
        _run(test, file, world)
    except world.passes:
        raise
    except Skipped:
        raise
    except XFailed as failed:
        raise _known_to_fail(str(failed)) from None
    except BaseException as error:
        if expected_to_fail is not None and isinstance(error, expected_to_fail.kwargs.get('raises', BaseException)):
            raise _known_to_fail(expected_to_fail.kwargs.get('reason')) from None
        raise
    if expected_to_fail is not None and expected_to_fail.kwargs.get('strict'):
        raise Failed('the test is marked as one that fails, and it passed')


def _known_to_fail(reason):
    return Skipped(f'known to fail: {reason}' if reason else 'known to fail')


def _skip_or_expect(test, file):
    """The mark `xfail` in force, if any. Raises `Skipped` for a test that is not to be run."""
    expected = None
    for mark in test.marks:
        reason = mark.kwargs.get('reason', '')
        if mark.name == 'skip':
            raise Skipped(reason or ''.join(map(str, mark.args)))
        if mark.name == 'skipif' and _holds(mark, file):
            raise Skipped(reason)
        if mark.name == 'xfail' and (not mark.args or _holds(mark, file)):
            expected = mark
    for owner in (test.owner, test.function):
        if getattr(owner, '__unittest_skip__', False):
            raise Skipped(getattr(owner, '__unittest_skip_why__', ''))
    return expected or (Mark('xfail') if getattr(test.function, '__unittest_expecting_failure__', False) else None)


def _holds(mark, file):
    return any(eval(part, vars(file.module)) if isinstance(part, str) else part for part in mark.args)


def _run(test, file, world):
    if _is_unittest(test.owner):
        _run_unittest(test, file, world)
        return
    test.instance = test.owner() if test.owner else None
    fixtures = Fixtures(file, test, world)
    known = fixtures.known
    try:
        _set_up(test, file)
        for name in _needed(test, known):
            fixtures.value(name)
        arguments = {
            name: test.values[name] if name in test.values and name not in known else fixtures.value(name)
            for name in parameters(test.function)
            if name != 'self' or not test.owner
        }
        result = test.function(*([test.instance] if test.owner else []), **arguments)
        if type(result) is CoroutineType:
            import asyncio

            asyncio.run(result)
    finally:
        try:
            _call_if_there(test.instance, 'teardown_method', test.function)
        finally:
            fixtures.close()


def _set_up(test, file):
    for owner, name in ((file.module, 'setup_module'), (test.owner, 'setup_class')):
        if owner is not None and (owner, name) not in file.set_up:
            file.set_up.add((owner, name))
            _call_if_there(owner, name, owner)
    if test.owner:
        _call_if_there(test.instance, 'setup_method', test.function)
    else:
        _call_if_there(file.module, 'setup_function', test.function)


def _call_if_there(owner, name, argument):
    function = getattr(owner, name, None)
    if function is not None:
        function(*([argument] if parameters(function) else []))


def _run_unittest(test, file, world):
    if test.owner not in file.set_up:
        file.set_up.add(test.owner)
        test.owner.setUpClass()
    case = test.owner(test.name.rpartition('::')[2])
    original = case.assertEqual

    def assert_equal(first, second, msg=None):
        try:
            original(first, second, msg)
        except AssertionError as error:
            world.watch.compared(error, first, second)
            raise

    case.assertEqual = case.assertEquals = assert_equal
    try:
        case.debug()
    except sys.modules['unittest'].SkipTest as skipped:
        raise Skipped(str(skipped)) from None

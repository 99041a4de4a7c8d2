"""Runs one check in a world: that of the grader, where the program is behind mirrors, or that of the program itself.

A world gives

    scope(names)            the dict of those names of the program that the check means
    module                  the program, as it is imported
    admit(imports)          whether a check may import these here
    require_live(reason)    for what only works beside the program
    fault(error)            the outcome of an exception that came out of the program, else None
    last                    the program's last call, as an `ObservedCall`, and its value
    message(error), text(value), view(value)    bounded words
    watch                   the assertions of the checks, see `assertion.Watch`
    shared                  a dict that lasts as long as the program is loaded
    passes                  the exceptions that are no finding of a check
"""

import sys
from types import ModuleType

import assertion
import comparison
import doctest_check
import test_file
from assertion import BadCheck, compiled
from outcome import RETURNED, exit_code, told, viewed
from pytest_api import Failed, Skipped


def run(check, world):
    """`{verdict, outcome, message?, expected?, actual?}`. Raises what `world.passes` names."""
    try:
        return _KINDS[check['kind']](check, world) or {'verdict': 'pass', 'outcome': RETURNED}
    except world.passes:
        raise
    except BadCheck as bad:
        return {'verdict': 'undecided', 'outcome': RETURNED, 'message': str(bad)}
    except Skipped as skipped:
        return {'verdict': 'skip', 'outcome': RETURNED, 'message': str(skipped)}
    except BaseException as error:
        return failure(error, world)


def failure(error, world):
    """The finding of a check that ended by an exception."""
    outcome = world.fault(error)
    if outcome is not None:
        return {'verdict': 'fail', 'outcome': outcome, 'message': _of_last_call(world, outcome)}
    if isinstance(error, (AssertionError, Failed)):
        return {'verdict': 'fail', 'outcome': returned(world), **_explained(error, world)}
    if isinstance(error, SystemExit):
        outcome = {'kind': 'exited', 'code': exit_code(error)}
        return {'verdict': 'fail', 'outcome': outcome, 'message': f'the check {told(outcome)}'}
    name, message = type(error).__name__, world.message(error)
    if isinstance(error, ModuleNotFoundError):
        return {'verdict': 'undecided', 'outcome': RETURNED, 'message': f'the check cannot be run: {message}'}
    if isinstance(error, MemoryError):
        return {'verdict': 'undecided', 'outcome': RETURNED, 'message': 'the check itself ran out of memory'}
    outcome = {'kind': 'raised', 'error': name, 'message': message}
    return {'verdict': 'fail', 'outcome': outcome, 'message': f'the check raised {name}: {message}'}


def returned(world):
    """The outcome of a check whose program did not fail: what its last call gave."""
    return {'kind': 'returned', 'value': viewed(*world.view(world.last[1]))} if world.last else RETURNED


def _explained(error, world):
    found = assertion.explain(error, world)
    return found or {'message': world.message(error) or 'an assertion of the check failed'}


def ended(world):
    """In words: a candidate that ended instead of answering."""
    return _of_last_call(world, world.session.ended)


def _of_last_call(world, outcome):
    return f'{world.last[0]["expression"] if world.last else "the program"} {told(outcome)}'


def _call(check, world):
    function = world.scope({check['function']}).get(check['function'])
    if function is None:
        message = f'the program has no function {check["function"]}'
        outcome = {'kind': 'raised', 'error': 'NameError', 'message': message}
        return {'verdict': 'fail', 'outcome': outcome, 'message': message}
    value = function(*check['args'], **check.get('kwargs') or {})
    expected = check['expected']
    if comparison.json_equal(value, expected):
        return {'verdict': 'pass', 'outcome': returned(world)}
    return {
        'verdict': 'fail',
        'outcome': returned(world),
        **assertion.explain_equal(None, (value, expected), world),
    }


def _assert(check, world):
    _execute(compiled(check['source']), world, {'__name__': '__check__'})


def _script(check, world):
    """A whole test source, which may end its process itself once its tests have passed."""
    before = sys.modules.get('__main__')
    main = sys.modules['__main__'] = ModuleType('__main__')
    try:
        _execute(compiled(check['source']), world, vars(main))
    except SystemExit as end:
        if world.fault(end) is not None or end.code:
            raise
    finally:
        sys.modules['__main__'] = before


def _execute(check, world, scope):
    world.admit(check.imports)
    scope.update(world.scope(check.names))
    world.watch.bind(check, scope)
    exec(check.code, scope)


_KINDS = {'call': _call, 'assert': _assert, 'script': _script, 'doctest': doctest_check.run, 'test': test_file.run}

"""One example of a doctest. Those of one request share their names, as the examples of one docstring do."""

import functools
import io
import re
import sys

from assertion import BadCheck
from pytest_api import Skipped

_TRACEBACK = re.compile(
    r'Traceback \((?:most recent call last|innermost last)\):\s*$.*?^(?P<message>\w.*)', re.DOTALL | re.MULTILINE
)
_OPTION = re.compile(r'#\s*doctest:\s*(.+)$', re.MULTILINE)


def run(check, world):
    """None where the example prints what it should, else a finding; raises what it raises unless that is wanted."""
    import doctest  # takes long to import, and few checks need it

    source, want = check['source'].rstrip('\n') + '\n', _ended(check['want'])
    flags = _flags(source, doctest.OPTIONFLAGS_BY_NAME)
    if flags & doctest.SKIP:
        raise Skipped('the example says so')
    try:
        code = compile(source, '<doctest>', 'single', dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        raise BadCheck(f'the example is not valid Python: {error}') from None
    scope = world.shared.setdefault('doctest', {'__name__': '__doctest__'})
    scope.update({name: value for name, value in world.scope(set(code.co_names)).items() if name not in scope})
    fits = functools.partial(doctest.OutputChecker().check_output, optionflags=flags)
    expected_error = _TRACEBACK.match(want.lstrip())
    got, error = _printed(code, scope)
    if error is not None:
        if expected_error is None:
            raise error
        details = not flags & doctest.IGNORE_EXCEPTION_DETAIL
        if not _is_wanted(error, _ended(expected_error['message']), fits if details else _same_name):
            raise error
        return None
    if fits(want, got):
        return None
    shown, expected = got.rstrip('\n'), want.rstrip('\n')
    return {
        'verdict': 'fail',
        'outcome': {'kind': 'returned'},
        'message': f'{source.strip()} gives {shown or "nothing"}, expected {expected or "nothing"}',
        'expected': expected,
        'actual': shown,
    }


def _ended(text):
    return text if not text or text.endswith('\n') else text + '\n'


def _flags(source, names):
    flags = 0
    for options in _OPTION.findall(source):
        for option in options.replace(',', ' ').split():
            if option[:1] not in '+-' or option[1:] not in names:
                raise BadCheck(f'there is no doctest option {option}')
            flags = flags | names[option[1:]] if option[0] == '+' else flags & ~names[option[1:]]
    return flags


def _printed(code, scope):
    """What the example prints, and what it raises."""
    saved, hook = sys.stdout, sys.displayhook
    sys.stdout, sys.displayhook = io.StringIO(), sys.__displayhook__
    try:
        exec(code, scope)
        return sys.stdout.getvalue(), None
    except Exception as error:
        return sys.stdout.getvalue(), error
    finally:
        sys.stdout, sys.displayhook = saved, hook


def _is_wanted(error, want, fits):
    """The exception is the one that is wanted, with its module's name or without."""
    text = str(error)
    got = f'{type(error).__name__}: {text}\n' if text else f'{type(error).__name__}\n'
    return fits(want, got) or fits(_unqualified(want), got)


def _same_name(want, got):
    return want.partition(':')[0].strip() == got.partition(':')[0].strip()


def _unqualified(want):
    """`module.Error: text` as `Error: text`."""
    name, colon, rest = want.partition(':')
    return name.strip().rpartition('.')[2] + (colon + rest if colon else '\n')

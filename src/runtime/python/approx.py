"""`pytest.approx`: equality of numbers up to a tolerance, alone or in sequences and dicts."""

import math
from collections.abc import Iterable, Mapping, Sized


class approx:
    """Equal to what lies within `rel` (of the expected value, 1e-6) or `abs` (1e-12), whichever is wider."""

    __hash__ = None
    __array_ufunc__ = None
    __array_priority__ = 100

    def __init__(self, expected, rel=None, abs=None, nan_ok=False):
        self.expected = expected
        self.tolerance = {'rel': rel, 'abs': abs, 'nan_ok': nan_ok}

    def __eq__(self, actual):
        return _close(actual, self.expected, **self.tolerance)

    def __bool__(self):
        raise AssertionError('approx() is not supported in a boolean context: compare with ==')

    def __repr__(self):
        return f'approx({self.expected!r})'


def _close(actual, expected, rel, abs, nan_ok):
    tolerance = {'rel': rel, 'abs': abs, 'nan_ok': nan_ok}
    if isinstance(expected, Mapping):
        return (
            isinstance(actual, Mapping)
            and actual.keys() == expected.keys()
            and all(_close(actual[key], part, **tolerance) for key, part in expected.items())
        )
    if isinstance(expected, Iterable) and isinstance(expected, Sized) and not isinstance(expected, (str, bytes)):
        if isinstance(expected, (set, frozenset)):
            raise TypeError('approx() cannot compare sets: they have no order')
        return (
            isinstance(actual, Iterable)
            and isinstance(actual, Sized)
            and len(actual) == len(expected)
            and all(_close(one, other, **tolerance) for one, other in zip(actual, expected))
        )
    return _close_numbers(actual, expected, **tolerance)


def _close_numbers(actual, expected, rel, abs, nan_ok):
    if not hasattr(expected, '__abs__') or isinstance(expected, bool) or not hasattr(type(actual), '__sub__'):
        return bool(actual == expected)
    if actual == expected:
        return True
    if expected != expected:
        return nan_ok and actual != actual
    distance, size = _abs(actual - expected), _abs(expected)
    if math.isinf(size):
        return False
    allowed = 1e-12 if abs is None else abs
    if rel is not None or abs is None:
        allowed = max(allowed, (1e-6 if rel is None else rel) * size)
    return bool(distance <= allowed)


_abs = abs

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
        self.rel = rel
        self.abs = abs
        self.nan_ok = nan_ok

    def __eq__(self, actual):
        return self.fits(actual, self.expected)

    def __bool__(self):
        raise AssertionError('approx() is not supported in a boolean context: compare with ==')

    def __repr__(self):
        return f'approx({self.expected!r})'

    def fits(self, actual, expected):
        if isinstance(expected, Mapping):
            return (
                isinstance(actual, Mapping)
                and actual.keys() == expected.keys()
                and all(self.fits(actual[key], part) for key, part in expected.items())
            )
        if not isinstance(expected, Iterable) or not isinstance(expected, Sized) or isinstance(expected, (str, bytes)):
            return self.fits_number(actual, expected)
        if isinstance(expected, (set, frozenset)):
            raise TypeError('approx() cannot compare sets: they have no order')
        return (
            isinstance(actual, Iterable)
            and isinstance(actual, Sized)
            and len(actual) == len(expected)
            and all(map(self.fits, actual, expected))
        )

    def fits_number(self, actual, expected):
        if not hasattr(expected, '__abs__') or isinstance(expected, bool) or not hasattr(type(actual), '__sub__'):
            return bool(actual == expected)
        if actual == expected:
            return True
        if expected != expected:
            return self.nan_ok and actual != actual
        size = abs(expected)
        return not math.isinf(size) and bool(abs(actual - expected) <= self.allowed(size))

    def allowed(self, size):
        """The tolerance for an expected value of this size: `rel` counts where it is given, or `abs` is not."""
        least = 1e-12 if self.abs is None else self.abs
        if self.rel is None and self.abs is not None:
            return least
        return max(least, (1e-6 if self.rel is None else self.rel) * size)

"""The types that are plain data besides the containers and atoms, and how each is taken apart and built again."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

from collections import Counter, OrderedDict, defaultdict, deque
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

from json_bytes import Malformed

MAX_RANGE = 1_000_000
MAX_EXPONENT = 10_000


def _offset(zone):
    """A time zone as microseconds from UTC; None for no zone, and False for one that is not plain."""
    if zone is None:
        return None
    return zone.utcoffset(None) // timedelta(microseconds=1) if type(zone) is timezone else False


def _zone(offset):
    return None if offset is None else timezone(timedelta(microseconds=offset))


def _take_datetime(value):
    offset = _offset(value.tzinfo)
    if offset is False:
        return None
    day = (value.year, value.month, value.day) if type(value) is datetime else ()
    return (*day, value.hour, value.minute, value.second, value.microsecond, offset, value.fold)


def _make_datetime(*parts):
    return datetime.combine(date(*parts[:3]), _make_time(*parts[3:]))


def _make_time(*parts):
    *clock, offset, fold = parts
    return time(*clock, _zone(offset), fold=fold)


def _take_range(value):
    small = all(-(1 << 62) < part < 1 << 62 for part in (value.start, value.stop, value.step))
    return (value.start, value.stop, value.step) if small and len(value) <= MAX_RANGE else None


def _make_range(start, stop, step):
    value = range(start, stop, step)
    if _take_range(value) is None:
        raise Malformed('a range too long')
    return value


def _take_decimal(value):
    return (str(value),) if not value.is_finite() or abs(value.adjusted()) <= MAX_EXPONENT else None


def _make_decimal(text):
    value = Decimal(text)
    if _take_decimal(value) is None:
        raise Malformed('a decimal too long')
    return value


REBUILT = {
    complex: ('complex', lambda value: (value.real, value.imag), complex),
    range: ('range', _take_range, _make_range),
    slice: ('slice', lambda value: (value.start, value.stop, value.step), slice),
    Decimal: ('Decimal', _take_decimal, _make_decimal),
    Fraction: ('Fraction', lambda value: (value.numerator, value.denominator), Fraction),
    date: ('date', lambda value: (value.year, value.month, value.day), date),
    time: ('time', _take_datetime, _make_time),
    datetime: ('datetime', _take_datetime, _make_datetime),
    timedelta: ('timedelta', lambda value: (value.days, value.seconds, value.microseconds), timedelta),
    timezone: ('timezone', lambda value: (_offset(value),), _zone),
    type(...): ('Ellipsis', lambda value: (), lambda: ...),
    type(NotImplemented): ('NotImplemented', lambda value: (), lambda: NotImplemented),
    type({}.keys()): ('keys', lambda value: value, lambda *keys: dict.fromkeys(keys).keys()),
    type({}.values()): ('values', lambda value: value, lambda *values: dict(enumerate(values)).values()),
    type({}.items()): ('items', lambda value: value, lambda *items: dict(items).items()),
}
BUILDERS = {name: build for name, _, build in REBUILT.values()}
MAPPINGS = {'Counter': Counter, 'OrderedDict': OrderedDict}

def built_exception(kind, args):
    try:
        return kind(*args)
    except TypeError:
        return kind.__new__(kind, *args)


EXCEPTIONS = {
    name: kind for name, kind in vars(builtins).items() if type(kind) is type and issubclass(kind, BaseException)
}
SHARED = {
    **EXCEPTIONS,
    **{
        kind.__name__: kind
        for kind in (
            *(int, float, str, bool, bytes, complex, type(None), object, list, tuple, dict, set, frozenset, bytearray),
            *(range, slice, deque, Counter, OrderedDict, defaultdict, Decimal, Fraction),
            *(date, time, datetime, timedelta, timezone),
        )
    },
}
SHARED_NAMES = {kind: name for name, kind in SHARED.items()}

MUTABLE = frozenset({list, dict, set, bytearray, deque, Counter, OrderedDict, defaultdict})

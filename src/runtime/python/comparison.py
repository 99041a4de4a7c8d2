"""When a result equals what a check expects: as JSON, as printed text, as a doctest."""

from itertools import islice, zip_longest

from words import clip


def json_equal(actual, expected):
    """Equality of JSON: a tuple equals a list, 1 equals 1.0 but not true, and a key is its text."""
    if expected is None or type(expected) is bool:
        return actual is expected
    if type(expected) in (int, float):
        return isinstance(actual, (int, float)) and type(actual) is not bool and _base(actual) == expected
    if type(expected) is str:
        return isinstance(actual, str) and str.__eq__(actual, expected)
    if type(expected) is list:
        items = _items(actual, len(expected))
        return items is not None and len(items) == len(expected) and all(map(json_equal, items, expected))
    if not isinstance(actual, dict):
        return False
    entries = {_key(key): value for key, value in dict.items(actual)}
    return entries.keys() == expected.keys() and all(json_equal(entries[key], expected[key]) for key in expected)


def _base(number):
    return int.__int__(number) if isinstance(number, int) else float.__float__(number)


def _items(value, length):
    """The elements of a list, tuple or iterator; of one that may never end no more than are needed to tell."""
    if isinstance(value, (list, tuple)):
        return value
    return list(islice(value, length + 1)) if hasattr(type(value), '__next__') else None


def _key(key):
    if key is None or type(key) is bool:
        return {None: 'null', True: 'true', False: 'false'}[key]
    return str(key) if type(key) in (int, float) else key


def printed_equal(actual, expected):
    """Equality of output but for white space at the ends of lines and empty lines at the end."""
    return _lines(actual) == _lines(expected)


def printed_difference(actual, expected):
    """In words: of outputs of many lines the first one that differs."""
    ours, theirs = _lines(actual), _lines(expected)
    if max(len(ours), len(theirs)) < 2:
        return f'printed {clip(repr(actual))}, expected {clip(repr(expected))}'
    for number, (one, other) in enumerate(zip_longest(ours, theirs), 1):
        if one != other:
            return f'line {number} of the output is {_line_text(one)}, expected {_line_text(other)}'
    raise ValueError('the outputs are equal')


def _line_text(line):
    return 'missing' if line is None else clip(repr(line))


def _lines(text):
    return [line.rstrip() for line in text.rstrip().splitlines()]

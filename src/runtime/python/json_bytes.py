"""Trees of JSON as bytes, and back from bytes that anyone may have written."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import json.encoder
import math
import sys


class Malformed(ValueError):
    """What no encoder of ours has made."""


def to_bytes(tree):
    """The tree as JSON in UTF-8."""
    try:
        return ''.join(_write_json(tree, 0)).encode()
    except ValueError:  # an int of too many digits, a surrogate
        return ''.join(_write_json(_spelled(tree), 0)).encode()


def from_bytes(data):
    """The tree of bytes that anyone may have written. Raises `Malformed`."""
    try:
        text = data.decode()
        tree, end = _read_json(text, 0)
    except (ValueError, RecursionError, StopIteration) as error:
        raise Malformed(str(error)) from None
    if end != len(text):
        raise Malformed('more than one message')
    return tree


def _spelled(tree):
    """The tree with its longest ints in hexadecimal and its surrogates in bytes."""
    kind = type(tree)
    if kind is int and tree.bit_length() > 10_000:
        return {'i': hex(tree)}
    if kind is str and not _is_unicode(tree):
        return {'u': tree.encode('utf-8', 'surrogatepass').decode('latin-1')}
    if kind is list or kind is tuple:
        return list(map(_spelled, tree))
    if kind is not dict:
        return tree
    if 'D' in tree and not all(map(_is_unicode, tree['D'])):
        return {'d': [_spelled(part) for pair in tree['D'].items() for part in pair]}
    return {key: _spelled(part) for key, part in tree.items()}


def _is_unicode(text):
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _bounded_int(text):
    if len(text) > 4300:
        raise Malformed('an int of too many digits')
    return int(text)


_write_json = json.encoder.c_make_encoder(
    None, None, json.encoder.encode_basestring, None, ':', ',', False, False, True
)
_read_json = json.JSONDecoder(
    parse_int=None if hasattr(sys, 'set_int_max_str_digits') else _bounded_int,
    # One nan for all, as most checks use one: a list equals another that holds the same nan.
    parse_constant={'NaN': math.nan, 'Infinity': math.inf, '-Infinity': -math.inf}.__getitem__,
    strict=False,
).scan_once

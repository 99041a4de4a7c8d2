"""Hooks that tell how control moves where the events alone do not: exceptions, generators and coroutines."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import sys
from itertools import islice

from error_text import error_text

_GENERATORS = 0x20 | 0x80 | 0x200
_NOWHERE = (0, 0, 0, 0)


def flow_hooks(record, sites, filename):
    """The hooks by name."""

    def entered(event):
        """A generator or coroutine begins: which frames wait for it cannot be told from the calls alone."""
        record((event[0], _frames(sys._getframe(1), filename), *event[1:]))

    def resumed(number, given):
        record((number, _frames(sys._getframe(1), filename)))
        return given

    def passed(number, given):
        record((number,))
        return given

    def raised(number):
        """The exception that is being handled came by here."""
        record((number, *_seen(sys.exc_info(), sites)))

    def raised_in_frame(number):
        record((number, _frames(sys._getframe(1), filename), *_seen(sys.exc_info(), sites)))

    return {hook.__name__: hook for hook in (entered, resumed, passed, raised, raised_in_frame)}


def _seen(handled, sites):
    """`(line, column, end line, end column, id, text)` of an exception; empty text for one that is not the program's."""
    kind, error, trace = handled
    try:
        return (*_place_of(trace, sites), id(error), error_text(error))
    except Exception:  # no room left for more than this
        return (*_NOWHERE, 0, 'RecursionError' if kind is RecursionError else '')


def _place_of(trace, sites):
    """Line and columns, 1-based, of where an exception came up in this frame; (line, 0, 0, 0) before Python 3.11."""
    if trace is None:
        return _NOWHERE
    code = trace.tb_frame.f_code
    if not hasattr(code, 'co_positions'):
        return (trace.tb_lineno, 0, 0, 0)
    key = (id(code), trace.tb_lasti)
    known = sites.raised.get(key)
    if known is None:
        line, end_line, column, end_column = next(islice(code.co_positions(), trace.tb_lasti // 2, None))
        if column is None or end_line is None:
            return (trace.tb_lineno, 0, 0, 0)
        known = sites.raised[key] = (line, sites.column(line, column), end_line, sites.column(end_line, end_column))
    return known


def _frames(frame, filename):
    """Identities of the generators and coroutines of the program that wait for each other here, innermost first."""
    frames = []
    while frame is not None and frame.f_code.co_filename == filename and frame.f_code.co_flags & _GENERATORS:
        frames.append(id(frame))
        frame = frame.f_back
    return tuple(frames)

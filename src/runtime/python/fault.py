"""How a failure of the program is told: where it happened in the program's own source, and in which words."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import sys
import traceback

from tool_calls import PRELUDE_FILE

MAX_MESSAGE = 2000


def describe(error, program, write):
    """`[exception tree, class name, message, span]` of an exception that left the program (`filename`, `source`)."""
    try:
        tree = write(error)
    except BaseException:  # arguments that cannot be written
        tree = {'e': ['RuntimeError', []]}
    return [tree, class_name(type(error)), message(error), place(error, program)]


def class_name(kind):
    return type.__getattribute__(kind, '__name__').encode('utf-8', 'replace').decode()


def message(error):
    """The text of an exception; its own `__str__` may fail, but for as long as the limits let it run."""
    try:
        text = str(error)
    except BaseException:
        return '<the message could not be made>'
    return text if len(text) <= MAX_MESSAGE else text[:MAX_MESSAGE] + '…'


def _without_prelude(trace):
    """The traceback without what ran in the prelude of a toolset: it is no more to a reader than a builtin."""
    steps = []
    while trace is not None:
        if trace.tb_frame.f_code.co_filename != PRELUDE_FILE:
            steps.append(trace)
        trace = trace.tb_next
    for step, after in zip(steps, [*steps[1:], None]):
        step.tb_next = after
    return steps[0] if steps else None


def place(error, program):
    """The innermost place in the program's own file, as `[line, column, line, column]` from 1, or None."""
    found, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == program.filename:
            found = step
        step = step.tb_next
    return found and _columns(found, program.source.splitlines())


def _columns(step, lines):
    code, line = step.tb_frame.f_code, step.tb_lineno
    if hasattr(code, 'co_positions') and step.tb_lasti >= 0:
        for number, position in enumerate(code.co_positions()):
            if number == step.tb_lasti // 2:
                first, last, start, end = position
                if None not in position:
                    return [first, _column(lines, first, start), last, _column(lines, last, end)]
                break
    return whole_line(lines, line)


def _column(lines, line, offset):
    """The column of a byte offset, in code points from 1."""
    return len(_line(lines, line).encode()[:offset].decode('utf-8', 'ignore')) + 1


def whole_line(lines, line):
    text = _line(lines, line)
    return [line, len(text) - len(text.lstrip()) + 1, line, len(text.rstrip()) + 1]


def _line(lines, line):
    return lines[line - 1] if 0 < line <= len(lines) else ''


def rejection(error, source):
    """`[class name, message, span]` of what `compile` raised."""
    if not isinstance(error, SyntaxError):
        return [class_name(type(error)), message(error), None]
    return [class_name(type(error)), str(error.msg), _syntax_place(error, source.splitlines())]


def _syntax_place(error, lines):
    line, column = error.lineno, error.offset
    if not line:
        return None
    if not column or column < 1:
        return whole_line(lines, line)
    last, end = getattr(error, 'end_lineno', None), getattr(error, 'end_offset', None)
    if not last or not end or (last, end) <= (line, column):
        last, end = line, column + 1
    return [line, column, last, end]


def print_uncaught(error, filename):
    """Writes the traceback of what left a script to its stderr, from the program's first line on, as Python does."""
    if isinstance(error, SystemExit):
        if error.code is not None and not isinstance(error.code, int):
            print(error.code, file=sys.stderr)
        return
    step = error.__traceback__
    while step is not None and step.tb_frame.f_code.co_filename != filename:
        step = step.tb_next
    try:
        traceback.print_exception(type(error), error, _without_prelude(step), file=sys.stderr)
    except BaseException:  # its stderr is closed or full, or its text cannot be made
        return

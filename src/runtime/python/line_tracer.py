"""Watches a program by `sys.settrace`, for one that the rewriter refuses: its calls, lines, returns and exceptions.

It makes the same events as a rewritten program, so its sites come up as the program runs. It does not read variables:
on some versions of Python that alone has effects on the program.
"""

import ast
import sys

import sites as at
from error_text import error_text
from shot_forms import MORE
from shots import BOUND
from statement_places import head_span
from views import Copier

FRAMES = 20
"""What the tracing takes at its deepest: so many more are allowed."""
_FUNCTION = 0x1
_GENERATORS = 0x20 | 0x80 | 0x200


class LineTracer:
    """Watches the code that was compiled from `filename`."""

    def __init__(self, recorder, sites, filename):
        self.recorder = recorder
        self.sites = sites
        self.filename = filename
        self.numbers = {}
        self.functions = {}
        self.statements = {}

    def prepare(self, source):
        """Learns where the statements are. In a source that is nested too deep to be parsed here, each spans a line."""
        try:
            nodes = list(ast.walk(ast.parse(source)))
        except (RecursionError, MemoryError):
            return
        for node in nodes:
            if isinstance(node, ast.stmt):
                self.statements.setdefault(node.lineno, head_span(self.sites, node))

    def start(self):
        sys.setrecursionlimit(sys.getrecursionlimit() + FRAMES)
        sys.settrace(self._enter)

    def _enter(self, frame, _event, _argument):
        return _Activation(self, frame).step if frame.f_code.co_filename == self.filename else None

    def site(self, kind, code, line, flags=0):
        key = (kind, code, line)
        if key not in self.numbers:
            span = self._span(line)
            statement = self.sites.statement_at(span) if kind == at.BEGIN else -1
            self.numbers[key] = self.sites.add(kind, self._function(code), statement, span, flags)
        return self.numbers[key]

    def _span(self, line):
        return self.statements.get(line, (line, 1, line, 1))

    def _function(self, code):
        if code not in self.functions:
            name = code.co_name if code.co_flags & _FUNCTION else ''
            self.functions[code] = self.sites.add_function(name, self._span(code.co_firstlineno))
        return self.functions[code]

    def record(self, *event):
        self.recorder.append(event)
        if len(self.recorder.events) >= self.recorder.chunk:
            self.recorder.flush()


class _Activation:
    """One run of one piece of code; of a generator, one stretch between two yields."""

    def __init__(self, tracer, frame):
        self.tracer, self.code, self.raising = tracer, frame.f_code, False
        self.framed = self.code.co_flags & _GENERATORS
        self.body = not self.code.co_flags & _FUNCTION
        kind = at.RESUME if self.framed else at.ENTER if self.body else at.CALL
        number = tracer.site(kind, self.code, self.code.co_firstlineno)
        tracer.record(number, *([(id(frame),)] if self.framed else []))

    def step(self, frame, event, argument):
        record, site, line = self.tracer.record, self.tracer.site, frame.f_lineno
        if event == 'line':
            self.raising = False
            record(site(at.BEGIN, self.code, line, at.STARTS))
        elif event == 'exception':
            self.raising = True
            number = site(at.PASSING, self.code, line)
            record(number, line, 0, 0, 0, id(argument[1]), error_text(argument[1]))
        elif event == 'return' and self.raising:
            record(site(at.POP, self.code, line))
        elif event == 'return' and self.body:
            record(site(at.LEAVE, self.code, line))
        elif event == 'return':
            record(site(at.YIELD if self.framed else at.RETURN, self.code, line), _shot(argument))
        return self.step


def _shot(value):
    try:
        return Copier(**BOUND).copy(value, 0)
    except Exception:
        return (MORE, '')

"""Traces by `sys.settrace`: slow, and blind to expressions and conditions, but it needs nothing of the program.

It makes the same events as an instrumented program, so its sites come up as the program runs.
"""

import ast
import sys

import sites as at
from hooks import BOUND, error_text
from instrument import head_span
from views import Copier

_FUNCTION = 0x1
_GENERATORS = 0x20 | 0x80 | 0x200


class LineTracer:
    """Records calls, lines with changed variables, returns and exceptions of the code compiled from `filename`."""

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
        sys.settrace(self._enter)

    def _enter(self, frame, _event, _argument):
        return _Activation(self, frame).step if frame.f_code.co_filename == self.filename else None

    def site(self, kind, code, line, names=(), flags=0):
        key = (kind, code, line, names)
        if key not in self.numbers:
            span = self.statements.get(line, (line, 1, line, 1))
            statement = self.sites.statement_at(span) if kind in (at.BEGIN, at.LINE) else -1
            self.numbers[key] = self.sites.add(kind, self._function(code), statement, span, flags, names)
        return self.numbers[key]

    def _function(self, code):
        if code not in self.functions:
            name = '' if code.co_name == '<module>' else code.co_name
            span = self.statements.get(code.co_firstlineno, (code.co_firstlineno, 1, code.co_firstlineno, 1))
            self.functions[code] = self.sites.add_function(name, span)
        return self.functions[code]

    def record(self, *event):
        self.recorder.append(event)
        if len(self.recorder.events) >= self.recorder.chunk:
            self.recorder.flush()


class _Activation:
    """One run of one piece of code; of a generator, one stretch between two yields."""

    def __init__(self, tracer, frame):
        self.tracer, self.code, self.known = tracer, frame.f_code, {}
        self.last_line = None
        self.raising = False
        self.framed = self.code.co_flags & _GENERATORS
        self.body = not self.code.co_flags & _FUNCTION
        first, shots = self._changes(frame)
        line = self.code.co_firstlineno
        if self.framed:
            tracer.record(tracer.site(at.RESUME, self.code, line), (id(frame),))
        elif self.body:
            tracer.record(tracer.site(at.ENTER, self.code, line))
        else:
            tracer.record(tracer.site(at.CALL, self.code, line, first), *shots)

    def step(self, frame, event, argument):
        record, site = self.tracer.record, self.tracer.site
        if self.last_line is not None:
            names, shots = self._changes(frame)
            if names:
                record(site(at.LINE, self.code, self.last_line, names), *shots)
        if event == 'line':
            self.last_line, self.raising = frame.f_lineno, False
            record(site(at.BEGIN, self.code, frame.f_lineno, flags=at.STARTS))
        elif event == 'exception':
            self.raising = True
            place, error = (frame.f_lineno, 0, 0, 0), argument[1]
            record(site(at.PASSING, self.code, frame.f_lineno), *place, id(error), error_text(error))
        elif event == 'return':
            self._leave(frame, argument)
        return self.step

    def _leave(self, frame, value):
        record, site, line = self.tracer.record, self.tracer.site, frame.f_lineno
        if self.raising:
            record(site(at.POP, self.code, line))
        elif self.framed:
            record(site(at.YIELD, self.code, line), Copier(**BOUND).copy(value, 0))
        elif self.body:
            record(site(at.LEAVE, self.code, line))
        else:
            record(site(at.RETURN, self.code, line), Copier(**BOUND).copy(value, 0))

    def _changes(self, frame):
        names, shots = [], []
        for name, value in list(frame.f_locals.items()):
            if name[:2] == '__' or name[:1] == '.':
                continue
            shot = Copier(**BOUND).copy(value, 0)
            if name not in self.known or self.known[name] != shot:
                self.known[name] = shot
                names.append(name)
                shots.append(shot)
        return tuple(names), shots

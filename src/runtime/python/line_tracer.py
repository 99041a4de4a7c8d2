"""Traces by `sys.settrace`: slow, and blind to expressions, but it needs nothing of the program."""

import ast
import sys

from views import snapshot

CALL, LINE, RETURN, RAISE = 'call', 'line', 'return', 'raise'


class LineTracer:
    """Records calls, lines with changed names, returns and exceptions of the code that was compiled from `filename`."""

    def __init__(self, recorder, sites):
        self.recorder = recorder
        self.sites = sites
        self.numbers = {}
        self.statements = {}
        self.filename = None

    def prepare(self, source, filename):
        self.filename = filename
        lines = source.splitlines()
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.stmt):
                self.statements.setdefault(node.lineno, _span(node, lines))

    def start(self):
        sys.settrace(self._enter)

    def _site(self, kind, line, name=None):
        key = (kind, line, name)
        if key not in self.numbers:
            self.numbers[key] = len(self.sites)
            self.sites.append((kind, *self.statements.get(line, (line, 1, line, 1)), name))
        return self.numbers[key]

    def _enter(self, frame, _event, _argument):
        if frame.f_code.co_filename != self.filename:
            return None
        known = {}
        name = frame.f_code.co_name
        if name != '<module>':
            self._record(self._site(CALL, frame.f_code.co_firstlineno, name), _changes(frame, known))
        previous = [None]

        def step(frame, event, argument):
            if previous[0] is not None:
                self._record(previous[0], _changes(frame, known))
                previous[0] = None
            if event == 'line':
                previous[0] = self._site(LINE, frame.f_lineno)
            elif event == 'return' and name != '<module>':
                self._record(self._site(RETURN, frame.f_lineno), [snapshot(argument)])
            elif event == 'exception':
                text = f'{argument[0].__name__}: {argument[1]}'
                self._record(self._site(RAISE, frame.f_lineno), [text[:400], False])
            return step

        return step

    def _record(self, site, payload):
        self.recorder.append((site, *payload))
        if len(self.recorder.events) >= 512:
            self.recorder.flush()


def _changes(frame, known):
    changes = []
    for name, value in list(frame.f_locals.items()):
        if name.startswith('__'):
            continue
        shot = snapshot(value)
        if name not in known or known[name] != shot:
            known[name] = shot
            changes += (name, shot)
    return changes


def _span(node, lines):
    def column(line, offset):
        return len(lines[line - 1].encode()[:offset].decode('utf-8', 'replace')) + 1

    return node.lineno, column(node.lineno, node.col_offset), node.end_lineno, column(node.end_lineno, node.end_col_offset)

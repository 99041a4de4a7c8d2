"""Where checks run in the grader: the program and its helpers importable, the standard streams captured."""

import io
import random
import sys

import imports
from program_names import ProgramModule
from pytest_api import pytest_module

_BEFORE = frozenset(sys.modules)


class Console(io.TextIOBase):
    """A stream that keeps the first `limit` characters."""

    def __init__(self, limit):
        self.limit = limit
        self.clear()

    def clear(self):
        self.parts, self.size, self.dropped = [], 0, 0

    def writable(self):
        return True

    def write(self, text):
        kept = text[: max(self.limit - self.size, 0)]
        self.parts.append(kept)
        self.size += len(kept)
        self.dropped += len(text) - len(kept)
        return len(text)

    def take(self):
        text, dropped = ''.join(self.parts), self.dropped
        self.clear()
        return text, dropped


class Stage:
    """The grader's interpreter for the time of one request."""

    def __init__(self, request):
        self.module = request['module']
        self.finder = imports.MemoryFinder(request['modules'], self.module)
        self.names = {self.module, 'pytest', *self.finder.sources, *self.finder.packages}
        self.console = Console(request['limits']['outputBytes'])
        self.errors = Console(0)

    def __enter__(self):
        self.before = len(sys.modules)
        self.saved = {name: sys.modules[name] for name in self.names if name in sys.modules}
        self.outside = sys.stdin, sys.stdout, sys.stderr, sys.argv
        sys.argv = ['check.py']
        sys.stdin, sys.stdout, sys.stderr = io.StringIO(), self.console, self.errors
        sys.meta_path.insert(0, self.finder)
        return self

    def __exit__(self, *error):
        sys.meta_path.remove(self.finder)
        sys.stdin, sys.stdout, sys.stderr, sys.argv = self.outside
        self.forget()
        if len(sys.modules) > self.before - len(self.saved):
            for name in [name for name, module in sys.modules.items() if getattr(module, '__spec__', None) is None]:
                if name not in _BEFORE:  # a module that a check has made
                    del sys.modules[name]
        sys.modules.update(self.saved)

    def forget(self):
        for name in self.names:
            sys.modules.pop(name, None)

    def bind(self, session):
        """Makes the program of a new session the one that checks import."""
        self.forget()
        return self.place(ProgramModule(session, self.module, imports.filename(self.module)), session.require_live)

    def place(self, module, require_live):
        imports.register(module, module.__file__)
        sys.modules['pytest'] = pytest_module(require_live)
        return module

    def prepare(self):
        """Before each check: what an earlier one left in the streams is gone, and random numbers start anew."""
        sys.stdout, sys.stderr = self.console, self.errors
        random.seed(0)

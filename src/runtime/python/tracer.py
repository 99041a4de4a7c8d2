"""Records what a program does while it runs. A trace is evidence for a reader: the program could have forged it."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import ast
import sys
import warnings

from coverage_marks import CoverageMarks
from hook_nodes import bind
from hooks import make_hooks
from hot_functions import HotFunctions
from instrument import instrument
from line_tracer import LineTracer
from recorder import Recorder
from sites import TOOL, Sites

HOOK_FRAMES = 1 if sys.version_info >= (3, 12) else 2
"""Frames that a hook takes at its deepest: so many more are allowed, for the program to reach as deep as without."""
NESTING = 3000
"""Frames that the rewriter may take: more than a program is nested that the compiler accepts."""


class Tracer:
    """`level` is 'coverage', 'line' or 'full'; at most `max_steps` events are kept, the first and the last.

    The program is rewritten to record itself. One that the rewriter refuses is watched line by line instead.
    """

    def __init__(self, level, max_steps):
        self.level = level
        self.recorder = Recorder(level, max_steps)
        self.prelude = None
        """What is to be known of a toolset's prelude (`toolset.py`), where there is one."""
        self.filename = self.tool_site = None
        self.sites = self.counted = self.lines = None
        """`counted` knows how often sites were come by that make no events."""

    def compile(self, source, filename):
        """The code of the program, to be run in a namespace that went through `install`. Raises as `compile` does."""
        self.filename, self.tool_site = filename, None
        self.sites, self.counted, self.lines = Sites(source), None, None
        try:
            return self._rewritten(source, filename)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            code = compile(source, filename, 'exec', dont_inherit=True)
        self.sites, self.counted = Sites(source), None
        self.recorder.level = 'line'
        self.lines = LineTracer(self.recorder, self.sites, filename)
        self.lines.prepare(source)
        return code

    def _rewritten(self, source, filename):
        tree = ast.parse(source, filename)
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(limit, NESTING))
        try:
            tree, hooks = self._rewrite(tree, filename)
            with warnings.catch_warnings():
                warnings.simplefilter('ignore')
                code = compile(tree, filename, 'exec', dont_inherit=True)
        finally:
            sys.setrecursionlimit(limit)
        code = bind(code, hooks)
        if self.level != 'coverage':
            self.counted = HotFunctions(self.sites, source, filename, code)
            self.recorder.thin = self.counted.look
        return code

    def _rewrite(self, tree, filename):
        if self.level == 'coverage':
            self.counted = CoverageMarks(self.sites)
            return self.counted.visit(tree), self.counted.hooks
        instrument(tree, self.sites, self.level, self.prelude)
        return tree, make_hooks(self.recorder, self.sites, filename)

    def install(self, namespace):
        """Makes this process fit to run the compiled code."""
        if self.lines:
            self.lines.start()
        elif self.level != 'coverage':
            sys.setrecursionlimit(sys.getrecursionlimit() + HOOK_FRAMES)

    def called(self, number):
        """A tool has answered the call of this number, which the program's innermost line made."""
        if self.level == 'coverage':
            return
        frame = sys._getframe(2)
        while frame is not None and frame.f_code.co_filename != self.filename:
            frame = frame.f_back
        if self.tool_site is None:
            self.tool_site = self.sites.add(TOOL, 0, -1, (0, 0, 0, 0))
        self.recorder.append((self.tool_site, number, frame.f_lineno if frame else 0))
        if len(self.recorder.events) >= self.recorder.chunk:
            self.recorder.flush()

    def take(self):
        """Everything recorded since the last take, as bytes for `decode-trace.ts`. May be called at any time."""
        counts = self.counted.take() if self.counted else {}
        return self.recorder.take(self.sites.tables(), counts)

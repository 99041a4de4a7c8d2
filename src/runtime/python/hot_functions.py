"""Stops watching functions whose calls alone would fill the trace many times over.

From then on their statements are only counted, until the trace is taken: a program that calls a small function a
million times runs on at nearly its own speed, and what the trace keeps at its end tells of the program's progress, not
of the last few of those calls. Coverage stays whole. A function that calls itself goes on being watched: only so does it
reach as deep as it would alone.
"""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import ast
import sys
import warnings
from collections import Counter
from gc import get_referrers
from types import CodeType, FunctionType

import sites as at
from coverage_marks import CoverageMarks
from hook_nodes import bind

FEWEST_CALLS = 16
SHARE = 8
"""A function is hot that made one in so many of the events that were dropped, or more."""
_WAITS = 0x20 | 0x80 | 0x200


class HotFunctions:
    """`code` is the watched code of the program, whose sites are `sites`."""

    def __init__(self, sites, source, filename, code):
        self.sites = sites
        self.source = source
        self.filename = filename
        self.code = code
        self.marks = self.watched = self.counted = None
        self.replaced = []
        self.before = Counter()

    def look(self, dropped):
        """Has the hot functions only counted. `dropped` says by site how many events have come to nothing so far.

        Gives how many functions that were.
        """
        new = Counter(dropped)
        new.subtract(self.before)
        self.before = Counter(dropped)
        events, calls = Counter(), Counter()
        for number, times in new.items():
            kind, function = self.sites.sites[number][:2]
            events[function] += times
            if kind == at.CALL:
                calls[function] += times
        enough, known = sum(events.values()) / SHARE, len(self.replaced)
        for function, times in events.items():
            if times >= enough and calls[function] >= FEWEST_CALLS:
                self._count(self.sites.keys[function])
        return len(self.replaced) - known

    def take(self):
        """How often each site was counted since the last take. All functions are watched again."""
        for function, code in self.replaced:
            function.__code__ = code
        self.replaced.clear()
        self.before.clear()
        return self.marks.take() if self.marks else {}

    def _count(self, key):
        self.watched = self.watched or _functions(self.code)
        watched = self.watched.get(key)
        if watched is None or watched.co_flags & _WAITS or _names_itself(watched) or _is_nested(watched):
            return
        self.counted = self.counted or self._compile()
        counted = self.counted.get(key)
        if counted is None or counted.co_freevars != watched.co_freevars:
            return
        for function in get_referrers(watched):
            if type(function) is FunctionType and function.__code__ is watched:
                self.replaced.append((function, watched))
                function.__code__ = counted

    def _compile(self):
        self.marks = CoverageMarks(self.sites)
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            tree = self.marks.visit(ast.parse(self.source, self.filename))
            code = compile(tree, self.filename, 'exec', dont_inherit=True)
        return _functions(bind(code, self.marks.hooks))


def _names_itself(code):
    inner = (part for part in code.co_consts if type(part) is CodeType)
    return any(code.co_name in (*part.co_names, *part.co_freevars) for part in (code, *inner))


def _is_nested(code):
    """It runs within itself at the moment."""
    times, frame = 0, sys._getframe()
    while frame is not None and times < 2:
        times += frame.f_code is code
        frame = frame.f_back
    return times == 2


def _functions(code):
    """The code of the functions in it by `(name, first line)`, without those that this does not tell apart."""
    found, twice = {}, set()
    todo = [code]
    while todo:
        for part in todo.pop().co_consts:
            if type(part) is CodeType:
                key = (part.co_name, part.co_firstlineno)
                if key in found:
                    twice.add(key)
                found[key] = part
                todo.append(part)
    return {key: part for key, part in found.items() if key not in twice}

"""Runs a check beside the program, in the candidate: for checks that need live objects. Its result can be forged."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import sys

import check as checks
import fault
import outcome
from assertion import Watch
from pytest_api import pytest_module
from views import view

_worlds = {}


def run(check, loaded):
    """The result of `check.run` in the program's own interpreter."""
    world = _worlds.get(id(loaded))
    if world is None:
        sys.modules['pytest'] = pytest_module(lambda reason: None)
        world = _worlds[id(loaded)] = _LiveWorld(loaded)
    world.watch.failed = None
    return checks.run(check, world)


class _LiveWorld:
    """What `check.run` needs to know of a program that is right here."""

    passes = ()
    last = None

    def __init__(self, loaded):
        self.loaded = loaded
        self.module = loaded.module
        self.shared = {}
        self.watch = Watch()

    def scope(self, names):
        namespace = vars(self.module)
        return {name: namespace[name] for name in names if name[:1] != '_' and name in namespace}

    def admit(self, imports):
        """Everything may be imported here."""

    def require_live(self, reason):
        """Everything is live here."""

    def fault(self, error):
        place = fault.place(error, self.loaded)
        if place is None and not isinstance(error, SystemExit):
            return None
        return outcome.raised(error, (fault.class_name(type(error)), fault.message(error), place))

    def message(self, error):
        return fault.message(error)

    def view(self, value):
        return view(value)[:3]

    def text(self, value):
        return view(value)[1]

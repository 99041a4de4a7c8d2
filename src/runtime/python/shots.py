"""Snapshots as events hold them: cheap, for they are taken of each value that a watched program handles."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

from shot_forms import GROWN, LIST, MORE
from views import MAX_CHARACTERS, Copier, cut, is_flat

FLAT_ITEMS = 50
BRIEF_ITEMS = 12
BOUND = {'items': FLAT_ITEMS, 'parts': 80, 'depth': 4}
"""What is kept of a value that a variable is bound to, or that a function gives back."""
BRIEF = {'items': BRIEF_ITEMS, 'parts': 24, 'depth': 3}
"""What is kept of the value of an expression."""
GROWTH = 12
"""Items that may come to a list at once without its being told anew."""


class Shots:
    """`known` holds what the events have told of objects: lengths by id. What is told here is known from then on."""

    def __init__(self, known):
        self.known = known
        self.snapshot = self._make_snapshot(known)

    def _make_snapshot(self, known):
        copy = self.copy

        def snapshot(value):
            kind = type(value)
            if kind is str:
                return value if len(value) <= MAX_CHARACTERS else cut(value)
            if kind is list:
                if len(value) <= FLAT_ITEMS and is_flat(value):
                    known[id(value)] = len(value)
                    return (LIST, id(value), 'list', value[:], len(value))
            elif kind is int or kind is bool or kind is float or value is None:
                return value
            return copy(value)

        return snapshot

    def copy(self, value):
        try:
            copier = Copier(**BOUND)
            shot = copier.copy(value, 0)
            self.known.update(copier.seen)
            return shot
        except Exception:  # too deep, too large, or a type that is not what it says: a picture is not worth a failure
            return (MORE, '')

    def grown(self, value):
        """The value after `+=` or `append`: of a list that got longer, what came to it."""
        if type(value) is list:
            before = self.known.get(id(value), len(value))
            if 0 < len(value) - before <= GROWTH:
                self.known[id(value)] = len(value)
                return (GROWN, id(value), [self.snapshot(part) for part in value[before:]], len(value))
        return self.snapshot(value)


def brief(value):
    """A small picture of a value that is not bound to anything yet."""
    kind = type(value)
    if kind is str:
        return value if len(value) <= MAX_CHARACTERS else cut(value)
    if kind is float:
        return value
    try:
        if kind is list and len(value) <= BRIEF_ITEMS and is_flat(value):
            return (LIST, id(value), 'list', value[:], len(value))
        return Copier(**BRIEF).copy(value, 0)
    except Exception:
        return (MORE, '')

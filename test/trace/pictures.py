"""Prints views of values, for the two ways in which a view is made to be held against each other.

    pictures.py TRACER_FOLDER     prints JSON lines [view, base64 of the marshalled snapshot]
"""

import base64
import collections
import dataclasses
import datetime
import decimal
import enum
import json
import marshal
import sys

sys.path.insert(0, sys.argv[1])

from views import show_as, snapshot, view


class Node:
    def __init__(self, value, successor=None):
        self.value, self.successor = value, successor

    def refuse(self, *_):
        raise SystemExit('code of the program was run')

    __repr__ = __str__ = __len__ = __iter__ = __eq__ = __getattribute__ = __getitem__ = __bool__ = __contains__ = refuse
    __hash__ = object.__hash__
    __class__ = property(refuse)
    secret = property(refuse)


class Slotted:
    __slots__ = ('a', 'b')

    def __init__(self):
        self.a = 1


class Items(list):
    __iter__ = __len__ = __getitem__ = __repr__ = Node.refuse


class Keys(dict):
    __iter__ = __len__ = __getitem__ = __repr__ = items = keys = Node.refuse


class Text(str):
    __len__ = __repr__ = __str__ = __getitem__ = Node.refuse


class Number(int):
    __repr__ = __str__ = __int__ = __index__ = Node.refuse


class Failure(Exception):
    __repr__ = __str__ = Node.refuse


class Color(enum.Enum):
    RED = 1


class Level(enum.IntEnum):
    LOW = 1


class Loud(type):
    __eq__ = __hash__ = __repr__ = __instancecheck__ = __subclasscheck__ = Node.refuse


class Shy(metaclass=Loud):
    def __init__(self):
        self.n = 1


@dataclasses.dataclass
class Point:
    x: int
    y: int = 0


class Patch:
    """An object of a toolset, whose `secret` is not for showing."""

    def __init__(self, number, left, inner=None):
        object.__setattr__(self, '_id', number)
        vars_of = object.__getattribute__(self, '__dict__')
        vars_of.update(left=left, inner=inner, secret=Node(1))

    __repr__ = __len__ = __eq__ = __getattribute__ = __bool__ = Node.refuse
    __hash__ = object.__hash__


class Cut(Patch):
    pass


show_as(Patch, ('left', 'absent', 'inner'))
patch, turning = Patch(3, 1.5), Patch(4, 2)
dict.__setitem__(object.__getattribute__(turning, '__dict__'), 'inner', [turning, patch])

Pair = collections.namedtuple('Pair', 'a b')
cycle, shared = [1], [0]
cycle.append(cycle)
knot = Node(1)
dict.__setitem__(object.__getattribute__(knot, '__dict__'), 'successor', knot)
chain = None
for i in range(50):
    chain = Node(i, chain)
deep = []
for i in range(50):
    deep = [deep]

VALUES = [
    *(None, True, False, 0, -5, 10 ** 40, 2 ** 1023, 2 ** 5000, -(2 ** 5000), 1.5, 1e300, 1e-7, float('inf'), 1 + 2j, -0.0),
    *('', 'text', "it's", 'a' * 1000, 'é\n\x00🙂', b'', b'\x00ab', b'x' * 1000),
    *([], [1, 2], (), (1,), (1, 'a'), {}, {'a': 1, 2: [3]}, set(), {1}, frozenset(), frozenset([1]), [[1], [2]], [None, True, 1.5]),
    *(cycle, [shared, shared], [shared, (shared,), {'k': shared}], knot, chain, deep, list(range(500)), [[0] * 60] * 60),
    *(dict.fromkeys(range(300), 'v'), set(range(300)), tuple(range(300)), 'ab' * 150, ['long text' * 30] * 20, {(1, 2): {(): 0}}),
    *(Node(1, Node([2])), Slotted(), Items([1, 2]), Keys(a=1), Text('text'), Number(7), Failure('why', 1), ValueError(), Shy(), [Shy]),
    *(Color.RED, Level.LOW, [Color.RED], Point(1, 2), Pair(1, [2]), collections.deque([1, 2], 5), collections.Counter('aab')),
    *(collections.defaultdict(list, a=[1]), collections.OrderedDict(a=1), bytearray(b'ab'), range(3), range(10 ** 30), ...),
    *(len, print, Node.refuse, Node, int, sys, object(), iter([1]), (x for x in ()), lambda: 0, [].append, Point(1).__init__),
    *(datetime.date(2020, 1, 2), decimal.Decimal('1.50'), slice(1, 2), memoryview(b'ab'), NotImplemented, type, type(None)),
    *(patch, turning, Patch('none', 0), Cut(9, 1), [patch, patch, Patch(5, 0)], [Patch(n, n) for n in range(60)], Pair(patch, 1)),
    *({'a': (Patch(7, 1), [[Patch(8, 1)]]), 'b': Cut(9, Patch(10, 0))}, [[Patch(n, n)] for n in range(300)], [Patch(1 << 40, 0)]),
]
for value in VALUES:
    shot = base64.b64encode(marshal.dumps(snapshot(value), 2)).decode()
    print(json.dumps([view(value), shot]))

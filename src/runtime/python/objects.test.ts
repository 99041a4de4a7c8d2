import { describe, expect, it } from 'vitest'
import { asserts, check, judged, python, script } from '../../../test/grader/grade-with-python.ts'

const PROGRAM = `
import collections, contextlib, dataclasses, enum, functools, typing
@dataclasses.dataclass
class Data:
    a: int
    b: list = dataclasses.field(default_factory=list)
@dataclasses.dataclass(frozen=True, order=True)
class Key:
    a: int
class Color(enum.Enum):
    RED = 1
    GREEN = 2
class Level(enum.IntEnum):
    LOW = 1
class Pair(typing.NamedTuple):
    x: int
    y: int = 2
    def total(self): return self.x + self.y
class Stack(list):
    def push(self, x): self.append(x)
class Base:
    kind = 'base'
    @classmethod
    def make(cls): return cls()
    @staticmethod
    def more(x): return x + 1
class Sub(Base):
    @property
    def answer(self): return 42
class AppError(Exception): pass
class NotFound(AppError, KeyError):
    def __init__(self, key):
        super().__init__(key)
        self.key = key
    def __str__(self): return 'no ' + self.key
def find(key): raise NotFound(key)
class Bag:
    def __init__(self, *items): self.items = list(items)
    def add(self, x): self.items.append(x); return self
    def __len__(self): return len(self.items)
    def __getitem__(self, at): return self.items[at]
    def __setitem__(self, at, x): self.items[at] = x
    def __delitem__(self, at): del self.items[at]
    def __iter__(self): return iter(self.items)
    def __call__(self, x, k=0): return x + k
    def __str__(self): return 'Bag!'
    def __repr__(self): return 'Bag(%r)' % self.items
    def __bool__(self): return False
    def __hash__(self): return 7
    def __eq__(self, other): return self.items == other.items
    def __lt__(self, other): return self.items < other.items
    def __add__(self, other): return Bag(*self.items, *other.items)
@functools.lru_cache(None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
@contextlib.contextmanager
def doubled(x): yield x * 2
def compose(*functions):
    def composed(x):
        for function in functions: x = function(x)
        return x
    return composed
def inc(x): return x + 1
def numbers():
    got = yield 1
    while True: yield got
def same(x): return x
def nested(n):
    value = []
    for _ in range(n): value = [value]
    return value
def cycle():
    value = [1]
    value.append(value)
    return value
def broken(): __import__('json').loads('{')
COUNT = 0
def bump():
    global COUNT
    COUNT += 1
_hidden = 5
`

const expectAllToPass = async (sources: readonly string[], how = 'pass split') => {
  const results = await check(PROGRAM, sources.map(script))
  expect(results.map((result) => [result.checkId, judged(result), result.message])).toEqual(
    sources.map((source) => [source, how, undefined]),
  )
}

describe.skipIf(python === undefined)(
  'objects of the program in a check (needs a CPython)',
  { timeout: 60_000 },
  () => {
    it('have attributes, methods, lengths, items and operators, all by message', () =>
      expectAllToPass([
        'bag = Bag()\nassert bag.add(1).add(2) is bag and len(bag) == 2 and bag[1] == 2 and bag[-1:] == [2] and list(bag) == [1, 2]',
        'bag = Bag(1)\nbag[0] = 5\nassert bag.items == [5]\ndel bag[0]\nassert bag.items == []',
        'bag = Bag(1)\nassert bag(1, k=2) == 3 and not bag and str(bag) == f"{bag}" == "Bag!" and repr(bag) == "Bag([1])"',
        'assert Bag(1) + Bag(2) == Bag(1, 2) and Bag(1) != Bag(2) and sorted([Bag(2), Bag(1)])[0].items == [1]',
        'bag = Bag(1)\nassert {bag: 3}[same(bag)] == 3 and same(bag) is bag and bag in [Bag(1)]',
        'bag = Bag()\nbag.items = [5]\nassert bag[0] == 5\ndel bag.items\nassert not hasattr(bag, "items")',
        'assert sorted([Bag(2), Bag(1)], key=lambda bag: bag.items)[0].items == [1] and max(Bag(1), Bag(3)).items == [3]',
        'import copy\nassert copy.deepcopy(Data(1, [2])) == Data(1, [2]) and vars(Data(3)) == {"a": 3, "b": []}',
        'assert Data(1) == Data(1) != Data(2) and repr(Data(1)) == "Data(a=1, b=[])"',
        'assert Key(1) < Key(2) and {Key(1): 2}[Key(1)] == 2 and len({Key(1), Key(1)}) == 1',
      ]))

    it('have classes that stand for those of the program', () =>
      expectAllToPass([
        'assert isinstance(Sub(), Base) and issubclass(Sub, Base) and type(Sub.make()) is Sub and same(Sub) is Sub',
        'assert Base.kind == "base" and Base.more(1) == 2 and Sub().answer == 42 and not hasattr(Sub(), "nope") and "answer" in dir(Sub())',
        'assert Color.RED is Color(1) and Color["GREEN"].value == 2 and [c.name for c in Color] == ["RED", "GREEN"] and len(Color) == 2',
        'assert Level.LOW == 1 and Level.LOW.name == "LOW" and Level.LOW + 1 == 2 and isinstance(Level.LOW, Level) and same(Level.LOW) is Level.LOW',
        'assert Pair(1) == (1, 2) and Pair(1).total() == 3 and Pair(1).x == 1 and sum(Pair(4, 5)) == 9',
        'stack = Stack()\nstack.push(1)\nstack.append(2)\nassert stack == [1, 2] and stack != [1] and len(stack) == 2 and isinstance(stack, list)',
      ]))

    it('raise exceptions that a check can catch by their class', () =>
      expectAllToPass([
        'import pytest\nwith pytest.raises(NotFound, match="no k") as info: find("k")\nassert info.value.key == "k" and isinstance(info.value, KeyError)',
        'import pytest\nwith pytest.raises(AppError): find("k")',
        'try:\n    find("k")\nexcept KeyError as error:\n    assert error.args == ("k",)\nelse:\n    assert False',
        'import json, pytest\nwith pytest.raises(json.JSONDecodeError) as info: broken()\nassert info.value.pos == 1',
        'import pytest\nwith pytest.raises(ValueError): broken()',
        'import pytest\nwith pytest.raises(TypeError, match="missing"): inc()',
      ]))

    it('stay as lazy, deep, cyclic and alive as they are', () =>
      expectAllToPass([
        'it = numbers()\nassert next(it) == 1 and it.send(5) == 5 and next(it) == 5\nit.close()\nassert list(it) == []',
        'assert compose(inc, inc)(1) == 3 and compose(len, str)([1, 2]) == "2" and fib(30) == 832040 and fib.cache_info().misses > 0',
        'with doubled(2) as value: assert value == 4',
        'assert nested(300) == nested(300) and cycle()[1][1][1][0] == 1',
        'import prog\nbump()\nassert prog.COUNT == 1\nprog.COUNT = 10\nbump()\nassert prog.COUNT == 11 and prog._hidden == 5',
      ]))

    it('move a check beside the program only when the check hands over something of its own', () =>
      expectAllToPass(
        [
          'assert compose(lambda x: x + 1)(1) == 2',
          'class Mine: pass\nmine = Mine()\nassert same(mine) is mine',
          'class Child(Sub): pass\nassert Child().answer == 42',
          'import inspect\nassert list(inspect.signature(inc).parameters) == ["x"]',
          'from unittest import mock\nimport prog\nwith mock.patch("prog.inc", return_value=9): assert prog.inc(1) == 9',
        ],
        'pass in-process',
      ))

    it('run a check that is moved in a program of its own, which later checks do not see', async () => {
      const source = 'seen = []\ndef f(x):\n    seen.append(x)\n    return len(seen)\n'
      const results = await check(source, asserts('assert f(1) == 1', 'assert f(lambda: 0) == 1', 'assert f(1) == 1'))
      expect(results.map(judged)).toEqual(['pass split', 'pass in-process', 'pass split'])
    })
  },
)

import abc
import collections
import dataclasses
import enum
import functools


def deco(tag):
    def wrap(f):
        @functools.wraps(f)
        def inner(*a, **k):
            return tag, f(*a, **k)
        return inner
    return wrap


class Base:
    """Doc."""
    counter = 0
    items: list = []
    __slots__ = ('a', '__hidden')

    def __init__(self, a):
        self.a = a
        self.__hidden = a * 2
        Base.counter += 1

    def __secret(self, __arg):
        __local = __arg + self.__hidden
        return __local

    def ask(self):
        return self.__secret(1)

    @property
    def double(self):
        return self.a * 2

    @double.setter
    def double(self, value):
        self.a = value // 2

    @classmethod
    def make(cls, *args):
        return cls(*args)

    @staticmethod
    def plain(x):
        return x

    def __repr__(self):
        print('repr is called')
        return 'never'

    def __str__(self):
        return f'Base({self.a})'

    def __eq__(self, other):
        print('eq is called')
        return isinstance(other, Base) and self.a == other.a

    def __hash__(self):
        print('hash is called')
        return hash(self.a)

    def __len__(self):
        print('len is called')
        return 3

    def __iter__(self):
        print('iter is called')
        return iter([1, 2])

    def __getitem__(self, key):
        print('getitem', key)
        return key

    def __setitem__(self, key, value):
        print('setitem', key, value)

    def __delitem__(self, key):
        print('delitem', key)

    def __contains__(self, key):
        return key == 'in'

    def __add__(self, other):
        print('add')
        return self

    def __iadd__(self, other):
        print('iadd')
        return self

    def __lt__(self, other):
        print('lt')
        return True

    def __call__(self, *args):
        print('call', args)
        return args

    def __bool__(self):
        print('bool')
        return True


class Child(Base):
    def __init__(self, a, b=0):
        super().__init__(a)
        self.b = b

    def ask(self):
        return super().ask() + super(Child, self).ask(), __class__.__name__


class Watched:
    def __getattribute__(self, name):
        print('get', name)
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        print('set', name)
        object.__setattr__(self, name, value)

    def __getattr__(self, name):
        print('missing', name)
        return name


class Meta(type):
    def __new__(meta, name, bases, space):
        space['made'] = [key for key in space if not key.startswith('__')]
        return super().__new__(meta, name, bases, space)

    def __eq__(cls, other):
        print('meta eq')
        return cls is other

    def __hash__(cls):
        print('meta hash')
        return 1


class Made(metaclass=Meta):
    x = 1
    y = x + 1
    z = [y for _ in range(2)]

    def f(self):
        return self.x

    if x:
        w = 5
    for i in range(2):
        v = i


class Unhashable(type):
    def __eq__(cls, other):
        return cls is other


class Odd(metaclass=Unhashable):
    def __init__(self):
        self.n = 1


class Color(enum.Enum):
    RED = 1
    BLUE = enum.auto()

    @property
    def low(self):
        return self.name.lower()


class Flag(enum.IntFlag):
    A = 1
    B = 2


@dataclasses.dataclass(order=True)
class Point:
    x: int
    y: int = 0
    tags: list = dataclasses.field(default_factory=list, compare=False)

    def move(self, dx):
        self.x += dx
        self.tags.append(dx)
        return self


class Abstract(abc.ABC):
    @abc.abstractmethod
    def f(self): ...


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Missing(dict):
    def __missing__(self, key):
        print('missing key', key)
        return self.setdefault(key, [])


class Text(str):
    def __len__(self):
        print('len of text')
        return 0


@deco('t')
@functools.lru_cache(maxsize=None)
def cached(n):
    return n if n < 2 else n * 2


Named = collections.namedtuple('Named', 'a b')

b = Base(2)
c = Child.make(3, 4)
print(b.ask(), c.ask(), b.double, Base.plain(1), Base.counter, str(b))
b.double = 10
b[0] = b[1]
b[2] += 1
del b['k']
b += 1
b = b + c
print('in' in b, b < c, bool(b), b(1), len(b), list(b), [x for x in b])
d = {b: 1}
d[c] = [b, c]
e = [b, c]
e.append(b)
e[0] = c
f = (b, c)
g = {b}
if b and c or b: print('truth')
w = Watched()
w.name = 'n'
w.name += 'm'
w.items = []
w.items.append(1)
w.deep = {}
w.deep['k'] = 1
print(w.name, w.absent, w.items)
m = Made()
m.extra = Made
print(Made.made, m.f(), m.w, m.v)
o = Odd()
o.n += 1
p = [o, Odd, m, Made]
print(Color.RED, Color.BLUE.low, Flag.A | Flag.B, list(Color))
q = Point(1).move(2)
q.x, q.y = q.y, q.x
print(q, q < Point(9))
try:
    Abstract()
except TypeError as error:
    print(type(error).__name__)
print(list(Countdown(3)), sum(Countdown(4)))
for item in Countdown(2):
    print(item)
h = Missing()
h['a'].append(1)
h['b'] = 2
h['b'] += 1
s = Text('hello')
s += 'x'
print(cached(3), cached(3), Named(1, 2)._replace(a=5), h, s.upper())
print(Base.__doc__, Child.__mro__[1].__name__, Base.__init__.__qualname__, Made.f.__code__.co_varnames, Base.ask.__code__.co_consts[0])


def local():
    class Inner:
        attr = 1

        def method(self):
            return attr
        attr2 = attr + 1

    attr = 'closed over'
    return Inner().method(), Inner.attr2


print(local())

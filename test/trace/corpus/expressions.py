import functools
import operator

log = []


def t(value, note=None):
    log.append(note if note is not None else value)
    return value


def booleans():
    out = []
    for a in (0, 1, '', 'x', None, [], [0]):
        for b in (0, 'y', [1]):
            out.append((a and b, a or b, not a, a and b or 'z', (a or b) and t(b)))
            if a and b: out.append('and')
            if a or b: out.append('or')
            if not (a and b): out.append('nand')
            if not a or not b and t(1): out.append('mix')
            while a and b:
                out.append('loop')
                break
            out.append(1 if a and not b else 2)
    return out


class Truth:
    """Counts how often it is asked."""
    asked = 0

    def __init__(self, value):
        self.value = value

    def __bool__(self):
        Truth.asked += 1
        return self.value


def truths():
    yes, no = Truth(True), Truth(False)
    if yes and no: t('never')
    if yes or no: t('once')
    if not no: t('not')
    x = yes and no or yes
    y = 1 if yes else 2
    assert yes
    assert yes or no
    z = [i for i in range(3) if yes and not no]
    while yes and no: pass
    return Truth.asked, x is yes, y, z


def chained(a, b, c):
    return a < b < c, a < b > c, t(a) < t(b) <= t(c) != 5, 1 < 2 < 3, a in (b, c), a is not b


def comprehensions(n):
    a = [x * y for x in range(n) if x % 2 for y in range(x) if y or x > 2]
    b = {x: {y for y in range(x)} for x in range(n)}
    c = sum(x for x in range(n) if x > 1)
    d = [[i + j for j in range(2)] for i in range(2)]
    e = list(x for x in (y * 2 for y in range(3)))
    f = [(lambda k: k + x)(1) for x in range(3)]
    g = [x for x, in [(1,), (2,)]]
    h = [last := x for x in range(3)]
    i = [*range(2), *[3], *(4 for _ in 'a')]
    return a, b, c, d, e, f, g, h, last, i


def walrus(values):
    if (n := len(values)) > 2:
        print(n)
    while (head := values.pop() if values else None) is not None:
        print(head, end=' ')
    return n, head, [m for v in (1, 2) if (m := v * 2) > 2]


def lambdas():
    key = lambda pair, *rest, k=1, **more: (pair[1] * k, rest, more)
    add = lambda a: lambda b: a + b
    none = lambda: None
    return sorted([(1, 2), (2, 1)], key=lambda p: p[1]), key((1, 2), 3, k=2, z=4), add(1)(2), none(), (lambda: (yield))().__next__()


def strings(name, width):
    x = 3.14159
    return f'{name!r:>{width}} {x:.2f} {name} {{}} {t(1) + 1} {"nested" + f"{x}"}', 'a' 'b', '%s-%d' % (name, 3), f'{x=}', b'bytes', r'\raw'


def subscripts(data):
    return data[0], data[-1], data[1:3], data[::-1], data[:], data[0:][0], {'a': {'b': [1, 2]}}['a']['b'][1], (1, 2, 3)[::2]


def calls():
    f = functools.partial(max, 3)
    g = operator.itemgetter(1)
    return f(1), g('ab'), max([1, 2], key=lambda v: -v), print('x', 'y', sep='-'), ''.join(map(str, [1, 2])), [].append(1), dict(a=1, **{'b': 2})


def arithmetic(a, b):
    return a + b, a - b, a * b, a / b, a // b, a % b, a ** b, a << b, a >> b, a & b, a | b, a ^ b, -a, +a, ~a, divmod(a, b), -(-a), 1 + 2, 2 ** 10


def starred():
    a, *b = [1, 2, 3]
    *c, d = 'xyz'
    return a, b, c, d, (*b, *c), [*b], {*b}, {**{'k': 1}}


print(booleans())
print(truths())
print(chained(1, 2, 3), chained(3, 2, 1))
print(comprehensions(5))
print(walrus([1, 2, 3]), walrus([]))
print(lambdas())
print(strings('bob', 8))
print(subscripts([1, 2, 3, 4]))
print(calls())
print(arithmetic(7, 3))
print(starred())
print(log)
print((lambda x: x if x else 'none')(0), [f(2) for f in [lambda v: v, lambda v: v * v]])
print(*(i for i in range(3)), sep=',')

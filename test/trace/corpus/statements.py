"""A docstring of the module."""
from __future__ import annotations

import os.path as where, math
from collections import deque, Counter as Many
import collections.abc


def assign():
    a = b = [1]
    a, (b, *c), d = 1, (2, 3, 4), [5]
    [e, f], g = (6, 7), 8
    (h) = i = 9
    j: int = 10
    k: list[int]
    a += 1
    d[0] += 1
    d[-1:] = [1, 2]
    d.append(3)
    del d[0], a
    x = {'k': {}}
    x['k']['v'] = [0, 0]
    x['k']['v'][1] += 5
    m, x['n'] = 1, 2
    return b, c, d, e, f, g, h, i, j, x, m


def loops(n):
    total = 0
    for i in range(n):
        if i == 1:
            continue
        elif i == 4:
            break
        total += i
    else:
        total = -1
    while n > 0:
        n -= 1
        if n == 2:
            break
    else:
        n = 99
    while n < 5: n += 1
    for a, (b, *c) in [(1, (2, 3)), (4, (5,))]: total += a + b + len(c)
    d = [0, 0]
    for d[0] in range(3):
        pass
    for d[1], e in zip('ab', 'cd'):
        total += 1
    return total, n, d, e


def handled(x):
    'Docstring.'
    log = []
    try:
        log.append(1 / x)
    except (ZeroDivisionError, TypeError) as error:
        log.append(str(error))
    except Exception:
        log.append('other')
    else:
        log.append('fine')
    finally:
        log.append('end')
    try:
        try:
            raise KeyError('k')
        finally:
            log.append('inner')
    except KeyError as error:
        log.append(repr(error))
        try:
            error
        except NameError:
            log.append('gone')
    try:
        error
    except NameError as e:
        log.append(type(e).__name__)
    try:
        raise ValueError('a') from KeyError('b')
    except ValueError as e:
        log.append(repr(e.__cause__))
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            raise RuntimeError('second')
    except RuntimeError as e:
        log.append(repr(e.__context__))
    return log


def finals():
    def one():
        try:
            return 'try'
        finally:
            seen.append('finally')

    def two():
        try:
            return 'try'
        finally:
            return 'finally'

    def three():
        for _ in range(3):
            try:
                continue
            finally:
                seen.append('c')
        while True:
            try:
                break
            finally:
                seen.append('b')
        return 'done'

    seen = []
    return one(), two(), three(), seen


class Manager:
    def __init__(self, swallow, log):
        self.swallow, self.log = swallow, log

    def __enter__(self):
        self.log.append('enter')
        return self

    def __exit__(self, kind, value, trace):
        self.log.append(('exit', kind and kind.__name__, trace and trace.tb_lineno))
        return self.swallow


def managed():
    log = []
    with Manager(True, log) as m, Manager(False, log):
        log.append(m.swallow)
        raise ValueError('x')
    with Manager(True, log):
        {}['missing']
    def early():
        with Manager(False, log) as z:
            return 'early'
    log.append(early())
    for i in range(2):
        with Manager(False, log):
            if i:
                break
            continue
    return log


count = 0


def scopes():
    global count
    count += 1
    x = 'outer'

    def inner():
        nonlocal x
        x = 'changed'
        count = 5
        return count
    inner()
    return x, [x for x in range(3)], x


def unpacking(*args, a=1, b, **kwargs):
    return args, a, b, kwargs


def positional(a, b=2, /, c=3, *, d=4):
    return a, b, c, d


def asserted(x):
    assert x
    assert x > 0, 'must be positive'
    assert isinstance(x, int) and x < 10 or x == 42, f'{x} is too large'
    return x


print(assign())
print(loops(6), loops(2))
print(handled(0), handled(2), handled('a'))
print(finals())
print(managed())
print(scopes(), count)
print(unpacking(1, 2, b=3, c=4), unpacking(*[1], **{'b': 2}), positional(1), positional(1, 2, 3, d=5))
for value in (1, 42, 0, -1, 11):
    try:
        print(asserted(value))
    except AssertionError as e:
        print(repr(e))
print(__doc__, handled.__doc__, assign.__doc__, scopes.__annotations__, where.join('a', 'b'), math.floor(2.5), Many('aab'), deque([1]))
if count: print('one line')
pass
...
x = 1; y = 2; z = x + y

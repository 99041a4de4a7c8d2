import asyncio
import contextlib


def count(n):
    i = 0
    while i < n:
        got = yield i
        if got:
            i += got
        i += 1
    return 'done'


def delegate(n):
    result = yield from count(n)
    print('result', result)
    yield result
    yield


def closing():
    try:
        while True:
            yield 1
    except GeneratorExit:
        print('closed')
        raise
    finally:
        print('finally')


def thrown():
    while True:
        try:
            yield 'ready'
        except ValueError as e:
            print('caught', e)


def tree(node):
    if node:
        left, value, right = node
        yield from tree(left)
        yield value
        yield from tree(right)


def failing():
    yield 1
    raise KeyError('inside')


def pipeline(n):
    squares = (x * x for x in range(n))
    odd = (x for x in squares if x % 2)
    return odd


@contextlib.contextmanager
def managed(name):
    print('open', name)
    try:
        yield name.upper()
    except ZeroDivisionError as e:
        print('suppressed', e)
    finally:
        print('close', name)


def interleaved():
    a, b = count(3), count(3)
    out = []
    for x, y in zip(a, b):
        out.append((x, y))
        out.append(next(a, 'end'))
    return out


g = count(10)
print(next(g), g.send(3), g.send(None), list(g))
print(list(delegate(2)))
c = closing()
next(c)
c.close()
t = thrown()
print(next(t), t.throw(ValueError('v')), t.throw(ValueError('w')))
t.close()
print(list(tree(((None, 1, None), 2, (None, 3, (None, 4, None))))))
f = failing()
print(next(f))
try:
    next(f)
except KeyError as e:
    print(repr(e), e.__traceback__.tb_next.tb_lineno)
print(list(pipeline(6)), sum(pipeline(4)), any(x > 3 for x in pipeline(5)))
with managed('one') as m:
    print(m)
    1 / 0
with contextlib.suppress(KeyError):
    {}['a']
print(interleaved())
print((lambda: (yield 5))().__next__())


class Async:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.n:
            raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0)
        return self.n

    async def __aenter__(self):
        print('aenter')
        return self

    async def __aexit__(self, *args):
        print('aexit', args[0])
        return True


async def work(name, n):
    for i in range(n):
        await asyncio.sleep(0)
        print(name, i)
    return name


async def agen(n):
    for i in range(n):
        yield i
        await asyncio.sleep(0)


async def main():
    print(await asyncio.gather(work('a', 2), work('b', 3)))
    async for x in Async(2):
        print('async', x)
    async with Async(1) as a:
        raise ValueError(a.n)
    print([x async for x in agen(3)], {x: await work('c', 1) async for x in agen(1)}, [await work('d', 1) for _ in range(1)])
    task = asyncio.ensure_future(work('e', 5))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print('cancelled')
    return [y for y in [1] if await work('f', 1)]


print(asyncio.run(main()))

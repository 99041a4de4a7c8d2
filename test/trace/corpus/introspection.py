import inspect
import sys
import traceback
import warnings
import weakref
import gc


def local_names(a, b=2, *args, c, **kwargs):
    d = a
    for i in range(2):
        e = i
    if d and e:
        f = [q for q in range(2)]
    try:
        1 / 0
    except ZeroDivisionError as error:
        g = 1
    return sorted(locals()), dir() == sorted(locals())


print(local_names(1, c=3))
print(sorted(name for name in globals() if not name.startswith('__')))
print([v for k, v in list(globals().items()) if k == 'missing'])


def caller():
    return sys._getframe(1).f_lineno, sys._getframe(0).f_code.co_name, inspect.currentframe().f_back.f_code.co_name


def calling():
    line = caller()
    return line


print(calling())
print(local_names.__code__.co_varnames, local_names.__code__.co_names, local_names.__code__.co_freevars, local_names.__code__.co_firstlineno, local_names.__code__.co_argcount)


class Dies:
    def __del__(self):
        print('deleted')


def lifetime():
    d = Dies()
    r = weakref.ref(d)
    e = d
    del d
    print(r() is not None)
    e = None
    print(r() is None)
    x = [Dies()]
    x.pop()
    print('after pop')
    Dies()
    print('after temporary')


lifetime()


def deep(n):
    return n if n == 0 else deep(n - 1)


def deepest(n):
    try:
        return deepest(n + 1)
    except RecursionError:
        return n


print(deep(500), deepest(0) == deepest(0))


def error(n):
    if n == 0:
        values = [1, 2]
        return values[5] + (1 if n else
                            2)
    return (error(n - 1)
            + 1)


for make in (lambda: error(2), lambda: {}['k'], lambda: undefined, lambda: 'a' + 1, lambda: None.x, lambda: int('z'), lambda: (1, 2)[3:4][0],
             lambda: [x / 0 for x in [1]], lambda: sum(1 / x for x in [1, 0]), lambda: error(1) if True else 0):
    try:
        make()
    except Exception as e:
        print(''.join(traceback.format_exception(type(e), e, e.__traceback__)))
        print([(f.filename == __file__ if '__file__' in globals() else f.filename, f.lineno, f.name) for f in traceback.extract_tb(e.__traceback__)])


def chained():
    try:
        try:
            error(0)
        except IndexError:
            raise KeyError('during')
    except KeyError as e:
        raise ValueError('from') from e


try:
    chained()
except ValueError as e:
    print(''.join(traceback.format_exception(type(e), e, e.__traceback__)))

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')

    def warn():
        warnings.warn('careful', stacklevel=2)
    warn()
print([(str(w.message), w.lineno) for w in caught])

exec('q = 1\nprint([q for _ in range(2)])')
print(eval('q + 1', {'q': 5}))


def in_frames():
    x = 10
    y = eval('x + 1')
    exec('x = 99')
    return x, y, vars() == locals(), inspect.signature(local_names).parameters.keys() == {'a', 'b', 'args', 'c', 'kwargs'}


print(in_frames())
print(sys.exc_info())
try:
    raise SystemExit(3)
except SystemExit as e:
    print(e.code, sys.exc_info()[0].__name__)
print(sys.exc_info(), gc.isenabled())
raise_at_end = error
raise_at_end(1)

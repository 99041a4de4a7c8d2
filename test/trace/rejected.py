"""Compiles sources that Python refuses, with and without the tracer, and compares the exceptions.

    rejected.py TRACER_FOLDER     prints how many were refused alike, then each difference on a line of its own
"""

import sys

sys.path.insert(0, sys.argv[1])

import tracer as tracing

SOURCES = (
    'def f(:\n    pass\n',
    'x = (1,\n',
    'def f():\n  return 1\n break\n',
    'return 5\n',
    'def f(a, a):\n    pass\n',
    'for x in y:\n    pass\nelse:\n    continue\n',
    'x = 1\0\n',
)


def refusal(compiling):
    try:
        compiling()
    except Exception as error:
        places = [repr(getattr(error, name, None)) for name in ('lineno', 'offset', 'text')]
        return [type(error).__name__, *map(repr, error.args), *places]
    return None


alike, different = 0, []
for source in SOURCES:
    plain = refusal(lambda: compile(source, 'program.py', 'exec'))
    for level in ('coverage', 'full'):
        watched = refusal(lambda: tracing.Tracer(level, 100).compile(source, 'program.py'))
        if plain is None or watched != plain:
            different.append(f'{source!r} {plain} {watched}')
    alike += plain is not None
print('\n'.join([f'{alike} rejected alike', *different]))

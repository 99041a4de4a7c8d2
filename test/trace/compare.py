"""Runs programs plain and watched, each in a process of its own, and tells where the watched run was another.

    compare.py TRACER_FOLDER LEVELS PROGRAM…      prints one line of JSON for each program: [path, [difference, …]]

Compared are stdout, the traceback of what the program raised, and the names it leaves with the `repr` of plain values.
"""

import io
import json
import os
import sys
import traceback

sys.path.insert(0, sys.argv[1])

import tracer as tracing


class Fallback(tracing.Tracer):
    """What a program gets that the rewriter refuses."""

    def _rewritten(self, source, filename):
        raise ValueError


def run(source, level):
    """Everything that can be seen of one run, as plain data."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        with os.fdopen(write, 'w') as pipe:
            json.dump(observe(source, level), pipe)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        seen = pipe.read()
    os.waitpid(child, 0)
    return json.loads(seen) if seen else {'died': True}


def observe(source, level):
    out, namespace = io.StringIO(), {'__name__': 'program', '__builtins__': __builtins__}
    error, sys.stdout, sys.stderr = None, out, io.StringIO()
    watch = None if level == 'off' else Fallback('full', 2000) if level == 'lines' else tracing.Tracer(level, 2000)
    try:
        code = watch.compile(source, 'program.py') if watch else compile(source, 'program.py', 'exec', dont_inherit=True)
        if watch:
            watch.install(namespace)
        exec(code, namespace)
    except BaseException as raised:
        error = ''.join(traceback.format_exception(type(raised), raised, raised.__traceback__.tb_next))
    sys.settrace(None)
    if watch:
        watch.take()
    return {'stdout': out.getvalue(), 'error': error, 'names': names(namespace)}


def names(namespace):
    kinds = {name: type(value).__name__ for name, value in namespace.items() if name[:2] != '__'}
    plain = ('int', 'str', 'float', 'bool', 'NoneType', 'list', 'tuple', 'dict', 'set', 'bytes')
    texts = {name: repr(namespace[name]) if kind in plain else kind for name, kind in kinds.items()}
    return {name: kinds[name] if ' at 0x' in text else text for name, text in texts.items()}


def main():
    for path in sys.argv[3:]:
        with open(path, encoding='utf-8') as file:
            source = file.read()
        plain = run(source, 'off')
        differences = []
        for level in sys.argv[2].split(','):
            watched = run(source, level)
            if watched != plain:
                keys = [key for key in {**plain, **watched} if plain.get(key) != watched.get(key)]
                differences.append([level, {key: [plain.get(key), watched.get(key)] for key in keys}])
        print(json.dumps([path, differences]))


main()

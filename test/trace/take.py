"""Watches programs and prints what the tracer took, one line of base64 for each take.

    take.py TRACER_FOLDER     reads JSON lines {source, level, steps, calls} from stdin, and for each program prints the take
                              after loading it, then one after each call, an expression in the program's namespace
"""

import base64
import contextlib
import io
import json
import sys

sys.path.insert(0, sys.argv[1])

import tracer as tracing

for line in sys.stdin:
    wanted = json.loads(line)
    limit, namespace = sys.getrecursionlimit(), {'__name__': 'program'}
    watch = tracing.Tracer(wanted['level'], wanted['steps'])
    code = watch.compile(wanted['source'], 'program.py')
    watch.install(namespace)
    taken = []
    for run in (lambda: exec(code, namespace), *(lambda call=call: eval(call, namespace) for call in wanted['calls'])):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(Exception):
            run()
        taken.append(base64.b64encode(watch.take()).decode())
    sys.setrecursionlimit(limit)
    print('\n'.join(taken))

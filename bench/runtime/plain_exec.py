"""The floor: every program and its test by `exec` in this one process, with no isolation at all."""

import json
import sys
import time

items = json.load(sys.stdin)
began = time.perf_counter()
for item in items:
    exec(compile(item['source'] + '\n' + item['test'], 'program.py', 'exec'), {'__name__': 'program'})
print(time.perf_counter() - began)

"""Grades harmless programs, one after the other, in a sandbox whose shared candidates spoil them: `audit` must see it.

`python leaky_sandbox.py FOLDER FORKED COUNT` (that of `grader.py`, that of `forked_sandbox.py`) prints a line of JSON:
the verdict and integrity of each program, and the refusal.
"""

import json
import marshal
import sys

sys.path[:0] = sys.argv[1:3]

from forked_sandbox import ForkedSandbox
from reuse import Reuse

LIMITS = {'wallMs': 5000, 'cpuMs': 5000, 'memoryMb': 512, 'outputBytes': 1000, 'fileBytes': 1000, 'processes': 1}


class LeakySandbox(ForkedSandbox):
    def start(self, limits, shared=False):
        super().start(limits)
        self.spoilt = shared
        return shared

    def exchange(self, frame):
        operation, *arguments = marshal.loads(frame)
        if operation == 'load' and self.spoilt:
            arguments[0]['source'] = arguments[0]['source'].replace('x + 1', 'x + 2')
        return super().exchange(marshal.dumps((operation, *arguments)))


reuse = Reuse(LeakySandbox())
told = []
for number in range(1, int(sys.argv[3])):
    execution = reuse.grade({
        'source': f'def f(x): return x + 1  # {number}\n', 'module': 'program', 'modules': {}, 'entry': None, 'stdin': None,
        'checks': [{'kind': 'assert', 'id': 'right', 'source': 'assert f(1) == 2'}], 'stopAtFailure': False,
        'limits': {**LIMITS, 'traceSteps': 100}, 'trace': 'off', 'reuse': True,
    })  # fmt: skip
    told.append([execution['checks'][0]['verdict'], execution['checks'][0]['integrity']])
print(json.dumps({'told': told, 'refusal': reuse.refusal}))

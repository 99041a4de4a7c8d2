import type { Attack } from './attack.ts'

/** What a program cannot know unless it finds the check. */
const SECRET = 'assert f(1) == 271828182'

/** Programs that want to pass without doing what is asked. */
export const verdictAttacks: readonly Attack[] = [
  {
    name: 'sys.exit while the program loads',
    program: 'import sys\nsys.exit(0)\n',
    expect: { native: 'fail: exited 0', pyodide: 'fail: exited 0' },
  },
  {
    name: 'sys.exit in a call',
    program: 'import sys\ndef f(x): sys.exit(0)\n',
    expect: { native: 'fail: exited 0', pyodide: 'fail: exited 0' },
  },
  {
    name: 'os._exit while the program loads',
    program: 'import os\nos._exit(0)\n',
    expect: { native: 'fail: exited 0', pyodide: 'fail: exited 0' },
  },
  {
    name: 'os._exit in a call',
    program: 'import os\ndef f(x): os._exit(0)\n',
    expect: { native: 'fail: exited 0', pyodide: 'fail: exited 0' },
  },
  {
    name: 'an object that equals everything',
    program:
      'class E:\n    def __eq__(self, other): return True\n    def __ne__(self, other): return False\n    def __bool__(self): return True\ndef f(x): return E()\n',
    expect: { native: 'fail: returned', pyodide: 'fail: returned' },
  },
  {
    name: 'an int that equals everything',
    program:
      'class E(int):\n    def __eq__(self, other): return True\n    def __hash__(self): return 0\ndef f(x): return E(99)\n',
    expect: { native: 'fail: returned', pyodide: 'fail: returned' },
  },
  {
    name: 'a str that equals everything',
    program:
      'class E(str):\n    def __eq__(self, other): return True\n    __hash__ = str.__hash__\ndef f(x): return E("x")\n',
    check: 'assert f(1) == "secret"',
    expect: { native: 'fail: returned', pyodide: 'fail: returned' },
  },
  {
    name: 'a list that equals everything',
    program: 'class E(list):\n    def __eq__(self, other): return True\ndef f(x): return E()\n',
    check: 'assert f(1) == [1, 2]',
    expect: { native: 'fail: returned', pyodide: 'fail: returned' },
  },
  {
    name: 'an object that lies about its class',
    program:
      'class E:\n    __class__ = property(lambda self: int)\n    def __eq__(self, other): return True\ndef f(x): return E()\n',
    expect: { native: 'fail: returned', pyodide: 'fail: returned' },
  },
  {
    name: 'a class whose metaclass equals everything',
    program:
      'class M(type):\n    def __eq__(self, other): return True\n    __hash__ = type.__hash__\nclass E(metaclass=M): pass\ndef f(x): return E\n',
    expect: { native: 'fail: returned', pyodide: 'fail: returned' },
  },
  {
    name: 'patched builtins',
    program:
      'import builtins\nbuiltins.AssertionError = Exception\nbuiltins.isinstance = lambda *a: True\nbuiltins.len = lambda x: 0\nbuiltins.all = builtins.any = lambda x: True\ndef f(x): return 0\n',
    check: 'assert all(f(i) == i + 1 for i in range(3))',
    expect: { native: 'fail: returned', pyodide: 'fail: returned' },
  },
  {
    name: 'a patched library that the check uses',
    program: 'import math\nmath.isclose = lambda *a, **k: True\ndef f(x): return 0.0\n',
    check: 'import math\nassert math.isclose(f(1), 2.0)',
    expect: { native: 'fail: returned', pyodide: 'fail: returned' },
  },
  {
    name: 'a patched encoder of replies',
    program:
      'import json, marshal\njson.dumps = lambda *a, **k: "{\\"v\\": 271828182}"\njson.encoder.JSONEncoder.encode = lambda *a: "2"\nmarshal.dumps = lambda *a: b""\ndef f(x): return 0\n',
    check: SECRET,
    expect: { native: 'fail: returned', pyodide: 'fail: returned' },
  },
  {
    name: 'a hunt through the frames of its callers',
    program: `
import re, sys
def f(x):
    frame = sys._getframe()
    while frame:
        values = list(frame.f_locals.values()) + list(frame.f_globals.values()) + list(frame.f_code.co_consts)
        for value in values:
            if type(value) is int and 271828000 < value < 271829000: return value
            found = re.search("271828[0-9]{3}", value) if isinstance(value, str) else None
            if found: return int(found[0])
        frame = frame.f_back
`,
    check: SECRET,
    expect: { native: 'fail: returned', pyodide: 'fail: returned' },
  },
  {
    name: 'a hunt through all objects in memory',
    program: `
import gc, re
def f(x):
    for owner in gc.get_objects():
        for value in gc.get_referents(owner):
            if type(value) is int and 271828000 < value < 271829000: return value
            text = value if isinstance(value, str) else value.decode("latin-1") if isinstance(value, bytes) else ""
            found = re.search("271828[0-9]{3}", text)
            if found: return int(found[0])
`,
    check: SECRET,
    limits: { cpuMs: 5000, wallMs: 40_000 },
    expect: { native: 'fail: returned', pyodide: 'fail: returned' },
  },
  {
    name: 'a hunt through all open files',
    program:
      'import os, re\ndef f(x):\n    for number in range(64):\n        try:\n            found = re.search(b"271828[0-9]{3}", os.pread(number, 1 << 20, 0))\n            if found: return int(found[0])\n        except OSError: pass\n',
    check: SECRET,
    expect: { native: 'fail: returned', pyodide: 'fail: returned' },
  },
  {
    name: 'forged replies on every descriptor',
    program:
      'import json, os, struct\ndef f(x):\n    reply = json.dumps({"v": 2}).encode()\n    for number in range(3, 64):\n        try: os.write(number, struct.pack("<I", len(reply)) + reply)\n        except OSError: pass\n    return 0\n',
    expect: { native: 'fail: blocked a forged reply', pyodide: 'fail: returned' },
  },
  {
    name: 'a forged reply of four gigabytes',
    program:
      'import os, struct\ndef f(x):\n    for number in range(3, 64):\n        try: os.write(number, struct.pack("<II", 0xFFFFFFF0, 2))\n        except OSError: pass\n    return 0\n',
    expect: { native: 'fail: exceeded outputBytes', pyodide: 'fail: returned' },
  },
  {
    name: 'a forged reply that is nested deeply',
    program:
      'import os, struct\ndef f(x):\n    reply = b"[" * 200000\n    for number in range(3, 64):\n        try: os.write(number, struct.pack("<II", len(reply), 2) + reply)\n        except OSError: pass\n    return 0\n',
    expect: { native: 'fail: blocked a forged reply', pyodide: 'fail: returned' },
  },
  {
    name: 'a forged reply and then silence',
    program:
      'import os\ndef f(x):\n    for number in range(3, 64):\n        try: os.write(number, b"\\xff\\xff")\n        except OSError: pass\n    while True: pass\n',
    expect: { native: 'fail: exceeded cpuMs', pyodide: 'fail: exceeded cpuMs' },
  },
  {
    name: 'closed descriptors',
    program: 'import os\ndef f(x):\n    os.closerange(0, 256)\n    return x + 1\n',
    expect: { native: 'fail: blocked a closed channel', pyodide: 'pass' },
  },
  {
    name: 'requests that are read away',
    program: 'import os\ndef f(x):\n    os.read(3, 1 << 16)\n    return x + 1\n',
    limits: { wallMs: 1500 },
    expect: { native: 'fail: exceeded wallMs', pyodide: 'fail: raised OSError' },
  },
  {
    name: 'closed standard streams',
    program: 'import sys\nsys.stdout.close()\nsys.stderr.close()\ndef f(x): return x + 1\n',
    expect: { native: 'pass', pyodide: 'pass' },
  },
  {
    name: 'an exception that has no message',
    program:
      'class E(BaseException):\n    def __str__(self): raise self\n    __repr__ = __str__\ndef f(x): raise E(1)\n',
    expect: { native: 'fail: raised E', pyodide: 'fail: raised E' },
  },
  {
    name: 'a forged assertion',
    program: 'def f(x): raise AssertionError\n',
    check: 'try:\n    f(1)\nexcept ValueError:\n    pass\nelse:\n    raise AssertionError("nothing was raised")',
    expect: { native: 'fail: raised AssertionError', pyodide: 'fail: raised AssertionError' },
  },
  {
    name: 'a trace function that changes what is returned',
    program:
      'import sys\ndef spy(frame, event, value):\n    if event == "return": frame.f_locals["result"] = 2\n    return spy\nsys.settrace(spy)\nsys.setprofile(spy)\ndef f(x):\n    result = 0\n    return result\n',
    expect: { native: 'fail: returned', pyodide: 'fail: returned' },
  },
  {
    name: 'no room to recurse',
    program:
      'import sys\ndef f(x):\n    try: sys.setrecursionlimit(5)\n    except RecursionError: pass\n    return x + 1\n',
    expect: { native: 'pass', pyodide: 'pass' },
  },
]

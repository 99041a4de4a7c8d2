import type { Attack } from './attack.ts'

/** Programs that want more than their share: time, memory, processes, output, files. */
export const resourceAttacks: readonly Attack[] = [
  {
    name: 'a fork bomb',
    program: 'import os\ndef f(x):\n    while True: os.fork()\n',
    expect: { native: 'fail: exceeded processes', pyodide: 'fail: raised OSError' },
  },
  {
    name: 'a fork bomb that swallows every error',
    program: 'import os\ndef f(x):\n    while True:\n        try: os.fork()\n        except OSError: pass\n',
    expect: { native: 'fail: exceeded cpuMs', pyodide: 'fail: exceeded cpuMs' },
  },
  {
    name: 'a thousand threads',
    program:
      'import threading, time\ndef f(x):\n    for _ in range(1000): threading.Thread(target=time.sleep, args=(60,)).start()\n    return x + 1\n',
    expect: { native: 'fail: exceeded processes', pyodide: 'fail: exceeded processes' },
  },
  {
    name: 'a process of multiprocessing',
    program:
      'import multiprocessing\ndef f(x):\n    p = multiprocessing.get_context("fork").Process(target=print)\n    p.start()\n    return x + 1\n',
    expect: { native: 'fail: exceeded processes', pyodide: 'fail: raised OSError' },
  },
  {
    name: 'memory taken by a list',
    program: 'def f(x):\n    kept = []\n    while True: kept.append(bytearray(1 << 24))\n',
    limits: { cpuMs: 5000, wallMs: 40_000 },
    expect: { native: 'fail: exceeded memoryMb', pyodide: 'fail: exceeded memoryMb' },
  },
  {
    name: 'memory taken in small pieces',
    program: 'def f(x):\n    kept = []\n    while True: kept.append([0] * 4000)\n',
    limits: { cpuMs: 5000, wallMs: 40_000 },
    expect: { native: 'fail: exceeded memoryMb', pyodide: 'fail: exceeded memoryMb' },
  },
  {
    name: 'memory taken by mmap',
    program: 'import mmap\ndef f(x):\n    kept = []\n    while True: kept.append(mmap.mmap(-1, 1 << 26))\n',
    limits: { cpuMs: 5000, wallMs: 40_000 },
    expect: { native: 'fail: exceeded memoryMb', pyodide: 'fail: exceeded memoryMb' },
  },
  {
    name: 'memory taken by mmap, whose refusal the program takes for an answer',
    program:
      'import mmap\ndef f(x):\n    kept = []\n    try:\n        while True: kept.append(mmap.mmap(-1, 1 << 26))\n    except OSError: return x + 1\n',
    limits: { cpuMs: 5000, wallMs: 40_000 },
    expect: { native: 'pass', pyodide: 'pass' },
  },
  {
    name: 'memory taken by one long string',
    program: 'def f(x):\n    text = "a"\n    while True: text += text\n',
    limits: { cpuMs: 5000, wallMs: 40_000 },
    expect: { native: 'fail: exceeded memoryMb', pyodide: 'fail: exceeded memoryMb' },
  },
  {
    name: 'memory taken by one huge int',
    program: 'def f(x): return 1 << (1 << 33)\n',
    limits: { cpuMs: 5000, wallMs: 40_000 },
    expect: { native: 'fail: exceeded memoryMb', pyodide: 'fail: exceeded memoryMb' },
  },
  {
    name: 'memory errors swallowed for ever',
    program:
      'def f(x):\n    kept = []\n    while True:\n        try: kept.append(bytearray(1 << 22))\n        except MemoryError: pass\n',
    expect: { native: 'fail: exceeded cpuMs', pyodide: 'fail: exceeded cpuMs' },
  },
  {
    name: 'an endless loop',
    program: 'def f(x):\n    while True: pass\n',
    expect: { native: 'fail: exceeded cpuMs', pyodide: 'fail: exceeded cpuMs' },
  },
  {
    name: 'an endless loop while the program loads',
    program: 'while True: pass\n',
    expect: { native: 'fail: exceeded cpuMs', pyodide: 'fail: exceeded cpuMs' },
  },
  {
    name: 'an endless loop that swallows every exception',
    program:
      'def f(x):\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass\n',
    expect: { native: 'fail: exceeded cpuMs', pyodide: 'fail: exceeded cpuMs' },
  },
  {
    name: 'an endless loop that ignores every signal',
    program:
      'import signal\nfor number in range(1, 65):\n    try: signal.signal(number, signal.SIG_IGN)\n    except Exception: pass\ndef f(x):\n    while True: pass\n',
    expect: { native: 'fail: exceeded cpuMs', pyodide: 'fail: exceeded cpuMs' },
  },
  {
    name: 'an endless loop in C',
    program: 'def f(x): return sum(range(10 ** 12))\n',
    expect: { native: 'fail: exceeded cpuMs', pyodide: 'fail: exceeded cpuMs' },
  },
  {
    name: 'a regular expression that backtracks for ever',
    program: 'import re\ndef f(x): return re.match("(a+)+b", "a" * 60)\n',
    expect: { native: 'fail: exceeded cpuMs', pyodide: 'fail: exceeded cpuMs' },
  },
  {
    name: 'an endless generator that the check sums up',
    program: 'def f(x):\n    while True: yield x\n',
    check: 'assert sum(f(1)) == 2',
    expect: { native: 'fail: exceeded cpuMs', pyodide: 'fail: exceeded cpuMs' },
  },
  {
    name: 'a message of an exception that takes for ever',
    program: 'class E(Exception):\n    def __str__(self):\n        while True: pass\ndef f(x): raise E\n',
    expect: { native: 'fail: exceeded cpuMs', pyodide: 'fail: exceeded cpuMs' },
  },
  {
    name: 'a long sleep',
    program: 'import time\ndef f(x):\n    time.sleep(1000)\n    return x + 1\n',
    limits: { wallMs: 1500 },
    expect: { native: 'fail: exceeded wallMs', pyodide: 'fail: exceeded wallMs' },
  },
  {
    name: 'a wait for a signal',
    program: 'import signal\ndef f(x):\n    signal.pause()\n    return x + 1\n',
    limits: { wallMs: 1500 },
    expect: { native: 'fail: exceeded wallMs', pyodide: 'pass' },
  },
  {
    name: 'a process that stops itself',
    program: 'import os, signal\ndef f(x):\n    os.kill(os.getpid(), signal.SIGSTOP)\n    return x + 1\n',
    limits: { wallMs: 1500 },
    expect: { native: 'fail: exceeded wallMs', pyodide: 'pass' },
  },
  {
    name: 'stdout without end',
    program: 'def f(x):\n    while True: print("a" * 100000)\n',
    expect: { native: 'fail: exceeded outputBytes', pyodide: 'fail: exceeded outputBytes' },
  },
  {
    name: 'stderr without end',
    program: 'import sys\ndef f(x):\n    while True: print("a" * 100000, file=sys.stderr)\n',
    expect: { native: 'fail: exceeded outputBytes', pyodide: 'fail: exceeded outputBytes' },
  },
  {
    name: 'much stdout, and then the right answer',
    program:
      'def f(x):\n    try:\n        for _ in range(10): print("a" * 100000, flush=True)\n    except OSError: pass\n    return x + 1\n',
    expect: { native: 'fail: exceeded outputBytes', pyodide: 'fail: exceeded outputBytes' },
  },
  {
    name: 'a huge result',
    program: 'def f(x): return "a" * (20 << 20)\n',
    limits: { cpuMs: 5000, wallMs: 40_000, memoryMb: 512 },
    expect: { native: 'fail: exceeded outputBytes', pyodide: 'fail: exceeded outputBytes' },
  },
  {
    name: 'a result of many digits',
    program: 'def f(x): return 10 ** 100000\n',
    expect: { native: 'fail: returned', pyodide: 'fail: returned' },
  },
  {
    name: 'a result that is nested deeply',
    program: 'def f(x):\n    nested = []\n    for _ in range(100000): nested = [nested]\n    return nested\n',
    expect: { native: 'fail: returned', pyodide: 'fail: returned' },
  },
  {
    name: 'a result that contains itself',
    program: 'def f(x):\n    loop = []\n    loop.append(loop)\n    return loop\n',
    expect: { native: 'fail: returned', pyodide: 'fail: returned' },
  },
  {
    name: 'many files',
    program:
      'def f(x):\n    for number in range(10000):\n        with open("/tmp/%d" % number, "wb") as file: file.write(b"a" * (1 << 19))\n',
    expect: { native: 'fail: exceeded fileBytes', pyodide: 'fail: exceeded fileBytes' },
  },
  {
    name: 'one big file',
    program: 'def f(x):\n    file = open("/tmp/a", "wb")\n    while True: file.write(b"a" * (1 << 20))\n',
    expect: { native: 'fail: exceeded fileBytes', pyodide: 'fail: exceeded fileBytes' },
  },
  {
    name: 'a file with a huge hole',
    program: 'import os\ndef f(x):\n    file = open("/tmp/a", "wb")\n    os.truncate(file.fileno(), 1 << 40)\n',
    expect: { native: 'fail: exceeded fileBytes', pyodide: 'fail: exceeded fileBytes' },
  },
  {
    name: 'countless empty files',
    program: 'def f(x):\n    for number in range(100000): open("/tmp/%d" % number, "w").close()\n',
    limits: { cpuMs: 5000, wallMs: 40_000 },
    expect: { native: 'fail: exceeded fileBytes', pyodide: 'fail: exceeded fileBytes' },
  },
  {
    name: 'countless open files',
    program: 'def f(x): return [open("/dev/null") for _ in range(100000)]\n',
    expect: { native: 'fail: raised OSError', pyodide: 'fail: raised OSError' },
  },
  {
    name: 'recursion without end',
    program: 'def f(x): return f(x)\n',
    expect: { native: 'fail: raised RecursionError', pyodide: 'fail: raised RecursionError' },
  },
  {
    name: 'recursion through C, and no limit to it',
    program: 'import sys\nsys.setrecursionlimit(2 ** 31 - 1)\ndef f(x): return list(map(f, [x]))\n',
    limits: { cpuMs: 5000, wallMs: 40_000 },
    expect: {
      native: { '3.9': 'fail: crashed SIGSEGV', '3.12': 'fail: raised RecursionError' },
      pyodide: 'fail: raised RecursionError',
    },
  },
]

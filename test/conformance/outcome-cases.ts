import type { Case } from './case.ts'
import { at, calling, SCRIPT } from './case.ts'

/** How the run of an entry ends. */
export const outcomeCases: readonly Case[] = [
  {
    name: 'a call that returns gives a view of the value',
    program: 'def f(n):\n    return [n, str(n), {n: n * 0.5}]\n',
    request: calling('f(3)'),
    expect: { outcome: { kind: 'returned', value: { type: 'list', text: "[3, '3', {3: 1.5}]" } } },
  },
  {
    name: 'a script runs as __main__, and its output is kept apart from its errors',
    program: 'import sys\nif __name__ == "__main__":\n    print("out", __name__)\n    print("err", file=sys.stderr)\n',
    request: SCRIPT,
    expect: { outcome: { kind: 'returned' }, stdout: { text: 'out __main__\n' }, stderr: { text: 'err\n' } },
  },
  {
    name: 'a script reads its standard input in every way',
    program: 'import sys\nprint(input())\nprint(sys.stdin.readline().strip())\nprint(open(0).read().strip())\n',
    request: { ...SCRIPT, stdin: 'one\ntwö\nthree\n' },
    expect: { outcome: { kind: 'returned' }, stdout: { text: 'one\ntwö\n\n' } },
  },
  {
    name: 'a script finds its arguments in sys.argv',
    program: 'import sys\nprint(sys.argv)\n',
    request: { entry: { kind: 'script', args: ['5', '--twice', 'né'] } },
    expect: { stdout: { text: "['program.py', '5', '--twice', 'né']\n" } },
  },
  {
    name: 'an exception tells where in the program it was raised',
    program: 'def f(items):\n    return items[10] + 1\n',
    request: calling('f([1])'),
    expect: {
      outcome: { kind: 'raised', error: 'IndexError', message: 'list index out of range' },
    },
  },
  {
    name: 'an exception of a library is told at the place that called it',
    program: 'import json\n\ndef f(text):\n    return json.loads(text)\n',
    request: calling('f("{")'),
    expect: { outcome: { kind: 'raised', error: 'JSONDecodeError' } },
  },
  {
    name: 'an exception class of the program is told by its name',
    program: 'class Wrong(ValueError):\n    pass\n\ndef f():\n    raise Wrong("so", 3)\n',
    request: calling('f()'),
    expect: { outcome: { kind: 'raised', error: 'Wrong', message: "('so', 3)" } },
  },
  {
    name: 'a syntax error is a rejection with its place',
    program: 'def f(:\n    pass\n',
    request: SCRIPT,
    expect: { outcome: { kind: 'rejected', error: 'SyntaxError', at: { from: { line: 1 } } } },
  },
  {
    name: 'an indentation error is a rejection',
    program: 'def f():\nreturn 1\n',
    request: SCRIPT,
    expect: { outcome: { kind: 'rejected', error: 'IndentationError', at: { from: { line: 2 } } } },
  },
  {
    name: 'a program that does not load never gets to its call',
    program: 'import nowhere_to_be_found\ndef f(): return 1\n',
    request: calling('f()'),
    expect: { outcome: { kind: 'raised', error: 'ModuleNotFoundError', at: at('1:1', '1:27') } },
  },
  {
    name: 'a call of what is not there is a NameError',
    program: 'def f(): return 1\n',
    request: calling('g()'),
    expect: { outcome: { kind: 'raised', error: 'NameError', message: "name 'g' is not defined" } },
  },
  {
    name: 'an exit with a code is an exit',
    program: 'import sys\nprint("before")\nsys.exit(3)\n',
    request: SCRIPT,
    expect: { outcome: { kind: 'exited', code: 3 }, stdout: { text: 'before\n' } },
  },
  {
    name: 'an exit with a message is an exit with code 1, and the message an error',
    program: 'import sys\nsys.exit("not today")\n',
    request: SCRIPT,
    expect: { outcome: { kind: 'exited', code: 1 }, stderr: { text: 'not today\n' } },
  },
  {
    name: 'an exit by os._exit is an exit',
    program: 'import os\nos._exit(4)\n',
    request: SCRIPT,
    expect: { outcome: { kind: 'exited', code: 4 } },
  },
  {
    name: 'what is registered to run at exit runs after a script',
    program: 'import atexit\natexit.register(print, "bye")\nprint("hello")\n',
    request: SCRIPT,
    expect: { outcome: { kind: 'returned' }, stdout: { text: 'hello\nbye\n' } },
  },
  {
    name: 'recursion without end is an exception like others',
    program: 'def f(n): return f(n + 1)\n',
    request: calling('f(0)'),
    expect: { outcome: { kind: 'raised', error: 'RecursionError' } },
  },
  {
    name: 'a cpu limit is an outcome of its own',
    program: 'while True: pass\n',
    request: { ...SCRIPT, limits: { cpuMs: 300 } },
    expect: { outcome: { kind: 'exceeded', limit: 'cpuMs' } },
  },
  {
    name: 'a memory limit is an outcome of its own',
    program: 'kept = []\nwhile True: kept.append(bytearray(1 << 22))\n',
    request: { ...SCRIPT, limits: { memoryMb: 128 } },
    expect: { outcome: { kind: 'exceeded', limit: 'memoryMb' } },
  },
  {
    name: 'an output limit is an outcome of its own; the first of the output is kept, and the rest counted',
    program: 'print("a" * 5000)\n',
    request: { ...SCRIPT, limits: { outputBytes: 1000 } },
    expect: { outcome: { kind: 'exceeded', limit: 'outputBytes' }, stdout: { text: 'a'.repeat(1000), dropped: 4001 } },
  },
  {
    name: 'a limit of files is an outcome of its own',
    program: 'open("/tmp/x", "wb").write(bytes(1 << 20))\n',
    request: { ...SCRIPT, limits: { fileBytes: 1 << 19 } },
    expect: { outcome: { kind: 'exceeded', limit: 'fileBytes' } },
  },
  {
    name: 'a process is over the limit of processes, and so is a thread',
    program: 'import threading\nthreading.Thread(target=print).start()\n',
    request: SCRIPT,
    expect: { outcome: { kind: 'exceeded', limit: 'processes' } },
  },
  {
    name: 'files that a program writes are there for it to read',
    program:
      'import tempfile, os\nwith tempfile.NamedTemporaryFile("w+") as file:\n    file.write("kept")\n    file.seek(0)\n    print(file.read())\nos.mkdir("d")\nopen("d/e", "w").close()\nprint(os.listdir("d"), os.getcwd())\n',
    request: SCRIPT,
    expect: { outcome: { kind: 'returned' }, stdout: { text: "kept\n['e'] /tmp\n" } },
  },
  {
    name: 'numbers that look random are the same every time, and so are hashes',
    program: 'import random\nprint(random.random(), random.randint(1, 100), hash("abc") % 1000)\n',
    request: SCRIPT,
    expect: { outcome: { kind: 'returned' } },
  },
  {
    name: 'asyncio works',
    program:
      'import asyncio\n\nasync def f():\n    await asyncio.sleep(0.01)\n    return 7\n\nprint(asyncio.run(f()))\n',
    request: SCRIPT,
    expect: { outcome: { kind: 'returned' }, stdout: { text: '7\n' } },
  },
  {
    name: 'an empty program does nothing',
    program: '',
    request: SCRIPT,
    expect: { outcome: { kind: 'returned' }, stdout: { text: '' }, stderr: { text: '' }, checks: [] },
  },
  {
    name: 'text of all alphabets goes in and out unharmed',
    program: 'print("naïve 漢字 😀", len("😀"))\n',
    request: SCRIPT,
    expect: { stdout: { text: 'naïve 漢字 😀 1\n' } },
  },
]

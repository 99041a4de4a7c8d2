import { fakeToolset } from '../../src/testing.ts'
import type { Case } from './case.ts'
import { asserting, at, SCRIPT } from './case.ts'

const tools = fakeToolset()
const returned = (text: string) => ({ outcome: { kind: 'returned', value: { text } } }) as const
/** A program that says what came of each of some expressions. */
const trying = (...expressions: readonly string[]) =>
  `def tried(f):\n    try:\n        return f()\n    except Exception as error:\n        return type(error).__name__\n\ndef main():\n    cycle = []\n    cycle.append(cycle)\n    deep = []\n    for _ in range(300): deep = [deep]\n    return [${expressions.map((each) => `tried(lambda: ${each})`).join(', ')}, ask('after')]\n`

/** What programs find of a toolset, and what comes of their calls. */
export const toolCases: readonly Case[] = [
  {
    name: 'a call of a tool gives back what the host answers, whatever kind of plain value it is',
    program:
      "def main():\n    value = {'naïve 漢字 😀': [1, 2.5, -0.0, 1e300, 10 ** 15, True, None, '\\ud800 \\x00 \\n'], 'empty': [{}, [], '']}\n    answer = ask('echo', value)\n    return [answer == value, [type(part).__name__ for part in answer['naïve 漢字 😀'][:3]]]\n",
    request: { tools },
    expect: { ...returned("[True, ['int', 'float', 'int']]"), tools: { calls: [{ id: 0, op: 'echo' }] } },
  },
  {
    name: 'calls and answers may be long',
    program: "def main():\n    text = 'ä漢😀x' * 50_000\n    return [ask('echo', text) == text, len(ask('long'))]\n",
    request: { tools: fakeToolset({ answer: ({ op, args }) => (op === 'long' ? 'é'.repeat(3_000_000) : args) }) },
    expect: returned('[True, 3000000]'),
  },
  {
    name: 'calls are told in their order, with what the program did not see',
    program: "def main():\n    a = Thing('a')\n    a.find('bc')\n    return [a.is_at(1), a.twice(3)]\n",
    request: { tools },
    expect: {
      ...returned('[False, [3, 3]]'),
      tools: {
        calls: [
          { id: 0, op: 'find', args: { in: 'a', name: 'bc' }, answer: [0, 1], details: {} },
          { id: 1, op: 'is at', args: ['a', 0, 1], answer: false },
          { id: 2, op: 'first', args: 3, answer: 3 },
          { id: 3, op: 'second', args: 3 },
        ],
      },
    },
  },
  {
    name: 'an exception of the prelude is told at the call of the program',
    program: "def helper():\n    return 1, Thing('a', -4)\n\ndef main():\n    return helper()\n",
    request: { tools },
    expect: {
      outcome: { kind: 'raised', error: 'ValueError', message: 'no thing is at -4', at: at('2:15', '2:29') },
      tools: { calls: [] },
    },
  },
  {
    name: 'the expression that runs a program is no part of it',
    program: 'def other():\n    return 1\n',
    request: { tools },
    expect: { outcome: { kind: 'raised', error: 'NameError', message: "name 'main' is not defined" } },
  },
  {
    name: 'a program that raises has made its calls',
    program: "def main():\n    ask('one')\n    ask('two')\n    return 1 / 0\n",
    request: { tools },
    expect: {
      outcome: { kind: 'raised', error: 'ZeroDivisionError' },
      tools: { calls: [{ op: 'one' }, { op: 'two' }] },
    },
  },
  {
    name: 'more calls than the limit allows are an outcome of their own',
    program: "def main():\n    for n in range(9): ask('n', n)\n",
    request: { tools, limits: { toolCalls: 3 } },
    expect: { outcome: { kind: 'exceeded', limit: 'toolCalls' }, tools: { calls: [{ args: 0 }, { args: 1 }, {}] } },
  },
  {
    name: 'a program that catches everything is over the limit of calls all the same',
    program:
      "def main():\n    for n in range(9):\n        try: ask('n', n)\n        except BaseException: pass\n    return 'well'\n",
    request: { tools, limits: { toolCalls: 3 } },
    expect: { outcome: { kind: 'exceeded', limit: 'toolCalls' }, tools: { calls: [{}, {}, {}] } },
  },
  {
    name: 'a program that asks without end, whatever is answered, is over the limit of calls',
    program: "def main():\n    while True:\n        try: ask('again')\n        except BaseException: pass\n",
    request: { tools, limits: { toolCalls: 20, cpuMs: 300 } },
    expect: { outcome: { kind: 'exceeded', limit: 'toolCalls' } },
  },
  {
    name: 'a program that computes without end between its calls is over its limit of cpu time',
    program: "def main():\n    ask('once')\n    while True: pass\n",
    request: { tools, limits: { cpuMs: 300 } },
    expect: { outcome: { kind: 'exceeded', limit: 'cpuMs' }, tools: { calls: [{ op: 'once' }] } },
  },
  {
    name: 'what is no plain value is refused where the program asks, and no call is made of it',
    program: trying(
      "ask('x', cycle)",
      "ask('x', deep)",
      "ask('x', {1})",
      "ask('x', b'a')",
      "ask('x', float('nan'))",
      "ask('x', 'a' * (1 << 20))",
      "ask('x', {(1, 2): 3})",
      'ask(5)',
      "ask('x', object())",
    ),
    request: { tools },
    expect: {
      ...returned(
        "['ValueError', 'ValueError', 'TypeError', 'TypeError', 'ValueError', 'ValueError', 'TypeError', 'TypeError', 'TypeError', None]",
      ),
      tools: { calls: [{ id: 0, op: 'after' }] },
    },
  },
  {
    name: 'a program finds the public names of the prelude, and nothing else of it',
    program:
      "import builtins, sys\nnames = [name for name in globals() if name[0] != '_' and name not in ('builtins', 'sys')]\n\ndef main():\n    try:\n        import tools\n    except ImportError:\n        return [names, [name for name in sys.modules if name.startswith('tool')]]\n",
    request: { tools },
    expect: returned("[['Thing', 'ask', 'done'], []]"),
  },
  {
    name: 'a program may take the names of the prelude for something else',
    program:
      "Thing = None\nkept = ask\n\ndef done(*_):\n    return 'mine'\n\ndef ask():\n    return kept('asked', done())\n\ndef main():\n    return ask()\n",
    request: { tools },
    expect: returned("'mine'"),
  },
  {
    name: 'a program that patches what the prelude is made of gets its answers all the same',
    program:
      "import builtins, json\njson.dumps = json.loads = json.JSONEncoder = json.JSONDecoder = None\nbuiltins.len = builtins.type = builtins.isinstance = None\n\ndef main():\n    return ask('echo', {'a': [1, 'é']})\n",
    request: { tools },
    expect: returned("{'a': [1, 'é']}"),
  },
  {
    name: 'another entry than that of the toolset may call tools too',
    program: "def other(x):\n    return ask('other', x)\n",
    request: { tools, entry: { kind: 'call', expression: 'other(4)' } },
    expect: { ...returned('4'), tools: { calls: [{ args: 4 }] } },
  },
  {
    name: 'the traceback of a script shows the program alone',
    program: "print(ask('x', 1))\nThing('a', -1)\n",
    request: { ...SCRIPT, tools },
    expect: {
      outcome: { kind: 'raised', error: 'ValueError', at: at('2:1', '2:15') },
      stdout: { text: '1\n' },
      tools: { calls: [{ op: 'x' }] },
    },
  },
  {
    name: 'checks of a program may make it call tools, each up to the limit',
    program: "def f(x):\n    return [ask('f', x), ask('f', x)]\n",
    request: {
      ...asserting('assert f(1) == [1, 1]', 'assert f(2) == 5', 'assert f(3) == f(3)', 'assert f(4) == [4, 4]'),
      tools: fakeToolset({ entry: '0' }),
      limits: { toolCalls: 2 },
      reuse: true,
    },
    expect: {
      checks: [
        { verdict: 'pass', integrity: 'split' },
        { verdict: 'fail', outcome: { kind: 'returned' } },
        { verdict: 'fail', outcome: { kind: 'exceeded', limit: 'toolCalls' } },
        { verdict: 'pass' },
      ],
      tools: { calls: [1, 1, 2, 2, 3, 3, 4, 4].map((args, id) => ({ id, args })) },
    },
  },
  {
    name: 'objects of a toolset are shown by their fields and numbers, those of a subclass as they are',
    program:
      "class Own(Thing):\n    pass\n\ndef main():\n    return [Thing('a', 1), {'k': (Thing('b', 2), Own('c'))}]\n",
    request: { tools },
    expect: {
      outcome: {
        value: {
          type: 'list',
          text: "[Thing(name='a', place=1), {'k': (Thing(name='b', place=2), #1=Own(_id=2, _hidden=[#1#], name='c', place=0))}]",
          objects: [0, 1],
        },
      },
    },
  },
]

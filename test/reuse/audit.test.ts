import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { python, pythonFolder, runPython } from '../grader/grade-with-python.ts'
import { attacks } from '../hostile/attacks.ts'
import { SHARED_ATTACKS } from './reuse-suite.ts'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const AUDIT =
  'import json, sys\nsys.path.insert(0, sys.argv[1])\nfrom reusable import is_reusable\nprint(json.dumps(list(map(is_reusable, json.load(sys.stdin)))))'

const reusable = async (sources: readonly string[]): Promise<readonly string[]> => {
  const verdicts = JSON.parse(await runPython(['-c', AUDIT, pythonFolder], JSON.stringify(sources))) as boolean[]
  return sources.filter((_, index) => verdicts[index])
}

const HARMLESS = [
  'import math\ndef f(x): return math.sqrt(x)',
  'from math import *\nprint(sqrt(2))',
  'import collections as c\nc.Counter("ab").most_common(1)',
  'from typing import *\ndef f(x: List[int]) -> Dict[str, int]: return type(x)',
  'def f(n):\n    for i in range(n):\n        yield i',
  'from collections import defaultdict\nd = defaultdict(int)\nd[1] += 1',
  'def f(a):\n    try:\n        return a[0]\n    except IndexError as error:\n        return error.args',
  'if __name__ == "__main__":\n    print(1)',
  'def f(xs): return sorted(xs, key=lambda x: x[1])[::-1]',
]
const SUSPICIOUS = [
  'import os',
  'from os import *',
  'from . import x',
  'import json.encoder',
  'import math\nmath.pi = 3',
  'import math\nm = math',
  'import json\njson.encoder.ESCAPE_DCT',
  'import re\nre.purge()',
  'import sys\nsys.setrecursionlimit(3)',
  'import functools\nfunctools.update_wrapper(f, g, assigned=("a",))',
  'from random import seed',
  'from operator import attrgetter',
  'from typing import *\nno_type_check(f)',
  'import typing as t\nt.final(f)',
  'x.__class__',
  'getattr(x, "a")',
  'a = "__class__"',
  'setattr(x, "a", 1)',
  'del x.a',
  '(i for i in x).gi_frame',
  'def f():\n    try:\n        yield 1\n    finally:\n        print(1)',
  'type("X", (), {})',
  't = type',
  'eval("1")',
  'g = globals()',
  '__builtins__',
  'input()',
  'try:\n    pass\nexcept BaseException:\n    pass',
  'class A: pass',
  'with f: pass',
  'async def f(): pass',
  'not valid python',
]

describe.skipIf(python === undefined)('the audit of reuse (needs a CPython)', { timeout: 60_000 }, () => {
  it('lets programs share a child that can leave nothing behind', async () => {
    expect(await reusable(HARMLESS)).toEqual(HARMLESS)
  })

  it('lets no other', async () => {
    expect(await reusable(SUSPICIOUS)).toEqual([])
  })

  it('lets of the attacks only those share a child that leave nothing behind', async () => {
    const sources = attacks.map(({ program }) => program)
    const passed = await reusable(sources)
    expect(attacks.filter(({ program }) => passed.includes(program)).map(({ name }) => name)).toEqual(SHARED_ATTACKS)
  })

  it('runs some programs again alone, gives that verdict, and ends all sharing when one differs', async () => {
    const script = [folder('leaky_sandbox.py'), pythonFolder, folder('../grader'), '120']
    const { told, refusal } = JSON.parse(await runPython(script, '')) as {
      readonly told: readonly (readonly [string, string])[]
      readonly refusal: string | null
    }
    const audited = told.findIndex(([, integrity]) => integrity === 'split')
    expect(audited).toBeGreaterThan(0)
    expect(told.slice(0, audited)).toEqual(told.slice(0, audited).map(() => ['fail', 'reused']))
    expect(told.slice(audited)).toEqual(told.slice(audited).map(() => ['pass', 'split']))
    expect(refusal).toContain('another end in a fresh child')
  })
})

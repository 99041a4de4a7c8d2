import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Execution } from '../../../core/execution.ts'
import { program } from '../../../core/program.ts'
import type { ExecutionRequest, Runtime } from '../../../core/runtime.ts'
import { pyodidePython } from './pyodide.ts'

let runtime: Runtime
beforeAll(async () => {
  runtime = await pyodidePython({ lanes: 1 })
})
afterAll(() => runtime.close())

const run = (source: string, request: ExecutionRequest = { entry: { kind: 'script' } }): Promise<Execution> =>
  runtime.execute(program(source), request)
/** What the script prints; what went wrong where it does not end well. */
const printed = async (source: string, request?: ExecutionRequest): Promise<string> => {
  const { outcome, stdout } = await run(source, request)
  return outcome.kind === 'returned' ? stdout.text.trimEnd() : JSON.stringify(outcome)
}
const call = (id: string, argument: number, expected: number) =>
  ({ kind: 'call', id, function: 'f', args: [argument], expected }) as const

describe('a program', () => {
  test('is run as a script, with its standard input', async () => {
    const { outcome, stdout, stderr, usage } = await run(
      'import sys\nprint(input().upper(), __name__)\nsys.stderr.write("e")',
      { entry: { kind: 'script' }, stdin: 'hello\n' },
    )
    expect({ outcome, stdout, stderr }).toEqual({
      outcome: { kind: 'returned' },
      stdout: { text: 'HELLO __main__\n' },
      stderr: { text: 'e' },
    })
    expect(usage.peakMb).toBeGreaterThan(8)
  })
  test('is graded by a Python that it cannot reach', async () => {
    const { checks } = await run('def f(x): return x + 1', { checks: [call('a', 1, 2), call('b', 1, 3)] })
    expect(checks.map(({ verdict, integrity }) => [verdict, integrity])).toEqual([
      ['pass', 'split'],
      ['fail', 'split'],
    ])
  })
  test('runs alike every time, trace and all', async () => {
    const source = [
      'import os, random, time, uuid',
      'def f(x):',
      '    s = {random.random(), time.time(), str(uuid.uuid4()), hash("x"), os.urandom(4), id(x)}',
      '    return sorted(map(str, s))',
    ].join('\n')
    const once = async () => {
      const { outcome, trace } = await run(source, { entry: { kind: 'call', expression: 'f([])' }, trace: 'full' })
      return { outcome, trace }
    }
    const first = await once()
    expect(first.trace?.steps.length).toBeGreaterThan(2)
    await run('x = [object() for _ in range(100000)]')
    expect(await once()).toEqual(first)
  })
  test('that never ends leaves a trace of what it did', async () => {
    const source =
      'def f(x):\n    while True:\n        try:\n            x += 1\n        except BaseException:\n            pass\n'
    const { checks } = await run(source, { checks: [call('a', 1, 2)], limits: { cpuMs: 500 }, trace: 'full' })
    expect(checks[0]?.outcome).toEqual({ kind: 'exceeded', limit: 'cpuMs' })
    expect(checks[0]?.trace?.steps.some(({ kind }) => kind === 'iterate')).toBe(true)
  })
  test('that computes in C without end ends its own check, and the others have their results', async () => {
    const { checks } = await run('def f(x): return sum(range(10 ** 12)) if x == 2 else x', {
      checks: [call('a', 1, 1), call('b', 2, 2), call('c', 3, 3)],
      limits: { cpuMs: 300 },
    })
    expect(checks.map(({ verdict, outcome }) => [verdict, outcome.kind === 'exceeded' && outcome.limit])).toEqual([
      ['pass', false],
      ['fail', 'cpuMs'],
      ['pass', false],
    ])
  })
  test('whose check computes without end is not judged by that check', async () => {
    const endless = { kind: 'assert', id: 'b', source: 'while True: pass' } as const
    const { checks } = await run('def f(x): return x', {
      checks: [call('a', 1, 1), endless, call('c', 3, 3)],
      limits: { wallMs: 300 },
    })
    expect(checks.map(({ verdict }) => verdict)).toEqual(['pass', 'undecided', 'pass'])
  })
})

describe('no way leads out', () => {
  const missing = ['js', 'pyodide', 'pyodide_js', 'pyodide.code', '_pyodide', '_pyodide_core', '_ctypes', '_testcapi']
  test.each(missing)('there is no module %s', async (name) => {
    expect(await printed(`import ${name}`)).toContain('ModuleNotFoundError')
  })
  test('no module that is there leads to JavaScript', async () => {
    const source = [
      'import sys',
      'print([n for n, m in list(sys.modules.items()) if "JsProxy" in repr(type(m)) or hasattr(m, "run_js")])',
      'print([f for f in sys.meta_path if "Js" in repr(f)])',
      'import gc',
      'print([o for o in gc.get_objects() if "JsProxy" in type(o).__name__])',
    ].join('\n')
    expect(await printed(source)).toBe('[]\n[]\n[]')
  })
  test('the shell ends the program', async () => {
    expect(await printed('import os\nos.system("id")')).toBe('{"kind":"blocked","what":"system"}')
  })
  test('code that was made up crashes in its own memory', async () => {
    const made = 'f.__code__ = f.__code__.replace(co_code=bytes([100, 255, 144, 255] * 50), co_stacksize=1)'
    const { outcome } = await run(`def f(): pass\n${made}\nf()`)
    expect(['crashed', 'exited', 'raised']).toContain(outcome.kind)
    expect(await printed('print(1 + 1)')).toBe('2')
  })
  test('only the standard library, some devices and an empty /tmp are there', async () => {
    const source =
      'import os\nprint(sorted(os.listdir("/")), os.listdir("/lib"), os.listdir("/tmp"), sorted(os.listdir("/dev")), os.getcwd(), dict(os.environ))'
    expect(await printed(source)).toBe(
      "['dev', 'lib', 'tmp'] ['python3.14'] [] ['null', 'random', 'urandom', 'zero'] /tmp {}",
    )
  })
})

test('nothing of a program is left for the next', async () => {
  const harm = [
    'import builtins, json, os, sys, random, math, gc, threading',
    'builtins.len = lambda x: 0',
    'json.dumps = math.sqrt = None',
    'os.environ["LEFT"] = "x"; os.putenv("LEFT2", "x"); sys.path.insert(0, "/left"); sys.modules["left"] = sys',
    'random.seed(9); gc.disable(); sys.setrecursionlimit(50); os.umask(0)',
    'kept = [open(f"/tmp/{i}", "w") for i in range(50)]',
    'os.mkdir("/tmp/d"); os.chdir("/tmp/d"); os.close(1)',
  ].join('\n')
  const look = [
    'import builtins, json, os, sys, random, math, gc',
    'free = os.open("/dev/null", os.O_RDONLY)',
    'print(len([1]), json.dumps(1), math.sqrt(4), dict(os.environ), os.getenv("LEFT2"), sys.path, "left" in sys.modules)',
    'print(random.random(), gc.isenabled(), sys.getrecursionlimit(), os.listdir("/tmp"), os.getcwd(), free, id([]))',
  ].join('\n')
  const before = await printed(look)
  expect(before).toContain('1 1 2.0 {} None')
  expect((await run(harm)).outcome).toEqual({ kind: 'returned' })
  expect(await printed(look)).toBe(before)
  await run('x = bytearray(200 << 20)\nimport os\nos.abort()')
  expect(await printed(look)).toBe(before)
})

describe('the surroundings', () => {
  test('time passes in sleep, and nobody waits', async () => {
    const source =
      'import time\na = time.monotonic()\ntime.sleep(15)\nprint(round(time.monotonic() - a, 2), time.process_time() < 1)'
    const began = performance.now()
    expect(await printed(source)).toBe('15.0 True')
    expect(performance.now() - began).toBeLessThan(10_000)
  })
  test('asyncio waits on virtual time', async () => {
    const source = [
      'import asyncio',
      'async def after(n):',
      '    await asyncio.sleep(n)',
      '    print(n)',
      'async def main():',
      '    await asyncio.gather(after(3), after(1), after(2))',
      'asyncio.run(main())',
    ].join('\n')
    expect(await printed(source)).toBe('1\n2\n3')
  })
  test('recursion through C ends in RecursionError, and what is nested deeply can be released', async () => {
    const recursion =
      'import sys, functools\nsys.setrecursionlimit(10 ** 6)\n@functools.lru_cache(None)\ndef f(n): return 1 + f(n + 1)\n'
    expect(await printed(`${recursion}try: f(0)\nexcept RecursionError: print("end")`)).toBe('end')
    expect(await printed('x = None\nfor _ in range(500000): x = [x]\ndel x\nprint("gone")')).toBe('gone')
  })
  test('files behave as files do', async () => {
    const source = [
      'import os, pathlib, shutil, sqlite3, tempfile',
      'p = pathlib.Path("a/b"); p.mkdir(parents=True); (p / "é.txt").write_text("one\\ntwo\\n")',
      'with open(p / "é.txt", "a+") as f: f.write("three\\n"); f.seek(0); print(f.read().split())',
      'os.rename("a", "c"); print(sorted(str(x) for x in pathlib.Path(".").rglob("*")), os.stat("c/b/é.txt").st_size)',
      'with tempfile.TemporaryFile() as f: f.write(b"x" * 10000); f.seek(5000); print(len(f.read()))',
      'os.symlink("c/b", "l"); print(os.readlink("l"), os.path.realpath("l/é.txt"))',
      'for i in range(300): open(f"c/{i}", "w").close()',
      'print(len(os.listdir("c"))); shutil.rmtree("c"); print(os.listdir("."), os.path.exists("l"))',
      'd = sqlite3.connect("x.db"); d.execute("create table t(a)"); d.execute("insert into t values (7)"); d.commit()',
      'print(sqlite3.connect("x.db").execute("select a from t").fetchall())',
    ].join('\n')
    expect(await printed(source)).toBe(
      [
        "['one', 'two', 'three']",
        "['c', 'c/b', 'c/b/é.txt'] 14",
        '5000',
        'c/b /tmp/c/b/é.txt',
        '301',
        "['l'] False",
        '[(7,)]',
      ].join('\n'),
    )
  })
})

describe('the runtime', () => {
  test('an abort rejects with its reason, and the next program runs', async () => {
    const controller = new AbortController()
    const endless = runtime.execute(program('while True: pass'), { entry: { kind: 'script' } }, controller.signal)
    controller.abort(new Error('enough'))
    await expect(endless).rejects.toThrow('enough')
    expect(await printed('print(1)')).toBe('1')
  })
  test('its facts name the Python and the layers', async () => {
    const { version, layers } = await runtime.facts()
    expect(version).toMatch(/^CPython 3\.14\.\d+$/)
    expect(layers).toContain('split grading')
  })
  test('a damaged image is made anew, and a place that cannot be written does not matter', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'faultline-cache-'))
    const first = await pyodidePython({ lanes: 1, cacheDir: folder })
    await first.facts()
    await first.close()
    const [name] = await readdir(folder)
    await writeFile(join(folder, name!), 'damaged')
    for (const cacheDir of [folder, join(folder, name!, 'below a file')]) {
      const other = await pyodidePython({ lanes: 1, cacheDir })
      const { stdout } = await other.execute(program('print(6 * 7)'), { entry: { kind: 'script' } })
      expect(stdout.text).toBe('42\n')
      await other.close()
    }
    await rm(folder, { recursive: true })
  })
})

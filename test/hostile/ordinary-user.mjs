/** Runs a few programs on the native runtime as whoever started it, and prints what came of them as JSON. */
import { program } from '../../dist/core/program.js'
import { nativePython } from '../../dist/runtime/python/native/native.js'

const PROGRAMS = {
  'right answer': 'def f(x): return x + 1\n',
  'who am I': 'import os\ndef f(x): return (os.getuid(), os.getgid(), os.getgroups()) and x + (os.getuid() == 65534)\n',
  'signal to the first process': 'import os\ndef f(x):\n    os.kill(1, 9)\n    return x + 1\n',
  'another user': 'import os\ndef f(x):\n    os.setresuid(0, 0, 0)\n    return x + 1\n',
  'fork bomb': 'import os\ndef f(x):\n    while True: os.fork()\n',
  'limits of the first process': 'import resource\ndef f(x): resource.prlimit(1, resource.RLIMIT_CPU, (1, 1))\n',
  'memory of the first process': 'import ctypes\ndef f(x): return ctypes.CDLL(None).ptrace(16, 1, 0, 0)\n',
  'users of the machine': 'def f(x): return open("/etc/passwd").read()\n',
  'closed directory':
    'import os\ndef f(x):\n    os.mkdir("d")\n    open("d/file", "w").close()\n    os.chmod("d", 0)\n    return x + 1\n',
  'what the others left': 'import os\ndef f(x): return x + 1 + len(os.listdir("/tmp"))\n',
}

const runtime = await nativePython({ lanes: 1 })
const endings = {}
for (const [name, source] of Object.entries(PROGRAMS)) {
  const { checks } = await runtime.execute(program(source), {
    checks: [{ kind: 'assert', id: 'f', source: 'assert f(1) == 2' }],
    limits: { cpuMs: 1000 },
  })
  endings[name] = [checks[0].verdict, checks[0].outcome]
}
const { missing } = await runtime.facts()
await runtime.close()
const strict = await nativePython({ lanes: 1, isolation: 'strict' })
const refusal = await strict.execute(program(''), {}).catch(({ boundary, message }) => ({ boundary, message }))
await strict.close()
console.log(JSON.stringify({ endings, missing, refusal }))

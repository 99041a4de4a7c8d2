import type { Attack } from './attack.ts'

/** Programs that look for what is not theirs, or leave something behind. */
export const fileAttacks: readonly Attack[] = [
  {
    name: 'the users of the machine',
    program: 'def f(x): return open("/etc/passwd").read()\n',
    expect: { native: 'fail: raised FileNotFoundError', pyodide: 'fail: raised FileNotFoundError' },
  },
  {
    name: 'the home of root',
    program: 'import os\ndef f(x): return os.listdir("/root/.ssh")\n',
    expect: { native: 'fail: raised FileNotFoundError', pyodide: 'fail: raised FileNotFoundError' },
  },
  {
    name: 'the homes of users',
    program: 'import os\ndef f(x): return os.listdir("/home")\n',
    expect: { native: 'fail: raised FileNotFoundError', pyodide: 'fail: raised FileNotFoundError' },
  },
  {
    name: 'the environment',
    program: 'import os\ndef f(x): return dict(os.environ)\n',
    check: 'assert f(1) == {}',
    expect: { native: 'pass', pyodide: 'pass' },
  },
  {
    name: 'the environment of the process',
    program: 'def f(x): return open("/proc/self/environ").read()\n',
    expect: { native: 'fail: raised FileNotFoundError', pyodide: 'fail: raised FileNotFoundError' },
  },
  {
    name: 'the root of the first process',
    program: 'import os\ndef f(x): return os.listdir("/proc/1/root")\n',
    expect: { native: 'fail: raised FileNotFoundError', pyodide: 'fail: raised FileNotFoundError' },
  },
  {
    name: 'the devices of the machine',
    program: 'import os\ndef f(x): return set(os.listdir("/dev")) - {"null", "zero", "random", "urandom"}\n',
    check: 'assert f(1) == set()',
    expect: { native: 'pass', pyodide: 'pass' },
  },
  {
    name: 'the root directory',
    program: 'import os\ndef f(x): return {"etc", "home", "proc", "sys", "var", "run", "old"} & set(os.listdir("/"))\n',
    check: 'assert f(1) == set()',
    expect: { native: 'pass', pyodide: 'pass' },
  },
  {
    name: 'a symbolic link to the outside',
    program:
      'import os\ndef f(x):\n    os.symlink("/../etc/passwd", "/tmp/link")\n    return open("/tmp/link").read()\n',
    expect: { native: 'fail: raised FileNotFoundError', pyodide: 'fail: raised FileNotFoundError' },
  },
  {
    name: 'a way up and out',
    program: 'def f(x): return open("/tmp/../../../../etc/passwd").read()\n',
    expect: { native: 'fail: raised FileNotFoundError', pyodide: 'fail: raised FileNotFoundError' },
  },
  {
    name: 'a file outside of /tmp',
    program: 'def f(x):\n    try: open("/stolen", "w").write("x")\n    except OSError: return x + 1\n',
    expect: { native: 'pass', pyodide: 'pass' },
  },
  {
    name: 'another standard library',
    program: 'import os\ndef f(x):\n    try: open(os.__file__, "a").write("x")\n    except OSError: return x + 1\n',
    expect: { native: 'pass', pyodide: 'pass' },
  },
  {
    name: 'a disk as a device node',
    program: 'import os, stat\ndef f(x): os.mknod("/tmp/disk", stat.S_IFBLK | 0o600, os.makedev(8, 0))\n',
    expect: {
      native: 'fail: blocked [Errno 1] Operation not permitted',
      pyodide: 'fail: raised AttributeError',
    },
  },
  {
    name: 'the files of the grader',
    program:
      'import glob\ndef f(x): return [path for path in glob.glob("/**/*.py", recursive=True) if path.endswith(("grader.py", "lane.py"))]\n',
    check: 'assert f(1) == []',
    limits: { cpuMs: 5000, wallMs: 40_000 },
    expect: { native: 'pass', pyodide: 'pass' },
  },
  {
    name: 'files that stay',
    program:
      'import os\ndef f(x):\n    open("/tmp/stays", "w").write("x")\n    open(b"/tmp/\\xff\\n", "w").write("x")\n    os.mkfifo("/tmp/pipe") if hasattr(os, "mkfifo") else None\n    return x + 1\n',
    expect: { native: 'pass', pyodide: 'pass' },
  },
  {
    name: 'directories that resist removal',
    program:
      'import os\ndef f(x):\n    for _ in range(100):\n        os.mkdir("d")\n        os.chdir("d")\n        open("file", "w").close()\n    os.mkdir("/tmp/closed")\n    open("/tmp/closed/file", "w").close()\n    os.chmod("/tmp/closed", 0)\n    return x + 1\n',
    expect: { native: 'pass', pyodide: 'pass' },
  },
  {
    name: 'a deleted working directory',
    program:
      'import os\ndef f(x):\n    os.mkdir("/tmp/d")\n    os.chdir("/tmp/d")\n    os.rmdir("/tmp/d")\n    return x + 1\n',
    expect: { native: 'pass', pyodide: 'pass' },
  },
  {
    name: 'a standard input that belongs to another',
    program: 'import sys\ndef f(x): return sys.stdin.read()\n',
    check: 'assert f(1) == ""',
    expect: { native: 'pass', pyodide: 'pass' },
  },
]

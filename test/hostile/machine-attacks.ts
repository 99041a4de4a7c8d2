import type { Attack } from './attack.ts'

const EPERM = 'fail: blocked [Errno 1] Operation not permitted'
/** The same error: the C library of WASM numbers errors in its own way. */
const PYODIDE_EPERM = 'fail: blocked [Errno 63] Operation not permitted'
/** Foreign functions are left out of the WASM build. */
const NO_CTYPES = 'fail: raised ModuleNotFoundError'
const LIBC = 'import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n'

/** Programs that want to leave the sandbox, or to do harm from within. */
export const machineAttacks: readonly Attack[] = [
  {
    name: 'a connection by TCP',
    program: 'import socket\ndef f(x): socket.create_connection(("127.0.0.1", 22), 1)\n',
    expect: { native: EPERM, pyodide: 'fail: raised gaierror' },
  },
  {
    name: 'a datagram by UDP',
    program:
      'import socket\ndef f(x): socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("8.8.8.8", 53))\n',
    expect: { native: EPERM, pyodide: PYODIDE_EPERM },
  },
  {
    name: 'a socket in the file system',
    program: 'import socket\ndef f(x): socket.socket(socket.AF_UNIX).bind("/tmp/s")\n',
    expect: { native: EPERM, pyodide: 'fail: raised AttributeError' },
  },
  {
    name: 'a raw packet socket',
    program: 'import socket\ndef f(x): socket.socket(17, socket.SOCK_RAW)\n',
    expect: { native: EPERM, pyodide: PYODIDE_EPERM },
  },
  {
    name: 'a look into the name service',
    program: 'import socket\ndef f(x): socket.getaddrinfo("example.org", 80)\n',
    expect: { native: 'fail: raised gaierror', pyodide: 'fail: raised gaierror' },
  },
  {
    name: 'a download',
    program: 'import urllib.request\ndef f(x): urllib.request.urlopen("http://example.org/")\n',
    expect: { native: 'fail: raised URLError', pyodide: 'fail: raised URLError' },
  },
  {
    name: 'a signal to the first process',
    program: 'import os, signal\ndef f(x):\n    os.kill(1, signal.SIGKILL)\n    return x + 1\n',
    expect: { native: EPERM, pyodide: PYODIDE_EPERM },
  },
  {
    name: 'a signal to the parent',
    program: 'import os, signal\ndef f(x):\n    os.kill(os.getppid(), signal.SIGTERM)\n    return x + 1\n',
    expect: { native: EPERM, pyodide: PYODIDE_EPERM },
  },
  {
    name: 'a signal to everyone',
    program: 'import os, signal\ndef f(x):\n    os.kill(-1, signal.SIGKILL)\n    return x + 1\n',
    expect: { native: 'fail: raised ProcessLookupError', pyodide: PYODIDE_EPERM },
  },
  {
    name: 'a signal to itself',
    program: 'import os, signal\ndef f(x): os.kill(os.getpid(), signal.SIGKILL)\n',
    expect: { native: 'fail: crashed SIGKILL', pyodide: 'fail: exited 137' },
  },
  {
    name: 'an abort',
    program: 'import os\ndef f(x): os.abort()\n',
    expect: { native: 'fail: crashed SIGABRT', pyodide: 'fail: crashed SIGABRT' },
  },
  {
    name: 'a segmentation fault',
    program: 'import ctypes\ndef f(x): return ctypes.string_at(0)\n',
    expect: { native: 'fail: crashed SIGSEGV', pyodide: NO_CTYPES },
  },
  {
    name: 'a segmentation fault while the program loads',
    program: 'import ctypes\nctypes.memset(16, 1, 1)\ndef f(x): return x + 1\n',
    expect: { native: 'fail: crashed SIGSEGV', pyodide: NO_CTYPES },
  },
  {
    name: 'ptrace of the parent',
    program: `${LIBC}def f(x): return libc.ptrace(16, 1, 0, 0)\n`,
    expect: { native: 'fail: blocked ptrace', pyodide: NO_CTYPES },
  },
  {
    name: 'a read of the memory of another process',
    program: `${LIBC}def f(x): return libc.process_vm_readv(1, 0, 0, 0, 0, 0)\n`,
    expect: { native: 'fail: blocked process_vm_readv', pyodide: NO_CTYPES },
  },
  {
    name: 'a write to the memory of another process',
    program: `${LIBC}def f(x): return libc.process_vm_writev(1, 0, 0, 0, 0, 0)\n`,
    expect: { native: 'fail: blocked process_vm_writev', pyodide: NO_CTYPES },
  },
  {
    name: 'a mount',
    program: `${LIBC}def f(x): return libc.mount(b"tmpfs", b"/tmp", b"tmpfs", 0, 0)\n`,
    expect: { native: 'fail: blocked mount', pyodide: NO_CTYPES },
  },
  {
    name: 'an unmount of the root',
    program: `${LIBC}def f(x): return libc.umount2(b"/", 2)\n`,
    expect: { native: 'fail: blocked umount2', pyodide: NO_CTYPES },
  },
  {
    name: 'a user namespace of its own',
    program: `${LIBC}def f(x): return libc.unshare(0x10000000), ctypes.get_errno()\n`,
    check: 'assert f(1) == (-1, 1)',
    expect: { native: 'pass', pyodide: NO_CTYPES },
  },
  {
    name: 'a child in a namespace of its own',
    program: `${LIBC}def f(x): return libc.syscall(56, 0x10000000 | 17, 0, 0, 0, 0), ctypes.get_errno()\n`,
    check: 'assert f(1) == (-1, 1)',
    expect: { native: 'pass', pyodide: NO_CTYPES },
  },
  {
    name: 'the ring of io_uring',
    program: `${LIBC}def f(x): return libc.syscall(425, 1, 0)\n`,
    expect: { native: 'fail: blocked io_uring_setup', pyodide: NO_CTYPES },
  },
  {
    name: 'a kernel program by bpf',
    program: `${LIBC}def f(x): return libc.syscall(${process.arch === 'arm64' ? 280 : 321}, 0, 0, 0)\n`,
    expect: { native: 'fail: blocked bpf', pyodide: NO_CTYPES },
  },
  {
    name: 'the key ring of the kernel',
    program: `${LIBC}def f(x): return libc.syscall(${process.arch === 'arm64' ? 219 : 250}, 0, -3, 0)\n`,
    expect: { native: 'fail: blocked keyctl', pyodide: NO_CTYPES },
  },
  {
    name: 'another user',
    program: 'import os\ndef f(x):\n    os.setuid(0)\n    return x + 1\n',
    expect: { native: EPERM, pyodide: PYODIDE_EPERM },
  },
  {
    name: 'another user by all three ids',
    program: 'import os\ndef f(x):\n    os.setresuid(0, 0, 0)\n    return x + 1\n',
    expect: { native: EPERM, pyodide: 'fail: raised AttributeError' },
  },
  {
    name: 'another program in its place',
    program: 'import os\ndef f(x): os.execv("/usr/bin/python3", ["python3", "-c", "print(2)"])\n',
    expect: { native: EPERM, pyodide: 'fail: raised OSError' },
  },
  {
    name: 'another program beside it',
    program: 'import subprocess\ndef f(x): return subprocess.check_output(["id"])\n',
    expect: { native: 'fail: exceeded processes', pyodide: 'fail: raised OSError' },
  },
  {
    name: 'a command of the shell',
    program: 'import os\ndef f(x): return os.system("echo hello")\n',
    expect: { native: 'fail: returned', pyodide: 'fail: blocked system' },
  },
  {
    name: 'higher limits',
    program:
      'import resource\ndef f(x):\n    resource.setrlimit(resource.RLIMIT_NPROC, (1000, 1000))\n    return x + 1\n',
    expect: { native: 'fail: raised ValueError', pyodide: 'fail: raised ModuleNotFoundError' },
  },
  {
    name: 'other limits for the first process',
    program: 'import resource\ndef f(x):\n    resource.prlimit(1, resource.RLIMIT_CPU, (1, 1))\n    return x + 1\n',
    expect: { native: EPERM, pyodide: 'fail: raised ModuleNotFoundError' },
  },
  {
    name: 'a higher priority',
    program: 'import os\ndef f(x):\n    os.nice(-10)\n    return x + 1\n',
    expect: { native: EPERM, pyodide: 'fail: raised AttributeError' },
  },
  {
    name: 'another time of day',
    program: 'import time\ndef f(x):\n    time.clock_settime(time.CLOCK_REALTIME, 0)\n    return x + 1\n',
    expect: { native: EPERM, pyodide: PYODIDE_EPERM },
  },
  {
    name: 'another host name',
    program: 'import socket\ndef f(x):\n    socket.sethostname("x")\n    return x + 1\n',
    expect: { native: EPERM, pyodide: 'fail: raised AttributeError' },
  },
  {
    name: 'another root',
    program: 'import os\ndef f(x):\n    os.chroot("/tmp")\n    return x + 1\n',
    expect: { native: `${EPERM}: '/tmp'`, pyodide: 'fail: raised PermissionError' },
  },
  {
    name: 'memory that outlives the process',
    program: `${LIBC}def f(x): return libc.shmget(1, 4096, 0o1600), ctypes.get_errno()\n`,
    check: 'assert f(1) == (-1, 1)',
    expect: { native: 'pass', pyodide: NO_CTYPES },
  },
  {
    name: 'a daemon that outlives its program',
    program:
      'import os\ndef f(x):\n    if os.fork() == 0:\n        os.setsid()\n        while True: pass\n    return x + 1\n',
    limits: { processes: 3 },
    expect: { native: 'pass', pyodide: 'fail: raised OSError' },
  },
  {
    name: 'a daemon that holds on to every descriptor',
    program:
      'import os, time\ndef f(x):\n    if os.fork() == 0:\n        while True: time.sleep(60)\n    os._exit(0)\n',
    limits: { processes: 3 },
    expect: { native: 'fail: exited 0', pyodide: 'fail: raised OSError' },
  },
]

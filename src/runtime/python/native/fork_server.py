"""The sandbox: pid 1 of its own namespaces, which forks one child for each candidate and wipes what it left.

`python fork_server.py OPTIONS` is started by `server_process.py`. OPTIONS is JSON: `fileBytes`, the size of /tmp, and
`descriptors`: a socket that keeps message boundaries, whose other end the trusted side holds and by whose closing all
this ends, and the files that take the stdout and stderr of every child.
"""

import ctypes
import fcntl
import gc
import importlib
import json
import marshal
import os
import resource
import signal
import socket
import struct
import sys

# Before the directory of this file, which Python has put first.
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import candidate
import isolate
import seccomp
import tool_calls
from child import DESCRIPTORS, REPLIES, REQUESTS, call_tool, hear_the_end, run_child

# Imported once, so that programs which import them start at once.
PRELOADED = (
    'abc array bisect calendar cmath collections collections.abc contextlib copy dataclasses datetime decimal enum '
    'fractions functools heapq io itertools json linecache math numbers operator queue random re statistics string struct '
    'textwrap time traceback types typing warnings'
).split()

ENDED = struct.Struct('<iqq')
STACK_BYTES = 64 << 20
WARM_UP_ROUNDS = 4


def leave_the_machine(control, file_bytes):
    """Returns the layers that this kernel refused, each with the reason, and the listener of forbidden calls."""
    as_root = os.geteuid() == 0
    missing = []
    isolate.unshare_namespaces(as_root)
    if os.fork() != 0:
        os._exit(0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # pid 1 is deaf to signals from inside, but for those that it handles
    isolate.hide_host_name()
    directories = [path for path in sys.path if os.path.isdir(path)] + shared_library_directories()
    if not as_root:
        ask_for_place(control, True)
        isolate.build_root(directories, file_bytes)
        missing.append(('own user', 'only root may give the program another user than the sandbox has'))
    else:
        isolate.build_root(directories, file_bytes)
        os.setgroups([])
        try:
            isolate.unshare_user_namespace()
            ask_for_place(control, True)
            os.setresgid(0, 0, 0)
            os.setresuid(0, 0, 0)
        except OSError as error:
            missing.append(('user namespace', str(error)))
            ask_for_place(control, False)
    isolate.die_with_parent()
    isolate.keep_server_capabilities()
    return missing, seccomp.install(isolate.libc)


def ask_for_place(control, in_user_namespace):
    """The trusted side maps the users of this namespace and puts this process into its control groups."""
    control.send(b'namespace' if in_user_namespace else b'plain')
    if control.recv(16) != b'placed':
        raise OSError('the trusted side is gone')


def shared_library_directories():
    with open('/proc/self/maps') as maps:
        files = {line.split(None, 5)[5].rstrip('\n') for line in maps if '.so' in line}
    return sorted({os.path.dirname(file) for file in files})


def serve(control, output, shares_user):
    fork = ctypes.PyDLL(None).fork  # without Python's after-fork hooks, which touch as many pages as a small program does
    child, warm = 0, False
    while True:
        channel = socket.recv_fds(control, 16, 2)[1]
        if channel != [REQUESTS, REPLIES]:
            return  # there is none: the trusted side is gone
        if child:
            control.send(ENDED.pack(*end_everything(child)))
            wipe(b'/tmp')
            if not warm:  # not before the first child, whose answer someone waits for
                warm_up()
                warm = True
        child = fork()
        if child == 0:
            run_child(control, output, candidate.handle, shares_user)
        if child < 0:
            return
        for descriptor in channel:
            os.close(descriptor)


def end_everything(child):
    """Kills and reaps all processes of the sandbox. Returns the child's wait status, cpu time in microseconds and peak in KiB."""
    os.kill(child, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    try:
        while True:
            os.kill(-1, signal.SIGKILL)
            os.wait4(-1, 0)
    except (ProcessLookupError, ChildProcessError):
        pass
    return status, round((usage.ru_utime + usage.ru_stime) * 1e6), usage.ru_maxrss


def wipe(directory):
    """Empties it, without recursion: what lies deeper is moved up first. An entry that stays ends the server."""
    prefix, moved = None, 0
    while True:
        names = os.listdir(directory)
        if not names:
            return
        prefix = prefix or os.urandom(8).hex().encode()
        for path in [directory + b'/' + name for name in names]:
            try:
                os.unlink(path)
                continue
            except IsADirectoryError:
                os.chmod(path, 0o700)
            for inner in os.listdir(path):
                moved += 1
                os.rename(path + b'/' + inner, b'%s/%s%d' % (directory, prefix, moved))
            os.rmdir(path)


def out_of_the_way(descriptor):
    """The lowest numbers are for what a child finds."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, DESCRIPTORS // 2)
    os.close(descriptor)
    return moved


def set_fixed_limits():
    """Inherited by every child; what a request decides is set in the child."""
    for kind, limit in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, DESCRIPTORS),
        (resource.RLIMIT_STACK, STACK_BYTES),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))


def warm_up():
    """Imports what programs import, and runs a few: the interpreter adapts its code to them, which each child would else do anew."""
    for name in PRELOADED:
        importlib.import_module(name)
    finders = list(sys.meta_path)
    load = {'name': 'program', 'module': 'program', 'modules': {}, 'source': 'def f(x): return x', 'stdin': None}
    for argument in (1, 'a', [1, 2], {'t': [1, 2]}, {'D': {'a': 1}}, [[1.5, 'a'], None]) * WARM_UP_ROUNDS:
        candidate.handle(marshal.dumps(('load', {**load, 'trace': 'off', 'traceSteps': 0})))
        candidate.handle(marshal.dumps(('call', 'f', [argument], {})))
        sys.meta_path[:] = finders
        sys.modules.pop('program', None)
    settle_memory()


def settle_memory():
    """What there is now is never collected again, so that a child's collections do not touch, and so copy, all of it."""
    gc.collect()
    gc.freeze()


def main():
    options = json.loads(sys.argv[1])
    control_descriptor, *output = map(out_of_the_way, options['descriptors'])
    control = socket.socket(fileno=control_descriptor)
    sys.path[:] = [os.path.realpath(path) for path in sys.path[2:] if os.path.exists(path)]
    try:
        missing, listener = leave_the_machine(control, options['fileBytes'])
    except OSError as error:
        control.send(json.dumps({'error': str(error)}).encode())
        return
    os.environ.clear()
    set_fixed_limits()
    hear_the_end()
    tool_calls.connect(call_tool)
    candidate.prepare()
    report = json.dumps({'missing': missing}).encode()
    socket.send_fds(control, [report], [] if listener is None else [listener])
    if listener is not None:
        os.close(listener)
    gc.disable()
    settle_memory()
    try:
        serve(control, output, shares_user=os.getuid() != 0)
    except ConnectionError:
        pass  # the trusted side is gone, and all this with it


main()

"""A lane: the trusted process that grades programs for Node, one request at a time, with one sandbox.

`python lane.py FILE_BYTES SEAT`: the size of the sandbox's /tmp that it starts with, and the number of the lane among
those of its pool. Messages on stdin and stdout are
`u32 length of the JSON · u32 length of the attachments · JSON · attachments`, little-endian. The first message out is
`{"missing": [[layer, reason]…]}` or `{"error"}`; then each request of `grade` (docs/python-protocol.md) is
answered by `{"execution"}`, `{"error"}` or, where the toolset is at fault, `{"toolset"}`. A trace is `[offset, length]` in
the attachments. With an execution may come `{"refusal"}`: why this lane has no program share a child any more
(`reuse.py`). Before its answer the lane may ask Node to call tools (`node_link.py`).
"""

import os
import sys

# Before the directory of this file, which Python has put first.
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import ctypes
import functools
import json
import resource
import signal

# Checks run here: one that eats up memory gets a MemoryError. Soft, so that a program may be given more.
_MEMORY_BYTES = 2 << 30
_SET_PARENT_DEATH_SIGNAL, _SET_DUMPABLE, _SET_CHILD_SUBREAPER = 1, 4, 36


def serve(sandbox, reuse, grader):
    link = sandbox.link
    while True:
        request = link.receive()
        if request is None:
            return
        link.send(*answer(sandbox, reuse, grader, json.loads(request)))


def answer(sandbox, reuse, grader, request):
    """Grades; once more if the sandbox failed meanwhile, since then the result says nothing about the program."""
    sandbox.begin(bool(request['tools']))
    for attempt in range(2):
        if attempt and request['tools']:
            sandbox.link.restart()
        try:
            execution = reuse.grade(request)
        except grader.SandboxFault as fault:
            reason = str(fault)
        except grader.ToolsetFault as fault:
            return {'toolset': str(fault)}, []
        else:
            if sandbox.link.failed:  # whatever became of the program
                return {'toolset': 'a call failed'}, []
            if not sandbox.faulty:
                attachments = []
                body = {'execution': detach(execution, attachments)}
                return {**body, 'refusal': reuse.refusal} if reuse.refusal else body, attachments
            reason = 'it ended while a program ran'
    return {'error': 'the sandbox failed twice: ' + reason}, []


def detach(execution, attachments):
    """Moves traces out of the execution; each becomes `[offset, length]`."""
    offset = 0
    for owner in (execution, *execution['checks']):
        trace = owner.get('trace')
        if trace is not None:
            owner['trace'] = [offset, len(trace)]
            attachments.append(trace)
            offset += len(trace)
    return execution


def leave(sandbox):
    """At once, whatever runs: nothing of the sandbox stays."""
    try:
        sandbox.close()
    finally:
        os._exit(0)


def main():
    libc = ctypes.CDLL(None)
    libc.prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM, 0, 0, 0)
    libc.prctl(_SET_DUMPABLE, 0, 0, 0, 0)
    libc.prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))
    from node_link import NodeLink
    from server_process import ServerFault, ServerProcess

    # Lane and sandbox take turns: on one core, a message wakes the other at once.
    cores = sorted(os.sched_getaffinity(0))
    core = cores[(os.getppid() + int(sys.argv[2])) % len(cores)]
    start_server = functools.partial(ServerProcess, cores=cores, core=core)
    server = start_server(int(sys.argv[1]))  # starts while the rest of this process does, on whatever core is free
    import grader
    from reuse import Reuse
    from sandbox import Sandbox

    link = NodeLink(sys.stdin.buffer, sys.stdout.buffer)
    sandbox = Sandbox(server, start_server, link)
    signal.signal(signal.SIGTERM, lambda *_: leave(sandbox))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C at a terminal reaches the whole group: Node decides
    try:
        missing = sandbox.open()
        os.sched_setaffinity(0, {core})
        link.send({'missing': missing})
        serve(sandbox, Reuse(sandbox), grader)
    except ServerFault as fault:
        link.send({'error': str(fault)})
    finally:
        sandbox.close()


main()

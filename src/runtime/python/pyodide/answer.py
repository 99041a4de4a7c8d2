"""The trusted side inside of WASM: grades one request, with the candidate as a device.

What is written to `/dev/candidate` is a command byte and its argument; what is read then is a status byte (1: the
candidate died), the length of the answer (u32, little-endian) and the answer.
"""

import json
import os
import signal
import struct

from grader import Died, SandboxFault, ToolsetFault
from reuse import Reuse

START, EXCHANGE, RESTART_CLOCKS, TAKE_OUTPUT, USAGE, STOP = (bytes([number]) for number in range(6))
DIED = 1
_YES = b'\1'
_HEADER = struct.Struct('<BI')
_LENGTHS = struct.Struct('<III')


class Sandbox:
    """The sandbox as `grade` sees it (docs/python-protocol.md)."""

    def __init__(self):
        self._device = os.open('/dev/candidate', os.O_RDWR)

    def start(self, limits, shared=False):
        return self._ask(START, json.dumps({'limits': limits, 'shared': shared}).encode()) == _YES

    def exchange(self, frame):
        return self._ask(EXCHANGE, frame)

    def restart_clocks(self):
        self._ask(RESTART_CLOCKS)

    def take_output(self):
        answer = self._ask(TAKE_OUTPUT)
        stdout, dropped_stdout, dropped_stderr = _LENGTHS.unpack_from(answer)
        start = _LENGTHS.size
        return {
            'stdout': answer[start : start + stdout],
            'stderr': answer[start + stdout :],
            'droppedStdout': dropped_stdout,
            'droppedStderr': dropped_stderr,
        }

    def usage(self):
        return json.loads(self._ask(USAGE))

    def stop(self, keep=False):
        self._ask(STOP, _YES if keep else b'')

    def _ask(self, command, argument=b''):
        os.write(self._device, command + argument)
        status, length = _HEADER.unpack(os.read(self._device, _HEADER.size))
        answer = os.read(self._device, length) if length else b''
        if status == DIED:
            raise Died(json.loads(answer))
        return answer


def _interrupt(*_):
    """The host sends this signal when a check computes for too long by itself."""
    raise SandboxFault('the check computes without end')


_sandbox = _reuse = None


def answer(request):
    """Takes the JSON of a request; gives `u32 length of the JSON · JSON · traces`, each trace an `[offset, length]`.

    Where the toolset is at fault, `toolset` says so instead.
    """
    global _sandbox, _reuse
    if _sandbox is None:
        _sandbox = Sandbox()
        _reuse = Reuse(_sandbox)
        signal.signal(signal.SIGINT, _interrupt)
    try:
        execution = _reuse.grade(json.loads(request))
    except ToolsetFault as fault:
        execution = {'toolset': str(fault), 'checks': []}
    traces, offset = [], 0
    for owner in (execution, *execution['checks']):
        trace = owner.get('trace')
        if trace is not None:
            owner['trace'] = [offset, len(trace)]
            traces.append(trace)
            offset += len(trace)
    if _reuse.refusal:
        execution['refusal'] = _reuse.refusal
    body = json.dumps(execution).encode()
    return b''.join((struct.pack('<I', len(body)), body, *traces))

"""Grades requests in a forked child without isolation: what the tests of grader and candidate run on.

`python forked_sandbox.py FOLDER` (that of `grader.py`) reads a JSON list of requests and writes `{executions, traces}`:
each trace is `[offset, length]` in the bytes of all of them, in base64.
"""

import sys

sys.path.insert(0, sys.argv[1])

import base64
import json
import os
import resource
import select
import signal
import struct
import tempfile
import time

import candidate
from grader import Died, grade

SIZE = struct.Struct('<I')


class ForkedSandbox:
    pid = None

    def start(self, limits, shared=False):
        self.stop()
        self.limits = limits
        self.files = {name: tempfile.TemporaryFile() for name in ('stdout', 'stderr')}
        self.taken = dict.fromkeys(self.files, 0)
        requests, self.requests = os.pipe()
        self.replies, replies = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            self.answer(requests, replies)
        os.close(requests)
        os.close(replies)
        self.outcome = None
        self.began = time.monotonic()
        self.restart_clocks()

    def answer(self, requests, replies):
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (max(1, self.limits['cpuMs'] // 1000),) * 2)
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.limits['fileBytes'],) * 2)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            for number, name in ((1, 'stdout'), (2, 'stderr')):
                os.dup2(self.files[name].fileno(), number)
            sys.stdin = open(0, closefd=False)
            sys.stdout, sys.stderr = (open(number, 'w', closefd=False) for number in (1, 2))
            candidate.prepare()
            while True:
                reply = candidate.handle(read(requests, SIZE.unpack(read(requests, 4))[0]))
                write(replies, SIZE.pack(len(reply)) + reply)
        finally:
            os._exit(70)

    def restart_clocks(self):
        self.deadline = time.monotonic() + self.limits['wallMs'] / 1000

    def exchange(self, frame):
        if self.outcome is None:
            try:
                write(self.requests, SIZE.pack(len(frame)) + frame)
                return self.read(SIZE.unpack(self.read(4))[0])
            except BrokenPipeError:
                self.find_end()
        raise Died(self.outcome)

    def read(self, size):
        data = b''
        while len(data) < size:
            if not select.select([self.replies], [], [], max(0, self.deadline - time.monotonic()))[0]:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                self.outcome = {'kind': 'exceeded', 'limit': 'wallMs'}
                raise Died(self.outcome)
            part = os.read(self.replies, size - len(data))
            if not part:
                self.find_end()
                raise Died(self.outcome)
            data += part
        return data

    def find_end(self):
        _, status = os.waitpid(self.pid, 0)
        if os.WIFEXITED(status):
            self.outcome = {'kind': 'exited', 'code': os.WEXITSTATUS(status)}
        elif os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL):
            self.outcome = {'kind': 'exceeded', 'limit': 'cpuMs'}
        else:
            self.outcome = {'kind': 'crashed', 'signal': signal.Signals(os.WTERMSIG(status)).name}

    def take_output(self):
        output = {'droppedStdout': 0, 'droppedStderr': 0}
        for name, file in self.files.items():
            output[name] = os.pread(file.fileno(), 1 << 24, self.taken[name])
            self.taken[name] += len(output[name])
        return output

    def usage(self):
        return {'wallMs': (time.monotonic() - self.began) * 1000, 'cpuMs': 0, 'peakMb': 0}

    def stop(self, keep=False):
        if self.pid is None:
            return
        if self.outcome is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.pid = None
        os.close(self.requests)
        os.close(self.replies)


def read(file, size):
    data = b''
    while len(data) < size:
        part = os.read(file, size - len(data))
        if not part:
            os._exit(0)
        data += part
    return data


def write(file, data):
    while data:
        data = data[os.write(file, data) :]


def main():
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    executions, traces = [], bytearray()
    for request in json.load(sys.stdin):
        execution = grade(request, ForkedSandbox())
        for owner in (execution, *execution['checks']):
            if 'trace' in owner:
                start = len(traces)
                traces += owner['trace']
                owner['trace'] = [start, len(owner['trace'])]
        executions.append(execution)
    sys.stdout.write(json.dumps({'executions': executions, 'traces': base64.b64encode(traces).decode()}))
    sys.stdout.flush()


if __name__ == '__main__':
    main()

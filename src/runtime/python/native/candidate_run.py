"""The trusted side of one running candidate: exchanges frames with it, keeps its clocks and reads its output."""

import os
import select
import socket
import struct
import time

from seccomp import forbidden_call

CREDENTIALS = struct.Struct('3i')
FRAME = struct.Struct('<II')
LIMITS = struct.Struct('<QQQ')
# The most that one reply may hold, traces included; more counts as output over its limit.
REPLY_BYTES = 64 << 20
# The size that a child gives when it has no memory left to write a reply.
NO_MEMORY = 0xFFFFFFFF
PATIENCE_SECONDS = 20
FORGED = {'kind': 'blocked', 'what': 'a forged reply'}


class RunOver(Exception):
    """The candidate ended, or must end now. `outcome` says why where that is known; else its wait status tells."""

    def __init__(self, outcome=None):
        self.outcome = outcome


def exceeded(limit):
    return {'kind': 'exceeded', 'limit': limit}


class CandidateRun:
    """`candidate` is one of `server_process.py`, owned from now on; `listener` tells of forbidden calls in the sandbox,
    where there is one. Raises OSError when the child does not come up."""

    def __init__(self, candidate, listener, limits):
        self.outcome = None
        self._channel = candidate.channel
        self._candidate = candidate
        self._listener = listener
        self._limits = limits
        self._end = None
        self._number = 0
        self._cpu_began = 0
        self._pid = None
        self._process = None
        self._taken = [0, 0]
        self._channel.setblocking(False)
        try:
            self._channel.send(LIMITS.pack(limits['memoryMb'] << 20, limits['fileBytes'], limits['processes']))
            self._await_ready()
        except OSError:
            self.close()
            raise
        self._started = time.monotonic()
        self.restart_clocks()

    def _await_ready(self):
        """The child's first message: it stands in its place, and the kernel says who it is."""
        if not select.select([self._channel], [], [], PATIENCE_SECONDS)[0]:
            raise OSError('a new child does not answer')
        message, ancillary, _, _ = self._channel.recvmsg(FRAME.size, socket.CMSG_SPACE(CREDENTIALS.size))
        if message != FRAME.pack(0, 0):
            raise OSError('a new child ended at once')
        self._pid = CREDENTIALS.unpack(ancillary[0][2])[0]
        self._process = os.pidfd_open(self._pid)
        self._cpu_clock = ~self._pid << 3 | 2  # CLOCK_PROCESS_CPUTIME_ID of another process (clock_getcpuclockid)
        self._poll = select.poll()
        self._poll.register(self._channel, select.POLLIN)
        self._poll.register(self._process, select.POLLIN)
        if self._listener is not None:
            self._poll.register(self._listener, select.POLLIN)

    def restart_clocks(self):
        self._wall_began = time.monotonic()
        self._cpu_began = self._cpu_s()

    def exchange(self, frame):
        """Sends one frame and returns the reply to it. Raises RunOver."""
        self._number += 1
        self._send(FRAME.pack(len(frame), self._number) + frame)
        size, number = FRAME.unpack(self._receive(FRAME.size))
        if number != self._number:
            raise RunOver(FORGED)
        if size == NO_MEMORY:
            raise RunOver(exceeded('memoryMb'))
        if size > REPLY_BYTES:
            raise RunOver(exceeded('outputBytes'))
        reply = self._receive(size)
        if max(self._output_sizes()) > self._limits['outputBytes']:
            raise RunOver(exceeded('outputBytes'))
        return reply

    def _send(self, message):
        view = memoryview(message)
        while view:
            try:
                view = view[self._channel.send(view) :]
            except BlockingIOError:
                self._wait(select.POLLIN | select.POLLOUT)
            except (BrokenPipeError, ConnectionResetError):
                self._await_end()

    def _receive(self, size):
        parts = bytearray()
        while len(parts) < size:
            try:
                data = self._channel.recv(min(size - len(parts), 1 << 20))
            except BlockingIOError:
                self._wait(select.POLLIN)
                continue
            except ConnectionResetError:
                data = b''
            if not data:
                self._await_end()
            parts += data
        return parts

    def _wait(self, events):
        """Returns when the channel is ready. Raises RunOver when a limit is hit, or the candidate ends, or is stopped."""
        self._poll.modify(self._channel, events)
        while True:
            ready = dict(self._poll.poll(self._time_left_ms()))
            if self._channel.fileno() in ready:
                return
            if self._process in ready:
                raise RunOver()
            if ready:
                raise RunOver({'kind': 'blocked', 'what': forbidden_call(self._listener)})

    def _await_end(self):
        """The candidate has closed its side. It ends, or it tampers with the channel."""
        ended = select.select([self._process], [], [], 1)[0]
        raise RunOver(None if ended else {'kind': 'blocked', 'what': 'a closed channel'})

    def _time_left_ms(self):
        limits = self._limits
        cpu_left = limits['cpuMs'] - (self._cpu_s() - self._cpu_began) * 1e3
        if cpu_left <= 0:
            raise RunOver(exceeded('cpuMs'))
        wall_left = limits['wallMs'] - (time.monotonic() - self._wall_began) * 1e3
        if wall_left <= 0:
            raise RunOver(exceeded('wallMs'))
        if max(self._output_sizes()) > limits['outputBytes']:
            raise RunOver(exceeded('outputBytes'))
        return max(1, min(cpu_left, wall_left))

    def _cpu_s(self):
        try:
            return time.clock_gettime(self._cpu_clock)
        except OSError:  # it has ended: its wait status will tell
            return self._cpu_began

    def _output_sizes(self):
        return os.fstat(self._candidate.stdout).st_size, os.fstat(self._candidate.stderr).st_size

    def take_output(self):
        """The output since the last take: the limit is for all takes together."""
        taken = {}
        for index, name in enumerate(('stdout', 'stderr')):
            file = getattr(self._candidate, name)
            size, limit, start = os.fstat(file).st_size, self._limits['outputBytes'], self._taken[index]
            taken[name] = os.pread(file, max(0, min(size, limit) - start), start)
            taken['dropped' + name.capitalize()] = max(0, size - max(limit, start))
            self._taken[index] = max(start, size)
        return taken

    def usage(self):
        if self._end is not None:
            return self._end
        return {'wallMs': self._wall_ms(), 'cpuMs': self._cpu_s() * 1e3, 'peakMb': self._peak_mb()}

    def over(self, outcome, ended):
        """It has ended: `outcome` says how, `ended` what it took."""
        self.outcome = outcome
        self._end = {'wallMs': self._wall_ms(), 'cpuMs': ended.cpu_ms, 'peakMb': ended.peak_mb}

    def close(self):
        if self._process is not None:
            os.close(self._process)
        self._candidate.close()

    def _wall_ms(self):
        return (time.monotonic() - self._started) * 1e3

    def _peak_mb(self):
        with open('/proc/%d/status' % self._pid, 'rb') as status:
            text = status.read()
        start = text.find(b'VmHWM:')
        return int(text[start + 6 : text.index(b'kB', start)]) / 1024 if start >= 0 else 0

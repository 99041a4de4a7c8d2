"""The trusted side of one running candidate: exchanges frames with it and keeps its clocks."""

import os
import select
import signal
import time

from frame import CHUNK_BYTES, FRAME, LIMITS, NO_MEMORY, REFUSED, TOOL_BYTES, TOOL_CALL
from seccomp import forbidden_call

# The most that one reply may hold, traces included; more counts as output over its limit.
REPLY_BYTES = 64 << 20
LAST_WORDS_SECONDS = 0.05
MEMORY_LOOK_SECONDS = 0.1
# No limit is looked at before that, and no program is thought to take long.
LONG_SECONDS = 0.01
PAGE_MB = os.sysconf('SC_PAGE_SIZE') / (1 << 20)
FORGED_CALL = {'kind': 'blocked', 'what': 'a forged tool call'}
FORGED = {'kind': 'blocked', 'what': 'a forged reply'}
# Calls of tools beyond the limit after which a program is ended that will not end by itself.
MOST_REFUSED = 100
# A candidate that has used less cpu time has had no time to hold much more memory than it holds now.
SHORT_MS = 5
# Set in the child when it starts.
_FIXED_LIMITS = ('memoryMb', 'fileBytes', 'processes')
# A child that has held more is not used again.
MOST_KEPT_MB = 64


class RunOver(Exception):
    """The candidate ended, or must end now. `outcome` says why where that is known; else its wait status tells."""

    def __init__(self, outcome=None):
        self.outcome = outcome


def exceeded(limit):
    return {'kind': 'exceeded', 'limit': limit}


class CandidateRun:
    """`channel` is the trusted end of a fresh child's channel, owned from now on; `server` is the `ServerProcess` that forked
    it. Raises OSError when the child does not come up."""

    def __init__(self, channel, server, limits):
        self.outcome = None
        self.refused = False
        """In the last exchange a call of a tool was refused, for there were more than the limit allows."""
        self._channel = channel
        self._output = server.output
        self._listener = server.listener
        self._cores = server.cores
        self._groups = server.groups
        self.limits = limits
        self.programs = 1
        self._number = 0
        self._end = None
        self._process = None
        self._output.begin(limits['outputBytes'])
        try:
            os.write(channel.requests, LIMITS.pack(limits['memoryMb'] << 20, limits['fileBytes'], limits['processes']))
            self._pid = server.await_ready(channel)
            self._watch()
        except BaseException:
            self.close()
            raise
        self._cpu_before = 0
        self._started = time.monotonic()
        self.restart_clocks()

    def serve_again(self, limits):
        """Takes another program in the same child, where that lives and has the limits that it needs. Usage counts from here."""
        if any(limits[name] != self.limits[name] for name in _FIXED_LIMITS) or not 0 < self._peak_mb() <= MOST_KEPT_MB:
            return False  # a child that has ended meanwhile holds nothing
        if self._poll.poll(0):
            return False  # it has closed its end of the channel, or has said something that nobody asked for
        self.programs += 1
        self.limits = limits
        self._output.begin(limits['outputBytes'])
        self._started = time.monotonic()
        self._cpu_before = self._cpu_ms()
        self.restart_clocks()
        return True

    def _watch(self):
        self._cpu_clock = ~self._pid << 3 | 2  # CLOCK_PROCESS_CPUTIME_ID of another process (clock_getcpuclockid)
        self._poll = select.poll()
        self._poll.register(self._channel.replies, select.POLLIN)
        if self.limits['processes'] > 1:  # its children may hold the channel open when it has ended
            self._process = os.pidfd_open(self._pid)
            self._poll.register(self._process, select.POLLIN)
        if self._listener is not None:
            self._poll.register(self._listener, select.POLLIN)

    def restart_clocks(self):
        self._tool_calls = 0
        self._cpu_began_ms = self._cpu_ms()
        self._wall_began = time.monotonic()
        self._look_at = self._wall_began + LONG_SECONDS

    def exchange(self, frame, call_tool=None):
        """Sends one frame and returns the reply to it. `call_tool(request)` answers the calls of tools that the program makes
        meanwhile, None for what is no call: it may make none where there is no such function. Raises RunOver."""
        self._number += 1
        self.refused = False
        number, payload = self._number, frame
        while True:
            self._send(FRAME.pack(len(payload), number) + payload)
            number, payload = self._receive_frame()
            if number == self._number:
                break
            if call_tool is None or number != self._number | TOOL_CALL:
                raise RunOver(FORGED)
            payload = self._answer(payload, call_tool)
        if self._output.over_limit():
            raise RunOver(exceeded('outputBytes'))
        return payload

    def _receive_frame(self):
        """Its number and what it holds."""
        data = self._receive()
        while len(data) < FRAME.size:
            data += self._receive()
        size, number = FRAME.unpack_from(data)
        if number & ~TOOL_CALL != self._number or number != self._number and size > TOOL_BYTES:
            raise RunOver(FORGED)
        if size > REPLY_BYTES:
            raise RunOver(exceeded('memoryMb' if size == NO_MEMORY else 'outputBytes'))
        if len(data) < FRAME.size + size:
            data = self._receive_rest(data, FRAME.size + size)
        if len(data) > FRAME.size + size:
            raise RunOver(FORGED)
        return number, data[FRAME.size :]

    def _answer(self, request, call_tool):
        """What the host says to a call. While it is asked no time passes for the program."""
        self._tool_calls += 1
        if self._tool_calls > self.limits['toolCalls']:
            self.refused = True
            if self._tool_calls > self.limits['toolCalls'] + MOST_REFUSED:
                raise RunOver(exceeded('toolCalls'))
            return REFUSED
        began = time.monotonic()
        answer = call_tool(request)
        waited = time.monotonic() - began
        self._started += waited
        self._wall_began += waited
        if self.limits['processes'] == 1:  # else another thread may have used cpu time
            self._look_at += waited
        if answer is None:
            raise RunOver(FORGED_CALL)
        return answer

    def _send(self, message):
        view = memoryview(message)
        try:
            view = view[self._write(view) :]
            if view:
                self._poll.register(self._channel.requests, select.POLLOUT)
                while view:
                    self._wait(self._channel.requests)
                    view = view[self._write(view) :]
                self._poll.unregister(self._channel.requests)
        except BrokenPipeError:
            self._await_end()

    def _write(self, view):
        try:
            return os.write(self._channel.requests, view)
        except BlockingIOError:  # the candidate has not even read what it was sent before
            return 0

    def _receive(self):
        self._wait(self._channel.replies)
        return os.read(self._channel.replies, CHUNK_BYTES) or self._await_end()

    def _receive_rest(self, data, size):
        parts = bytearray(data)
        while len(parts) < size:
            parts += self._receive()
        return parts

    def _wait(self, awaited):
        """Returns when that end of the channel is ready. Raises RunOver when a limit is hit, or the candidate ends, or is stopped."""
        while True:
            now = time.monotonic()
            if now >= self._look_at:
                self._check_limits(now)
            events = dict(self._poll.poll((self._look_at - now) * 1e3 + 1))
            if awaited in events:
                return
            if self._listener in events:
                raise RunOver({'kind': 'blocked', 'what': forbidden_call(self._listener)})
            if self._process in events:
                raise RunOver()
            if events:  # a reply to a request that is still being sent, or the end
                if events[self._channel.replies] & select.POLLIN:
                    raise RunOver(FORGED)
                self._await_end()

    def _check_limits(self, now):
        if self._cores:
            self._leave_core()
        if self._output.over_limit():
            raise RunOver(exceeded('outputBytes'))
        many = self.limits['processes'] > 1
        if many and self._groups.has_killed():  # one of them, perhaps not the one whose end would be seen
            raise RunOver(exceeded('memoryMb'))
        cpu_left = self.limits['cpuMs'] - (self._cpu_ms() - self._cpu_began_ms)
        if cpu_left <= 0:
            self._hear_last_words()
            raise RunOver(exceeded('cpuMs'))
        wall_left = self.limits['wallMs'] - (now - self._wall_began) * 1e3
        if wall_left <= 0:
            self._hear_last_words()
            raise RunOver(exceeded('wallMs'))
        # Not before can a limit be hit: one thread uses no more cpu time than passes.
        self._look_at = now + min(cpu_left / self.limits['processes'], wall_left) / 1e3
        if many:
            self._look_at = min(self._look_at, now + MEMORY_LOOK_SECONDS)

    def _leave_core(self):
        """A program that takes long gains nothing from the lane's own core, and may lose by it: that may be a busy one."""
        try:
            os.sched_setaffinity(self._pid, self._cores)
        except ProcessLookupError:
            pass  # it has just ended
        self._cores = None

    def _hear_last_words(self):
        """Has it write out what it has printed. It may not come to that, in C code or of ill will: then that is lost."""
        os.kill(self._pid, signal.SIGXCPU)
        select.select([self._channel.replies], [], [], LAST_WORDS_SECONDS)

    def _await_end(self):
        """The candidate has closed its side: it is ending, or it tampers with the channel."""
        if self._process is None:
            self._process = os.pidfd_open(self._pid)
        ended = select.select([self._process], [], [], 1)[0]
        raise RunOver(None if ended else {'kind': 'blocked', 'what': 'a closed channel'})

    def take_output(self):
        return self._output.take()

    def usage(self):
        if self._end is not None:
            return self._end
        cpu_ms = self._cpu_ms() - self._cpu_before
        peak_mb = self._held_mb() if cpu_ms < SHORT_MS else self._peak_mb()
        return {'wallMs': self._wall_ms(), 'cpuMs': cpu_ms, 'peakMb': peak_mb}

    def over(self, outcome, ended):
        """It has ended: `outcome` says how, `ended` what it took."""
        self.outcome = outcome
        self._end = {'wallMs': self._wall_ms(), 'cpuMs': ended.cpu_ms - self._cpu_before, 'peakMb': ended.peak_mb}

    def close(self):
        if self._process is not None:
            os.close(self._process)
        self._channel.close()

    def _wall_ms(self):
        return (time.monotonic() - self._started) * 1e3

    def _cpu_ms(self):
        try:
            return time.clock_gettime(self._cpu_clock) * 1e3
        except OSError:  # it has ended: its wait status will tell
            return 0

    def _held_mb(self):
        return int(self._told('statm').split()[1]) * PAGE_MB

    def _peak_mb(self):
        text = self._told('status')
        start = text.find(b'VmHWM:')
        return int(text[start + 6 : text.index(b'kB', start)]) / 1024 if start >= 0 else 0

    def _told(self, name):
        file = os.open('/proc/%d/%s' % (self._pid, name), os.O_RDONLY)
        text = os.read(file, 8192)
        os.close(file)
        return text

"""The trusted side of the fork server: starts it, puts it into its place, and takes fresh candidates from it."""

import itertools
import json
import os
import select
import signal
import socket
import struct
import sys

from cgroup import ControlGroups
from frame import READY
from output import Output
from seccomp import CANDIDATE_USER

ENDED = struct.Struct('<iqq')
# The user of the machine that stands for the sandbox's user 0, the fork server; that of the program has one number in both.
SERVER_USER = 65533
OWN_MEMORY_BYTES = 64 << 20
PATIENCE_SECONDS = 20
CREDENTIALS = struct.Struct('3i')
DESCRIPTOR = struct.Struct('i')
TIMEVAL = struct.Struct('ll')
_tags = itertools.count()


class ServerFault(Exception):
    """The sandbox is at fault, not the program."""


class Ended:
    """How a candidate ended: `status` as of wait(2), cpu time in milliseconds, peak memory in MiB."""

    def __init__(self, message):
        self.status, cpu_us, peak_kib = ENDED.unpack(message)
        self.cpu_ms, self.peak_mb = cpu_us / 1e3, peak_kib / 1024


class Channel:
    """The trusted ends of the two pipes to a child."""

    def __init__(self, requests, replies):
        self.requests, self.replies = requests, replies
        os.set_blocking(requests, False)

    def close(self):
        os.close(self.requests)
        os.close(self.replies)


class ServerProcess:
    """One fork server. It starts in the background: `finish_start` waits for it, and puts it on `core`, one of `cores`."""

    def __init__(self, file_bytes, cores, core):
        self.file_bytes = file_bytes
        self.cores = cores
        self._core = core
        self.listener = None
        self.missing = []
        self.groups = ControlGroups(next(_tags))
        self._group_limits = None
        self._pid = None
        self.output = Output()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._control.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, TIMEVAL.pack(PATIENCE_SECONDS, 0))
        self._starter = _spawn((theirs.fileno(), *self.output.files), file_bytes)
        theirs.close()

    def finish_start(self):
        try:
            message, pid = self._receive(1 << 16)
            if message in (b'namespace', b'plain'):
                self._pid = pid
                self._place(message == b'namespace')
                message, _ = self._receive(1 << 16)
        except OSError as error:
            raise ServerFault('the sandbox did not start: %s' % error) from error
        report = json.loads(message) if message else {'error': 'its process ended'}
        if 'error' in report:
            raise ServerFault('the sandbox cannot be set up: ' + report['error'])
        os.sched_setaffinity(self._pid, {self._core})
        self.missing = report['missing'] + self.groups.missing

    def _receive(self, size):
        """A message and the process that sent it. A descriptor that comes along is the listener of forbidden calls."""
        space = socket.CMSG_SPACE(CREDENTIALS.size) + socket.CMSG_SPACE(DESCRIPTOR.size)
        message, ancillary, _, _ = self._control.recvmsg(size, space)
        pid = None
        for _, kind, data in ancillary:
            if kind == socket.SCM_CREDENTIALS:
                pid = CREDENTIALS.unpack(data)[0]
            elif kind == socket.SCM_RIGHTS:
                self.listener = DESCRIPTOR.unpack(data)[0]
        return message, pid

    def _place(self, in_user_namespace):
        self._await_starter()  # the server is then this process's child, and may ask to die with it
        self.groups.hold(self._pid)
        if in_user_namespace:
            directory = '/proc/%d/' % self._pid
            if os.geteuid() == 0:
                user_map = '0 %d 1\n%d %d 1\n' % (SERVER_USER, CANDIDATE_USER, CANDIDATE_USER)
                _write_maps(directory, user_map, user_map)
            else:
                _write(directory + 'setgroups', 'deny')
                own = '%d %%d 1\n' % CANDIDATE_USER
                _write_maps(directory, own % os.geteuid(), own % os.getegid())
        self._control.send(b'placed')

    def next_candidate(self):
        """Ends the candidate that there is, wipes what it left, and forks another. Returns the channel to that one."""
        their_requests, requests = os.pipe()
        replies, their_replies = os.pipe()
        channel = Channel(requests, replies)
        try:
            socket.send_fds(self._control, [b'next'], [their_requests, their_replies])
        except OSError as error:
            channel.close()
            raise ServerFault('the fork server is gone: %s' % error) from error
        finally:
            os.close(their_requests)
            os.close(their_replies)
        return channel

    def await_ready(self, channel):
        """Waits until the child at the other end of the channel stands in its place. Returns its process id."""
        try:
            ready, _, _ = select.select([self._control, channel.replies], [], [], PATIENCE_SECONDS)
            if self._control in ready:
                message, pid = self._receive(len(READY))
                if message == READY:
                    return pid
        except OSError as error:
            raise ServerFault('the fork server does not answer: %s' % error) from error
        raise ServerFault('a new child ended at once' if ready else 'a new child does not answer')

    def ended(self):
        """How the candidate before the last one ended. To be called once for each `next_candidate` but the first."""
        try:
            message = self._control.recv(ENDED.size)
        except OSError as error:
            raise ServerFault('the fork server does not answer: %s' % error) from error
        if len(message) != ENDED.size:
            raise ServerFault('the fork server is gone')
        return Ended(message)

    def limit_group(self, memory_bytes, processes):
        limits = (memory_bytes + OWN_MEMORY_BYTES + 3 * self.file_bytes, processes + 1)
        if limits != self._group_limits:
            self.groups.limit(*limits)
            self._group_limits = limits

    def close(self):
        """Ends it with all that it runs."""
        self._control.close()
        self.output.close()
        if self.listener is not None:
            os.close(self.listener)
        if self._starter is not None:
            os.kill(self._starter, signal.SIGKILL)
            self._await_starter()
        if self._pid is not None:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        self.groups.remove()

    def _await_starter(self):
        os.waitpid(self._starter, 0)
        self._starter = None


def _spawn(descriptors, file_bytes):
    program = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'fork_server.py')
    options = json.dumps({'descriptors': descriptors, 'fileBytes': file_bytes})
    for descriptor in descriptors:
        os.set_inheritable(descriptor, True)
    pid = os.posix_spawn(
        sys.executable,
        [sys.executable, '-S', '-s', program, options],
        {'PYTHONHASHSEED': '0', 'PYTHONUTF8': '1', 'LD_BIND_NOW': '1'},  # bound once, not in every child
        file_actions=[(os.POSIX_SPAWN_OPEN, 0, '/dev/null', os.O_RDWR, 0), (os.POSIX_SPAWN_DUP2, 0, 1)],
    )
    for descriptor in descriptors:
        os.set_inheritable(descriptor, False)
    return pid


def _write(path, text):
    with open(path, 'w') as file:
        file.write(text)


def _write_maps(directory, users, groups):
    _write(directory + 'uid_map', users)
    _write(directory + 'gid_map', groups)

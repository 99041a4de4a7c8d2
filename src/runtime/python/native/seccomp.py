"""The system call filter: an allow-list, as classic BPF, installed once in the fork server and inherited by every child."""

import ctypes
import errno
import fcntl
import os
import struct

from syscalls import ALLOWED, CONDITIONAL, FORBIDDEN, REFUSED, UNSUPPORTED

# machine → (column of the tables, AUDIT_ARCH_*)
_ARCHITECTURES = {'x86_64': (0, 0xC000003E), 'aarch64': (1, 0xC00000B7)}
# The user and group of a program, as the sandbox numbers them.
CANDIDATE_USER = 65534
# What a process was stopped at, where no more is known.
UNNAMED_CALL = 'a forbidden system call'
_X32_BIT = 0x40000000

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_OFFSET_NUMBER, _OFFSET_ARCHITECTURE, _OFFSET_ARGUMENTS = 0, 4, 16

_ALLOW, _KILL_PROCESS, _NOTIFY = 0x7FFF0000, 0x80000000, 0x7FC00000

_PR_SET_NO_NEW_PRIVS = 38
_SET_MODE_FILTER, _FLAG_NEW_LISTENER = 1, 8
_NOTIFICATION_RECEIVE, _NOTIFICATION_BYTES = 0xC0502100, 80

_AF_UNIX = 1
_NAMESPACE_FLAGS = 0x7E020000 | 0x80  # CLONE_NEW* of clone(2), with CLONE_NEWTIME
_PR_SET_NAME, _PR_GET_NAME = 15, 16
_TERMINAL_AND_FLAG_REQUESTS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # TCGETS TIOCGWINSZ FIONREAD FIONBIO FIO(N)CLEX


def _failing(number):
    return 0x00050000 | number


def _argument(index):
    return (_LOAD, 0, 0, _OFFSET_ARGUMENTS + 8 * index)


def _if_equal(value, action):
    return [(_EQUAL, 0, 1, value), (_RETURN, 0, 0, action)]


def _return(action):
    return [(_RETURN, 0, 0, action)]


def _conditions():
    """What each conditional call does, given its arguments. Pid 1 is the fork server: no signal may reach it."""
    refuse = _failing(errno.EPERM)
    not_to_server = [_argument(0)] + _if_equal(1, refuse) + _return(_ALLOW)
    only_to_candidate = [_argument(0)] + _if_equal(CANDIDATE_USER, _ALLOW) + _return(refuse)
    requests = [step for request in _TERMINAL_AND_FLAG_REQUESTS for step in _if_equal(request, _ALLOW)]
    return {
        'clone': [_argument(0), (_ANY_BIT, 0, 1, _NAMESPACE_FLAGS), (_RETURN, 0, 0, refuse)] + _return(_ALLOW),
        'kill': not_to_server,
        'tkill': not_to_server,
        'tgkill': not_to_server,
        'socketpair': [_argument(0)] + _if_equal(_AF_UNIX, _ALLOW) + _return(refuse),
        'ioctl': [_argument(1)] + requests + _return(_failing(errno.ENOTTY)),
        'prctl': [_argument(0)] + _if_equal(_PR_SET_NAME, _ALLOW) + _if_equal(_PR_GET_NAME, _ALLOW) + _return(refuse),
        'setresuid': only_to_candidate,
        'setresgid': only_to_candidate,
        'prlimit64': [_argument(0)] + _if_equal(0, _ALLOW) + _return(refuse),
    }


def assemble(machine, forbidden_action=_NOTIFY):
    """The filter for `machine` (as `os.uname` names it) as a list of BPF instructions (code, jt, jf, k)."""
    column, architecture = _ARCHITECTURES[machine]
    numbers = lambda table: [(name, row[column]) for name, row in table.items() if row[column] is not None]
    program = [(_LOAD, 0, 0, _OFFSET_ARCHITECTURE), (_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _KILL_PROCESS)]
    program += [(_LOAD, 0, 0, _OFFSET_NUMBER)]
    if machine == 'x86_64':
        program += [(_AT_LEAST, 0, 1, _X32_BIT), (_RETURN, 0, 0, _KILL_PROCESS)]
    for table, action in (
        (ALLOWED, _ALLOW),
        (REFUSED, _failing(errno.EPERM)),
        (UNSUPPORTED, _failing(errno.ENOTSUP)),
        (FORBIDDEN, forbidden_action),
    ):
        for _, number in numbers(table):
            program += _if_equal(number, action)
    conditions = _conditions()
    for name, number in numbers(CONDITIONAL):
        program += [(_EQUAL, 0, len(conditions[name]), number)] + conditions[name]
    # A call that is not known here does not exist, so that a C library which tries a new one falls back to an old one.
    return program + _return(_failing(errno.ENOSYS))


def install(libc):
    """Puts the filter on this process, for good. Returns the descriptor that tells of forbidden calls (see `forbidden_call`),
    or None where the kernel has no such descriptor: a forbidden call then kills the process with SIGSYS."""
    machine = os.uname().machine
    if machine not in _ARCHITECTURES:
        raise OSError(errno.ENOSYS, 'no system call table for ' + machine)
    zero = ctypes.c_ulong(0)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, ctypes.c_ulong(1), zero, zero, zero) != 0:
        raise OSError(ctypes.get_errno(), 'no_new_privs: ' + os.strerror(ctypes.get_errno()))
    listener = _load(libc, machine, assemble(machine), _FLAG_NEW_LISTENER)
    if listener >= 0:
        return listener
    if _load(libc, machine, assemble(machine, _KILL_PROCESS), 0) != 0:
        raise OSError(ctypes.get_errno(), 'seccomp: ' + os.strerror(ctypes.get_errno()))
    return None


def _load(libc, machine, program, flags):
    code = b''.join(struct.pack('HBBI', *step) for step in program)
    buffer = ctypes.create_string_buffer(code, len(code))
    header = struct.pack('HxxxxxxP', len(program), ctypes.addressof(buffer))
    number = REFUSED['seccomp'][_ARCHITECTURES[machine][0]]
    return libc.syscall(ctypes.c_long(number), ctypes.c_uint(_SET_MODE_FILTER), ctypes.c_uint(flags), header)


def forbidden_call(listener):
    """The name of the call at which a process in the sandbox now waits for ever. `listener` must be readable."""
    notification = bytearray(_NOTIFICATION_BYTES)
    try:
        fcntl.ioctl(listener, _NOTIFICATION_RECEIVE, notification)
    except OSError:  # the process has ended meanwhile
        return UNNAMED_CALL
    _, _, _, number = struct.unpack_from('QIIi', notification)
    column, _ = _ARCHITECTURES[os.uname().machine]
    return next((name for name, row in FORBIDDEN.items() if row[column] == number), UNNAMED_CALL)

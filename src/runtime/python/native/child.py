"""What a fresh child does: takes its place in the sandbox, then answers one frame after the other until it is killed."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import gc
import os
import resource
import signal
import sys

import isolate
from frame import CHUNK_BYTES, FRAME, LIMITS, NO_MEMORY, READY, TOOL_CALL
from seccomp import CANDIDATE_USER

# The pipes of the channel, the only descriptors besides the standard streams that a program finds.
REQUESTS, REPLIES = 3, 4
DESCRIPTORS = 64
# The trusted side keeps the limit of each check; this is for the case that nobody does.
CPU_BACKSTOP_SECONDS = 3600
FAILED = 70
# The number of the frame that is answered at the moment, 0 for none.
under_way = [0]


def hear_the_end():
    """Before it is killed at a limit, a program is sent SIGXCPU: what it has printed is then written out. Set in the fork server,
    whose children inherit it."""
    streams = sys.stdout, sys.stderr
    signal.signal(signal.SIGXCPU, lambda *_: last_words(streams))


def last_words(streams):
    try:
        for stream in streams:
            stream.flush()
    finally:
        os._exit(FAILED)


def run_child(control, output, handle, shares_user):
    """Descriptors but those of the channel are given: the socket of the fork server, the files that take stdout and stderr.
    Never returns."""
    try:
        take_place(output, shares_user)
        take_limits(shares_user)
        control.send(READY)
        os.closerange(REPLIES + 1, DESCRIPTORS)
        gc.enable()
        answer_frames(handle)
    except ConnectionError:  # the program has closed the channel: the trusted side sees it, and ends this process
        signal.pause()
    finally:
        os._exit(FAILED)


def take_place(output, shares_user):
    os.close(0)
    os.open('/dev/null', os.O_RDONLY)
    os.dup2(output[0], 1)
    os.dup2(output[1], 2)
    os.setsid()
    if shares_user:
        isolate.drop_capabilities()
    else:
        os.setresgid(CANDIDATE_USER, CANDIDATE_USER, CANDIDATE_USER)
        os.setresuid(CANDIDATE_USER, CANDIDATE_USER, CANDIDATE_USER)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def take_limits(shares_user):
    memory_bytes, file_bytes, processes = LIMITS.unpack(read_some())
    if shares_user:
        processes += 1  # the fork server counts
    for kind, limit in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_NPROC, processes),
        (resource.RLIMIT_CPU, CPU_BACKSTOP_SECONDS),
    ):
        resource.setrlimit(kind, (limit, limit))


def answer_frames(handle, pack=FRAME.pack):
    while True:
        frame, number = read_frame()
        under_way[0] = number
        try:
            reply = handle(frame)
            message = pack(len(reply), number) + reply
        except MemoryError:
            message = pack(NO_MEMORY, number)
        under_way[0] = 0
        write_all(message)


def call_tool(request, pack=FRAME.pack):
    """Sends a call of a tool, amid the answering of a frame, and gives the trusted side's answer to it."""
    number = under_way[0]
    if not number:
        raise RuntimeError('a tool is called when nothing is asked of the program')
    write_all(pack(len(request), number | TOOL_CALL) + request)
    try:
        return read_frame()[0]
    except MemoryError:  # what is left of the answer would be taken for a request
        write_all(pack(NO_MEMORY, number))
        signal.pause()


def read_frame(unpack_from=FRAME.unpack_from, start=FRAME.size):
    """The payload and its number. The trusted side sends no second frame before it has the answer to the first."""
    data = read_some()
    while len(data) < start:
        data += read_some()
    size, number = unpack_from(data)
    if len(data) < start + size:
        data = bytearray(data)
        while len(data) < start + size:
            data += read_some()
    return bytes(data[start:]), number


def read_some(read=os.read):
    try:
        data = read(REQUESTS, CHUNK_BYTES)
    except OSError:
        data = b''
    if not data:
        raise ConnectionError
    return data


def write_all(message, write=os.write):
    try:
        sent = write(REPLIES, message)
        while sent < len(message):
            sent += write(REPLIES, memoryview(message)[sent:])
    except OSError:
        raise ConnectionError from None

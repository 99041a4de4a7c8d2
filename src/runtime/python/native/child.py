"""What a fresh child does: takes its place in the sandbox, then answers one frame after the other until it is killed."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import gc
import os
import resource
import signal
import struct

import isolate

CHANNEL = 3
DESCRIPTORS = 64
FRAME = struct.Struct('<II')
LIMITS = struct.Struct('<QQQ')
CANDIDATE_USER = 65534
CPU_BACKSTOP_SECONDS = 600
FAILED = 70
CHUNK_BYTES = 1 << 20
# Stands for the size of a reply that memory does not suffice for.
NO_MEMORY = 0xFFFFFFFF


def run_child(descriptors, handle, shares_user):
    """`descriptors`: the channel, and the files that take stdout and stderr. Never returns."""
    try:
        take_place(descriptors, shares_user)
        take_limits(shares_user)
        answer_frames(handle)
    except ConnectionError:  # the program has closed the channel: the trusted side sees it, and ends this process
        signal.pause()
    finally:
        os._exit(FAILED)


def take_place(descriptors, shares_user):
    channel, stdout, stderr = descriptors
    os.close(0)
    os.open('/dev/null', os.O_RDONLY)
    os.dup2(stdout, 1)
    os.dup2(stderr, 2)
    if channel != CHANNEL:
        os.dup2(channel, CHANNEL)
    os.closerange(CHANNEL + 1, DESCRIPTORS)
    os.setsid()
    if shares_user:
        isolate.drop_capabilities()
    else:
        os.setresgid(CANDIDATE_USER, CANDIDATE_USER, CANDIDATE_USER)
        os.setresuid(CANDIDATE_USER, CANDIDATE_USER, CANDIDATE_USER)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def take_limits(shares_user):
    memory_bytes, file_bytes, processes = LIMITS.unpack(read_exactly(LIMITS.size))
    if shares_user:
        processes += 1  # the fork server counts
    for kind, limit in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_NPROC, processes),
        (resource.RLIMIT_CPU, CPU_BACKSTOP_SECONDS),
    ):
        resource.setrlimit(kind, (limit, limit))
    os.write(CHANNEL, FRAME.pack(0, 0))
    gc.enable()


def answer_frames(handle, pack=FRAME.pack, unpack=FRAME.unpack):
    while True:
        size, number = unpack(read_exactly(FRAME.size))
        try:
            reply = handle(read_exactly(size))
            message = pack(len(reply), number) + reply
        except MemoryError:
            message = pack(NO_MEMORY, number)
        write_all(message)


def read_exactly(size, read=os.read):
    parts = bytearray()
    while len(parts) < size:
        try:
            data = read(CHANNEL, min(size - len(parts), CHUNK_BYTES))
        except OSError:
            data = b''
        if not data:
            raise ConnectionError
        if len(data) == size:
            return data
        parts += data
    return bytes(parts)


def write_all(message, write=os.write):
    view = memoryview(message)
    while view:
        try:
            view = view[write(CHANNEL, view) :]
        except OSError:
            raise ConnectionError from None

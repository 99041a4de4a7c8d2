"""What a fresh child does: takes its place in the sandbox, then answers one frame after the other until it is killed."""

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
# Stands for the size of a reply that memory does not suffice for.
NO_MEMORY = 0xFFFFFFFF


def run_child(descriptors, handle, shares_user):
    """`descriptors`: the channel, and the files that take stdout and stderr. Never returns."""
    try:
        take_place(descriptors, shares_user)
        take_limits(shares_user)
        answer_frames(handle)
    finally:
        os._exit(70)


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


def answer_frames(handle, read=os.read, write=os.write, pack=FRAME.pack, unpack=FRAME.unpack):
    while True:
        size, number = unpack(read_exactly(FRAME.size))
        try:
            reply = handle(read_exactly(size))
            message = memoryview(pack(len(reply), number) + reply)
        except MemoryError:
            message = pack(NO_MEMORY, number)
        while message:
            message = message[write(CHANNEL, message) :]


def read_exactly(size, read=os.read):
    data = read(CHANNEL, size)
    if len(data) == size:
        return data
    parts = bytearray(data)
    while len(parts) < size:
        data = read(CHANNEL, min(size - len(parts), 1 << 20))
        if not data:
            os._exit(0)
        parts += data
    return bytes(parts)

"""What crosses the channel between the trusted side and a child, before the payload (docs/python-protocol.md)."""

import struct

# Size of the payload, and the number of the request: a reply carries that of its request.
FRAME = struct.Struct('<II')
# Stands for the size of a reply that the child has no memory to write.
NO_MEMORY = 0xFFFFFFFF
# Added to the number of the request under way: the child does not answer it yet, but calls a tool. The next frame is the
# answer to that, of the same number.
TOOL_CALL = 1 << 31
# The most that a call takes.
TOOL_BYTES = 1 << 20
# The answer to a call beyond the limit (`tool_calls.py`).
REFUSED = b'\1\0\0\0\0'
CHUNK_BYTES = 1 << 16
# The first message of all, to the child: bytes of memory, bytes of a file, number of processes.
LIMITS = struct.Struct('<QQQ')
# The child's answer to it, by the control socket, from which the kernel tells who sends: it stands in its place.
READY = b'ready'

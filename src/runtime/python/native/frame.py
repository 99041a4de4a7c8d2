"""What crosses the channel between the trusted side and a child, before the payload (docs/python-protocol.md)."""

import struct

# Size of the payload, and the number of the request: a reply carries that of its request.
FRAME = struct.Struct('<II')
# Stands for the size of a reply that the child has no memory to write.
NO_MEMORY = 0xFFFFFFFF
CHUNK_BYTES = 1 << 16
# The first message of all, to the child: bytes of memory, bytes of a file, number of processes.
LIMITS = struct.Struct('<QQQ')
# The child's answer to it, by the control socket, from which the kernel tells who sends: it stands in its place.
READY = b'ready'

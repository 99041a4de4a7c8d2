"""The lane's line to Node. Messages are `u32 length of the JSON · u32 length of the attachments · JSON · attachments`."""

import json
import signal
import struct

from channel import ToolsetFault

HEADER = struct.Struct('<II')
TOOL, AGAIN = 'tool', 'again'
"""What is sent amid a request: a call of a tool (attached), and that the request is run once more."""
FAILED, FORGED = 2, 3
"""Node's answer to a call, by its first byte: it could not be served, or it is none; else it is for the program."""


class NodeLink:
    def __init__(self, source, sink):
        self._source, self._sink = source, sink
        self.failed = False
        """A call of the request could not be served: what comes of it is of no use."""

    def receive(self):
        """The next message's JSON as bytes; None when Node is gone."""
        header = self._source.read(HEADER.size)
        return self._source.read(HEADER.unpack(header)[0]) if len(header) == HEADER.size else None

    def send(self, message, attachments=()):
        body = json.dumps(message).encode()
        self._sink.write(HEADER.pack(len(body), sum(map(len, attachments))) + body)
        for attachment in attachments:
            self._sink.write(attachment)
        self._sink.flush()

    def restart(self):
        """The request is run once more: Node forgets the calls that it has made."""
        self.send(AGAIN)

    def call_tool(self, request):
        """The answer to a call as the program takes it, None where that is no call. Raises `ToolsetFault`."""
        if not self.failed:
            self.send(TOOL, [request])
            answer = self.receive()
            if answer is None:
                signal.raise_signal(signal.SIGTERM)
            elif answer[0] != FAILED:
                return None if answer[0] == FORGED else answer
            self.failed = True
        raise ToolsetFault('a call failed')

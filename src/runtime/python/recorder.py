"""Keeps the events of a run: the first ones, the last ones, and of those between how often each site made one."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import marshal
from collections import deque
from operator import itemgetter

from views import MAX_INT_BITS, long_int

try:
    from _collections import _count_elements as count_elements
except ImportError:
    from collections import _count_elements as count_elements

VERSION = 2
MAX_CHUNK = 256
"""Fewer than the objects that make the garbage collector run."""
PROBE = 8
"""One chunk in so many is measured."""
MAX_BYTES = 8 << 20
"""Of the events that are kept at the head, and as many at the tail."""
MAX_CHUNK_BYTES = 1 << 20
HEAVY = 256
"""Bytes of an event on average, from which on none is kept unpacked."""
_site = itemgetter(0)


class Recorder:
    """`append` takes an event: a tuple that starts with the number of its site. At most `max_steps` events are kept.

    Whoever appends in a loop calls `flush` from time to time: `events` holds what came since the last one.
    """

    def __init__(self, level, max_steps):
        self.level = level
        self.max_steps = max_steps
        self.head_size = max(1, max_steps // 2)
        self.tail_size = max(1, max_steps - self.head_size)
        self.chunk = max(1, min(MAX_CHUNK, self.tail_size // 4))
        self.events = []
        self.append = self.events.append
        self.known = {}
        """Ids of the objects that the events have told, so that changes can be told alone, and lengths of lists."""
        self.thin = None
        """Called with the counts of dropped events, when there are more of them than are kept. True if that was of use."""
        self._restart()

    def _restart(self):
        self.head, self.head_count, self.head_bytes = [], 0, 0
        self.tail, self.tail_count, self.tail_bytes = deque(), 0, 0
        self.dropped, self.dropped_count = {}, 0
        self.thin_at = self.patience = self.max_steps
        self.heavy = False
        self.flushes = 0
        self.known.clear()

    def flush(self):
        """Moves the events since the last flush to where they are kept. Gives True."""
        chunk = self.events[:]
        self.events.clear()
        room = self.head_size - self.head_count
        if room > 0 and self.head_bytes < MAX_BYTES and not self.tail:
            self._keep_first(chunk[:room])
            chunk = chunk[room:]
        for start in range(0, len(chunk), self.chunk):
            self._keep_last(chunk[start : start + self.chunk])
        return True

    def _keep_first(self, chunk):
        data = _pack(chunk)
        self.head.append(data)
        self.head_count += len(chunk)
        self.head_bytes += len(data)

    def _keep_last(self, chunk):
        """Events at the tail are packed when they are taken; now and then at once, to see how large they are."""
        self.flushes += 1
        if self.heavy or self.flushes % PROBE == 0:
            data = _pack(chunk)
            self.heavy = len(data) > HEAVY * len(chunk)
            self.tail.append((data, list(map(_site, chunk))))
            self.tail_bytes += len(data)
        else:
            self.tail.append((chunk, None))
        self.tail_count += len(chunk)
        while len(self.tail) > 1 and (self.tail_count > self.tail_size or self.tail_bytes > MAX_BYTES):
            self._drop(*self.tail.popleft())
        if self.dropped_count >= self.thin_at and self.thin:
            self._thin()

    def _thin(self):
        try:
            helped = self.thin(self.dropped)
        except RecursionError:  # no room left for that where the program is now
            helped = False
        if not helped:
            self.patience *= 2
        self.thin_at = self.dropped_count + self.patience

    def _drop(self, kept, sites):
        if sites is None:
            sites = list(map(_site, kept))
        else:
            self.tail_bytes -= len(kept)
        self.tail_count -= len(sites)
        self.dropped_count += len(sites)
        count_elements(self.dropped, sites)

    def take(self, tables, counts):
        """Everything since the last take: (version, level, *tables, head, counts, tail), in marshal's format 2.

        `counts` says by site how often the program came by without making an event.
        """
        self.flush()
        tail = [kept if sites else _pack(kept) for kept, sites in self.tail]
        counts = {**self.dropped, **counts}
        taken = marshal.dumps((VERSION, self.level, *tables, self.head, counts, tail), 2)
        self._restart()
        return taken


def _pack(chunk):
    try:
        data = marshal.dumps(chunk, 2)
        if len(data) <= MAX_CHUNK_BYTES:
            return data
    except (ValueError, MemoryError):
        pass
    return marshal.dumps([tuple(map(_small, event)) for event in chunk], 2)


def _small(value):
    """Very large ints are not looked for where an event is made; here they are cut."""
    return long_int(value) if type(value) is int and value.bit_length() > MAX_INT_BITS else value

"""Keeps the events of a run: the first ones, the last ones, how many were between, and how often each place ran."""

import marshal
from collections import deque

CHUNK = 512


class Recorder:
    """`append` takes one event: a tuple that starts with its site number. At most about `max_steps` events are kept."""

    def __init__(self, level, max_steps):
        self.level = level
        self.head_size = max(1, max_steps // 2)
        self.events = []
        self.append = self.events.append
        self._restart(max_steps)

    def _restart(self, max_steps):
        self.max_steps = max_steps
        self.head, self.head_count = [], 0
        self.tail = deque(maxlen=max(1, (max_steps - self.head_size) // CHUNK))
        self.dropped, self.dropped_counts = 0, {}

    def flush(self):
        """Moves the events since the last flush to where they are kept."""
        chunk = self.events[:]
        self.events.clear()
        if self.head_count < self.head_size:
            self.head.append(chunk)
            self.head_count += len(chunk)
            return
        if len(self.tail) == self.tail.maxlen:
            oldest = self.tail.popleft()
            self.dropped += len(oldest)
            for event in oldest:
                self.dropped_counts[event[0]] = self.dropped_counts.get(event[0], 0) + 1
        self.tail.append(chunk)

    def take(self, sites):
        """Everything since the last take, as bytes (marshal, format 2)."""
        self.flush()
        head = [event for chunk in self.head for event in chunk]
        tail = [event for chunk in self.tail for event in chunk]
        taken = marshal.dumps((1, self.level, sites, head, self.dropped, self.dropped_counts, tail), 2)
        self._restart(self.max_steps)
        return taken

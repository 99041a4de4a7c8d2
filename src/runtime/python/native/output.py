"""The files in memory that take the stdout and stderr of one candidate after the other."""

import fcntl
import os

_MODE = os.O_RDWR | os.O_APPEND


class Output:
    def __init__(self):
        self.files = os.memfd_create('stdout'), os.memfd_create('stderr')
        self.begin(0)

    def begin(self, limit):
        """Nothing of the candidate before may still run: what it wrote is gone, and so are the flags that it set."""
        self._limit = limit
        self._taken = [0, 0]
        for file in self.files:
            if os.lseek(file, 0, os.SEEK_END) > 0:
                os.ftruncate(file, 0)
                os.lseek(file, 0, os.SEEK_SET)
            fcntl.fcntl(file, fcntl.F_SETFL, _MODE)

    def over_limit(self, lseek=os.lseek, end=os.SEEK_END):
        stdout, stderr = self.files
        return lseek(stdout, 0, end) > self._limit or lseek(stderr, 0, end) > self._limit

    def take(self):
        """What was written since the last take; the limit is for all takes together."""
        stdout, dropped_stdout = self._take(0)
        stderr, dropped_stderr = self._take(1)
        return {
            'stdout': stdout,
            'stderr': stderr,
            'droppedStdout': dropped_stdout,
            'droppedStderr': dropped_stderr,
        }

    def _take(self, index):
        file, start = self.files[index], self._taken[index]
        size = os.lseek(file, 0, os.SEEK_END)
        if size <= start:
            return b'', 0
        self._taken[index] = size
        return os.pread(file, max(0, min(size, self._limit) - start), start), max(0, size - max(self._limit, start))

    def close(self):
        for file in self.files:
            os.close(file)

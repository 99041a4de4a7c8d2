"""Ends a check whose own code, here on the trusted side, does not end: the program is then neither right nor wrong."""

import signal

from assertion import BadCheck

_AGAIN_SECONDS = 0.05


class CheckAlarm:
    def __init__(self):
        # While a message is under way the sandbox keeps the limits, and must not be interrupted.
        self.held = False

    def set(self, wall_ms):
        """A check begins. It has more time than the program in it, whose limit is hit first."""
        self._seconds = wall_ms / 1e3 * 1.5 + 1
        signal.signal(signal.SIGALRM, self._ring)
        signal.setitimer(signal.ITIMER_REAL, self._seconds, _AGAIN_SECONDS)

    def pause(self):
        """Time does not count until `go_on`."""
        self._left = signal.setitimer(signal.ITIMER_REAL, 0)

    def go_on(self):
        signal.setitimer(signal.ITIMER_REAL, *self._left)

    def clear(self):
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _ring(self, *_):
        if not self.held:
            raise BadCheck('the check itself ran for more than %.1f s' % self._seconds)

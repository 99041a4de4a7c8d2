"""Stops a traced program shortly before its cpu limit, while what was recorded of it can still be taken.

It does so at a SIGPROF, which the interpreter's timer sends; where there is none, the host of the interpreter may.
"""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import signal

_MARGIN_SHARE = 0.1
_MARGIN_SECONDS = 0.1
"""What it takes at least to leave a thousand frames and to hand over the trace, on a busy machine."""
_AGAIN_SECONDS = 0.05


class OutOfTime(BaseException):
    """Raised in the program, again and again should it be caught."""


class Deadline:
    """`is_running` is true while the program's own code runs: only then is it interrupted."""

    def __init__(self, cpu_ms):
        limit = cpu_ms / 1000
        self.seconds = max(limit / 2, limit - max(_MARGIN_SECONDS, limit * _MARGIN_SHARE))
        self.is_running = False
        signal.signal(signal.SIGPROF, self._interrupt)
        self.restart()

    def restart(self):
        """A check begins, which has the whole of the limit."""
        if hasattr(signal, 'setitimer'):
            signal.setitimer(signal.ITIMER_PROF, self.seconds, _AGAIN_SECONDS)

    def _interrupt(self, *_):
        if self.is_running:
            raise OutOfTime

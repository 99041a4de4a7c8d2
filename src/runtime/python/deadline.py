"""Stops a traced program shortly before its cpu limit, while what was recorded of it can still be taken."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import signal
import time

_SHARE = 0.9
_AGAIN_SECONDS = 0.05


class OutOfTime(BaseException):
    """Raised in the program, again and again should it be caught."""


class Deadline:
    """`is_running` is true while the program's own code runs: only then is it interrupted."""

    def __init__(self, cpu_ms):
        self.seconds = cpu_ms / 1000 * _SHARE
        self.is_running = False
        self.restart()

    def restart(self):
        """A check begins, which has the whole of the limit."""
        self.at = time.process_time() + self.seconds
        if hasattr(signal, 'setitimer'):
            signal.signal(signal.SIGPROF, self._interrupt)
            signal.setitimer(signal.ITIMER_PROF, self.seconds, _AGAIN_SECONDS)

    def watch(self, recorder):
        """Has the recorder look at the clock from time to time, where there are no timers."""
        flush = recorder.flush

        def flush_and_look():
            flush()
            if time.process_time() > self.at:
                self._interrupt()

        if not hasattr(signal, 'setitimer'):
            recorder.flush = flush_and_look

    def _interrupt(self, *_):
        if self.is_running:
            raise OutOfTime

"""Records what a program does while it runs."""

from line_tracer import LineTracer
from recorder import Recorder


class Tracer:
    """`level` is 'coverage', 'line' or 'full'; at most `max_steps` events are kept, the first and the last."""

    def __init__(self, level, max_steps):
        self.sites = []
        self.recorder = Recorder(level, max_steps)
        self.lines = LineTracer(self.recorder, self.sites)

    def compile(self, source, filename):
        """The code of the program, ready to be run in a namespace that went through `install`. Raises as `compile` does."""
        code = compile(source, filename, 'exec', dont_inherit=True)
        self.lines.prepare(source, filename)
        return code

    def install(self, namespace):
        """Makes the namespace fit to run the compiled code."""
        self.lines.start()

    def take(self):
        """Everything recorded since the last take, as bytes for `decode-trace.ts`."""
        return self.recorder.take(self.sites)

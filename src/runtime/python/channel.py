"""The grader's end of the channel to a candidate: what comes out of it may be anything."""

import marshal
import time

from json_bytes import Malformed, from_bytes
from values import FRAME_LIMIT

TRACE_LIMIT = 48 << 20
_LOOK_EVERY = 100
"""Exchanges of one check between two looks at the clocks."""
FORGED = {'kind': 'blocked', 'what': 'a forged reply'}
UNREADABLE = (Malformed, LookupError, TypeError, ValueError, AttributeError)
"""What reading a reply raises that no candidate of ours has written."""


class Died(BaseException):
    """The candidate ended instead of answering; `outcome` is the JSON of an `Outcome`."""

    def __init__(self, outcome):
        super().__init__(outcome)
        self.outcome = outcome


class SandboxFault(BaseException):
    """The sandbox itself is at fault, so nothing is known of the program."""


class ToolsetFault(BaseException):
    """The toolset is at fault: its prelude, or a call that the host could not serve. The request ends with it."""


class Channel:
    """Requests to one candidate. Once it has ended, `ended` says how, and every request raises `Died`."""

    def __init__(self, sandbox, limits):
        self.sandbox = sandbox
        self.limits = limits
        self.ended = None
        self._restart({'wallMs': 0, 'cpuMs': 0})

    def begin(self, used):
        """A check begins, when the candidate has used so much: it has the whole of the limits."""
        self.sandbox.restart_clocks()
        self._restart(used)

    def _restart(self, used):
        self.exchanges = 0
        self.used_before = used
        self.own_before = time.process_time() * 1000

    def exchange(self, *request):
        """One request and its reply, a dict of anything."""
        return self.exchange_frame(marshal.dumps(request))

    def exchange_frame(self, frame):
        if self.ended is not None:
            raise Died(self.ended)
        try:
            self.exchanges += 1
            if self.exchanges % _LOOK_EVERY == 0:
                self._look_at_clocks()
            return _read(self.sandbox.exchange(frame))
        except Died as died:
            self.ended = died.outcome
            raise

    def forged(self):
        """What came was no reply of a candidate of ours. Raises `Died`."""
        self.ended = FORGED
        raise Died(FORGED)

    def take_trace(self):
        """The trace since the last take, as bytes that are not read here; None where there is none to be had."""
        try:
            trace = self.sandbox.exchange(marshal.dumps(('trace',)))
        except Died as died:
            self.ended = self.ended or died.outcome
            return None
        return trace if 0 < len(trace) <= TRACE_LIMIT else None

    def _look_at_clocks(self):
        """The sandbox limits what the program takes; here a check is limited that never ends asking it."""
        used, own = self.sandbox.usage(), time.process_time() * 1000 - self.own_before
        if used['cpuMs'] - self.used_before['cpuMs'] + own > self.limits['cpuMs']:
            raise Died({'kind': 'exceeded', 'limit': 'cpuMs'})
        if used['wallMs'] - self.used_before['wallMs'] > self.limits['wallMs']:
            raise Died({'kind': 'exceeded', 'limit': 'wallMs'})


def _read(data):
    if len(data) > FRAME_LIMIT:
        raise Died({'kind': 'exceeded', 'limit': 'outputBytes'})
    try:
        reply = from_bytes(data)
    except Malformed:
        raise Died(FORGED) from None
    if type(reply) is not dict:
        raise Died(FORGED)
    if 'x' in reply:
        limit = reply['x'] if reply['x'] in ('cpuMs', 'toolCalls') else 'outputBytes'
        raise Died({'kind': 'exceeded', 'limit': limit})
    return reply

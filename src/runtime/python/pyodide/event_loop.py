"""An event loop of asyncio for a place without sockets: there is nothing to wait for but time, and time is virtual."""

import asyncio
import selectors
import time
from asyncio import unix_events

FOR_EVER = 1e6


class _TimeSelector(selectors.SelectSelector):
    def select(self, timeout=None):
        time.sleep(FOR_EVER if timeout is None else max(timeout, 0))
        return []


class EventLoop(unix_events.SelectorEventLoop):
    def __init__(self):
        super().__init__(_TimeSelector())

    def _make_self_pipe(self):  # by which other threads would wake the loop; there are none
        self._ssock = self._csock = None

    def _close_self_pipe(self):
        pass

    def _write_to_self(self):
        pass


for owner in (asyncio, unix_events):
    owner.EventLoop = owner.SelectorEventLoop = EventLoop
unix_events._DefaultEventLoopPolicy._loop_factory = EventLoop

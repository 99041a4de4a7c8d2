"""A program behind mirrors, as `check.run` sees it."""

import program_names
from assertion import Watch
from channel import Died, SandboxFault
from mirror import NeedsLive
from words import clip

_NEED_LIVE = frozenset('asyncio dataclasses inspect pickle threading unittest.mock weakref'.split())
"""Libraries that look into the objects they are given: a check that imports one runs beside the program."""


class SplitWorld:
    """What a check knows of the program of a session; `module` is what it gets when it imports the program."""

    passes = (Died, NeedsLive, SandboxFault)

    def __init__(self, session, module):
        self.session = session
        self.module = module
        self.shared = {}
        self.watch = Watch()
        self.fault = session.fault
        self.text = session.text
        self.view = session.view
        self.require_live = session.require_live

    @property
    def last(self):
        return self.session.last

    def scope(self, names):
        return program_names.scope(self.session, names)

    def admit(self, imports):
        if imports & _NEED_LIVE:
            self.require_live('a library that looks into live objects')

    def message(self, error):
        self.session.quiet = True
        try:
            return clip(str(error))
        except Exception:  # an exception of the check whose own text fails
            return ''
        finally:
            self.session.quiet = False

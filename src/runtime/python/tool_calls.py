"""The prelude of a toolset beside the program, and the calls that it makes: they cross to the host, which answers them.

The runtime gives the way over by `connect`: `cross(request: bytes) -> bytes`. A request is the JSON of `[op, args]`; an
answer is `u8 status · u32 number of the call · JSON of the answer`, little-endian.
"""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import json.encoder
from _thread import allocate_lock
from struct import Struct
from types import ModuleType

from views import show_as

PRELUDE_FILE = '<tools>'
MAX_REQUEST = 1 << 20
"""Bytes of a call."""
MAX_NESTING = 100
_ANSWER = Struct('<BI')
_REFUSED = 1
_make_encoder = json.encoder.c_make_encoder
_spell, _spell_ascii = json.encoder.encode_basestring, json.encoder.encode_basestring_ascii
_read_json = json.JSONDecoder(strict=False).scan_once
_way = []


def connect(cross):
    """Makes this the way over, for all toolboxes that are made from now on."""
    _way[:] = [cross]


class OutOfCalls(BaseException):
    """More calls than the limit allows. Raised by every further call, should it be caught."""


class Toolbox:
    """One candidate's prelude, run from its code. `names` are what the program finds of it; `scope` is all of it."""

    def __init__(self, code):
        self.tracer = self.deadline = None
        self._cross = _way[0]
        self._lock = allocate_lock()
        module = ModuleType('tools')
        own = {'__builtins__': __builtins__, 'call_tool': self.call, 'show_as': show_as}
        self.scope = vars(module)
        self.scope.update(own)
        exec(code, self.scope)
        public = self.scope.get('__all__')
        if public is None:
            public = [
                name
                for name, value in self.scope.items()
                if name[:1] != '_' and name not in own and type(value) is not ModuleType
            ]
        self.names = {name: self.scope[name] for name in public}

    def call(self, op, args=None):
        """The host's answer to a call: JSON-like values both. Raises `TypeError` and `ValueError` for any other."""
        answer = self._exchange(request_of(op, args))
        status, number = _ANSWER.unpack_from(answer)
        if status == _REFUSED:
            raise OutOfCalls
        if self.tracer is not None:
            self.tracer.called(number)
        return _read_json(answer[_ANSWER.size :].decode(), 0)[0]

    def _exchange(self, request):
        """One at a time, and not to be torn in two by the end of the program's time."""
        deadline = self.deadline
        with self._lock:
            if deadline is None or not deadline.is_running:
                return self._cross(request)
            deadline.is_running = False
            try:
                return self._cross(request)
            finally:
                deadline.is_running = True


def request_of(op, args):
    if type(op) is not str:
        raise TypeError(f'the name of a tool is a str, not {type(op).__name__}')
    try:
        text = _json([op, args], _spell)
        request = text.encode()
    except UnicodeEncodeError:  # half a surrogate pair
        text = _json([op, args], _spell_ascii)
        request = text.encode()
    if len(request) > MAX_REQUEST:
        raise ValueError(f'a call of the tool {op[:100]} takes {len(request)} bytes, more than {MAX_REQUEST}')
    if text.count('[') + text.count('{') > MAX_NESTING and not _fits(args, MAX_NESTING):
        raise ValueError(f'the arguments of the tool {op[:100]} are nested more than {MAX_NESTING} deep')
    return request


def _json(value, spell):
    return ''.join(_make_encoder({}, _refuse, spell, None, ':', ',', False, False, False)(value, 0))


def _refuse(value):
    raise TypeError(f'a tool takes plain values, not {type(value).__name__}')


def _fits(value, room):
    """No more than so many containers are in one another."""
    if not isinstance(value, (list, tuple, dict)):
        return True
    parts = value.values() if isinstance(value, dict) else value
    return room > 0 and all(_fits(part, room - 1) for part in parts)

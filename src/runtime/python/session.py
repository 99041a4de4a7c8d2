"""The grader's end of the channel: one candidate at a time, what was asked of it, and the mirrors of its objects."""

import marshal
import sys
import time
from types import BuiltinFunctionType

import outcome
import values
from assertion import raised_on_purpose
from mirror import MirrorClass, NeedsLive, is_mirror, is_mirror_class, make_class, make_instance, number_of
from program_names import SAFE_MODULES, Function, Method, ProgramModule
from values import FRAME_LIMIT, Decoder, Encoder, Malformed, from_bytes
from views import view

MAX_CALLS = 20
MAX_TEXT = 2000
_LOOK_EVERY = 100
"""Exchanges of one check between two looks at the clocks."""
_MAX_REPR = 1 << 14
"""Bytes of a frame up to which its values are shown by `repr`; those of a longer one by a bounded view."""
_FUNCTION_MODULES = frozenset('builtins math cmath operator _operator string itertools functools statistics'.split())
_JUDGING = frozenset(
    f'__{prefix}{name}__'
    for name in 'add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or'.split()
    for prefix in ('', 'r', 'i')
) | {'__contains__', '__lt__', '__le__', '__gt__', '__ge__'}
_TOLD = '@told'
STALE = {'kind': 'raised', 'error': 'RuntimeError', 'message': 'an object of a run that has ended'}
UNREADABLE = (Malformed, LookupError, TypeError, ValueError, AttributeError)
FORGED = {'kind': 'blocked', 'what': 'a forged reply'}


class Died(BaseException):
    """The candidate ended instead of answering; `outcome` is the JSON of an `Outcome`."""

    def __init__(self, outcome):
        super().__init__(outcome)
        self.outcome = outcome


class SandboxFault(BaseException):
    """The sandbox itself is at fault, so nothing is known of the program."""


class Session:
    """One loaded program. Every request of a check goes through `call` or `ask`."""

    def __init__(self, sandbox, request):
        self.sandbox = sandbox
        self.limits = request['limits']
        self.module_name = request['module']
        self.names = {}
        self.objects = {}
        self.numbers = {}
        self.classes = {}
        self.functions = {}
        self.labels = {}
        self.meant, self.not_meant, self.made = set(), set(), set()
        self.stdout = sys.stdout
        self.ended = None
        self.untouched = True
        self.restart(0)

    def begin(self, used_before):
        """A new check, when the candidate has used so many ms of cpu: it has the whole of the limits, and asked for nothing."""
        self.sandbox.restart_clocks()
        self.restart(used_before)

    def restart(self, used_before):
        self.exchanges = 0
        self.used_before = used_before
        self.own_before = time.process_time() * 1000
        self.began = time.monotonic()
        self.calls = []
        self.last = None
        self.needs_live = None
        self.quiet = False

    # -- messages

    def run(self, *request):
        """Loads or runs the program: its reply, or None and the outcome of the failure."""
        try:
            reply = self.exchange(*request)
            if 'rejected' in reply:
                return None, outcome.rejected(reply['rejected'])
            if 'e' in reply:
                return None, self.fault(self.revive(reply['e']))
        except Died as died:
            return None, died.outcome
        except UNREADABLE:
            return None, FORGED
        return reply, {'kind': 'returned'}

    def exchange(self, *request):
        """One request and its reply, a dict of anything. Raises `Died`, now and ever after."""
        return self.exchange_frame(marshal.dumps(request))

    def exchange_frame(self, frame):
        if self.ended is not None:
            raise Died(self.ended)
        try:
            self.exchanges += 1
            if self.exchanges % _LOOK_EVERY == 0:
                self.look_at_clocks()
            return read_reply(self.sandbox.exchange(frame))
        except Died as died:
            self.ended = died.outcome
            raise

    def require_live(self, reason):
        """The check cannot be run here. Noted too, in case the check catches everything."""
        self.needs_live = reason
        raise NeedsLive(reason)

    def look_at_clocks(self):
        """The sandbox limits what the program takes; here a check is limited that never ends asking it."""
        used = self.sandbox.usage()['cpuMs'] - self.used_before + time.process_time() * 1000 - self.own_before
        if used > self.limits['cpuMs']:
            raise Died({'kind': 'exceeded', 'limit': 'cpuMs'})
        if (time.monotonic() - self.began) * 1000 > self.limits['wallMs']:
            raise Died({'kind': 'exceeded', 'limit': 'wallMs'})

    def take_trace(self):
        """The trace since the last take, as bytes that are not read here; None where there is none to be had."""
        try:
            trace = self.sandbox.exchange(marshal.dumps(('trace',)))
        except Died as died:
            self.ended = self.ended or died.outcome
            return None
        return trace if 0 < len(trace) <= FRAME_LIMIT else None

    def send(self, target, args, kwargs):
        """Calls something of the candidate; what it changes in the arguments and what it raises happens here too."""
        frame, containers = self.request(target, args, kwargs)
        return self.receive(self.exchange_frame(frame), containers)

    def request(self, target, args, kwargs):
        self.untouched = False
        """The frame of a call, and the containers in its arguments."""
        write = Encoder(self.keep, learn=True)
        named = {key: write(part) for key, part in kwargs.items()} if kwargs else {}
        return marshal.dumps(('call', target, write.items(args), named)), write.containers

    def receive(self, reply, containers):
        try:
            read = Decoder(self.handle, containers)
            for number, tree in reply.get('c', ()):
                values.replace(containers[number], read.read(tree))
            if 'e' not in reply:
                return read.read(reply['v'])
            error = self.revive(reply['e'])
        except UNREADABLE:
            self.ended = FORGED
            raise Died(FORGED) from None
        finally:
            if sys.stdout is not self.stdout and self.ended is None:
                self.forward_output()
        raise error

    def forward_output(self):
        """The check has put streams of its own in the place of stdout and stderr, to see what the program prints."""
        output = self.sandbox.take_output()
        sys.stdout.write(output['stdout'].decode('utf-8', 'replace'))
        sys.stderr.write(output['stderr'].decode('utf-8', 'replace'))

    # -- what a check asks

    def call(self, target, name, args, kwargs, hidden=0):
        """Calls a function, class, method or object of the program, and notes it without its `hidden` first arguments."""
        frame, containers = self.request(target, args, kwargs)
        show = self.text if len(frame) < _MAX_REPR else viewed
        parts = [show(part) for part in args[hidden:]] + [f'{key}={show(part)}' for key, part in kwargs.items()]
        call = {'expression': clip(f'{name}({", ".join(parts)})')}
        if len(self.calls) < MAX_CALLS:
            self.calls.append(call)
        self.last = (call, None)
        try:
            value = self.receive(self.exchange_frame(frame), containers)
        except BaseException as error:
            name, message, _ = told(error)
            call['error'] = clip(f'{name}: {message}' if message else name)
            raise
        self.last = (call, value)
        call['value'] = self.text(value)
        if is_mirror(value):
            self.labels.setdefault(number_of(value), call['expression'])
        return value

    def ask(self, operation, *args):
        return self.send('.' + operation, args, {})

    def get(self, owner, name):
        found = self.ask('get', owner, name)
        return found[0] if found else Method(self, owner, name)

    def make(self, kind, args, kwargs):
        """Makes an instance of a class of the program, for a check that calls the class by a name of its own text."""
        value = self.call(number_of(kind), kind.__name__, args, kwargs)
        if is_mirror(value) and number_of(kind) in self.meant - self.not_meant:
            self.made.add(number_of(value))
        return value

    def special(self, owner, name, args):
        """An operator. What a check has not made itself is not asked to judge a value of the check.

        Where a check expects a number, a program could else give back an object that is near to everything.
        """
        if self.quiet:
            return self.label(owner)
        is_made = number_of(owner) in self.made
        if name in _JUDGING and not is_made and not all(map(is_mirror, args)):
            if name == '__contains__' and hasattr(type(owner), '__iter__'):
                return any(args[0] is part or args[0] == part for part in owner)
            raise TypeError(f"an object of type {type(owner).__name__} of the program cannot judge the check's {args[0]!r}")
        result = self.ask('special', owner, name, *args)
        if is_made and is_mirror(result):
            self.made.add(number_of(result))
        return result

    def leave(self, owner, error):
        """The end of a `with` block. What the check finds wrong within is not for an object of the program to swallow."""
        if error is None:
            return self.ask('special', owner, '__exit__', None, None, None)
        swallowed = self.ask('special', owner, '__exit__', type(error), error, None)
        if _TOLD in error.__dict__ or raised_on_purpose(error):
            return swallowed
        return swallowed and number_of(owner) in self.made and not isinstance(error, AssertionError)

    def contents(self, owner, kind):
        value = self.ask('contents', owner)
        return value if type(value) is kind else kind(value)

    def name(self, name):
        """What a name of the program stands for. Raises `AttributeError`."""
        what, *path = self.names.get(name, 'value').split()
        if what == 'function':
            return self.functions.setdefault(name, Function(self, name))
        if what == 'library' and path[0] in SAFE_MODULES:
            found = __import__(path[0])
            return getattr(found, path[1]) if len(path) > 1 else found
        found = self.ask('name', name)
        if is_mirror_class(found):
            (self.meant if name[0].isupper() else self.not_meant).add(number_of(found))
        return found

    # -- objects

    def keep(self, value):
        """The tree of an argument that is not plain: something of the program's, or a function of a library."""
        kind = type(value)
        if type(kind) is MirrorClass or kind is MirrorClass:
            if value._session is not self:
                raise Died(STALE)
            return {'o': number_of(value)}
        if kind is Function:
            return {'o': value.__name__}
        if kind is ProgramModule:
            return {'o': ''}
        if kind is Method:
            return {'o': number_of(value.fetched())}
        if (kind is BuiltinFunctionType or kind is type) and value.__module__ in _FUNCTION_MODULES:
            return {'o': [value.__module__, value.__name__]}
        self.require_live(f'an argument of type {kind.__name__}')

    def handle(self, tag, body):
        if tag == 'k':
            return self.mirror_class(body)
        number, kind, *data = body
        found = self.objects.get(number)
        if found is None:
            if type(number) is not int:
                raise Malformed('a handle has no number')
            kind, read = self.mirror_class(kind), Decoder(self.handle)
            found = self.objects[number] = make_instance(kind, number, *map(read, data))
        return found

    def mirror_class(self, body):
        number, name, bases, own = body
        found = self.classes.get(number)
        if found is None:
            if type(name) is not str or type(number) is not int:
                raise Malformed('a class has no name')
            parents = [base if type(base) is str else self.mirror_class(base) for base in bases]
            found = self.classes[number] = make_class(self, number, name, parents, own)
        return found

    def revive(self, body):
        """The exception of a reply, as something that can be raised here."""
        tree, name, message, place = body
        error = Decoder(self.handle).read(tree)
        if not isinstance(error, BaseException) or type(name) is not str or type(message) is not str:
            raise Malformed('not an exception')
        error.__dict__[_TOLD] = (name, message, place)
        return error

    def fault(self, error):
        """The outcome of an exception that came out of the program, else None."""
        if isinstance(error, Died):
            return error.outcome
        return outcome.raised(error, *error.__dict__[_TOLD]) if _TOLD in error.__dict__ else None

    def label(self, value):
        return self.labels.get(number_of(value)) or f'<{type(value).__name__} object>'

    # -- words

    def view(self, value):
        """`(type, text, length)` for a reader."""
        return (type(value).__name__, self.label(value)) if is_mirror(value) else view(value)[:3]

    def text(self, value):
        """`repr`, bounded, without asking the program."""
        self.quiet = True
        try:
            return clip(repr(value))
        except ValueError:  # an int of too many digits
            return viewed(value)
        finally:
            self.quiet = False


def told(error):
    """The name, message and place of an exception of the program, or of how it ended."""
    if isinstance(error, Died):
        return error.outcome['kind'], error.outcome.get('limit') or '', None
    return error.__dict__.get(_TOLD) or (type(error).__name__, '', None)


def read_reply(data):
    """The reply of a candidate. Raises `Died` where it is too long, or none."""
    if len(data) > FRAME_LIMIT:
        raise Died({'kind': 'exceeded', 'limit': 'outputBytes'})
    try:
        reply = from_bytes(data)
    except Malformed:
        raise Died(FORGED) from None
    if type(reply) is not dict:
        raise Died(FORGED)
    if 'x' in reply:
        raise Died({'kind': 'exceeded', 'limit': 'cpuMs' if reply['x'] == 'cpuMs' else 'outputBytes'})
    return reply


def viewed(value):
    return clip(view(value)[1])


def clip(text):
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + '…'

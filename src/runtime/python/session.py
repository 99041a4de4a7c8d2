"""What a check asks of the program: calls and operators by message, and the mirrors of the program's objects."""

import marshal
import sys
from types import BuiltinFunctionType

import outcome
import values
from assertion import raised_on_purpose
from channel import FORGED, UNREADABLE, Channel, Died, ToolsetFault
from json_bytes import Malformed
from mirror import MirrorClass, NeedsLive, is_mirror, is_mirror_class, make_class, make_instance, number_of
from program_names import SAFE_MODULES, Function, Method, ProgramModule
from values import Decoder, Encoder
from views import view
from words import clip

MAX_CALLS = 20
_MAX_REPR = 1 << 14
"""Bytes of a frame up to which its values are shown by `repr`; those of a longer one by a bounded view."""
_FUNCTION_MODULES = frozenset('builtins math cmath operator _operator string itertools functools statistics'.split())
_JUDGING = frozenset(
    f'__{prefix}{name}__'
    for name in 'add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or'.split()
    for prefix in ('', 'r', 'i')
) | {'__contains__', '__lt__', '__le__', '__gt__', '__ge__'}
_TOLD = '@told'
_STALE = {'kind': 'raised', 'error': 'RuntimeError', 'message': 'an object of a run that has ended'}


class Session:
    """One candidate and its program, as the checks see it."""

    def __init__(self, sandbox, request):
        self.sandbox = sandbox
        self.channel = Channel(sandbox, request['limits'])
        self.module_name = request['module']
        self.names = {}
        self.objects = {}
        self.numbers = {}
        self.classes = {}
        self.functions = {}
        self.labels = {}
        self.meant, self.not_meant, self.made = set(), set(), set()
        self.stdout = sys.stdout
        self.untouched = True
        self._clear()

    def begin(self, used):
        """A new check, when the candidate has used so much: nothing has been asked for it yet."""
        self.channel.begin(used)
        self._clear()

    def _clear(self):
        self.calls = []
        self.last = None
        self.needs_live = None
        self.quiet = False

    @property
    def ended(self):
        return self.channel.ended

    # -- messages

    def run(self, *request):
        """Loads or runs the program: its reply, or None and the outcome of the failure."""
        try:
            reply = self.channel.exchange(*request)
            if 'rejected' in reply:
                return None, outcome.rejected(reply['rejected'])
            if 'e' in reply:
                return None, self.fault(self.revive(reply['e']))
        except Died as died:
            return None, died.outcome
        except UNREADABLE:
            return None, FORGED
        return reply, {'kind': 'returned'}

    def equip(self, tools):
        """Hands the candidate its toolset, before any program is there. Raises `ToolsetFault` where it is broken."""
        try:
            reply = self.channel.exchange('tools', tools)
        except Died:  # told by whatever is asked next
            return
        if 'broken' in reply:
            raise ToolsetFault(clip(str(reply['broken'])))

    def load(self, setup):
        """The outcome of running the program as a module; its names are known then."""
        reply, result = self.run('load', setup)
        try:
            self.names = {str(name): str(kind) for name, kind in reply['names']} if reply else {}
        except UNREADABLE:
            return FORGED
        return result

    def require_live(self, reason):
        """The check cannot be run here. Noted too, in case the check catches everything."""
        self.needs_live = reason
        raise NeedsLive(reason)

    def request(self, target, args, kwargs):
        """The frame of a call, and the containers in its arguments."""
        self.untouched = False
        write = Encoder(self.keep, learn=True)
        named = {key: write(part) for key, part in kwargs.items()} if kwargs else {}
        return marshal.dumps(('call', target, write.items(args), named)), write.containers

    def receive(self, frame, containers):
        """Sends the frame of a call; what it changes in the arguments and what it raises happens here too."""
        reply = self.channel.exchange_frame(frame)
        try:
            read = Decoder(self.handle, containers)
            for number, tree in reply.get('c', ()):
                values.replace(containers[number], read.read(tree))
            if 'e' not in reply:
                return read.read(reply['v'])
            error = self.revive(reply['e'])
        except UNREADABLE:
            self.channel.forged()
        finally:
            if sys.stdout is not self.stdout and self.ended is None:
                self.forward_output()
        raise error

    # -- what a check asks

    def forward_output(self):
        """The check has put streams of its own in the place of stdout and stderr, to see what the program prints."""
        output = self.sandbox.take_output()
        sys.stdout.write(output['stdout'].decode('utf-8', 'replace'))
        sys.stderr.write(output['stderr'].decode('utf-8', 'replace'))

    def call(self, target, args, kwargs, *, name, hidden=0):
        """Calls something of the program, and notes it without its `hidden` first arguments."""
        frame, containers = self.request(target, args, kwargs)
        show = self.text if len(frame) < _MAX_REPR else _viewed
        parts = [show(part) for part in args[hidden:]] + [f'{key}={show(part)}' for key, part in kwargs.items()]
        call = {'expression': clip(f'{name}({", ".join(parts)})')}
        if len(self.calls) < MAX_CALLS:
            self.calls.append(call)
        self.last = (call, None)
        try:
            value = self.receive(frame, containers)
        except BaseException as error:
            kind, message = _told(error)
            call['error'] = clip(f'{kind}: {message}' if message else kind)
            raise
        self.last = (call, value)
        call['value'] = self.text(value)
        if is_mirror(value):
            self.labels.setdefault(number_of(value), call['expression'])
        return value

    def ask(self, operation, *args):
        try:
            return self.receive(*self.request('.' + operation, args, {}))
        except BaseException:
            words = ', '.join(map(self.text, args))
            self.last = ({'expression': clip(f'{operation} of {words}')}, None)
            raise

    def get(self, owner, name):
        found = self.ask('get', owner, name)
        return found[0] if found else Method(self, owner, name)

    def make(self, kind, args, kwargs):
        """Makes an instance of a class of the program, for a check that calls the class by a name of its own text."""
        value = self.call(number_of(kind), args, kwargs, name=kind.__name__)
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
            kind = type(owner).__name__
            raise TypeError(f"an object of type {kind} of the program cannot judge the check's {args[0]!r}")
        result = self.ask('special', owner, name, *args)
        if is_made and is_mirror(result):
            self.made.add(number_of(result))
        return result

    def leave(self, owner, error):
        """The end of a `with` block. What the check finds wrong within is not for the program to swallow."""
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
            if value._mirror_session is not self:
                raise Died(_STALE)
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
            found = self.classes[number] = make_class(self, (number, name, parents, own))
        return found

    def revive(self, body):
        """The exception of a reply, as something that can be raised here."""
        tree, name, message, place = body
        error = Decoder(self.handle).read(tree)
        if not isinstance(error, BaseException) or type(name) is not str or type(message) is not str:
            raise Malformed('not an exception')
        error.__dict__[_TOLD] = (clip(name, 200), clip(message), place)
        return error

    def fault(self, error):
        """The outcome of an exception that came out of the program, else None."""
        if isinstance(error, Died):
            return error.outcome
        return outcome.raised(error, error.__dict__[_TOLD]) if _TOLD in error.__dict__ else None

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
        except Exception:  # an int of too many digits, or an object of the check whose own repr fails
            return _viewed(value)
        finally:
            self.quiet = False


def _told(error):
    """The name and message of what a call raised here."""
    if isinstance(error, Died):
        return error.outcome['kind'], error.outcome.get('limit') or ''
    return error.__dict__.get(_TOLD, (type(error).__name__, ''))[:2]


def _viewed(value):
    return clip(view(value)[1])

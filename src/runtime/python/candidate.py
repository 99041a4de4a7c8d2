"""The program's side: it holds the program, and answers the grader one request at a time.

`handle(frame) -> bytes` is all of it. A frame is `marshal` of `(operation, *arguments)`, which only the trusted grader
writes; a reply is JSON, which the grader trusts in nothing, but for `trace`, whose reply is opaque bytes.

    ('tools', tools)                {}                            runs the prelude of a toolset; {"broken": text} where that fails
    ('load', setup)                 {"names": [[name, kind]…]}    runs the program as a module
    ('script', setup)               {}                            runs it as `__main__`
    ('call', target, args, kwargs)  {"v": tree}                   and "c": [[number, tree]…] for containers that changed
    ('evaluate', expression)        {"view": [type, text, length, objects]}
    ('enter', code)                 the same                      of the toolset's expression, which sees all of its prelude
    ('check', check)                {"result": …}                 runs a check beside the program
    ('trace',)                      the bytes of `Tracer.take()`

A failure is `{"e": [exception, error, message, span]}`, a source that does not compile `{"rejected": [error, message,
span]}`, and a reply that is too long `{"x": limit}`. A target is a name of the program, the number of a handle, or
a dot with the name of a question to `ProgramObjects`. Nothing is gained by making this file lie: what a program could
say through it, it could as well return.
"""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import atexit
import marshal
import random
import sys
from types import ModuleType

import fault
import imports
import live_check
from json_bytes import to_bytes
from deadline import Deadline, OutOfTime
from program_objects import ProgramObjects
from tool_calls import OutOfCalls, Toolbox
from tracer import Tracer
from values import FRAME_LIMIT, Decoder, Encoder
from views import view

_dumps, _loads, _recursion_limit = marshal.dumps, marshal.loads, sys.getrecursionlimit
_LIMITS = {OutOfTime: 'cpuMs', OutOfCalls: 'toolCalls'}
_TOO_LONG = b'{"x":"outputBytes"}'
_RECURSION_NEEDED = 1000


class _Loaded:
    """The program that this process runs: one at a time, and the last for its life."""

    def __init__(self, setup):
        self.name = setup['name']
        self.source = setup['source']
        self.filename = imports.filename(setup['module'])
        self.module = ModuleType(self.name)
        self.module.__builtins__ = builtins
        self.objects = ProgramObjects(self.module)
        self.streams = (sys.stdout, sys.stderr)
        self.tracer = self.deadline = None
        if setup['trace'] != 'off':
            self.tracer = Tracer(setup['trace'], setup['traceSteps'])
            self.deadline = Deadline(setup['cpuMs'])
        if _tools is not None:
            self.equip(_tools)

    def equip(self, tools):
        vars(self.module).update(tools.box.names)
        tools.box.tracer, tools.box.deadline = self.tracer, self.deadline
        if self.tracer is not None:
            self.tracer.prelude = tools.facts

    def take_trace(self):
        if self.tracer is None:
            return b''
        self.deadline.restart()
        return self.tracer.take()

    def run(self, function, *args, **kwargs):
        """Calls into the program."""
        if self.deadline is None:
            return function(*args, **kwargs)
        self.deadline.is_running = True
        try:
            return function(*args, **kwargs)
        finally:
            self.deadline.is_running = False


class _Tools:
    """The toolset of this process, and what the tracer must know of its prelude."""

    def __init__(self, setup):
        self.facts = setup
        self.box = Toolbox(setup['code'])


_loaded = _tools = None


def prepare():
    """What every program finds: called once, before the interpreter is forked or imaged, for it takes longer than a program."""
    imports.hide_own_modules()
    sys.modules['__main__'] = ModuleType('__main__')
    random.seed(0)


def handle(frame):
    """Answers one request. Raises nothing but what the program lets off by a signal at the worst moment."""
    operation, *arguments = _loads(frame)
    if operation == 'trace':
        return _loaded.take_trace()
    reply = _bytes(_OPERATIONS[operation], arguments)
    for stream in (sys.stdout, sys.stderr) if _loaded is None else _loaded.streams:
        try:
            stream.flush()
        except BaseException:  # closed by the program, or full: what is lost is the program's own output
            continue
    return reply if len(reply) <= FRAME_LIMIT else _TOO_LONG


def _bytes(operation, arguments):
    limit = _recursion_limit()
    if limit < _RECURSION_NEEDED:
        sys.setrecursionlimit(_RECURSION_NEEDED)
    try:
        return to_bytes(operation(*arguments))
    except BaseException as error:
        return to_bytes(_failure(error))
    finally:
        if limit < _RECURSION_NEEDED:
            sys.setrecursionlimit(limit)


def _failure(error):
    if type(error) in _LIMITS:
        return {'x': _LIMITS[type(error)]}
    return {'e': fault.describe(error, _loaded, Encoder(_loaded.objects.keep))}


def _equip(setup):
    global _tools
    try:
        _tools = _Tools(setup)
    except OutOfCalls:
        raise
    except BaseException as error:
        return {'broken': f'its prelude raised {fault.class_name(type(error))}: {fault.message(error)}'}
    return {}


def _load(setup):
    rejected = _execute(setup)
    return rejected or {'names': _loaded.objects.names()}


def _script(setup):
    atexit._clear()
    try:
        return _execute(setup) or {}
    except (OutOfTime, OutOfCalls):  # the limit is ours: the program wrote nothing of it
        raise
    except BaseException as error:
        fault.print_uncaught(error, _loaded.filename)
        raise
    finally:
        atexit._run_exitfuncs()


def _execute(setup):
    """Runs the source in a new module; what it raises passes. Gives the reply where it does not compile."""
    global _loaded
    loaded = _loaded = _Loaded(setup)
    if setup['modules'] or '.' in loaded.name:
        imports.install(imports.MemoryFinder(setup['modules'], loaded.name))
    sys.argv[:] = [loaded.filename, *setup.get('args', ())]
    if setup.get('stdin') is not None:
        imports.feed_stdin(setup['stdin'])
    try:
        code = _compile(loaded)
    except BaseException as error:
        return {'rejected': fault.rejection(error, setup['source'])}
    imports.register(loaded.module, loaded.filename)
    imports.remember_lines(loaded.filename, setup['source'])
    loaded.run(exec, code, vars(loaded.module))
    return None


def _compile(loaded):
    if loaded.tracer is None:
        return compile(loaded.source, loaded.filename, 'exec', dont_inherit=True)
    code = loaded.tracer.compile(loaded.source, loaded.filename)
    loaded.tracer.install(vars(loaded.module))
    return code


def _call(target, args, kwargs):
    objects = _loaded.objects
    read = Decoder(objects.find, track=True)
    values = list(read.items(args))
    named = {name: read(tree) for name, tree in kwargs.items()}
    containers = read.containers
    write = Encoder(objects.keep, {id(container): number for number, container in enumerate(containers)})
    before = [_dumps(write.contents(container)) for container in containers]
    reply = {}
    try:
        reply['v'] = write(_loaded.run(objects.target(target), *values, **named))
    except BaseException as error:
        reply = _failure(error)
    if containers:
        after = [(number, write.contents(container)) for number, container in enumerate(containers)]
        changes = [[number, tree] for number, tree in after if _dumps(tree) != before[number]]
        if changes:
            reply['c'] = changes
    return reply


def _evaluate(expression):
    try:
        code = compile(expression.strip(), '<call>', 'eval', dont_inherit=True)
    except BaseException as error:
        name, message, _ = fault.rejection(error, expression)
        return {'rejected': [name, message, None]}  # the place would be read as one in the program
    return _viewed(_loaded.run(eval, code, vars(_loaded.module)))


def _enter(code):
    """The program's own names come second: it may have taken one of the prelude's for something else."""
    return _viewed(_loaded.run(eval, code, {**vars(_loaded.module), **_tools.box.scope}))


def _viewed(value):
    kind, text, length, _, objects = view(value)
    return {'view': [kind, text, length, objects]}


def _check(check):
    return {'result': _loaded.run(live_check.run, check, _loaded)}


_OPERATIONS = {
    'tools': _equip,
    'load': _load,
    'script': _script,
    'call': _call,
    'evaluate': _evaluate,
    'enter': _enter,
    'check': _check,
}

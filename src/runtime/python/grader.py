"""The trusted side: grades one program in a sandbox that runs candidates. See docs/python-protocol.md.

    class Sandbox:
        start(limits, shared=False)    a fresh candidate; everything of an earlier one is gone. With `shared` it may be
                             one that was kept: True is given back then
        restart_clocks()     a check begins: it has the whole of the cpu and wall limits
        exchange(frame)      one request, one reply; raises `Died`
        take_output()        {'stdout', 'stderr', 'droppedStdout', 'droppedStderr'} since the last take
        usage()              {'wallMs', 'cpuMs', 'peakMb'} of the current candidate so far; both also of one that died
        stop(keep=False)     kill and wipe; safe to call twice. With `keep` the candidate may serve once more
"""

import check as check_run
import outcome as outcomes
from captured import Captured
from channel import FORGED, UNREADABLE, Died, SandboxFault, ToolsetFault
from collection import empty_world, expanded, names_all
from comparison import printed_difference, printed_equal
from mirror import NeedsLive
from outcome import RETURNED
from session import Session
from split_world import SplitWorld
from stage import Stage
from toolset import toolset_of
from words import clip

__all__ = ['Died', 'SandboxFault', 'ToolsetFault', 'grade']

_NOTHING = {'wallMs': 0, 'cpuMs': 0, 'peakMb': 0}


def grade(request, sandbox, shared=False):
    """The JSON of an `Execution` but for `programId` and `runtime`; a `trace` is raw bytes. Raises `SandboxFault`
    and `ToolsetFault`.

    With `shared` the program may run where others ran before, and others where it did (`reuse.py`).
    """
    keep = False
    try:
        with Stage(request) as stage:
            grading = _Grading(request, sandbox, stage, shared)
            execution = grading.run()
            keep = shared and grading.left_well(execution)
            return execution
    finally:
        sandbox.stop(keep)


class _Grading:
    """One request: the candidate that runs now, and what has been used."""

    def __init__(self, request, sandbox, stage, shared):
        self.request = request
        self.sandbox = sandbox
        self.stage = stage
        self.shared = shared
        self.tools = toolset_of(request)
        self.reused = False
        self.session = None
        self.live = False
        self.loaded = RETURNED
        self.since = None
        self.used = dict(_NOTHING)
        self.stderr = Captured(request['limits']['outputBytes'])

    def run(self):
        checks = self.request['checks']
        if any(map(names_all, checks)):
            checks = expanded(checks, empty_world(self.stage))
        outcome, trace = self.entry(self.request['entry'])
        if self.session is not None and any(map(names_all, checks)):
            checks = expanded(checks, self.world)
        execution = {'outcome': outcome, 'stdout': self.output(), 'checks': []}
        if trace:
            execution['trace'] = trace
        self.settle()
        for check in checks:
            result = self.check(check)
            execution['checks'].append(result)
            if self.request['stopAtFailure'] and result['verdict'] not in ('pass', 'skip'):
                break
        return {**execution, 'stderr': self.stderr.result(), 'usage': self.used}

    def entry(self, entry):
        """`(outcome, trace)` of what is run besides the checks; without an entry that is the loading of the program."""
        if entry is not None and entry['kind'] == 'script':
            session = self.start()
            _, outcome = session.run('script', self.setup('__main__', self.request['stdin'], entry.get('args', [])))
            return outcome, self.trace(session)
        if entry is None and not self.tools and all(check['kind'] == 'stdio' for check in self.request['checks']):
            return RETURNED, None
        session = self.load()
        outcome = self.loaded
        asked = ('evaluate', entry['expression']) if entry else self.tools and ('enter', self.tools[1])
        if asked and self.session is not None:
            session.untouched = False
            reply, outcome = session.run(*asked)
            outcome = _with_value(outcome, reply)
        return outcome, self.trace(session)

    def left_well(self, execution):
        """The program has done nothing out of the ordinary, so that its candidate is as good as new."""
        outcomes = [execution['outcome'], *(result['outcome'] for result in execution['checks'])]
        return not self.live and all(outcome['kind'] in ('returned', 'raised') for outcome in outcomes)

    # -- candidates

    def start(self):
        self.session = None
        self.reused = bool(self.sandbox.start(self.request['limits'], self.shared))
        self.shared = False  # whatever makes a second candidate needful, that one is fresh
        self.since = _NOTHING
        self.live = False
        session = Session(self.sandbox, self.request)
        if self.tools:
            session.equip(self.tools[0])
        return session

    def setup(self, name, stdin, args=()):
        request = self.request
        shared = {key: request[key] for key in ('source', 'module', 'modules', 'trace')}
        limits = {key: request['limits'][key] for key in ('traceSteps', 'cpuMs')}
        return {**shared, **limits, 'name': name, 'stdin': stdin, 'args': list(args)}

    def load(self):
        """Loads the program in a fresh candidate: `loaded` is the outcome, and `session` is set where it went well."""
        session = self.start()
        self.loaded = session.load(self.setup(self.request['module'], self.request['stdin']))
        if self.loaded == RETURNED:
            self.session = session
            self.world = SplitWorld(session, self.stage.bind(session))
        return session

    def trace(self, session):
        return session.channel.take_trace() if self.request['trace'] != 'off' else None

    def settle(self):
        """Adds to the sum what the candidate has used since the last time, and gives it."""
        if self.since is None:
            return dict(_NOTHING)
        now, since = self.sandbox.usage(), self.since
        share = {
            'wallMs': now['wallMs'] - since['wallMs'],
            'cpuMs': now['cpuMs'] - since['cpuMs'],
            'peakMb': now['peakMb'],
        }
        self.since, used = now, self.used
        used['wallMs'] += share['wallMs']
        used['cpuMs'] += share['cpuMs']
        used['peakMb'] = max(used['peakMb'], share['peakMb'])
        return share

    def output(self):
        """What program and check have printed to stdout since the last time; stderr is that of the execution."""
        stdout = Captured(self.request['limits']['outputBytes'])
        if self.since is not None:
            output = self.sandbox.take_output()
            stdout.add(output['stdout'], output['droppedStdout'])
            self.stderr.add(output['stderr'], output['droppedStderr'])
        text, dropped = self.stage.console.take()
        stdout.add(text.encode('utf-8', 'replace'), dropped)
        return stdout.result()

    # -- checks

    def check(self, check):
        """The JSON of a `CheckResult`."""
        try:
            result = self.stdio(check) if check['kind'] == 'stdio' else self.graded(check)
        except SandboxFault as fault:
            self.session = self.since = None
            result = {'verdict': 'undecided', 'outcome': RETURNED, 'message': f'the sandbox is at fault: {fault}'}
        except Exception as error:
            message = f'the grader is at fault: {type(error).__name__}: {error}'
            result = {'verdict': 'undecided', 'outcome': RETURNED, 'message': clip(message)}
        result.setdefault('stdout', self.output())
        integrity = 'reused' if self.reused else 'split'
        return {'checkId': check['id'], 'integrity': integrity, 'calls': [], **result, 'usage': self.settle()}

    def graded(self, check):
        failed = self.ready(live=False)
        if failed:
            return failed
        session = self.session
        session.begin(self.since)
        self.stage.prepare()
        self.world.watch.failed = None
        try:
            result = check_run.run(check, self.world)
        except (Died, NeedsLive):
            result = {'verdict': 'fail', 'outcome': RETURNED}
        if session.needs_live and session.ended is None:
            return self.beside(check)
        if session.ended is not None:
            self.session = None
            result = {'verdict': 'fail', 'outcome': session.ended, 'message': check_run.ended(self.world)}
        trace = self.trace(session)
        return {**result, 'calls': session.calls, **({'trace': trace} if trace else {})}

    def beside(self, check):
        """Runs a check in the sandbox, beside the program: what it says of itself is all that is known."""
        self.output()
        failed = self.ready(live=True)
        if failed:
            return failed
        self.live = True
        session = self.session
        session.begin(self.since)
        reply, outcome = session.run('check', check)
        if reply is None:
            self.session = None
            result = {'verdict': 'fail', 'outcome': outcome, 'message': outcomes.unloaded(outcome)}
        else:
            result = _reported(reply.get('result'))
        trace = self.trace(session)
        return {**result, 'integrity': 'in-process', **({'trace': trace} if trace else {})}

    def ready(self, live):
        """Loads the program anew where its candidate ended, or where checks of the other kind ran in it."""
        if self.session is not None and (live == self.live or live and self.session.untouched):
            return None
        if self.session is not None or self.loaded == RETURNED:
            self.trace(self.load())
            self.output()
        if self.session is not None:
            return None
        return {'verdict': 'fail', 'outcome': self.loaded, 'message': outcomes.unloaded(self.loaded)}

    def stdio(self, check):
        session = self.start()
        self.stage.prepare()
        _, outcome = session.run('script', self.setup('__main__', check['stdin']))
        trace = self.trace(session)
        stdout = self.output()
        return {**_printed(check['stdout'], stdout, outcome), 'stdout': stdout, **({'trace': trace} if trace else {})}


def _printed(expected, stdout, outcome):
    """The finding of a run as a script: it ended well, and printed what it should."""
    result = {'outcome': outcome, 'expected': clip(expected), 'actual': clip(stdout['text'])}
    if outcome != RETURNED and outcome != {'kind': 'exited', 'code': 0}:
        return {**result, 'verdict': 'fail', 'message': outcomes.unloaded(outcome)}
    if 'dropped' in stdout:
        return {**result, 'verdict': 'fail', 'outcome': {'kind': 'exceeded', 'limit': 'outputBytes'}}
    if printed_equal(stdout['text'], expected):
        return {**result, 'verdict': 'pass'}
    return {**result, 'verdict': 'fail', 'message': printed_difference(stdout['text'], expected)}


def _with_value(outcome, reply):
    if reply is None:
        return outcome
    try:
        return {**outcome, 'value': outcomes.viewed(*reply['view'])}
    except UNREADABLE:
        return FORGED


def _reported(result):
    """The result that a check reports from beside the program, as far as it has the form of one."""
    try:
        if result['verdict'] not in ('pass', 'fail', 'skip', 'undecided'):
            raise ValueError('not a verdict')
        words = {key: clip(result[key]) for key in ('message', 'expected', 'actual') if type(result.get(key)) is str}
        return {'verdict': result['verdict'], 'outcome': outcomes.read(result['outcome']), **words}
    except UNREADABLE:
        return {'verdict': 'fail', 'outcome': FORGED, 'message': 'the check gave no result'}

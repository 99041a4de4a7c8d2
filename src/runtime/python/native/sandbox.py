"""The sandbox as `grade` sees it (docs/python-protocol.md): one candidate at a time, each in a fresh child."""

import os
import signal

from candidate_run import CandidateRun, RunOver, exceeded
from check_alarm import CheckAlarm
from grader import Died, SandboxFault
from seccomp import UNNAMED_CALL
from server_process import ServerFault

_FAULTS = (ServerFault, OSError)
MOST_PROGRAMS = 64
"""That one child may serve."""


class Sandbox:
    """`server` may still be starting: `open` waits for it. One that fails is replaced by `start_server(file_bytes)`.
    `link` is a `NodeLink`."""

    def __init__(self, server, start_server, link):
        self.link = link
        self._has_tools = False
        self._start_server = start_server
        self._server = server
        self._spare = None
        self._run = None
        self._end_unread = False
        self._alarm = CheckAlarm()
        # The sandbox itself has failed since the last start: what came of the request says nothing about the program.
        self.faulty = False

    def open(self):
        """Waits for the fork server and has it fork the first child. Returns the layers that are missing. Raises ServerFault."""
        self._server.finish_start()
        self._spare = self._server.next_candidate()
        return self._server.missing

    def begin(self, has_tools):
        """A new request. Without a toolset no program has a way to ask for a tool."""
        self._has_tools = has_tools
        self.link.failed = False

    def start(self, limits, shared=False):
        """True where the candidate is one that was kept."""
        run = self._run
        try:
            if shared and run is not None and run.outcome is None and run.serve_again(limits):
                return True
            self.stop()
            if self.faulty or limits['fileBytes'] != self._server.file_bytes:
                self._restart(limits['fileBytes'])
            elif self._end_unread:
                self._end_unread = False
                self._server.ended()
            self._server.limit_group(limits['memoryMb'] << 20, limits['processes'])
            spare, self._spare = self._spare, None
            self._run = CandidateRun(spare, self._server, limits)
        except _FAULTS as error:
            raise self._fault(error) from error
        return False

    def exchange(self, frame):
        run = self._run
        if run.outcome is None:
            self._alarm.held = True
            try:
                reply = run.exchange(frame, self._call_tool if self._has_tools else None)
            except RunOver as over:
                self._find_end(exceeded('toolCalls') if run.refused else over.outcome)
            except OSError as error:
                raise self._fault(error) from error
            else:
                if not run.refused:
                    return reply
                raise Died(exceeded('toolCalls'))  # it lives on for its trace to be taken
            finally:
                self._alarm.held = False
        raise Died(run.outcome)

    def _call_tool(self, request):
        self._alarm.pause()
        try:
            return self.link.call_tool(request)
        finally:
            self._alarm.go_on()

    def restart_clocks(self):
        """What comes now has the whole of the wall and cpu limits: a check begins."""
        self._run.restart_clocks()
        self._alarm.set(self._run.limits['wallMs'])

    def take_output(self):
        return self._run.take_output()

    def usage(self):
        return self._run.usage()

    def stop(self, keep=False):
        self._alarm.clear()
        run = self._run
        if run is None or keep and run.outcome is None and run.programs < MOST_PROGRAMS and not self.faulty:
            return
        self._run = None
        run.close()
        if run.outcome is None and not self.faulty:
            try:
                self._spare = self._server.next_candidate()
                self._end_unread = True
            except ServerFault:
                self.faulty = True

    def close(self):
        for part in (self._run, self._spare, self._server):
            if part is not None:
                part.close()

    def _find_end(self, outcome):
        try:
            self._spare = self._server.next_candidate()
            ended = self._server.ended()
            self._run.over(outcome or self._outcome_of(ended.status), ended)
        except _FAULTS as error:
            raise self._fault(error) from error

    def _outcome_of(self, status):
        if os.WIFEXITED(status):
            return {'kind': 'exited', 'code': os.WEXITSTATUS(status)}
        number = os.WTERMSIG(status)
        if number == signal.SIGKILL and self._server.groups.has_killed():
            return exceeded('memoryMb')
        if number == signal.SIGXCPU:
            return exceeded('cpuMs')
        if number == signal.SIGXFSZ:
            return exceeded('fileBytes')
        if number == signal.SIGSYS:
            return {'kind': 'blocked', 'what': UNNAMED_CALL}
        return {'kind': 'crashed', 'signal': signal.Signals(number).name}

    def _restart(self, file_bytes):
        if self._spare is not None:
            self._spare.close()
            self._spare = None
        self._server.close()
        self._server = self._start_server(file_bytes)
        self._end_unread, self.faulty = False, False
        self.open()

    def _fault(self, error):
        self.faulty = True
        return SandboxFault(str(error))

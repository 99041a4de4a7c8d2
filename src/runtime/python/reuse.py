"""Audited reuse: programs that can leave nothing behind share one candidate, and some are run once more alone.

A verdict of a shared candidate has the integrity `reused`. Which programs are run again depends on nothing that they do.
The first difference ends all sharing: `refusal` then says why.
"""

import zlib

from grader import grade
from reusable import is_reusable

AUDITED = 32
"""One program in so many is run again in a fresh candidate."""


class Reuse:
    """The requests of one sandbox."""

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.refusal = None

    def grade(self, request):
        if self.refusal or not _is_shareable(request):
            return grade(request, self.sandbox)
        execution = grade(request, self.sandbox, shared=True)
        reused = any(result['integrity'] == 'reused' for result in execution['checks'])
        if reused and _has_crashed(execution):
            return grade(request, self.sandbox)  # a child that others have used, and that something has killed meanwhile
        if not reused or zlib.crc32(request['source'].encode('utf-8', 'replace')) % AUDITED:
            return execution
        alone = grade(request, self.sandbox)
        if _findings(alone) != _findings(execution):
            self.refusal = 'a program came to another end in a fresh child than in one that had served others'
        return alone


def _has_crashed(execution):
    return any(one['outcome']['kind'] == 'crashed' for one in (execution, *execution['checks']))


def _is_shareable(request):
    plain = request['entry'] is None and not request.get('tools') and request['trace'] == 'off' and not request['modules']
    kinds = {check['kind'] for check in request['checks']}
    return request['reuse'] and plain and kinds and 'stdio' not in kinds and is_reusable(request['source'])


def _findings(execution):
    results = [(result['checkId'], result['verdict'], result['outcome']['kind']) for result in execution['checks']]
    return execution['outcome']['kind'], results

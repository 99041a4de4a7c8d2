"""Outcomes (`src/core/execution.ts`) of what a candidate reports of its own failure."""

import errno

from words import clip

RETURNED = {'kind': 'returned'}
_MAX_OBJECTS = 1000
_FILE_LIMIT = (errno.EFBIG, errno.ENOSPC)
_LIMITS = {
    'wallMs': 'wall time',
    'cpuMs': 'cpu time',
    'memoryMb': 'memory',
    'outputBytes': 'output',
    'fileBytes': 'file size',
    'processes': 'processes and threads',
    'traceSteps': 'trace steps',
    'toolCalls': 'tool calls',
}


def raised(error, told):
    """The outcome of an exception that left the program: one of a limit or of an exit, where it tells of one.

    `told` is its name, message and place.
    """
    name, message, place = told
    if isinstance(error, SystemExit):
        return {'kind': 'exited', 'code': exit_code(error)}
    limit = _limit(error)
    if limit:
        return {'kind': 'exceeded', 'limit': limit}
    if isinstance(error, PermissionError) and _errno(error) == errno.EPERM:
        return {'kind': 'blocked', 'what': message}
    return {'kind': 'raised', 'error': name, 'message': message, **_at(place)}


def rejected(body):
    error, message, place = body
    return {'kind': 'rejected', 'error': clip(str(error), 200), 'message': clip(str(message)), **_at(place)}


def exit_code(error):
    code = error.args[0] if error.args else None
    return 0 if code is None else int(code) if isinstance(code, int) and abs(code) < 1 << 31 else 1


def told(outcome):
    """An outcome in words, to stand after the name of what had it."""
    kind = outcome['kind']
    if kind == 'raised' or kind == 'rejected':
        said = f'{outcome["error"]}: {outcome["message"]}' if outcome['message'] else outcome['error']
        return f'raised {said}' if kind == 'raised' else f'was rejected: {said}'
    if kind == 'exceeded':
        return f'ran over its limit of {_LIMITS[outcome["limit"]]}'
    if kind == 'exited':
        return f'ended its process with code {outcome["code"]}'
    if kind == 'crashed':
        return f'crashed its process: {outcome["signal"]}'
    return f'was stopped: {outcome["what"]}' if kind == 'blocked' else 'returned'


def unloaded(outcome):
    """In words: a program that did not run to its end, or did not load."""
    return f'the program {told(outcome)}'


def viewed(kind, text, length=None, objects=None):
    """A `ValueView`. Raises `TypeError` where the parts are not those of one."""
    if type(kind) is not str or type(text) is not str or type(length) not in (int, type(None)):
        raise TypeError('not a view')
    view = {'type': clip(kind, 200), 'text': clip(text)}
    if length is not None:
        view['length'] = length
    if objects is not None:
        view['objects'] = [number for number in objects[:_MAX_OBJECTS] if type(number) is int]
    return view


def read(body):
    """An outcome that a candidate reports. Raises what comes of reading another form."""
    kind = body['kind']
    if kind == 'returned':
        value = body.get('value')
        return {**RETURNED, 'value': viewed(value['type'], value['text'], value.get('length'))} if value else RETURNED
    if kind == 'exceeded' and body['limit'] in _LIMITS:
        return {'kind': kind, 'limit': body['limit']}
    if kind == 'exited' and type(body['code']) is int:
        return {'kind': kind, 'code': body['code']}
    if kind == 'blocked':
        return {'kind': kind, 'what': clip(str(body['what']))}
    if kind != 'raised':
        raise ValueError('not an outcome')
    place = body.get('at')
    at = [place[end][part] for end in ('from', 'to') for part in ('line', 'column')] if place else None
    return {'kind': kind, 'error': clip(str(body['error']), 200), 'message': clip(str(body['message'])), **_at(at)}


def _limit(error):
    if isinstance(error, MemoryError) or isinstance(error, OSError) and _errno(error) == errno.ENOMEM:
        return 'memoryMb'
    if isinstance(error, OSError) and _errno(error) in _FILE_LIMIT:
        return 'fileBytes'
    no_thread = type(error) is RuntimeError and error.args == ("can't start new thread",)
    return 'processes' if no_thread or isinstance(error, BlockingIOError) else None


def _errno(error):
    return error.args[0] if error.args else None


def _at(place):
    if type(place) is not list or len(place) != 4:
        return {}
    if not all(type(part) is int and 0 < part < 1 << 31 for part in place):
        return {}
    line, column, last, end = place
    return {'at': {'from': {'line': line, 'column': column}, 'to': {'line': last, 'column': end}}}

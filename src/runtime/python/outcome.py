"""Outcomes (`src/core/execution.ts`) of what a candidate reports of its own failure."""

import errno

_FILE_LIMIT = (errno.EFBIG, errno.ENOSPC)


def raised(error, name, message, place):
    """The outcome of an exception that left the program: one of a limit or of an exit, where it tells of one."""
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
    return {'kind': 'rejected', 'error': str(error), 'message': str(message), **_at(place)}


def exit_code(error):
    code = error.args[0] if error.args else None
    return 0 if code is None else int(code) if isinstance(code, int) and abs(code) < 1 << 31 else 1


def _limit(error):
    if isinstance(error, MemoryError):
        return 'memoryMb'
    if isinstance(error, OSError) and _errno(error) in _FILE_LIMIT:
        return 'fileBytes'
    if isinstance(error, BlockingIOError) or (isinstance(error, RuntimeError) and error.args == ("can't start new thread",)):
        return 'processes'
    return None


def _errno(error):
    return error.args[0] if error.args else None


def _at(place):
    if type(place) is not list or len(place) != 4 or not all(type(part) is int and 0 < part < 1 << 31 for part in place):
        return {}
    line, column, last, end = place
    return {'at': {'from': {'line': line, 'column': column}, 'to': {'line': last, 'column': end}}}

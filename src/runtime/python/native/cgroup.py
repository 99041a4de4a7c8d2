"""A control group for one sandbox, under version 1 or 2, where this process may make one."""

import os

_MOUNT = '/sys/fs/cgroup'
_PREFIX = 'faultline-'
# A file that a group has when its controller is on.
_FILES = {'memory': 'memory.stat', 'pids': 'pids.max'}


class ControlGroups:
    """`groups` maps the controllers that could be had (`memory`, `pids`) to their directory; `missing` says why others could not."""

    def __init__(self, tag):
        self.groups = {}
        self._kills = 0
        self.missing = []
        for controller in ('memory', 'pids'):
            try:
                self.groups[controller] = _make(controller, '%s%d-%d' % (_PREFIX, os.getpid(), tag))
            except OSError as error:
                self._miss(controller, error)

    def hold(self, pid):
        for controller, directory in list(self.groups.items()):
            try:
                _write(directory + '/cgroup.procs', pid)
            except OSError as error:
                del self.groups[controller]
                _remove(directory)
                self._miss(controller, error)

    def _miss(self, controller, error):
        self.missing.append((controller + ' control group', '%s: %s' % (error.filename or _MOUNT, error.strerror)))

    def limit(self, memory_bytes, processes):
        for controller, names, value in (
            ('memory', ('memory.max', 'memory.limit_in_bytes'), memory_bytes),
            ('pids', ('pids.max',), processes),
        ):
            directory = self.groups.get(controller)
            if directory is not None:
                _write(directory + '/' + next(name for name in names if os.path.exists(directory + '/' + name)), value)

    def has_killed(self):
        """Since this was asked last, the kernel has ended a process here for want of memory."""
        before, self._kills = self._kills, self._count_kills()
        return self._kills > before

    def _count_kills(self):
        directory = self.groups.get('memory')
        if directory is None:
            return 0
        path = directory + ('/memory.events' if os.path.exists(directory + '/memory.events') else '/memory.oom_control')
        with open(path) as lines:
            return next((int(line.split()[1]) for line in lines if line.startswith('oom_kill ')), 0)

    def remove(self):
        for directory in set(self.groups.values()):
            _remove(directory)
        self.groups = {}


def _write(path, value):
    with open(path, 'w') as file:
        file.write(str(value))


def _remove(directory):
    try:
        os.rmdir(directory)
    except OSError:
        pass  # still held by a process that is about to go: the next sandbox sweeps it


def _make(controller, name):
    refusal = None
    for parent in _parents(controller):
        _sweep(parent)
        directory = parent + '/' + name
        try:
            os.mkdir(directory)
            made = True
        except FileExistsError:  # version 2 has one group for all controllers
            made = False
        except OSError as error:
            refusal = refusal or error
            continue
        if os.path.exists(directory + '/' + _FILES[controller]):
            return directory
        if made:
            os.rmdir(directory)
    raise refusal or FileNotFoundError(2, 'no such controller for this process')


def _parents(controller):
    """Where a group may be made: beside or below the one of this process. Version 2 lets no group with processes have limited children."""
    with open('/proc/self/cgroup') as lines:
        entries = [line.rstrip('\n').split(':', 2) for line in lines]
    for _, names, path in entries:
        if controller in names.split(','):
            for parent in (_MOUNT + '/' + names + path, _MOUNT + '/' + controller + path, _MOUNT + '/' + controller):
                if os.path.isdir(parent):
                    yield parent.rstrip('/')
    for _, names, path in entries:
        if names == '' and os.path.exists(_MOUNT + '/cgroup.controllers'):
            yield (_MOUNT + path).rstrip('/')
            yield os.path.dirname((_MOUNT + path).rstrip('/'))


def _sweep(parent):
    """Removes the groups of lanes that were killed before they could."""
    for name in os.listdir(parent):
        owner = name[len(_PREFIX) :].split('-')[0] if name.startswith(_PREFIX) else ''
        if owner.isdigit() and not os.path.exists('/proc/' + owner):
            _remove(parent + '/' + name)

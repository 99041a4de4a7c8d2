"""Leaves the machine behind: namespaces, an almost empty root, no capabilities but those that a fork server needs."""

import ctypes
import os
import struct

libc = ctypes.CDLL(None, use_errno=True)

_NEW_MOUNT, _NEW_CGROUP, _NEW_UTS, _NEW_IPC = 0x00020000, 0x02000000, 0x04000000, 0x08000000
_NEW_USER, _NEW_PID, _NEW_NET = 0x10000000, 0x20000000, 0x40000000
_NAMESPACES = _NEW_MOUNT | _NEW_CGROUP | _NEW_UTS | _NEW_IPC | _NEW_PID | _NEW_NET

_READ_ONLY, _NO_SUID, _NO_DEVICES, _NO_EXEC, _REMOUNT, _BIND, _RECURSIVE, _PRIVATE = 1, 2, 4, 8, 32, 4096, 16384, 1 << 18
_DETACH = 2
_PIVOT_ROOT = {'x86_64': 155, 'aarch64': 41}

_SET_PARENT_DEATH_SIGNAL, _SET_DUMPABLE, _DROP_FROM_BOUNDING_SET = 1, 4, 24
# CAP_DAC_OVERRIDE, FOWNER, KILL, SETGID, SETUID: to end a child of another user and wipe what it left.
_SERVER_CAPABILITIES = 1 << 1 | 1 << 3 | 1 << 5 | 1 << 6 | 1 << 7
_CAPABILITY_VERSION = 0x20080522

_DEVICES = ('null', 'zero', 'random', 'urandom')
_INODES = 1024


def check(result, what):
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, '%s: %s' % (what, os.strerror(number)))


def unshare_namespaces(as_root):
    """The pid namespace takes in the next child only. Without root, a user namespace gives the right to the others."""
    check(libc.unshare(_NAMESPACES if as_root else _NAMESPACES | _NEW_USER), 'namespaces')


def unshare_user_namespace():
    """After the mounts, so that nothing in the sandbox has rights over them."""
    check(libc.unshare(_NEW_USER), 'user namespace')


def build_root(directories, file_bytes):
    """A root of its own that holds `directories` read-only, four devices and a /tmp of `file_bytes`, and nothing else."""
    _mount(None, '/', None, _RECURSIVE | _PRIVATE)
    root = '/tmp'
    _mount('tmpfs', root, 'tmpfs', _NO_SUID | _NO_DEVICES, 'size=256k,mode=755')
    directories = {os.path.realpath(directory) for directory in directories}
    for directory in _outermost(directories):
        _bind_read_only(directory, root)
    for directory in directories:
        _hide_packages(root + directory)
    for name in ('lib', 'lib64'):
        if os.path.islink('/' + name):
            os.symlink(os.readlink('/' + name), root + '/' + name)
    os.mkdir(root + '/dev')
    for name in _DEVICES:
        open(root + '/dev/' + name, 'w').close()
        _mount('/dev/' + name, root + '/dev/' + name, None, _BIND)
    os.mkdir(root + '/tmp')
    options = 'size=%d,nr_inodes=%d,mode=1777' % (file_bytes, _INODES)
    _mount('tmpfs', root + '/tmp', 'tmpfs', _NO_SUID | _NO_DEVICES | _NO_EXEC, options)
    os.mkdir(root + '/old')
    os.chdir(root)
    check(libc.syscall(_PIVOT_ROOT[os.uname().machine], b'.', b'old'), 'pivot_root')
    os.chdir('/')
    check(libc.umount2(b'/old', _DETACH), 'leaving the old root')
    os.rmdir('/old')
    _mount(None, '/', None, _REMOUNT | _BIND | _READ_ONLY | _NO_SUID | _NO_DEVICES)
    os.chdir('/tmp')


def hide_host_name():
    check(libc.sethostname(b'sandbox', 7), 'sethostname')


def die_with_parent():
    check(libc.prctl(_SET_PARENT_DEATH_SIGNAL, 9, 0, 0, 0), 'parent death signal')
    check(libc.prctl(_SET_DUMPABLE, 0, 0, 0, 0), 'dumpable')


def keep_server_capabilities():
    capability = 0
    while libc.prctl(_DROP_FROM_BOUNDING_SET, capability, 0, 0, 0) == 0:
        capability += 1
    _set_capabilities(_SERVER_CAPABILITIES)


def drop_capabilities():
    _set_capabilities(0)


def _set_capabilities(mask):
    header = struct.pack('Ii', _CAPABILITY_VERSION, 0)
    check(libc.capset(header, struct.pack('6I', mask, mask, 0, 0, 0, 0)), 'capset')


def _mount(source, target, kind, flags, options=None):
    encoded = [None if text is None else text.encode() for text in (source, target, kind, options)]
    check(libc.mount(encoded[0], encoded[1], encoded[2], ctypes.c_ulong(flags), encoded[3]), 'mount ' + target)


def _bind_read_only(directory, root):
    os.makedirs(root + directory, exist_ok=True)
    _mount(directory, root + directory, None, _BIND)
    # A flag that the host set on this file system is locked in a user namespace: leaving it out would be refused.
    locked = os.statvfs(directory).f_flag & _NO_EXEC
    _mount(None, root + directory, None, _REMOUNT | _BIND | _READ_ONLY | _NO_SUID | _NO_DEVICES | locked)


def _hide_packages(directory):
    """What is installed on the machine is not the program's to see."""
    for name in ('site-packages', 'dist-packages'):
        if os.path.isdir(directory + '/' + name):
            _mount('tmpfs', directory + '/' + name, 'tmpfs', _READ_ONLY | _NO_SUID | _NO_DEVICES, 'size=4k')


def _outermost(directories):
    chosen = []
    for directory in sorted(directories, key=len):
        if not any(directory == outer or directory.startswith(outer + '/') for outer in chosen):
            chosen.append(directory)
    return chosen

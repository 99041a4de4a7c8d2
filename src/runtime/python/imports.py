"""Makes sources that lie in memory importable, on both sides: helper modules, and the program under its name."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import io
import linecache
import os
import sys
from importlib.machinery import ModuleSpec


_HERE = os.path.dirname(os.path.abspath(__file__))
_OWN = [
    file[:-3]
    for folder in (_HERE, os.path.join(_HERE, 'native'), os.path.join(_HERE, 'pyodide'))
    for file in (os.listdir(folder) if os.path.isdir(folder) else ())
    if file.endswith('.py')
]


def hide_own_modules():
    """A program finds none of the engine's modules by import: each of them holds on to those that it needs."""
    for name in _OWN:
        sys.modules.pop(name, None)


def filename(module):
    return module.replace('.', '/') + '.py'


class MemoryFinder:
    """A finder and loader of the modules in `sources` (name → source), and of the packages that their names imply."""

    def __init__(self, sources, *modules):
        self.sources = sources
        names = [*sources, *modules]
        self.packages = {name[:dot] for name in names for dot in range(len(name)) if name[dot] == '.'}

    def find_spec(self, name, path=None, target=None):
        if name not in self.sources and name not in self.packages:
            return None
        return ModuleSpec(name, self, origin=filename(name), is_package=name in self.packages)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        name = module.__name__
        module.__file__ = filename(name)
        source = self.sources.get(name, '')
        remember_lines(module.__file__, source)
        module.__builtins__ = builtins
        exec(compile(source, module.__file__, 'exec', dont_inherit=True), vars(module))


def install(finder):
    """Puts the finder before all others; modules that were imported under its names before make room."""
    for name in (*finder.sources, *finder.packages):
        sys.modules.pop(name, None)
    sys.meta_path.insert(0, finder)


def register(module, file):
    """Makes the program's module importable under its own name."""
    module.__file__ = file
    sys.modules[module.__name__] = module
    package, _, name = module.__name__.rpartition('.')
    if package:
        __import__(package)
        setattr(sys.modules[package], name, module)


def remember_lines(file, source):
    linecache.cache[file] = (len(source), None, source.splitlines(True), file)


def feed_stdin(text):
    """Makes `text` the standard input, for `input()`, `sys.stdin` and reads of descriptor 0 alike."""
    whole = data = text.encode('utf-8', 'surrogatepass')
    try:
        file = _unnamed_file()
        while data:
            data = data[os.write(file, data) :]
        os.lseek(file, 0, os.SEEK_SET)
        os.dup2(file, 0)
        os.close(file)
        raw = io.FileIO(0, 'r', closefd=False)
    except OSError:  # no descriptor to be had: Python's own streams still read it
        raw = io.BytesIO(whole)
    sys.stdin = io.TextIOWrapper(raw if isinstance(raw, io.BytesIO) else io.BufferedReader(raw), 'utf-8')


def _unnamed_file():
    path = f'/tmp/.stdin-{os.getpid()}'
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    os.unlink(path)
    return file

"""The places of a program that can make events, numbered. `decode-trace.ts` holds the other half of this contract.

A site is `(kind, function, statement, line, column, end line, end column, flags, names)`. Lines and columns are 1-based
and columns count code points. `statement` is an index into `statements`, -1 for none; `function` one into `functions`.
"""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import re

CALL, BEGIN, LINE, VALUE, TAKEN, NOT_TAKEN, ITERATE, RETURN, YIELD, RAISE = range(10)
"""CALL enters a function. BEGIN starts a statement and LINE ends one. RETURN and RAISE leave the function."""
RESULT, POP, RESUME, DELEGATE, CAUGHT, PASSING, BIND, CHANGE, ENTER, LEAVE = range(10, 20)
"""RESULT returns through a `finally` or `with`, where POP leaves. PASSING is an exception on its way out of a block.
RESUME goes on after a `yield` or `await`, DELEGATE waits for another. CHANGE tells of a part of a variable's object.
ENTER and LEAVE frame the body of the module or of a class."""
LOOP, UNBIND, CHOSEN, TOOL = range(20, 24)
"""LOOP begins a comprehension. CHOSEN closes an `and`/`or` whose value is used: `names` are the sites
of its operands, first those that say that it went on, then those that say that it ended. TOOL is an answered call of a
tool, with its number and the line of the program that made it; 0 for none."""

STARTS = 1
"""Made exactly once when its statement runs to its end."""
FLOATS = 2
"""In a generator expression: made when it is consumed, perhaps by another function."""
FRESH = 4
"""The value is an object that did not exist before."""
TESTED = 8
"""An ITERATE that says too that the condition of its `while` held."""
LEAF = 16
"""The event tells the value of an expression too: the one at `names[-4:]`, or at the span of the site."""
INNER = 32
"""An ITERATE of a comprehension; `names[0]` is the site around it."""
AGAIN = 64
"""In the condition of a `while`, which is evaluated in each turn: this starts no statement."""
FRAMED = 128
"""In a generator or coroutine: the values start with the identities of its frames, innermost first."""
UNPLACED = 256
"""Where the function ends without a `return`."""
TOUCHED = 512
"""A BIND of what a call may have changed: a name is empty where that is a part of a variable's object."""
DEEP = 1024
"""A CHANGE further in than the variable's own object."""

NO_KEY = '\0no key'
"""Stands for a key that cannot be found again."""

_BREAK = re.compile(r'\r\n|\r|\n')


class Sites:
    """The tables of one program."""

    def __init__(self, source):
        self.lines = None if source.isascii() else _BREAK.split(source)
        self.source = source
        self.offsets = [0] + [match.end() for match in _BREAK.finditer(source)]
        self.functions = []
        self.keys = []
        """Of each function the name and first line of its code."""
        self.statements = []
        self.numbers = {}
        self.sites = []
        self.paths = {}
        self.raised = {}

    def tables(self):
        return self.functions, self.statements, self.sites

    def add(self, kind, function, statement, span, flags=0, names=()):
        self.sites.append((kind, function, statement, *span, flags, names))
        return len(self.sites) - 1

    def add_function(self, name, span, first_line=None):
        self.functions.append((name, *span))
        self.keys.append((name, first_line or span[0]))
        return len(self.functions) - 1

    def add_statement(self, span):
        self.statements.append(span)
        number = len(self.statements) - 1
        self.numbers.setdefault(span, number)
        return number

    def statement_at(self, span):
        """The statement with this span, added where it is new."""
        number = self.numbers.get(span)
        return self.add_statement(span) if number is None else number

    def column(self, line, offset):
        """The 1-based column of a UTF-8 offset in a line."""
        if self.lines is None:
            return offset + 1
        if not 0 < line <= len(self.lines):
            return 1
        return len(self.lines[line - 1].encode('utf-8', 'surrogatepass')[:offset].decode('utf-8', 'ignore')) + 1

    def span(self, node, last=None):
        """From the start of the node to its end, or to the end of `last`."""
        last = last or node
        return (
            node.lineno,
            self.column(node.lineno, node.col_offset),
            last.end_lineno,
            self.column(last.end_lineno, last.end_col_offset),
        )

    def head(self, node, last):
        """From the start of a compound statement to the colon that ends its head, of which `last` is the last node."""
        line, column, end_line, end_column = self.span(node, last)
        if last is node:
            end_line, end_column = line, column
        colon = self.source.find(':', self.offsets[end_line - 1] + end_column - 1)
        if colon < 0:
            return (line, column, end_line, end_column)
        while end_line < len(self.offsets) and self.offsets[end_line] <= colon:
            end_line += 1
        return (line, column, end_line, colon - self.offsets[end_line - 1] + 1)

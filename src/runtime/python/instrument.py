"""Rewrites a program so that it records what it does: calls, statements with what they change, turns of loops, outcomes
of conditions, exceptions, and at level `full` the values of expressions.

The program must not be able to tell. No name is added: hooks are constants of the code (`hook_nodes.py`), and what an
event needs is read from variables that are there. Nothing is evaluated twice but variables. Every node keeps its place,
so tracebacks stay as they were. An exception is seen by `except BaseException: …; raise`, which leaves no trace in it.
"""

import ast

import sites as at
from expressions import argument_names, bound_names
from hook_nodes import call, constant, event, guarded, location, mark, statement, turn
from purity import Facts
from statement_places import captured_names, head_span, is_bare, is_yield, own_nodes, returns_late
from statement_places import split_body, stores_of
from statements import SIMPLE, Statements

_SKIPPED = (ast.Global, ast.Nonlocal)


def instrument(tree, sites, level, prelude=None):
    """Rewrites the tree of a module in place. `prelude` tells of names that it finds defined (`toolset.py`)."""
    facts = Facts(tree)
    if prelude:
        facts.learn(prelude)
    _Program(sites, level, facts).module(tree)


class _Program(Statements):
    """Rewrites one program: its bodies, compound statements and definitions."""

    def __init__(self, sites, level, facts):
        super().__init__(sites, level, facts)
        self.framed = 0

    def module(self, tree):
        head, body = split_body(tree.body, future=True)
        if not body:
            return
        where = location(body[0])
        self.function = self.sites.add_function('', self.sites.span(body[0]))
        span = self.sites.span(body[0])
        enter, leave, raised = self.site(at.ENTER, span), self.site(at.LEAVE, span), self.exception(at.RAISE, body[0])
        body = [statement(mark(enter, where), where), *self.body(body), statement(mark(leave, where), where)]
        tree.body = [*head, guarded(body, raised, where)]

    def exception(self, kind, node):
        """A call that records the exception that is being handled."""
        where = location(node)
        number = self.site(kind, self.sites.span(node), self.framed)
        return call('raised_in_frame' if self.framed else 'raised', where, constant(number, where))

    def body(self, statements):
        out = []
        for node in statements:
            self.one(node, out)
        return out

    def one(self, node, out):
        """Appends the rewritten statement, with what records it, to `out`."""
        if isinstance(node, _SKIPPED) or is_bare(node):
            out.append(node)
            return
        outer = self.statement
        self.statement = self.sites.add_statement(head_span(self.sites, node))
        method = _METHODS.get(type(node))
        if method:
            method(self, node, out)
        else:
            self.begin(node, out)
            out.append(node if type(node).__name__ == 'TypeAlias' else self.inside(node))
        self.statement = outer

    # Compound statements.

    def choose(self, node, out):
        """`if` and `elif`."""
        outer = self.statement
        node.test, taken, not_taken = self.condition(node.test, self.begin_test(node, out))
        body, otherwise = self.body(node.body), self.body(node.orelse)
        self.statement = outer
        where = location(node)
        node.body = [statement(taken, where), *body] if taken else body
        node.orelse = [statement(not_taken, where), *otherwise] if taken else otherwise
        out.append(node)

    def repeat_while(self, node, out):
        where = location(node)
        self.begin(node, out)
        self.flags |= at.AGAIN
        span, constant_test = self.sites.span(node.test), isinstance(node.test, ast.Constant)
        if not constant_test:
            not_taken = mark(self.site(at.NOT_TAKEN, span), where)
            node.test = self.truth(node.test)
        number = self.site(at.ITERATE, span, 0 if constant_test else at.TESTED)
        self.flags &= ~at.AGAIN
        node.body = [statement(turn(event(number, (), where), where), where), *self.body(node.body)]
        node.orelse = self.body(node.orelse)
        if not constant_test:
            node.orelse.insert(0, statement(not_taken, where))
        out.append(node)

    def repeat_for(self, node, out):
        where = location(node)
        self.begin(node, out)
        span, names = self.sites.span(node.target, node.iter), tuple(bound_names(node.target))
        node.iter = self.rewrite(node.iter)
        stored = [self.stored(store, set(names)) for store in stores_of(node.target)]
        self.target(node.target)
        number = self.site(at.ITERATE, span, 0, names)
        first = [statement(turn(event(number, () if self.in_class else names, where), where), where)]
        for place, parts in stored:
            self.store(node, place, parts, first, 0)
        node.body = [*first, *self.body(node.body)]
        node.orelse = self.body(node.orelse)
        out.append(node)

    def enter_with(self, node, out):
        self.begin(node, out)
        names = []
        for item in node.items:
            item.context_expr = self.rewrite(item.context_expr)
            if item.optional_vars:
                names += bound_names(item.optional_vars)
                self.target(item.optional_vars)
        where, first = location(node), []
        if names and not self.in_class:
            self.line(node, names, first, 0)
        passing = self.exception(at.PASSING, node.items[0].context_expr)
        node.body = [*first, guarded(self.body(node.body), passing, where)]
        out.append(node)

    def attempt(self, node, out):
        """`try`."""
        where = location(node)
        passing = self.exception(at.PASSING, node.body[0])
        node.body = self.body(node.body)
        for handler in node.handlers:
            self.handle(handler)
        node.orelse = self.body(node.orelse)
        if node.finalbody:
            if type(node) is ast.Try and all(handler.type for handler in node.handlers):
                node.handlers += guarded([], passing, where).handlers
            node.finalbody = self.body(node.finalbody)
        out.append(node)

    def handle(self, handler):
        where, outer = location(handler), self.statement
        first = [statement(self.exception(at.CAUGHT, handler.type or handler), where)]
        if handler.name and not self.in_class:
            self.statement = self.sites.add_statement(self.sites.head(handler, handler.type))
            self.line(handler, (handler.name,), first, at.STARTS)
            self.statement = outer
        handler.body = [*first, *self.body(handler.body)]

    def match(self, node, out):
        self.begin(node, out)
        node.subject = self.rewrite(node.subject)
        for case in node.cases:
            outer, where = self.statement, location(case.pattern)
            names = () if self.in_class else captured_names(case.pattern)
            first = [statement(mark(self.site(at.TAKEN, self.sites.span(case.pattern)), where), where)]
            if case.guard:
                case.guard = self.decided(case.guard)
            if names:
                number = self.site(at.LINE, self.sites.statements[outer], 0, names)
                first.append(statement(event(number, names, where), where))
            case.body = [*first, *self.body(case.body)]
            self.statement = outer
        out.append(node)

    # Definitions.

    def define(self, node, out):
        """`def`."""
        starts = self.begin_if_needed(node, out, *node.decorator_list, *node.args.defaults, *node.args.kw_defaults)
        outer = (self.function, self.in_class, self.framed, self.late_return, self.statement, self.flags)
        self.function_body(node)
        self.function, self.in_class, self.framed, self.late_return, self.statement, self.flags = outer
        out.append(node)
        self.line(node, () if self.in_class else (node.name,), out, starts)

    def function_body(self, node):
        head, body = split_body(node.body)
        where, span = location(body[0] if body else node), head_span(self.sites, node)
        first_line = node.decorator_list[0].lineno if node.decorator_list else node.lineno
        self.function, self.in_class = self.sites.add_function(node.name, span, first_line), False
        inner = list(own_nodes(node))
        self.framed = at.FRAMED if isinstance(node, ast.AsyncFunctionDef) or any(map(is_yield, inner)) else 0
        self.late_return = any(map(returns_late, inner))
        self.statement, self.flags = -1, 0
        names = argument_names(node.args)
        number = self.site(at.CALL, span, self.framed, names)
        entry = turn(event(number, names, where, 'entered' if self.framed else 'record'), where)
        raised = self.exception(at.PASSING if self.late_return else at.RAISE, node)
        body = self.body(body)
        if not (body and isinstance(body[-1], ast.Return)):
            done = self.site(at.RESULT if self.late_return else at.RETURN, span, at.UNPLACED)
            body.append(statement(mark(done, where), where))
        body = [guarded(body, raised, where)]
        if self.late_return:
            pop = self.site(at.POP, span)
            body = [ast.Try(body, [], [], [statement(mark(pop, where), where)], **where)]
        node.body = [*head, statement(entry, where), *body]

    def define_class(self, node, out):
        self.begin(node, out)
        outer = (self.function, self.in_class, self.class_name, self.framed, self.statement)
        head, body = split_body(node.body)
        where, span = location(body[0] if body else node), head_span(self.sites, node)
        self.function, self.in_class = self.sites.add_function(node.name, span), True
        self.class_name, self.framed = node.name, 0
        enter, leave = self.site(at.ENTER, span), self.site(at.LEAVE, span)
        body = [statement(mark(enter, where), where), *self.body(body), statement(mark(leave, where), where)]
        node.body = [*head, *body]
        self.function, self.in_class, self.class_name, self.framed, self.statement = outer
        out.append(node)
        self.line(node, () if self.in_class else (node.name,), out, 0)


_METHODS = {
    **SIMPLE,
    ast.If: _Program.choose,
    ast.While: _Program.repeat_while,
    ast.For: _Program.repeat_for,
    ast.AsyncFor: _Program.repeat_for,
    ast.With: _Program.enter_with,
    ast.AsyncWith: _Program.enter_with,
    ast.Try: _Program.attempt,
    ast.FunctionDef: _Program.define,
    ast.AsyncFunctionDef: _Program.define,
    ast.ClassDef: _Program.define_class,
}
for _name, _method in (('TryStar', _Program.attempt), ('Match', _Program.match)):
    if hasattr(ast, _name):
        _METHODS[getattr(ast, _name)] = _method

"""Rewrites a program so that it records what it does: calls, statements with what they change, turns of loops, outcomes
of conditions, exceptions, and at level `full` the values of expressions.

The program must not be able to tell. No name is added: hooks are constants of the code (`hook_nodes.py`), and what an
event needs is read from variables that are there. Nothing is evaluated twice but variables. Every node keeps its place,
so tracebacks stay as they were. An exception is seen by `except BaseException: …; raise`, which leaves no trace in it.
"""

import ast

import sites as at
from expressions import Expressions, argument_names, bound_names
from hook_nodes import call, constant, event, guarded, location, mark, shot, statement, turn
from purity import Facts, place_of

_SKIPPED = (ast.Global, ast.Nonlocal)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_STORES = {(False,): 'stored_item', (False, False): 'stored_cell', (True,): 'stored_attribute'}
"""Hooks for common paths, by whether their steps are attributes."""


def instrument(tree, sites, level):
    """Rewrites the tree of a module in place."""
    _Statements(sites, level, Facts(tree)).module(tree)


class _Statements(Expressions):
    """Rewrites the statements of one program."""

    def __init__(self, sites, level, facts):
        super().__init__(sites, level, facts)
        self.framed = 0
        self.late_return = False

    # Bodies.

    def module(self, tree):
        head, body = _split(tree.body, future=True)
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

    def begin(self, node, out):
        where = location(node)
        number = self.site(at.BEGIN, self.sites.statements[self.statement], at.STARTS)
        out.append(statement(mark(number, where), where))

    def begin_if_needed(self, node, out, *expressions):
        """Where a function of the program may run before the first event of the statement. Gives the flag for that event."""
        if any(part is not None and self.facts.may_run_program(part) for part in expressions or (node,)):
            self.begin(node, out)
            return 0
        return at.STARTS

    def line(self, node, names, out, flags, extra=()):
        """Records that the statement has ended, and the values of the variables that it bound."""
        where = location(node)
        number = self.site(at.LINE, self.sites.statements[self.statement], flags, (*names, *extra))
        out.append(statement(event(number, names, where), where))

    # Simple statements.

    def expression(self, node, out):
        if not self.in_class and self.appended(node, out):
            return
        self.begin(node, out)
        node.value = self.rewrite(node.value)
        out.append(node)

    def appended(self, node, out):
        """`x.append(v)` is common and tells all that it changes."""
        value = node.value
        if not (isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == 'append'):
            return False
        place = place_of(value.func.value)
        if not place or len(value.args) != 1 or value.keywords or isinstance(value.args[0], ast.Starred):
            return False
        where = location(node)
        parts = list(self.found_again(place, where))
        starts = at.STARTS
        if 'append' in self.facts.methods:
            self.begin(node, out)
            starts = 0
        else:
            starts = self.begin_if_needed(node, out, value.args[0], value.func.value)
        value.func.value = self.base(value.func.value)
        value.args[0] = self.rewrite(value.args[0])
        out.append(node)
        flags = starts | (at.DEEP if place.path else 0)
        number = self.site(at.CHANGE, self.sites.statements[self.statement], flags, (place.root,))
        self.sites.paths[number] = self.mangled(place.path)
        out.append(statement(call('appended', where, constant(number, where), *parts), where))
        return True

    def assign(self, node, out):
        self.assignment(node, node.targets, out)

    def annotated(self, node, out):
        if node.value is None:
            out.append(node)
        else:
            self.assignment(node, [node.target], out)

    def augmented(self, node, out):
        if self.in_class or not isinstance(node.target, ast.Name):
            self.assignment(node, [node.target], out)
            return
        starts = self.begin_if_needed(node, out, node.value)
        node.value = self.rewrite(node.value)
        where, name = location(node), node.target.id
        number = self.site(at.LINE, self.sites.statements[self.statement], starts, (name,))
        told = shot(name, where, 'grown' if isinstance(node.op, ast.Add) else 'snapshot')
        told = ast.Tuple([constant(number, where), told], ast.Load(), **where)
        out += [node, statement(call('record', where, told), where)]

    def assignment(self, node, targets, out):
        names = [name for target in targets for name in bound_names(target)]
        stores = [] if self.in_class else [store for target in targets for store in _stores(target)]
        stored = [self.stored(store, {*names, *_named(node.value)}) for store in stores]
        starts = self.begin_if_needed(node, out, node.value, *stores)
        fresh = at.FRESH if len(names) == 1 and self.facts.makes_object(node.value) else 0
        leaf, span = 0, ()
        if len(names) == len(targets) == 1 and not self.in_class:
            span = self.sites.span(node.value)
            node.value, leaf = self.quiet(node.value)
        else:
            node.value = self.rewrite(node.value)
        for target in targets:
            self.target(target)
        out.append(node)
        if self.in_class:
            self.class_binding(node, names, out, starts)
        elif names or not stored:
            self.line(node, names, out, starts | fresh | leaf, span if leaf else ())
            starts = 0
        for place, parts in stored:
            self.store(node, place, parts, out, starts)
            starts = 0

    def target(self, node):
        """Rewrites what is evaluated within an assignment target."""
        if isinstance(node, (ast.Attribute, ast.Subscript)):
            self.base(node)
        elif isinstance(node, (ast.Tuple, ast.List)):
            for part in node.elts:
                self.target(part)
        elif isinstance(node, ast.Starred):
            self.target(node.value)

    def stored(self, node, bound):
        """How to find again what an assignment to an element or attribute has changed."""
        place = place_of(node)
        if place is None or any(isinstance(part, ast.Name) and part.id in bound for key in place.keys for part in ast.walk(key)):
            place = place_of(_root(node))
        if place is None or place.root in bound:
            return None, ()
        return place, list(self.found_again(place, location(node)))

    def store(self, node, place, parts, out, starts):
        where = location(node)
        if place is None:
            if starts:
                self.line(node, (), out, starts)
            return
        path = self.mangled(place.path)
        flags = starts | (at.DEEP if len(path) > 1 else 0)
        number = self.site(at.CHANGE, self.sites.statements[self.statement], flags, (place.root,))
        self.sites.paths[number] = path
        hook = _STORES.get(tuple(map(bool, path)), 'stored')
        out.append(statement(call(hook, where, constant(number, where), *parts), where))

    def class_binding(self, node, names, out, starts):
        """A class body may run in any mapping, so its variables are not read again."""
        if len(names) == 1 and isinstance(node, (ast.Assign, ast.AnnAssign)):
            where = location(node)
            number = self.site(at.BIND, self.sites.statements[self.statement], starts, tuple(names))
            node.value = call('result', where, constant(number, where), node.value)
        else:
            self.line(node, (), out, starts)

    def delete(self, node, out):
        stores = [store for target in node.targets for store in _stores(target)]
        roots = [place_of(_root(store)) for store in stores]
        starts = self.begin_if_needed(node, out, *stores)
        for target in node.targets:
            self.target(target)
        out.append(node)
        names = tuple(name for target in node.targets for name in bound_names(target))
        where, span = location(node), self.sites.statements[self.statement]
        out.append(statement(mark(self.site(at.UNBIND, span, starts, names), where), where))
        for place in roots:
            if place and place.root not in names and not self.in_class:
                self.store(node, place, list(self.found_again(place, where)), out, 0)

    def give_back(self, node, out):
        """`return`."""
        where, span = location(node), self.sites.statements[self.statement]
        kind = at.RESULT if self.late_return else at.RETURN
        if node.value is None:
            number = self.site(kind, span, at.STARTS)
            out += [statement(mark(number, where), where), node]
            return
        starts = self.begin_if_needed(node, out, node.value)
        value = self.sites.span(node.value)
        node.value, leaf = self.quiet(node.value)
        number = self.site(kind, span, starts | leaf, value if leaf else ())
        node.value = call('result', where, constant(number, where), node.value)
        out.append(node)

    def check(self, node, out):
        """`assert`."""
        node.test = self.decided(node.test, self.begin_test(node, out))
        if node.msg:
            node.msg = self.rewrite(node.msg)
        out.append(node)

    def imported(self, node, out):
        out.append(node)
        names = [alias.asname or alias.name.split('.')[0] for alias in node.names if alias.name != '*']
        self.line(node, () if self.in_class else names, out, at.STARTS)

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

    def begin_test(self, node, out):
        """The marks of the test start the statement, where it has any and nothing runs before them."""
        if isinstance(node.test, ast.Constant):
            self.begin(node, out)
            return 0
        return self.begin_if_needed(node, out, node.test)

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
        stored = [self.stored(store, set(names)) for store in _stores(node.target)]
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
            names = () if self.in_class else _captured(case.pattern)
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
        head, body = _split(node.body)
        where, span = location(body[0] if body else node), head_span(self.sites, node)
        self.function, self.in_class = self.sites.add_function(node.name, span), False
        inner = list(_own(node))
        self.framed = at.FRAMED if isinstance(node, ast.AsyncFunctionDef) or any(map(_is_yield, inner)) else 0
        self.late_return = any(map(_returns_late, inner))
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
        head, body = _split(node.body)
        where, span = location(body[0] if body else node), head_span(self.sites, node)
        self.function, self.in_class = self.sites.add_function(node.name, span), True
        self.class_name, self.framed = node.name, 0
        enter, leave = self.site(at.ENTER, span), self.site(at.LEAVE, span)
        node.body = [*head, statement(mark(enter, where), where), *self.body(body), statement(mark(leave, where), where)]
        self.function, self.in_class, self.class_name, self.framed, self.statement = outer
        out.append(node)
        self.line(node, () if self.in_class else (node.name,), out, 0)


_METHODS = {
    ast.Expr: _Statements.expression,
    ast.Assign: _Statements.assign,
    ast.AnnAssign: _Statements.annotated,
    ast.AugAssign: _Statements.augmented,
    ast.Delete: _Statements.delete,
    ast.Return: _Statements.give_back,
    ast.Assert: _Statements.check,
    ast.Import: _Statements.imported,
    ast.ImportFrom: _Statements.imported,
    ast.If: _Statements.choose,
    ast.While: _Statements.repeat_while,
    ast.For: _Statements.repeat_for,
    ast.AsyncFor: _Statements.repeat_for,
    ast.With: _Statements.enter_with,
    ast.AsyncWith: _Statements.enter_with,
    ast.Try: _Statements.attempt,
    ast.FunctionDef: _Statements.define,
    ast.AsyncFunctionDef: _Statements.define,
    ast.ClassDef: _Statements.define_class,
}
for _name, _method in (('TryStar', _Statements.attempt), ('Match', _Statements.match)):
    if hasattr(ast, _name):
        _METHODS[getattr(ast, _name)] = _method


def _split(body, future=False):
    """The docstring (and `from __future__` imports), which must come first, and the rest."""
    count = 1 if body and _is_text(body[0]) else 0
    while future and count < len(body) and isinstance(body[count], ast.ImportFrom) and body[count].module == '__future__':
        count += 1
    return body[:count], body[count:]


def _is_text(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def is_bare(node):
    """A constant as a statement, which the compiler leaves out."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _named(value):
    return (part.target.id for part in ast.walk(value) if isinstance(part, ast.NamedExpr))


def head_span(sites, node):
    """The extent of a statement without the statements in it."""
    last = _last_of_head(node)
    return sites.head(node, last) if last else sites.span(node)


def _last_of_head(node):
    """The last part of the head of a compound statement; None for a simple one."""
    if isinstance(node, (ast.If, ast.While)):
        return node.test
    if isinstance(node, (ast.For, ast.AsyncFor)):
        return node.iter
    if isinstance(node, (ast.With, ast.AsyncWith)):
        return node.items[-1].optional_vars or node.items[-1].context_expr
    if isinstance(node, _FUNCTIONS):
        return node.returns or max(_signature(node), key=_end, default=node)
    if isinstance(node, ast.ClassDef):
        parts = [*node.bases, *(keyword.value for keyword in node.keywords), *getattr(node, 'type_params', ())]
        return max(parts, key=_end, default=node)
    if type(node).__name__ == 'Match':
        return node.subject
    return node if type(node).__name__ in ('Try', 'TryStar') else None


def _signature(function):
    arguments = function.args
    yield from getattr(function, 'type_params', ())
    yield from (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *arguments.defaults)
    yield from (part for part in (*arguments.kw_defaults, arguments.vararg, arguments.kwarg) if part)
    yield from (part.annotation for part in ast.walk(arguments) if isinstance(part, ast.arg) and part.annotation)


def _end(node):
    return node.end_lineno, node.end_col_offset


def _stores(target):
    """The elements and attributes that an assignment target sets."""
    if isinstance(target, (ast.Attribute, ast.Subscript)):
        return [target]
    if isinstance(target, ast.Starred):
        return _stores(target.value)
    if isinstance(target, (ast.Tuple, ast.List)):
        return [store for part in target.elts for store in _stores(part)]
    return []


def _root(node):
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node


def _captured(pattern):
    """The variables that a pattern binds, in order."""
    names = []
    for part in ast.walk(pattern):
        name = getattr(part, 'name', None) or getattr(part, 'rest', None)
        if isinstance(name, str) and name not in names:
            names.append(name)
    return tuple(names)


def _own(function):
    """The nodes of a function without those of functions inside it."""
    todo = list(function.body)
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, (*_FUNCTIONS, ast.ClassDef, ast.Lambda)):
            todo.extend(ast.iter_child_nodes(node))


def _is_yield(node):
    return isinstance(node, (ast.Yield, ast.YieldFrom))


def _returns_late(node):
    """A `return` in it has more to run before the function ends."""
    if isinstance(node, (ast.With, ast.AsyncWith)) or getattr(node, 'finalbody', None):
        return any(isinstance(part, ast.Return) for part in ast.walk(node))
    return False

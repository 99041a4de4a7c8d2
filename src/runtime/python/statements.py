"""Rewrites simple statements: what they set and give back is told when they have ended."""

import ast

import sites as at
from expressions import Expressions, bound_names
from hook_nodes import call, constant, event, location, mark, shot, statement
from purity import place_of
from statement_places import root_of, stores_of, walrus_names

_STORES = {(False,): 'stored_item', (False, False): 'stored_cell', (True,): 'stored_attribute'}
"""Hooks for common paths, by whether their steps are attributes."""


class Statements(Expressions):
    """Rewrites the statements of one program. Each method appends the statement, with what records it, to `out`."""

    def __init__(self, sites, level, facts):
        super().__init__(sites, level, facts)
        self.late_return = False

    def begin(self, node, out):
        where = location(node)
        number = self.site(at.BEGIN, self.sites.statements[self.statement], at.STARTS)
        out.append(statement(mark(number, where), where))

    def begin_if_needed(self, node, out, *expressions):
        """Begins the statement now, where the program's code may run before its first event. Gives that one's flag."""
        if any(part is not None and self.facts.may_run_program(part) for part in expressions or (node,)):
            self.begin(node, out)
            return 0
        return at.STARTS

    def line(self, node, names, out, flags, extra=()):
        """Records that the statement has ended, and the values of the variables that it bound."""
        where = location(node)
        number = self.site(at.LINE, self.sites.statements[self.statement], flags, (*names, *extra))
        out.append(statement(event(number, names, where), where))

    def begin_test(self, node, out):
        """The marks of the test start the statement, where it has any and nothing runs before them."""
        if isinstance(node.test, ast.Constant):
            self.begin(node, out)
            return 0
        return self.begin_if_needed(node, out, node.test)

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
        stores = [] if self.in_class else [store for target in targets for store in stores_of(target)]
        stored = [self.stored(store, {*names, *walrus_names(node.value)}) for store in stores]
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
        parts = [part for key in (place.keys if place else ()) for part in ast.walk(key)]
        if place is None or any(isinstance(part, ast.Name) and part.id in bound for part in parts):
            place = place_of(root_of(node))
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
        stores = [store for target in node.targets for store in stores_of(target)]
        roots = [place_of(root_of(store)) for store in stores]
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


SIMPLE = {
    ast.Expr: Statements.expression,
    ast.Assign: Statements.assign,
    ast.AnnAssign: Statements.annotated,
    ast.AugAssign: Statements.augmented,
    ast.Delete: Statements.delete,
    ast.Return: Statements.give_back,
    ast.Assert: Statements.check,
    ast.Import: Statements.imported,
    ast.ImportFrom: Statements.imported,
}

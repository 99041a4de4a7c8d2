"""Rewrites expressions so that they tell their values and outcomes, with no change to what they do."""

import ast
import sys

import sites as at
from hook_nodes import PREFIX, after, call, constant, event, is_int, location, mark, opposite, turn
from purity import summed_names, touched_places

FORMATTED_PLACES = sys.version_info >= (3, 12)
"""Before, what stands in an f-string has no usable place."""


class Expressions:
    """Rewrites the expressions of one program. `function`, `statement`, `flags` and `inner` say where it is at the moment."""

    def __init__(self, sites, level, facts):
        self.sites = sites
        self.full = level == 'full'
        self.facts = facts
        self.function = self.statement = -1
        self.flags = 0
        self.inner = frozenset()
        """The variables of the comprehensions around."""
        self.in_class = False
        self.class_name = ''

    def site(self, kind, span, flags=0, names=()):
        return self.sites.add(kind, self.function, self.statement, span, self.flags | flags, names)

    def rewrite(self, node):
        method = _METHODS.get(type(node))
        return method(self, node) if method else self.inside(node)

    def inside(self, node):
        """Rewrites the parts of an expression that tells no value of its own."""
        for field in node._fields:
            part = getattr(node, field, None)
            if isinstance(part, ast.expr):
                setattr(node, field, self.rewrite(part))
            elif type(part) is list:
                part[:] = [self.rewrite(each) if isinstance(each, ast.expr) else each for each in part]
        return node

    def told(self, node, flags=0):
        """The expression, telling its value on the way at level `full`."""
        if not self.full:
            return node
        where = location(node)
        number = self.site(at.VALUE, self.sites.span(node), flags)
        return call('value', where, constant(number, where), node)

    def operation(self, node):
        plain = _is_constant(node)
        node = self.inside(node)
        return node if plain else self.told(node)

    def base(self, node):
        """What an attribute or element is taken of: its own value tells a reader little, and can be large."""
        if isinstance(node, ast.Attribute):
            node.value = self.base(node.value)
            return node
        if isinstance(node, ast.Subscript):
            node.value = self.base(node.value)
            node.slice = self.rewrite(node.slice)
            return node
        return self.rewrite(node)

    def place(self, node):
        node = self.base(node)
        return self.told(node) if isinstance(node.ctx, ast.Load) else node

    def call(self, node):
        touched = [] if self.in_class else touched_places(node, self.facts)
        parts = [part for place in touched for part in self.found_again(place, location(node))]
        fresh = at.FRESH if self.facts.makes_object(node) else 0
        if isinstance(node.func, ast.Attribute):
            node.func.value = self.base(node.func.value)
        else:
            node.func = self.rewrite(node.func)
        node.args = [self.rewrite(each) for each in node.args]
        for keyword in node.keywords:
            keyword.value = self.rewrite(keyword.value)
        if touched:
            return self.touching(node, touched, parts, fresh)
        # the compiler has a special way for `super()`, which must stand as it is
        return node if isinstance(node.func, ast.Name) and node.func.id == 'super' else self.told(node, fresh)

    def touching(self, node, places, parts, fresh):
        """The call, followed by a look at what it may have changed."""
        where = location(node)
        names = tuple('' if place.path or place.root in self.inner else place.root for place in places)
        kind, flags = (at.VALUE, fresh) if self.full else (at.BIND, at.TOUCHED)
        number = self.site(kind, self.sites.span(node), flags, names)
        self.sites.paths[number] = tuple(self.mangled(place.path) for place in places)
        return call('told_and_touched' if self.full else 'touched', where, constant(number, where), node, *parts)

    def mangled(self, path):
        """The steps of a path as the class around spells them."""
        owner = self.class_name.lstrip('_')
        if not owner:
            return path
        return tuple(f'_{owner}{name}' if name and name[:2] == '__' and name[-2:] != '__' else name for name in path)

    def found_again(self, place, where):
        """The variable of a place and its keys, read a second time."""
        yield ast.Name(place.root, ast.Load(), **where)
        for key in place.keys:
            key = _copy(key)
            for name in sorted(summed_names(key)):
                key = ast.IfExp(is_int(name, where), key, constant(at.NO_KEY, where), **where)
            yield key

    def awaited(self, node):
        node.value = self.delegated(node.value)
        return self.told(self.resumed(node))

    def delegated(self, node):
        where = location(node)
        number = self.site(at.DELEGATE, self.sites.span(node))
        return call('passed', where, constant(number, where), self.rewrite(node))

    def resumed(self, node):
        where = location(node)
        number = self.site(at.RESUME, self.sites.span(node))
        return call('resumed', where, constant(number, where), node)

    def yielded(self, node):
        where = location(node)
        number = self.site(at.YIELD, self.sites.span(node))
        value = self.rewrite(node.value) if node.value else constant(None, where)
        node.value = call('result', where, constant(number, where), value)
        return self.resumed(node)

    def yielded_from(self, node):
        node.value = self.delegated(node.value)
        return self.resumed(node)

    def named(self, node):
        where = location(node)
        number = self.site(at.BIND, self.sites.span(node), names=(node.target.id,))
        node.value = call('result', where, constant(number, where), self.rewrite(node.value))
        return node

    def choice(self, node):
        """`a if c else b`."""
        where = location(node)
        node.test, taken, not_taken = self.condition(node.test)
        node.body = after(taken, self.rewrite(node.body), where)
        node.orelse = after(not_taken, self.rewrite(node.orelse), where)
        return node

    def condition(self, node, flags=0):
        """What is only tested for truth, and marks that say how it came out: None where that is known before."""
        if isinstance(node, ast.Constant):
            return node, None, None
        where, span = location(node), self.sites.span(node)
        taken, not_taken = self.site(at.TAKEN, span, flags), self.site(at.NOT_TAKEN, span, flags)
        return self.truth(node), mark(taken, where), mark(not_taken, where)

    def truth(self, node):
        """An expression of the same truth, which is asked for as often as before."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            node.operand = self.truth(node.operand)
            return node
        if isinstance(node, ast.BoolOp):
            return self.joined(node.values, isinstance(node.op, ast.And), location(node))
        if isinstance(node, ast.Compare):
            return self.inside(node)
        return self.rewrite(node)

    def joined(self, operands, conjunction, where, flags=0):
        """`a and b and …` where only its truth counts, with marks for each operand."""
        test, taken, not_taken = self.condition(operands[0], flags)
        rest = self.joined(operands[1:], conjunction, where) if len(operands) > 1 else None
        if taken is None:
            return ast.BoolOp(ast.And() if conjunction else ast.Or(), [test, rest], **where) if rest else test
        if rest is None:
            return ast.IfExp(test, opposite(taken, where), not_taken, **where)
        if conjunction:
            return ast.IfExp(test, after(taken, rest, where), not_taken, **where)
        return ast.IfExp(test, opposite(taken, where), after(not_taken, rest, where), **where)

    def decided(self, node, flags=0):
        """A condition that marks both its outcomes by itself."""
        return self.joined([node], True, location(node), flags)

    def joined_value(self, node):
        """`a and b` whose value is used: which operand gave it is known once it is there."""
        where = location(node)
        spans = [self.sites.span(each) for each in node.values[:-1]]
        conjunction = isinstance(node.op, ast.And)
        goes_on, ends = (at.TAKEN, at.NOT_TAKEN) if conjunction else (at.NOT_TAKEN, at.TAKEN)
        marks = [self.site(goes_on, span) for span in spans]
        closed = [self.site(ends, span) for span in spans]
        span = self.sites.span(node)
        node.values = [self.rewrite(each) for each in node.values]
        for index, number in enumerate(marks, 1):
            node.values[index] = after(mark(number, where), node.values[index], where)
        number = self.site(at.CHOSEN, span, at.LEAF if self.full else 0, (*marks, *closed))
        return call('value', where, constant(number, where), node)

    def comprehension(self, node):
        outer, first = (self.flags, self.inner), node.generators[0]
        where = location(first.iter)
        start = self.site(at.LOOP, self.sites.span(node))
        first.iter = after(mark(start, where), self.rewrite(first.iter), where)
        lazy = isinstance(node, ast.GeneratorExp)
        if lazy:
            self.flags |= at.FLOATS
        self.inner = self.inner.union(*(bound_names(each.target) for each in node.generators))
        parent = start
        for generator in node.generators:
            if generator is not first:
                generator.iter = self.rewrite(generator.iter)
            parent = self.turn(generator, parent)
        for field in ('key', 'value', 'elt'):
            if hasattr(node, field):
                setattr(node, field, self.rewrite(getattr(node, field)))
        self.flags, self.inner = outer
        return node if lazy else self.told(node, at.FRESH)

    def turn(self, generator, parent):
        """Makes a `for … in …` of a comprehension record its turns and conditions. Gives the site of the turns."""
        where, names = location(generator.target), tuple(bound_names(generator.target))
        span = self.sites.span(generator.target, generator.iter)
        number = self.site(at.ITERATE, span, at.INNER, (parent, *names))
        conditions = [self.decided(each) for each in generator.ifs]
        generator.ifs = [turn(event(number, names, where), where), *conditions]
        return number

    def formatted(self, node):
        if FORMATTED_PLACES:
            for part in node.values:
                if isinstance(part, ast.FormattedValue):
                    part.value = self.rewrite(part.value)
        return self.told(node)

    def anonymous(self, node):
        """A lambda."""
        if any(isinstance(part, (ast.Yield, ast.YieldFrom, ast.Await)) for part in ast.walk(node.body)):
            return node
        outer = self.function, self.statement, self.flags, self.inner
        span, names, where = self.sites.span(node), argument_names(node.args), location(node.body)
        self.function, self.statement, self.flags = self.sites.add_function('<lambda>', span), -1, 0
        self.inner = self.inner.difference(names)
        entry = turn(event(self.site(at.CALL, span, 0, names), names, where), where)
        body, leaf = self.quiet(node.body)
        number = self.site(at.RETURN, self.sites.span(node.body), leaf)
        result = call('result', where, constant(number, where), body)
        node.body = ast.BoolOp(ast.And(), [entry, result], **where)
        self.function, self.statement, self.flags, self.inner = outer
        return node

    def quiet(self, node):
        """The expression without the event of its own value, and `LEAF` where another event must tell it instead."""
        told = self.rewrite(node)
        if isinstance(told, ast.Call) and isinstance(told.func, ast.Constant) and told.func.value == PREFIX + 'value':
            number = told.args[0].value
            if self.sites.sites[number][0] == at.VALUE:
                return told.args[1], at.LEAF | self.sites.sites[number][7] & at.FRESH
        return told, 0

    def untouched(self, node):
        return node


_METHODS = {
    ast.Call: Expressions.call,
    ast.BinOp: Expressions.operation,
    ast.UnaryOp: Expressions.operation,
    ast.Compare: Expressions.operation,
    ast.BoolOp: Expressions.joined_value,
    ast.Subscript: Expressions.place,
    ast.Attribute: Expressions.place,
    ast.Await: Expressions.awaited,
    ast.Yield: Expressions.yielded,
    ast.YieldFrom: Expressions.yielded_from,
    ast.NamedExpr: Expressions.named,
    ast.IfExp: Expressions.choice,
    ast.ListComp: Expressions.comprehension,
    ast.SetComp: Expressions.comprehension,
    ast.DictComp: Expressions.comprehension,
    ast.GeneratorExp: Expressions.comprehension,
    ast.JoinedStr: Expressions.formatted,
    ast.Lambda: Expressions.anonymous,
    ast.Constant: Expressions.untouched,
    ast.Name: Expressions.untouched,
}
if sys.version_info >= (3, 14):
    _METHODS[ast.TemplateStr] = Expressions.untouched


def bound_names(target):
    """The variables that an assignment target binds, in order."""
    if isinstance(target, ast.Name):
        return [target.id]
    if isinstance(target, ast.Starred):
        return bound_names(target.value)
    if isinstance(target, (ast.Tuple, ast.List)):
        return [name for part in target.elts for name in bound_names(part)]
    return []


def argument_names(arguments):
    named = [*arguments.posonlyargs, *arguments.args]
    if arguments.vararg:
        named.append(arguments.vararg)
    named += arguments.kwonlyargs
    if arguments.kwarg:
        named.append(arguments.kwarg)
    return tuple(argument.arg for argument in named)


def _is_constant(node):
    if isinstance(node, ast.BinOp):
        return _is_constant(node.left) and _is_constant(node.right)
    if isinstance(node, ast.UnaryOp):
        return _is_constant(node.operand)
    return isinstance(node, ast.Constant)


def _copy(node):
    """An index expression once more: nodes must not be shared, for both would be rewritten."""
    if not isinstance(node, ast.expr):
        return node
    fields = {
        field: [_copy(each) for each in part] if type(part) is list else _copy(part)
        for field, part in ast.iter_fields(node)
    }
    return type(node)(**fields, **location(node))

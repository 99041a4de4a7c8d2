"""Rewrites a program so that it counts how often each place ran: its statements, and the expressions that may be left
out of a statement that runs (operands of `and` and `or`, arms of a conditional, elements of a comprehension, bodies of
lambdas)."""

import ast
from itertools import count

import sites as at
from expressions import FORMATTED_PLACES
from hook_nodes import PREFIX, constant, location
from statement_places import head_span, is_bare, is_future_import

_UNMARKED = frozenset(('Global', 'Nonlocal', 'Try', 'TryStar'))
"""Statements that do nothing themselves."""


class CoverageMarks(ast.NodeTransformer):
    """`hooks` is what the rewritten code needs; `take` gives the counts since it was last asked."""

    def __init__(self, sites):
        self.sites = sites
        self.counts = []
        self.counters = {}
        self.hooks = {'counts': self.counts}

    def take(self):
        """By number of the site, how often it was come by since the last take."""
        taken = {number: times for number, times in enumerate(self.counts) if times}
        for number, (counter, before) in self.counters.items():
            now = next(counter)
            if now > before:
                taken[number] = now - before
            self.counters[number] = (counter, now + 1)
        self.counts[:] = [0] * len(self.counts)
        return taken

    def visit(self, node):
        if not isinstance(node, ast.stmt):
            return super().visit(node)
        if is_future_import(node) or is_bare(node) or type(node).__name__ in _UNMARKED:
            return self.generic_visit(node)
        mark = self.statement_mark(node, head_span(self.sites, node))
        if isinstance(node, ast.AnnAssign):
            node.value = node.value and self.visit(node.value)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            node.body = [part for each in node.body for part in _listed(self.visit(each))]
        elif type(node).__name__ != 'TypeAlias':
            self.generic_visit(node)
        return [mark, node]

    def visit_ExceptHandler(self, node):
        self.generic_visit(node)
        if node.name:
            node.body.insert(0, self.statement_mark(node, self.sites.head(node, node.type)))
        return node

    def visit_BoolOp(self, node):
        spans = [self.sites.span(value) for value in node.values]
        self.generic_visit(node)
        node.values[1:] = [self.marked(value, span) for value, span in zip(node.values[1:], spans[1:])]
        return node

    def visit_IfExp(self, node):
        spans = self.sites.span(node.body), self.sites.span(node.orelse)
        self.generic_visit(node)
        node.body, node.orelse = self.marked(node.body, spans[0]), self.marked(node.orelse, spans[1])
        return node

    def visit_ListComp(self, node):
        return self.element(node, 'elt')

    visit_SetComp = visit_GeneratorExp = visit_ListComp

    def visit_DictComp(self, node):
        return self.element(node, 'value')

    def visit_Lambda(self, node):
        return self.element(node, 'body')

    def element(self, node, field):
        span = self.sites.span(getattr(node, field))
        self.generic_visit(node)
        setattr(node, field, self.marked(getattr(node, field), span))
        return node

    def visit_JoinedStr(self, node):
        return self.generic_visit(node) if FORMATTED_PLACES else node

    def visit_arguments(self, node):
        return node

    def statement_mark(self, node, span):
        """`counts[number] += 1`."""
        where = location(node)
        number = self.number(at.BEGIN, self.sites.statement_at(span), span, at.STARTS)
        place = ast.Subscript(constant(PREFIX + 'counts', where), constant(number, where), ast.Store(), **where)
        return ast.AugAssign(place, ast.Add(), constant(1, where), **where)

    def marked(self, node, span):
        """`count() and node`: counting gives a number above 0."""
        where = location(node)
        number = self.number(at.VALUE, -1, span)
        counter = count(1)
        self.counters[number] = (counter, 1)
        self.hooks[f'count {number}'] = counter.__next__
        counting = ast.Call(constant(f'{PREFIX}count {number}', where), [], [], **where)
        return ast.BoolOp(ast.And(), [counting, node], **where)

    def number(self, kind, statement, span, flags=0):
        number = self.sites.add(kind, 0, statement, span, flags)
        self.counts += [0] * (number + 1 - len(self.counts))
        return number


def _listed(nodes):
    return nodes if isinstance(nodes, list) else [nodes]

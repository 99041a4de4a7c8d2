"""What a watched program calls. A hook records an event and gives back what it was given; none runs the program's code,
and none raises, but for what is raised in it from outside (a signal, a full stack)."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

from change_hooks import change_hooks
from flow_hooks import flow_hooks
from shot_forms import MORE
from shots import Shots, brief
from views import MAX_CHARACTERS

_LOST = (MORE, '')


def make_hooks(recorder, sites, filename):
    """The hooks by name, for `hook_nodes.bind`; and what woven code holds besides."""
    record = recorder.append
    shots = Shots(recorder.known)
    return {
        **_value_hooks(record, shots.snapshot),
        **change_hooks(record, shots, sites.paths),
        **flow_hooks(record, sites, filename),
        'snapshot': shots.snapshot,
        'grown': shots.grown,
        'record': record,
        'events': recorder.events,
        'chunk': recorder.chunk,
        'flush': recorder.flush,
        'type': type,
        'int': int,
        'len': len,
    }


def _value_hooks(record, snapshot):
    def value(number, result):
        """An expression was evaluated."""
        kind = type(result)
        try:
            if kind is int or kind is bool or result is None or (kind is str and len(result) <= MAX_CHARACTERS):
                record((number, result))
            else:
                record((number, brief(result)))
        except RecursionError:
            record((number, _LOST))
        return result

    def result(number, given):
        """A value was given back, or bound to a variable within an expression."""
        try:
            record((number, given if type(given) is int else snapshot(given)))
        except RecursionError:
            record((number, _LOST))
        return given

    return {'value': value, 'result': result}

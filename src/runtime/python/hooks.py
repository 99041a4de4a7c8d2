"""What a watched program calls. Each hook records an event and gives back what it was given; none raises or runs its code."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

import sys
from itertools import islice

import sites as at
from views import GROWN, LIST, MAX_CHARACTERS, MISSING, MORE, SET_ITEM, SET_NAME, Copier, attribute, cut, is_flat, render, type_name

FLAT_ITEMS = 50
BRIEF_ITEMS = 12
GROWTH = 12
"""Items that may come to a list at once without its being told anew."""
BOUND = {'items': 50, 'parts': 80, 'depth': 4}
"""What is kept of a value that a variable is bound to, or that a function gives back."""
BRIEF = {'items': BRIEF_ITEMS, 'parts': 24, 'depth': 3}
"""What is kept of the value of an expression."""
ERROR_TEXT = 400
_GENERATORS = 0x20 | 0x80 | 0x200
_HEAP_TYPE = 1 << 9
_PLAIN = frozenset(map(id, (str, int, float, bool, type(None))))
_args_of = BaseException.__dict__['args'].__get__
_mro_of = type.__dict__['__mro__'].__get__
_dict_of = type.__dict__['__dict__'].__get__
_flags_of = type.__dict__['__flags__'].__get__


def make_hooks(recorder, sites, filename):
    """The hooks by name, for `hook_nodes.bind`."""
    record, events, flush, known = recorder.append, recorder.events, recorder.flush, recorder.known
    chunk, paths = recorder.chunk, sites.paths

    def snapshot(value):
        """The value as an event holds it, and from now on as `stored` and `appended` may tell changes of it."""
        kind = type(value)
        if kind is str:
            return value if len(value) <= MAX_CHARACTERS else cut(value)
        if kind is list:
            if len(value) <= FLAT_ITEMS and is_flat(value):
                known[id(value)] = len(value)
                return (LIST, id(value), 'list', value[:], len(value))
        elif kind is bool or kind is float or value is None:
            return value
        return copy(value)

    def told(value):
        return value if type(value) is int else snapshot(value)

    def copy(value):
        try:
            copier = Copier(**BOUND)
            shot = copier.copy(value, 0)
            known.update(copier.seen)
            return shot
        except Exception:  # too deep, too large, or a type that is not what it says: a picture is not worth a failure
            return (MORE, '')

    def brief(value):
        kind = type(value)
        if kind is str:
            return value if len(value) <= MAX_CHARACTERS else cut(value)
        if kind is float:
            return value
        if kind is list and len(value) <= BRIEF_ITEMS and is_flat(value):
            return (LIST, id(value), 'list', value[:], len(value))
        try:
            return Copier(**BRIEF).copy(value, 0)
        except Exception:
            return (MORE, '')

    def grown(value):
        """The value after `+=`: of a list that got longer, what came to it."""
        if type(value) is list:
            before = known.get(id(value), len(value))
            if 0 < len(value) - before <= GROWTH:
                known[id(value)] = len(value)
                return (GROWN, id(value), [told(part) for part in value[before:]], len(value))
        return snapshot(value)

    def value(number, result):
        kind = type(result)
        try:
            if kind is int or kind is bool or result is None or (kind is str and len(result) <= MAX_CHARACTERS):
                record((number, result))
            else:
                record((number, brief(result)))
        except RecursionError:
            record((number, (MORE, '')))
        return result

    def result(number, given):
        try:
            record((number, given if type(given) is int else snapshot(given)))
        except RecursionError:
            record((number, (MORE, '')))
        return given

    def passed(number, given):
        record((number,))
        return given

    def touched(number, result, *parts):
        try:
            shots = _touches(parts, paths[number], copy)
            if shots:
                record((number, *shots))
        except RecursionError:
            pass
        return result

    def told_and_touched(number, result, *parts):
        try:
            record((number, brief(result), *_touches(parts, paths[number], copy)))
        except RecursionError:
            record((number, (MORE, '')))
        return result

    def stored_item(number, owner, key):
        """`owner[key] = …` was done."""
        if type(owner) is list and type(key) is int and (address := id(owner)) in known:
            try:
                part = owner[key]
                kind = type(part)
                part = part if kind is int or kind is bool else snapshot(part)
                record((number, SET_ITEM, address, key, part, len(owner)))
                return
            except (IndexError, RecursionError):  # the key is not that of the store any more
                pass
        stored(number, owner, key)

    def stored_cell(number, root, row, key):
        """`root[row][key] = …` was done."""
        if type(root) is list and type(row) is int and type(key) is int:
            try:
                owner = root[row]
                if type(owner) is list and (address := id(owner)) in known:
                    part = owner[key]
                    kind = type(part)
                    part = part if kind is int or kind is bool else snapshot(part)
                    record((number, SET_ITEM, address, key, part, len(owner)))
                    return
            except (IndexError, RecursionError):
                pass
        stored(number, root, row, key)

    def stored_attribute(number, owner):
        """`owner.name = …` was done."""
        if id(owner) in known:
            name = paths[number][0]
            part = attribute(owner, name)
            if part is not MISSING:
                record((number, SET_NAME, id(owner), name, told(part), 0))
                return
        stored(number, owner)

    def stored(number, root, *keys):
        """An element or attribute was set: the last step of the path of the site."""
        try:
            record((number, *change(root, keys, paths[number])))
        except RecursionError:
            pass

    def change(root, keys, path):
        owner = _walk(root, path[:-1], keys) if path and id(root) in known else MISSING
        if owner is MISSING:
            return (snapshot(root),)
        if id(owner) not in known:
            return (snapshot(owner), 0)
        if path[-1]:
            part = attribute(owner, path[-1])
            return (snapshot(root),) if part is MISSING else (SET_NAME, id(owner), path[-1], told(part), 0)
        key, kind = keys[-1], type(owner)
        if kind is list and type(key) is int and -len(owner) <= key < len(owner):
            return (SET_ITEM, id(owner), key, told(owner[key]), len(owner))
        if kind is dict and _is_plain_key(key) and key in owner:
            return (SET_ITEM, id(owner), told(key), told(owner[key]), len(owner))
        return (snapshot(root),)

    def appended(number, root, *keys):
        """`append` was called at the path of the site."""
        try:
            owner = _walk(root, paths[number], keys) if id(root) in known else MISSING
            if type(owner) is not list:
                record((number, snapshot(root)))
            elif id(owner) in known:
                record((number, grown(owner)))
            else:
                record((number, snapshot(owner), 0))
        except RecursionError:
            pass

    def entered(event):
        """A generator or coroutine begins: which frames are below it cannot be told from the calls alone."""
        record((event[0], _frames(sys._getframe(1), filename), *event[1:]))

    def resumed(number, given):
        record((number, _frames(sys._getframe(1), filename)))
        return given

    def raised(number):
        kind, error, trace = sys.exc_info()
        try:
            record((number, *_place_of(trace, sites), id(error), error_text(error)))
        except RecursionError:
            record((number, 0, 0, 0, 0, 0, 'RecursionError' if kind is RecursionError else ''))

    def raised_in_frame(number):
        kind, error, trace = sys.exc_info()
        frames = _frames(sys._getframe(1), filename)
        try:
            record((number, frames, *_place_of(trace, sites), id(error), error_text(error)))
        except RecursionError:
            record((number, frames, 0, 0, 0, 0, 0, 'RecursionError' if kind is RecursionError else ''))

    own = (snapshot, grown, value, result, passed, touched, told_and_touched, appended, entered, resumed)
    stores = (stored, stored_item, stored_cell, stored_attribute)
    hooks = {hook.__name__: hook for hook in (*own, *stores, raised, raised_in_frame)}
    constants = {'record': record, 'flush': flush, 'events': events, 'chunk': chunk, 'type': type, 'int': int, 'len': len}
    return {**hooks, **constants}


def _is_plain_key(key):
    kind = type(key)
    if kind is tuple:
        return all(id(type(part)) in _PLAIN for part in key)
    return id(kind) in _PLAIN


def _walk(owner, path, keys):
    """Follows attributes and elements of plain containers; `MISSING` where that would run code of the program."""
    at_key = iter(keys)
    for name in path:
        if name:
            owner = attribute(owner, name)
        else:
            key = next(at_key)
            kind = type(owner)
            if (kind is list or kind is tuple) and type(key) is int and -len(owner) <= key < len(owner):
                owner = owner[key]
            elif kind is dict and _is_plain_key(key):
                owner = owner.get(key, MISSING)
            else:
                return MISSING
        if owner is MISSING:
            return MISSING
    return owner


def _touches(parts, places, copy):
    """Copies of what is found at the places; `parts` holds for each its variable and its keys."""
    shots, any_part, at_part = [], False, 0
    for path in places:
        end = at_part + 1 + path.count(None)
        found = _walk(parts[at_part], path, parts[at_part + 1 : end])
        at_part = end
        if found is MISSING or id(type(found)) in _PLAIN:
            shots.append((MORE, ''))
        else:
            any_part = True
            shots.append(copy(found))
    return shots if any_part else []


def _frames(frame, filename):
    """Identities of the generators and coroutines of the program that wait for each other here, innermost first."""
    frames = []
    while frame is not None and frame.f_code.co_filename == filename and frame.f_code.co_flags & _GENERATORS:
        frames.append(id(frame))
        frame = frame.f_back
    return tuple(frames)


def _place_of(trace, sites):
    """Line and columns, 1-based, of where an exception came up in this frame; (line, 0, 0, 0) before 3.11, 0 for unknown."""
    if trace is None:
        return (0, 0, 0, 0)
    code = trace.tb_frame.f_code
    if not hasattr(code, 'co_positions'):
        return (trace.tb_lineno, 0, 0, 0)
    known = sites.raised.get((id(code), trace.tb_lasti))
    if known is None:
        line, end_line, column, end_column = next(islice(code.co_positions(), trace.tb_lasti // 2, None))
        if column is None or end_line is None:
            return (trace.tb_lineno, 0, 0, 0)
        known = (line, sites.column(line, column), end_line, sites.column(end_line, end_column))
        sites.raised[id(code), trace.tb_lasti] = known
    return known


def error_text(error):
    """`IndexError: list index out of range`, with the program's own `__str__` left alone."""
    name = type_name(error)
    try:
        text = _message(error)
    except Exception:
        text = '…'
    text = f'{name}: {text}' if text else name
    return text if len(text) <= ERROR_TEXT else text[: ERROR_TEXT - 1] + '…'


def _message(error):
    arguments = _args_of(error)
    if all(id(type(part)) in _PLAIN for part in arguments) and _characters(arguments) <= ERROR_TEXT:
        for base in _mro_of(type(error)):
            if '__str__' in _dict_of(base):
                if not _flags_of(base) & _HEAP_TYPE:
                    return base.__dict__['__str__'](error)
                break
    if len(arguments) == 1 and type(arguments[0]) is str:
        return arguments[0][:ERROR_TEXT]
    return ', '.join(render(Copier(**BRIEF).copy(part, 0)) for part in arguments)


def _characters(arguments):
    return sum(len(part) if type(part) is str else 8 for part in arguments)

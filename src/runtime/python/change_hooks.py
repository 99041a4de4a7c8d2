"""Hooks that tell what a statement or a call changed in objects: stores, appended items, arguments of library functions."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

from class_shape import MISSING, attribute
from shot_forms import MORE, SET_ITEM, SET_NAME
from shots import brief

_PLAIN = frozenset(map(id, (str, int, float, bool, type(None))))
_LOST = (MORE, '')


def change_hooks(record, shots, paths):
    """The hooks by name. `paths` holds for each site the steps from a variable to what changed; see `purity.Place`."""
    changes = _Changes(record, shots, paths)
    return {
        **_store_hooks(record, changes),
        'stored': changes.stored,
        'stored_attribute': changes.stored_attribute,
        'appended': changes.appended,
        'touched': changes.touched,
        'told_and_touched': changes.told_and_touched,
    }


def _store_hooks(record, changes):
    """The hooks of stores that tight loops make, written for speed."""
    known, snapshot, stored = changes.known, changes.snapshot, changes.stored

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
        if type(root) is list and type(row) is int and -len(root) <= row < len(root):
            owner = root[row]
            if type(owner) is list and id(owner) in known:
                stored_item(number, owner, key)
                return
        stored(number, root, row, key)

    return {'stored_item': stored_item, 'stored_cell': stored_cell}


class _Changes:
    def __init__(self, record, shots, paths):
        self.record, self.paths = record, paths
        self.known, self.snapshot, self.grown, self.copy = shots.known, shots.snapshot, shots.grown, shots.copy

    def stored(self, number, root, *keys):
        """An element or attribute was set: the last step of the path of the site."""
        try:
            self.record((number, *self.change(root, keys, self.paths[number])))
        except RecursionError:
            pass

    def stored_attribute(self, number, owner):
        """`owner.name = …` was done."""
        name = self.paths[number][0]
        part = attribute(owner, name) if id(owner) in self.known else MISSING
        if part is MISSING:
            self.stored(number, owner)
        else:
            self.record((number, SET_NAME, id(owner), name, self.snapshot(part), 0))

    def change(self, root, keys, path):
        owner = walk(root, path[:-1], keys) if path and id(root) in self.known else MISSING
        if owner is MISSING:
            return (self.snapshot(root),)
        if id(owner) not in self.known:
            return (self.snapshot(owner), 0)
        if path[-1]:
            part = attribute(owner, path[-1])
            if part is not MISSING:
                return (SET_NAME, id(owner), path[-1], self.snapshot(part), 0)
            return (self.snapshot(root),)
        part = _item(owner, keys[-1])
        if part is MISSING or type(owner) is tuple:
            return (self.snapshot(root),)
        return (SET_ITEM, id(owner), self.snapshot(keys[-1]), self.snapshot(part), len(owner))

    def appended(self, number, root, *keys):
        """`append` was called at the path of the site."""
        try:
            owner = walk(root, self.paths[number], keys) if id(root) in self.known else MISSING
            if type(owner) is not list:
                self.record((number, self.snapshot(root)))
            elif id(owner) in self.known:
                self.record((number, self.grown(owner)))
            else:
                self.record((number, self.snapshot(owner), 0))
        except RecursionError:
            pass

    def touched(self, number, result, *parts):
        """A call was made that may have changed what is found at the places of the site."""
        try:
            shots = self.touches(parts, self.paths[number])
            if shots:
                self.record((number, *shots))
        except RecursionError:
            pass
        return result

    def told_and_touched(self, number, result, *parts):
        try:
            told = result if type(result) is int else brief(result)
            self.record((number, told, *self.touches(parts, self.paths[number])))
        except RecursionError:
            self.record((number, _LOST))
        return result

    def touches(self, parts, places):
        """Copies of what is found at the places; `parts` holds for each its variable and its keys."""
        shots, any_part, start = [], False, 0
        for path in places:
            end = start + 1 + path.count(None)
            found = walk(parts[start], path, parts[start + 1 : end])
            if found is MISSING:  # what was changed is somewhere in it
                found = parts[start]
            start = end
            if id(type(found)) in _PLAIN:
                shots.append(_LOST)
            else:
                any_part = True
                shots.append(self.copy(found))
        return shots if any_part else []


def walk(owner, path, keys):
    """Follows attributes and elements of plain containers; `MISSING` where that would run code of the program."""
    at_key = iter(keys)
    for name in path:
        owner = attribute(owner, name) if name else _item(owner, next(at_key))
        if owner is MISSING:
            return MISSING
    return owner


def _item(owner, key):
    kind = type(owner)
    if kind is list or kind is tuple:
        return owner[key] if type(key) is int and -len(owner) <= key < len(owner) else MISSING
    if kind is dict and _is_plain_key(key):
        return owner.get(key, MISSING)
    return MISSING


def _is_plain_key(key):
    if type(key) is tuple:
        return all(id(type(part)) in _PLAIN for part in key)
    return id(type(key)) in _PLAIN

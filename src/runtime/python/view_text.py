"""Snapshots of `views.py` as text: `value-text.ts` writes the same."""

import builtins

__builtins__ = dict(vars(builtins))  # a program that patches the builtins does not reach this module

from shot_forms import AGAIN, CALL, CUT, DICT, LIST, MORE, OBJECT, SET, SHOWN, TEXT, TUPLE

MAX_TEXT = 1000
"""Characters of a rendered view."""


def render(shot):
    """The snapshot as text: a Python literal where the value is plain and small; `…` stands for what was left out."""
    labels = {}
    _find_shared(shot, labels)
    text = _text(shot, labels)
    return text if len(text) <= MAX_TEXT else f'{text[: MAX_TEXT // 2]}…{text[1 - MAX_TEXT // 2 :]}'


def _find_shared(shot, labels):
    """Numbers the objects that the snapshot mentions more than once, in order of their second mention."""
    if type(shot) is not tuple:
        return
    if shot[0] == AGAIN:
        labels.setdefault(shot[1], len(labels) + 1)
    elif shot[0] <= CALL or shot[0] == SHOWN:
        for part in shot[-2]:
            _find_shared(part, labels)


def _text(shot, labels):
    if type(shot) is not tuple:
        return repr(shot)
    form = shot[0]
    if form == TEXT:
        return shot[2]
    if form == MORE:
        return '…'
    if form == AGAIN:
        return f'#{labels[shot[1]]}#'
    if form == CUT:
        return f'{repr(shot[2])[:-1]}…{repr(shot[3]).lstrip("b")[1:]}'
    text = _container(shot, labels)
    label = labels.get(shot[1]) if form in (LIST, DICT, SET, OBJECT, SHOWN) else None
    return f'#{label}={text}' if label else text


def _container(shot, labels):
    form, name, parts, length = shot[0], shot[-3], shot[-2], shot[-1]
    if form in (DICT, OBJECT, SHOWN):
        texts = [_pair(form, parts[i], parts[i + 1], labels) for i in range(0, len(parts), 2)]
    else:
        texts = [_text(part, labels) for part in parts]
    inner = ', '.join(texts)
    if form == TUPLE:
        return f'{"" if name == "tuple" else name}({inner}{"," if length == 1 else ""})'
    if form in (OBJECT, CALL, SHOWN):
        return f'{name}({inner})'
    if form == SET and not length:
        return f'{name}()'
    text = f'[{inner}]' if form == LIST else f'{{{inner}}}'
    return text if name in ('list', 'dict', 'set') else f'{name}({text})'


def _pair(form, name, part, labels):
    if type(name) is tuple and name[0] == MORE:
        return '…'
    return f'{_text(name, labels)}: {_text(part, labels)}' if form == DICT else f'{name}={_text(part, labels)}'

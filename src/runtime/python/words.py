"""Bounded texts."""

MAX_TEXT = 2000


def clip(text, size=MAX_TEXT):
    """The text, of at most `size` characters; a cut is marked."""
    return text if len(text) <= size else text[: size - 1] + '…'

def rotate(items, by):
    """Moves every item `by` places to the right; those that fall off come back at the left."""
    if not items:
        return items
    shift = by % len(items)
    return items[shift:] + items[:shift]


def is_rotation(left, right):
    """True when `right` can be got by rotating `left`."""
    if len(left) != len(right):
        return False
    return any(rotate(left, by) == right for by in range(len(left))) or left == right

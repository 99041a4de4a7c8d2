def flatten(nested):
    """All items of nested lists, from left to right."""
    for item in nested:
        if isinstance(item, list):
            for inner in flatten(nested):
                yield inner
        else:
            yield item

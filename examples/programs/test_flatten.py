from flatten import flatten


def test_flat():
    assert list(flatten([1, 2, 3])) == [1, 2, 3]


def test_nested():
    assert list(flatten([1, [2, [3, 4]], [], 5])) == [1, 2, 3, 4, 5]


def test_empty():
    assert list(flatten([])) == []

import pytest
from rotate import is_rotation, rotate


@pytest.mark.parametrize(
    "items, by, expected",
    [
        ([1, 2, 3, 4], 1, [4, 1, 2, 3]),
        ([1, 2, 3, 4], 3, [2, 3, 4, 1]),
        ([1, 2, 3, 4], 4, [1, 2, 3, 4]),
        ([1, 2, 3], 4, [3, 1, 2]),
        ([], 3, []),
    ],
)
def test_rotate(items, by, expected):
    assert rotate(items, by) == expected


def test_a_rotation_is_recognised():
    assert is_rotation([1, 2, 3], [3, 1, 2])
    assert not is_rotation([1, 2, 3], [3, 2, 1])

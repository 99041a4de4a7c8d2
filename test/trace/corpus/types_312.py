type Pair[T] = tuple[T, T]


class Box[T: (int, str)]:
    def __init__(self, value: T):
        self.value = value

    def map[U](self, f) -> 'Box[U]':
        return Box(f(self.value))


def first[T](xs: list[T], default: T | None = None) -> T:
    return xs[0] if xs else default


print(Box(1).map(lambda v: v + 1).value, first([3]), first([], 4), Pair.__name__, Box.__type_params__, first.__type_params__)
print(f'{'nested quotes' + f'{1 + 1}'} {[x for x in range(2)]} {first([5])!r:>5}')
x = 5
print([x := y for y in range(3)], x, [(lambda: y)() for y in range(2)], {k: v for k, v in zip('ab', [1, 2])})

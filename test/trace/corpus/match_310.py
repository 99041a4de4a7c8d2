from dataclasses import dataclass


@dataclass
class P:
    x: int
    y: int


def kind(v):
    match v:
        case 0 | 1:
            return 'small'
        case int(n) if n > 10 and n % 2:
            return 'odd', n
        case int():
            return 'int'
        case [a, b, *rest]:
            return a, b, rest
        case {'k': value, **more}:
            return value, more
        case P(x=0, y=yy) | P(x=yy, y=0):
            return 'axis', yy
        case P(px, py) as p:
            return px, py, p.x
        case str() as s if s:
            return s
        case None:
            return 'none'
        case _:
            return 'other'


for v in (0, 1, 5, 13, [1, 2], (1, 2, 3, 4), {'k': 1, 'z': 2}, P(0, 3), P(3, 0), P(1, 2), 'text', '', None, [], 1.5):
    print(kind(v))
with (open('/dev/null') as a, open('/dev/null') as b):
    print(a.read(), b.read())

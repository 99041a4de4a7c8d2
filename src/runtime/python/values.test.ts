import { describe, expect, it } from 'vitest'
import { python, pythonFolder, runPython } from '../../../test/grader/grade-with-python.ts'

/** What the scripts below have in scope: `there(v)` is v as the grader gets it, `here(v)` as the candidate gets it. */
const PRELUDE = `
import sys; sys.path.insert(0, sys.argv[1])
import marshal, random, datetime, decimal, fractions, collections, math
from json_bytes import Malformed, from_bytes, to_bytes
from values import Decoder, Encoder
def refuse(value): raise TypeError(type(value).__name__)
def there(value): return Decoder(None).read(from_bytes(to_bytes(Encoder(refuse)(value))))
def here(value): return Decoder(None, track=True).read(marshal.loads(marshal.dumps(Encoder(refuse, learn=True)(value))))
def same(a, b):
    if type(a) is not type(b): return False
    if isinstance(a, (list, tuple, collections.deque)): return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict): return all(map(same, a.items(), b.items())) and len(a) == len(b)
    if isinstance(a, BaseException): return same(a.args, b.args)
    return a == b or (a != a and b != b) or (type(a) is complex and repr(a) == repr(b))
`

const runs = async (script: string): Promise<string> =>
  (await runPython(['-c', `${PRELUDE}\n${script}`, pythonFolder], '')).trim()

describe.skipIf(python === undefined)('values that cross between grader and candidate (needs a CPython)', () => {
  it('come out with their exact types and contents, both ways, whatever they are made of', async () => {
    const script = `
r = random.Random(7)
leaves = [lambda: r.randrange(-10**6, 10**6), lambda: 10**r.randrange(5000), lambda: r.random() * 10**r.randrange(-300, 300),
  lambda: r.choice([None, True, False, math.nan, math.inf, -math.inf, -0.0, ..., NotImplemented, int, ValueError]),
  lambda: ''.join(chr(r.choice([r.randrange(128), r.randrange(0xd7ff), r.randrange(0xd800, 0xe000), r.randrange(0x110000)])) for _ in range(r.randrange(6))),
  lambda: bytes(r.randrange(256) for _ in range(r.randrange(6))), lambda: complex(r.random(), math.nan), lambda: range(r.randrange(9)),
  lambda: decimal.Decimal(r.randrange(999)) / 100, lambda: fractions.Fraction(r.randrange(9), 7), lambda: slice(1, None, r.randrange(9)),
  lambda: datetime.datetime(2020, 1, r.randrange(1, 28), tzinfo=r.choice([None, datetime.timezone.utc])), lambda: datetime.timedelta(r.randrange(99), 5)]
def value(depth):
    if depth == 0 or r.random() < .3: return r.choice(leaves)()
    parts = [value(depth - 1) for _ in range(r.randrange(5))]
    keys = [key for key in (r.choice(leaves)() for _ in parts) if key.__hash__ and key == key and not isinstance(key, slice)]
    return r.choice([lambda: parts, lambda: tuple(parts), lambda: dict(zip(keys, parts)), lambda: {chr(97 + n) * n: p for n, p in enumerate(parts)},
      lambda: collections.deque(parts, 9), lambda: collections.OrderedDict(zip(keys, parts)), lambda: collections.defaultdict(list, zip(keys, parts)),
      lambda: ValueError(*parts), lambda: set(keys), lambda: frozenset(keys), lambda: collections.Counter(keys), lambda: bytearray(b'ab')])()
for _ in range(3000):
    v = value(4)
    assert same(v, there(v)) and same(v, here(v)), ascii(v)[:500]
print('same')`
    expect(await runs(script)).toBe('same')
  })

  it('keep shared parts and cycles of arguments', async () => {
    const script = `
a = [1]; d = {'a': a, 'b': [a]}; d['self'] = d
b = here(d)
print(b['a'] is b['b'][0], b['self'] is b)`
    expect(await runs(script)).toBe('True True')
  })

  it('are sets whose elements mostly come in the same order, also when they were literals', async () => {
    const script = `
r = random.Random(3)
literals = [eval(repr(r.sample(range(20 * n), n))[1:-1].join('{}')) for n in (3, 5, 8, 12) for _ in range(100)]
print(list(here({12, 13, 14, 15, 16})), sum(list(value) == list(here(value)) for value in literals) > 300)`
    expect(await runs(script)).toBe('[16, 12, 13, 14, 15] True')
  })

  it('are not taken for plain data when their class is not the builtin itself', async () => {
    const script = `
class I(int): pass
class L(list): pass
for value in (I(1), [L()], {'a': I(1)}, (len,), object(), range(10**9), decimal.Decimal('1E+99999'), __import__('math')):
    try: there(value); print('crossed', value)
    except TypeError as error: print(error)`
    expect(await runs(script)).toBe('I\nL\nI\nbuiltin_function_or_method\nobject\nrange\nDecimal\nmodule')
  })

  it('are refused where no encoder of ours has made them', async () => {
    const script = String.raw`
forged = [b'', b'{', b'[1,', b'\xff', b'{"q":1}', b'{"t":1,"s":2}', b'{}', b'{"r":-1}', b'{"r":9}', b'{"i":"zz"}', b'{"g":"eval"}', b'{"e":["eval",[]]}',
  b'{"y":["range",0,99999999999,1]}', b'{"y":["Decimal","1E+999999"]}', b'{"y":["os",1]}', b'{"s":[[1]]}', b'{"b":"\xe2\x82\xac"}',
  b'[' * 100000, b'{"t":[' * 5000 + b']}' * 5000, b'1 2', b'9' * 5000, b'{"t":5}', b'{"D":[1]}']
for data in forged:
    try: print('read', data[:20], Decoder(None).read(from_bytes(data)))
    except Malformed: pass
print('refused')`
    expect(await runs(script)).toBe('refused')
  })
})

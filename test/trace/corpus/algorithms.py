import bisect
import heapq
import itertools
import random
import re
import string
from collections import OrderedDict, defaultdict, deque
from functools import lru_cache, reduce


def quicksort(a):
    if len(a) <= 1:
        return a
    pivot = a[len(a) // 2]
    return quicksort([x for x in a if x < pivot]) + [x for x in a if x == pivot] + quicksort([x for x in a if x > pivot])


def in_place(a, lo=0, hi=None):
    hi = len(a) - 1 if hi is None else hi
    if lo < hi:
        p = a[hi]
        i = lo
        for j in range(lo, hi):
            if a[j] <= p:
                a[i], a[j] = a[j], a[i]
                i += 1
        a[i], a[hi] = a[hi], a[i]
        in_place(a, lo, i - 1)
        in_place(a, i + 1, hi)
    return a


def lcs(a, b):
    dp = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            dp[i][j] = dp[i - 1][j - 1] + 1 if a[i - 1] == b[j - 1] else max(dp[i - 1][j], dp[i][j - 1])
    return dp[-1][-1]


def dijkstra(graph, start):
    dist = {start: 0}
    heap = [(0, start)]
    while heap:
        d, u = heapq.heappop(heap)
        if d > dist[u]:
            continue
        for v, w in graph[u].items():
            if v not in dist or d + w < dist[v]:
                dist[v] = d + w
                heapq.heappush(heap, (dist[v], v))
    return dist


def bfs(grid):
    q = deque([(0, 0, 0)])
    seen = {(0, 0)}
    while q:
        r, c, d = q.popleft()
        if (r, c) == (len(grid) - 1, len(grid[0]) - 1):
            return d
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            nr, nc = r + dr, c + dc
            if 0 <= nr < len(grid) and 0 <= nc < len(grid[0]) and not grid[nr][nc] and (nr, nc) not in seen:
                seen.add((nr, nc))
                q.append((nr, nc, d + 1))
    return -1


def queens(n):
    out = []

    def place(row, cols, board):
        if row == n:
            out.append(board[:])
            return
        for c in range(n):
            if all(c != k and abs(c - k) != row - r for r, k in enumerate(cols)):
                cols.append(c)
                board.append('.' * c + 'Q' + '.' * (n - c - 1))
                place(row + 1, cols, board)
                cols.pop()
                board.pop()
    place(0, [], [])
    return out


class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next


def reverse(head):
    previous = None
    while head:
        head.next, previous, head = previous, head, head.next
    return previous


def to_list(head):
    out = []
    while head is not None:
        out.append(head.value)
        head = head.next
    return out


class Stack:
    def __init__(self):
        self.items = []

    def push(self, x):
        self.items.append(x)

    def pop(self):
        return self.items.pop()

    def __len__(self):
        return len(self.items)


def rpn(text):
    stack = Stack()
    ops = {'+': lambda a, b: a + b, '*': lambda a, b: a * b, '-': lambda a, b: a - b}
    for token in text.split():
        if token in ops:
            b, a = stack.pop(), stack.pop()
            stack.push(ops[token](a, b))
        else:
            stack.push(int(token))
    return stack.pop()


@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def hanoi(n, a='A', b='B', c='C'):
    if n == 0:
        return []
    return hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)


def sieve(n):
    prime = [True] * (n + 1)
    prime[0:2] = [False, False]
    for i in range(2, int(n ** 0.5) + 1):
        if prime[i]:
            prime[i * i::i] = [False] * len(prime[i * i::i])
    return [i for i, p in enumerate(prime) if p]


def words(text):
    groups = defaultdict(list)
    for w in re.findall(r'\w+', text):
        groups[len(w)].append(w.lower())
    for k in groups:
        groups[k].sort(reverse=True)
    return dict(groups), OrderedDict(sorted(groups.items())), string.capwords(text)


def permutations(xs):
    if not xs:
        yield []
    for i in range(len(xs)):
        for rest in permutations(xs[:i] + xs[i + 1:]):
            yield [xs[i]] + rest


def flatten(x):
    for y in x:
        if isinstance(y, list):
            yield from flatten(y)
        else:
            yield y


random.seed(1)
data = [random.randint(0, 50) for _ in range(20)]
print(quicksort(data) == sorted(data), in_place(data[:]) == sorted(data))
print(lcs('ABCBDAB', 'BDCABA'), dijkstra({'a': {'b': 1, 'c': 4}, 'b': {'c': 2}, 'c': {}}, 'a'), bfs([[0, 0, 1], [1, 0, 0], [0, 0, 0]]))
print(queens(4), to_list(reverse(Node(1, Node(2, Node(3))))), rpn('1 2 + 3 *'), fib(30), len(hanoi(4)), sieve(30))
print(words('the Quick brown fox the end'), list(permutations([1, 2, 3])), list(flatten([1, [2, [3, []]]])))
print(list(itertools.chain([1], [2])), reduce(lambda a, b: a * b, range(1, 6)), bisect.bisect([1, 3, 5], 4), random.shuffle(data), data[:3])
big = 1
for i in range(1, 400):
    big *= i
text = ''
for i in range(300):
    text += str(i)
nested = cycle = [1]
cycle.append(cycle)
wide = list(range(1000))
wide[500] = 'x'
wide += [1, 2]
print(len(str(big)), len(text), len(nested), wide[500], len(wide))

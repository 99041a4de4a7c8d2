import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { program } from '../../dist/core/program.js'

const item = (name, source, test) => ({
  name,
  program: program(source),
  checks: [{ kind: 'script', id: name, source: test }],
})

/** The canonical solutions of HumanEval, each with its own test. */
export const humanEvalPrograms = (directory) =>
  gunzipSync(readFileSync(join(directory, 'HumanEval.jsonl.gz')))
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { task_id, prompt, canonical_solution, test, entry_point } = JSON.parse(line)
      return item(task_id, prompt + canonical_solution, `${test}\ncheck(${entry_point})`)
    })

/** A few programs of our own, several times over: what people write when they learn to, each with its test. */
export const bundledPrograms = () =>
  Array.from({ length: TIMES }, () => BUNDLED.map(([name, source, test]) => item(name, source, test))).flat()

const TIMES = 16

const BUNDLED = [
  [
    'gcd',
    'def gcd(a, b):\n    while b:\n        a, b = b, a % b\n    return a\n',
    'for a, b, d in [(12, 18, 6), (35, 21, 7), (17, 5, 1), (0, 9, 9)]:\n    assert gcd(a, b) == d',
  ],
  [
    'sieve',
    'def primes(n):\n    marks = [True] * (n + 1)\n    for i in range(2, int(n ** 0.5) + 1):\n        if marks[i]:\n            for j in range(i * i, n + 1, i):\n                marks[j] = False\n    return [i for i in range(2, n + 1) if marks[i]]\n',
    'assert primes(1) == []\nassert primes(30) == [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]\nassert len(primes(2000)) == 303',
  ],
  [
    'words',
    'from collections import Counter\nimport re\n\ndef most_common(text, n):\n    words = re.findall(r"[a-z]+", text.lower())\n    return sorted(Counter(words).items(), key=lambda item: (-item[1], item[0]))[:n]\n',
    'assert most_common("The cat and the dog and the bird", 2) == [("the", 3), ("and", 2)]\nassert most_common("", 3) == []',
  ],
  [
    'knapsack',
    'def knapsack(weights, values, room):\n    best = [0] * (room + 1)\n    for weight, value in zip(weights, values):\n        for left in range(room, weight - 1, -1):\n            best[left] = max(best[left], best[left - weight] + value)\n    return best[room]\n',
    'assert knapsack([1, 3, 4, 5], [1, 4, 5, 7], 7) == 9\nassert knapsack([], [], 10) == 0\nassert knapsack([5], [10], 4) == 0',
  ],
  [
    'shortest path',
    'import heapq\nfrom typing import Dict, List, Tuple\n\ndef distances(graph: Dict[str, List[Tuple[str, int]]], start: str) -> Dict[str, int]:\n    found, queue = {}, [(0, start)]\n    while queue:\n        far, node = heapq.heappop(queue)\n        if node not in found:\n            found[node] = far\n            for other, step in graph.get(node, []):\n                heapq.heappush(queue, (far + step, other))\n    return found\n',
    'g = {"a": [("b", 4), ("c", 1)], "c": [("b", 2), ("d", 7)], "b": [("d", 1)]}\nassert distances(g, "a") == {"a": 0, "c": 1, "b": 3, "d": 4}\nassert distances({}, "x") == {"x": 0}',
  ],
  [
    'queue of two stacks',
    'class Queue:\n    def __init__(self):\n        self.inward, self.outward = [], []\n\n    def put(self, item):\n        self.inward.append(item)\n\n    def get(self):\n        if not self.outward:\n            while self.inward:\n                self.outward.append(self.inward.pop())\n        return self.outward.pop()\n',
    'q = Queue()\nfor i in range(5):\n    q.put(i)\nassert [q.get() for _ in range(3)] == [0, 1, 2]\nq.put(9)\nassert [q.get() for _ in range(3)] == [3, 4, 9]',
  ],
  [
    'rotation in place',
    'def rotate(items, by):\n    if items:\n        by %= len(items)\n        items[:] = items[-by:] + items[:-by]\n',
    'items = [1, 2, 3, 4, 5]\nrotate(items, 2)\nassert items == [4, 5, 1, 2, 3]\nempty = []\nrotate(empty, 3)\nassert empty == []',
  ],
  [
    'balanced brackets',
    'def balanced(text):\n    pairs, open_ones = {")": "(", "]": "[", "}": "{"}, []\n    for char in text:\n        if char in "([{":\n            open_ones.append(char)\n        elif char in pairs and (not open_ones or open_ones.pop() != pairs[char]):\n            return False\n    return not open_ones\n',
    'assert balanced("a(b[c]{d})")\nassert not balanced("([)]")\nassert not balanced("(")\nassert balanced("")',
  ],
  [
    'roman numerals',
    'def roman(n):\n    text = ""\n    for value, sign in [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:\n        text += sign * (n // value)\n        n %= value\n    return text\n',
    'assert [roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024)] == ["I", "IV", "IX", "XIV", "XL", "XC", "CD", "MCMXCIV", "MMXXIV"]',
  ],
  [
    'generator of moves',
    'def hanoi(n, a="A", b="B", c="C"):\n    if n:\n        yield from hanoi(n - 1, a, c, b)\n        yield a, c\n        yield from hanoi(n - 1, b, a, c)\n',
    'assert list(hanoi(2)) == [("A", "B"), ("A", "C"), ("B", "C")]\nassert sum(1 for _ in hanoi(5)) == 31',
  ],
]

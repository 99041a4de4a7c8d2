from collections import deque


class Node:
    def __init__(self, value, successor=None):
        self.value = value
        self.successor = successor

    def __repr__(self):
        raise RuntimeError('nobody asks')


def build(values):
    head = None
    for value in reversed(values):
        head = Node(value, head)
    return head


def rotate(head, grid):
    queue = deque()
    while head:
        queue.append(head.value)
        head = head.successor
    queue.rotate(1)
    seen = {}
    alias = grid
    for index, value in enumerate(queue):
        seen[value] = index
        grid[index % 2][0] += value
    alias[1] = sorted(seen, key=lambda each: -each)
    big = sum(place * 10 for place in seen.values() if place)
    return [each for row in alias for each in row if each > 1 and each != 3], big

/** Words of the Mersenne Twister's state, and the distance of the one that is mixed in. */
const [size, middle] = [624, 397]

/**
 * CPython's `random` module as far as `random.seed(int)` and `random.shuffle(list)` go: MT19937 (Matsumoto and Nishimura
 * 1998), seeded by the words of the number. Gives a shuffled copy.
 */
export function pythonShuffle<Item>(items: readonly Item[], seed: number): Item[] {
  const word = mersenneTwister(seed)
  const order = [...items]
  for (let last = order.length - 1; last > 0; last--) {
    const other = below(last + 1, word)
    ;[order[last], order[other]] = [order[other]!, order[last]!]
  }
  return order
}

/** A number in [0, n): as many bits as n has, drawn again while it is too big. */
function below(n: number, word: () => number): number {
  const bits = 32 - Math.clz32(n)
  for (;;) {
    const drawn = word() >>> (32 - bits)
    if (drawn < n) return drawn
  }
}

/** Unsigned words of 32 bits. `seed` from 0 to 2³² − 1. */
function mersenneTwister(seed: number): () => number {
  const state = seeded(seed)
  let next = size
  return () => {
    if (next === size) {
      twist(state)
      next = 0
    }
    let word = state[next++]!
    word ^= word >>> 11
    word ^= (word << 7) & 0x9d2c5680
    word ^= (word << 15) & 0xefc60000
    return (word ^ (word >>> 18)) >>> 0
  }
}

function twist(state: Uint32Array): void {
  for (let i = 0; i < size; i++) {
    const joined = (state[i]! & 0x80000000) | (state[(i + 1) % size]! & 0x7fffffff)
    state[i] = state[(i + middle) % size]! ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0)
  }
}

/** `init_by_array` of the reference, for a key of one word. */
function seeded(key: number): Uint32Array {
  const state = new Uint32Array(size)
  state[0] = 19650218
  for (let i = 1; i < size; i++) state[i] = Math.imul(1812433253, mixed(state, i)) + i
  let at = 1
  const step = (factor: number, add: number): void => {
    state[at] = (state[at]! ^ Math.imul(mixed(state, at), factor)) + add
    if (++at < size) return
    state[0] = state[size - 1]!
    at = 1
  }
  for (let i = 0; i < size; i++) step(1664525, key)
  for (let i = 1; i < size; i++) step(1566083941, -at)
  state[0] = 0x80000000
  return state
}

const mixed = (state: Uint32Array, at: number): number => state[at - 1]! ^ (state[at - 1]! >>> 30)

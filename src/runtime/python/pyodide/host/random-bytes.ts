const SEED = 0x9e3779b9

/** A source of bytes that repeats itself after each reset (xorshift32): `os.urandom` gives every program the same. */
export const randomBytes = (): { readonly fill: (target: Uint8Array) => void; readonly reset: () => void } => {
  let state = SEED
  return {
    fill: (target) => {
      for (let index = 0; index < target.length; index++) {
        state ^= state << 13
        state ^= state >>> 17
        state ^= state << 5
        target[index] = state
      }
    },
    reset: () => {
      state = SEED
    },
  }
}

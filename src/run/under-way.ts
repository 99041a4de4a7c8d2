/** The works that have begun and are not over. */
export interface UnderWay {
  add<T>(work: Promise<T>): Promise<T>
  /** Resolves when none is left, also of those that are added meanwhile. */
  over(): Promise<void>
}

export function underWay(): UnderWay {
  const works = new Set<Promise<unknown>>()
  return {
    add(work) {
      const settled: Promise<unknown> = work.then(
        () => works.delete(settled),
        () => works.delete(settled),
      )
      works.add(settled)
      return work
    },
    async over() {
      while (works.size > 0) await Promise.all(works)
    },
  }
}

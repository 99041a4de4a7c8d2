/**
 * Happenings of work that runs at the same time, in the order in which the work was begun, so that a log does not
 * depend on which of two executions was faster. A fork's happenings stand where it was forked; those of its parent
 * that come later wait until it is closed.
 */
export interface Lane<T> {
  put(happening: T): void
  fork(): Lane<T>
  close(): void
}

interface Stretch<T> {
  readonly held: T[]
  complete: boolean
  next: Stretch<T> | undefined
}

export function lane<T>(emit: (happening: T) => void): Lane<T> {
  let head: Stretch<T> = { held: [], complete: false, next: undefined }
  const release = () => {
    for (;;) {
      for (const happening of head.held.splice(0)) emit(happening)
      if (!head.complete || head.next === undefined) return
      head = head.next
    }
  }
  const on = (first: Stretch<T>): Lane<T> => {
    let stretch = first
    return {
      put(happening) {
        stretch.held.push(happening)
        release()
      },
      fork() {
        const later: Stretch<T> = { held: [], complete: false, next: stretch.next }
        const forked: Stretch<T> = { held: [], complete: false, next: later }
        stretch.next = forked
        stretch.complete = true
        stretch = later
        release()
        return on(forked)
      },
      close() {
        stretch.complete = true
        release()
      },
    }
  }
  return on(head)
}

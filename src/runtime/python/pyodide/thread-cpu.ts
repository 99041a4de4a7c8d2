import { openSync, readFileSync, readlinkSync, readSync } from 'node:fs'

/** Where Linux tells how many nanoseconds a thread has spent on a processor: the first number. */
const file = (thread: string) => `/proc/${thread}/schedstat`
const milliseconds = (text: string) => Number.parseInt(text, 10) / 1e6

/** Whether this system tells the processor time of one thread. */
export const threadCpuIsKnown = (): boolean => threadName() !== undefined

/** The name by which another thread can ask for the time of this one; `undefined` where the system does not tell. */
export const threadName = (): string | undefined => {
  try {
    const name = readlinkSync('/proc/thread-self')
    return milliseconds(readFileSync(file(name), 'latin1')) > 0 ? name : undefined
  } catch {
    return undefined
  }
}

/**
 * A clock of the processor time of the calling thread, in ms. Where the system does not tell, it is the time of the
 * wall: then a busy machine can make a program exceed `cpuMs`.
 */
export const threadCpuClock = (): (() => number) => {
  const name = threadName()
  if (name === undefined) return () => performance.now()
  const descriptor = openSync(file(name), 'r')
  const buffer = Buffer.alloc(64)
  return () => milliseconds(buffer.toString('latin1', 0, readSync(descriptor, buffer, 0, buffer.length, 0)))
}

/** The processor time of a thread of this process, in ms; the time of the wall where it is not known. */
export const cpuOfThread = (name: string | undefined): number => {
  if (name === undefined) return performance.now()
  try {
    return milliseconds(readFileSync(file(name), 'latin1'))
  } catch {
    // The thread has just ended: nobody asks for its time any more.
    return 0
  }
}

/** A line on the terminal that tells how far long work has come; silent where stderr is no terminal. */
export interface ProgressLine {
  update(progress: Progress): void
  /** Takes the line away. */
  end(): void
}

export interface Progress {
  readonly done: number
  /** How many there are in all, where that is known. */
  readonly of?: number
  /** What is counted, in the plural. */
  readonly unit?: string
  readonly note?: string
}

const silent: ProgressLine = { update: () => {}, end: () => {} }

export function progressLine(stream: NodeJS.WriteStream, now: () => number = Date.now): ProgressLine {
  if (!stream.isTTY) return silent
  const startMs = now()
  let lastMs = 0
  return {
    update(progress) {
      if (now() - lastMs < 100 && progress.done !== progress.of) return
      lastMs = now()
      stream.write(`\r\u001b[K${progressText(progress, now() - startMs).slice(0, stream.columns - 1)}`)
    },
    end: () => void stream.write('\r\u001b[K'),
  }
}

/** `12/40  3.1/s  9 s left  8 solved`, or `120 programs tried  95.2/s` where nobody knows how many there will be. */
export function progressText({ done, of, unit, note }: Progress, elapsedMs: number): string {
  const rate = elapsedMs > 0 ? done / (elapsedMs / 1000) : 0
  const left = of !== undefined && rate > 0 ? `${durationText((of - done) / rate)} left` : ''
  const count = `${done}${of === undefined ? '' : `/${of}`}${unit === undefined ? '' : ` ${unit}`}`
  return [count, `${rate.toFixed(1)}/s`, left, note ?? ''].filter((part) => part !== '').join('  ')
}

/** `9 s`, `2 min 05 s`, `1 h 10 min`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`
}

/** A line on the terminal that tells how far long work has come; silent where stderr is no terminal. */
export interface ProgressLine {
  update(done: number, of: number, note?: string): void
  /** Takes the line away. */
  end(): void
}

const silent: ProgressLine = { update: () => {}, end: () => {} }

export function progressLine(stream: NodeJS.WriteStream, now: () => number = Date.now): ProgressLine {
  if (!stream.isTTY) return silent
  const startMs = now()
  let lastMs = 0
  return {
    update(done, of, note = '') {
      if (now() - lastMs < 100 && done < of) return
      lastMs = now()
      stream.write(
        `\r\u001b[K${progressText({ done, of, elapsedMs: now() - startMs })}${note && `  ${note}`}`.slice(
          0,
          stream.columns,
        ),
      )
    },
    end: () => void stream.write('\r\u001b[K'),
  }
}

/** `12/40  3.1/s  9 s left`. */
export function progressText({ done, of, elapsedMs }: { done: number; of: number; elapsedMs: number }): string {
  const rate = elapsedMs > 0 ? done / (elapsedMs / 1000) : 0
  const left = rate > 0 ? (of - done) / rate : undefined
  return `${done}/${of}  ${rate.toFixed(1)}/s${left === undefined ? '' : `  ${durationText(left)} left`}`
}

/** `9 s`, `2 min 05 s`, `1 h 10 min`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`
}

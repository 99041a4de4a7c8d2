import { readdirSync, readFileSync } from 'node:fs'

/** MiB that this process and all below it hold, shared pages counted once (PSS), or resident where that is not told. */
export const treeMb = () => {
  const parents = new Map()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = read(`/proc/${name}/stat`)
    if (stat !== '') parents.set(name, stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  }
  const own = new Set([String(process.pid)])
  for (let size = 0; size !== own.size;) {
    size = own.size
    for (const [pid, parent] of parents) if (own.has(parent)) own.add(pid)
  }
  return Math.round([...own].reduce((sum, pid) => sum + heldKib(pid), 0) / 1024)
}

const heldKib = (pid) =>
  Number(
    /^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ??
      /^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ??
      0,
  )

const read = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // it has just ended, or is not ours
  }
}

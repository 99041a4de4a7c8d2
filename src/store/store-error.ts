import { EngineError } from '../core/engine-error.ts'

const advice: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: free some space and resume the run',
  EDQUOT: 'the disk quota is used up: free some space and resume the run',
  EROFS: 'it is read-only: choose another folder',
  EACCES: 'permission denied: choose another folder',
  EPERM: 'permission denied: choose another folder',
  ENOTDIR: 'a part of the path is a file: choose another folder',
  ENOENT: 'it is not there',
}

/** The failure of a file operation, in words: `cannot write /x/events.jsonl: the disk is full: …`. */
export function storeError(doing: string, error: unknown): EngineError {
  if (error instanceof EngineError) return error
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const reason = advice[code] ?? (error instanceof Error ? error.message : String(error))
  return new EngineError('store', `${doing}: ${reason}`, { cause: error })
}

/** What the codes of file errors mean to a person. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'it is on a read-only disk',
  ENOSPC: 'the disk is full',
}

/** Why a file could not be read or written, in words. */
export function fileReason(error: unknown): string {
  const { code, message } = error as { readonly code?: string; readonly message?: string }
  return reasons[code ?? ''] ?? message ?? String(error)
}

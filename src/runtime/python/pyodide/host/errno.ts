/** Error numbers of the C library that Pyodide is built with: WASI's, not Linux's. */
export const errno = {
  EACCES: 2,
  EBADF: 8,
  EEXIST: 20,
  EFBIG: 22,
  EINVAL: 28,
  EISDIR: 31,
  ELOOP: 32,
  EMFILE: 33,
  ENAMETOOLONG: 37,
  ENODEV: 43,
  ENOENT: 44,
  ENOSPC: 51,
  ENOSYS: 52,
  ENOTDIR: 54,
  ENOTEMPTY: 55,
  ENOTTY: 59,
  EPERM: 63,
  ERANGE: 68,
  EROFS: 69,
  ESPIPE: 70,
  EXDEV: 75,
} as const

/** A system call's refusal: the program sees it as an `OSError`. */
export class SystemError extends Error {
  constructor(readonly code: keyof typeof errno) {
    super(code)
  }
}

import { SystemError } from './errno.ts'
import type { FileNode } from './file-node.ts'
import { writeFileSystemStatus, writeStatus } from './file-status.ts'
import type { Place } from './file-tree.ts'
import type { ImportedCalls, Machine } from './machine.ts'
import { answer, fileSize } from './machine.ts'
import type { PathLookup } from './path-lookup.ts'
import { at, CURRENT_DIRECTORY, pathLookup } from './path-lookup.ts'

const open = {
  access: 3,
  writeOnly: 1,
  create: 0o100,
  exclusive: 0o200,
  truncate: 0o1000,
  append: 0o2000,
  directory: 0o200000,
  noFollow: 0o400000,
}

/** System calls that take a path. */
export const pathCalls = (machine: Machine): ImportedCalls => {
  const lookup = pathLookup(machine)
  return {
    ...openCalls(machine, lookup),
    ...statusCalls(machine, lookup),
    ...directoryCalls(machine, lookup),
    ...nameCalls(machine, lookup),
    ...changeCalls(machine, lookup),
  }
}

const openCalls = (machine: Machine, { locate }: PathLookup): ImportedCalls => ({
  __syscall_openat: (directory: number, path: number, flags: number, varargs: number) =>
    answer(() => {
      const place = locate(directory, path, !(flags & (open.noFollow | open.exclusive)))
      if (place.node === undefined && !(flags & open.create)) throw new SystemError('ENOENT')
      if (place.node !== undefined && flags & open.create && flags & open.exclusive) throw new SystemError('EEXIST')
      const mode = flags & open.create ? machine.memory.u32(varargs) & 0o777 : 0
      const node = place.node ?? machine.files.createFile(place, mode)
      const writable = (flags & open.access) !== 0
      refuseOpening(node, flags, writable)
      if (node.kind === 'file' && writable && flags & open.truncate) machine.files.resize(node, 0)
      const readable = (flags & open.access) !== open.writeOnly
      const append = (flags & open.append) !== 0
      return machine.descriptors.add({ node, readable, writable, append, offset: 0 })
    }),
})

const refuseOpening = (node: FileNode, flags: number, writable: boolean): void => {
  if (node.kind === 'link') throw new SystemError('ELOOP')
  if (node.kind !== 'directory' && flags & open.directory) throw new SystemError('ENOTDIR')
  if (node.kind === 'directory' && (writable || flags & open.create)) throw new SystemError('EISDIR')
  if (node.kind === 'file' && node.fixed && writable) throw new SystemError('EROFS')
}

const statusCalls = (machine: Machine, { find }: PathLookup): ImportedCalls => {
  const status = (directory: number, path: number, buffer: number, flags: number) =>
    answer(() => writeStatus(machine, buffer, find(directory, path, flags)))
  return {
    __syscall_newfstatat: status,
    __syscall_stat64: (path: number, buffer: number) => status(CURRENT_DIRECTORY, path, buffer, 0),
    __syscall_lstat64: (path: number, buffer: number) => status(CURRENT_DIRECTORY, path, buffer, at.linkItself),
    __syscall_statfs64: (path: number, _size: number, buffer: number) =>
      answer(() => {
        find(CURRENT_DIRECTORY, path)
        writeFileSystemStatus(machine, buffer)
      }),
    __syscall_faccessat: (directory: number, path: number, wanted: number) =>
      answer(() => {
        const node = find(directory, path)
        if (wanted & 2 && node.fixed && node.kind !== 'device') throw new SystemError('EROFS')
        if (wanted & 1 && node.kind !== 'directory' && !(node.mode & 0o111)) throw new SystemError('EACCES')
      }),
    __syscall_readlinkat: (directory: number, path: number, buffer: number, size: number) =>
      answer(() => {
        const node = find(directory, path, at.linkItself)
        if (node.kind !== 'link') throw new SystemError('EINVAL')
        const target = Buffer.from(node.target, 'latin1').subarray(0, size >>> 0)
        machine.memory.write(buffer, target)
        return target.length
      }),
  }
}

const directoryCalls = (
  machine: Machine,
  { path: pathAt, directory: directoryOf, locate }: PathLookup,
): ImportedCalls => ({
  __syscall_chdir: (path: number) =>
    answer(() => {
      machine.cwd = machine.files.directory(pathAt(path), machine.cwd)
    }),
  __syscall_fchdir: (descriptor: number) =>
    answer(() => {
      machine.cwd = directoryOf(descriptor)
    }),
  __syscall_getcwd: (buffer: number, size: number) =>
    answer(() => {
      const path = Buffer.from(`${machine.files.pathOf(machine.cwd)}\0`, 'latin1')
      if (path.length > size >>> 0) throw new SystemError('ERANGE')
      machine.memory.write(buffer, path)
      return path.length
    }),
  __syscall_mkdirat: (directory: number, path: number, mode: number) =>
    answer(() => void machine.files.createDirectory(locate(directory, path), mode & 0o777)),
  __syscall_rmdir: (path: number) =>
    answer(() => machine.files.remove(only('directory', locate(CURRENT_DIRECTORY, path)))),
})

const nameCalls = ({ files }: Machine, { path: pathAt, locate }: PathLookup): ImportedCalls => ({
  __syscall_symlinkat: (target: number, directory: number, path: number) =>
    answer(() => void files.createLink(locate(directory, path), pathAt(target))),
  __syscall_unlinkat: (directory: number, path: number, flags: number) =>
    answer(() => files.remove(only(flags & at.removeDirectory ? 'directory' : 'other', locate(directory, path)))),
  __syscall_renameat: (fromDirectory: number, fromPath: number, toDirectory: number, toPath: number) =>
    answer(() => files.rename(locate(fromDirectory, fromPath), locate(toDirectory, toPath))),
})

/** The place, if what is there is of the right sort. */
const only = (wanted: 'directory' | 'other', place: Place): Place => {
  const kind = place.node?.kind
  if (wanted === 'directory' && kind !== undefined && kind !== 'directory') throw new SystemError('ENOTDIR')
  if (wanted === 'other' && kind === 'directory') throw new SystemError('EISDIR')
  return place
}

/** Values of `tv_nsec` that ask for the present time, or for no change. */
const time = { now: 0x3fffffff, omit: 0x3ffffffe }

const changeCalls = ({ memory, files, clock, descriptors }: Machine, { find }: PathLookup): ImportedCalls => {
  const changeMode = (directory: number, path: number, mode: number) =>
    answer(() => {
      const node = find(directory, path)
      if (node.fixed) throw new SystemError('EROFS')
      node.mode = mode & 0o7777
    })
  return {
    __syscall_chmod: (path: number, mode: number) => changeMode(CURRENT_DIRECTORY, path, mode),
    __syscall_fchmodat2: changeMode,
    __syscall_truncate64: (path: number, size: bigint) =>
      answer(() => {
        const node = find(CURRENT_DIRECTORY, path)
        if (node.kind === 'directory') throw new SystemError('EISDIR')
        if (node.kind !== 'file') throw new SystemError('EINVAL')
        files.resize(node, fileSize(size))
      }),
    __syscall_utimensat: (directory: number, path: number, times: number, flags: number) =>
      answer(() => {
        const node = path === 0 ? descriptors.get(directory).node : find(directory, path, flags)
        if (node.fixed) throw new SystemError('EROFS')
        const ns = times === 0 ? time.now : memory.u32(times + 24)
        if (ns === time.now) node.modified = clock.stamp()
        else if (ns !== time.omit) node.modified = memory.i64(times + 16) * 1_000_000_000n + BigInt(ns)
      }),
  }
}

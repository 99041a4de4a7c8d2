import { SystemError } from './errno.ts'
import type { Directory, FileNode } from './file-node.ts'
import type { Place } from './file-tree.ts'
import { LONGEST_PATH } from './file-tree.ts'
import type { Machine } from './machine.ts'

export const CURRENT_DIRECTORY = -100
/** Flags of the `…at` system calls. */
export const at = { linkItself: 0x100, removeDirectory: 0x200, emptyPath: 0x1000 }

/** The directory that a descriptor stands for. */
export const directoryOf = (machine: Machine, descriptor: number): Directory => {
  if (descriptor === CURRENT_DIRECTORY) return machine.cwd
  const { node } = machine.descriptors.get(descriptor)
  if (node.kind !== 'directory') throw new SystemError('ENOTDIR')
  return node
}

/** An absolute path needs no base, so that a bad descriptor beside it does not matter. */
const baseOf = (machine: Machine, descriptor: number, path: string): Directory =>
  path.startsWith('/') ? machine.files.root : directoryOf(machine, descriptor)

/** A path in memory. */
export const pathAt = ({ memory }: Machine, pointer: number): string => {
  const path = memory.text(pointer, LONGEST_PATH)
  if (path === undefined) throw new SystemError('ENAMETOOLONG')
  return path
}

/** Where a path in memory leads; a link at its end is taken as itself unless it is to be followed. */
export const locate = (machine: Machine, descriptor: number, pointer: number, follow = false): Place => {
  const path = pathAt(machine, pointer)
  return machine.files.locate(path, baseOf(machine, descriptor, path), follow)
}

/** The node at a path in memory. */
export const find = (machine: Machine, descriptor: number, pointer: number, flags = 0): FileNode => {
  const path = pathAt(machine, pointer)
  if (path === '' && flags & at.emptyPath)
    return descriptor === CURRENT_DIRECTORY ? machine.cwd : machine.descriptors.get(descriptor).node
  return machine.files.lookup(path, baseOf(machine, descriptor, path), !(flags & at.linkItself))
}

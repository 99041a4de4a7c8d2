import { SystemError } from './errno.ts'
import type { Directory, FileNode } from './file-node.ts'
import type { Place } from './file-tree.ts'
import { LONGEST_PATH } from './file-tree.ts'
import type { Machine } from './machine.ts'

export const CURRENT_DIRECTORY = -100
/** Flags of the `…at` system calls. */
export const at = { linkItself: 0x100, removeDirectory: 0x200, emptyPath: 0x1000 }

/** Finds nodes by the arguments of a system call: the descriptor of a directory, and the address of a path. */
export interface PathLookup {
  readonly path: (address: number) => string
  readonly directory: (descriptor: number) => Directory
  /** Where a path leads, though nothing may be there; a link at its end is taken as itself unless it is to be followed. */
  readonly locate: (descriptor: number, address: number, follow?: boolean) => Place
  readonly find: (descriptor: number, address: number, flags?: number) => FileNode
}

export const pathLookup = (machine: Machine): PathLookup => {
  const { memory, files, descriptors } = machine
  const path = (address: number): string => {
    const text = memory.text(address, LONGEST_PATH)
    if (text === undefined) throw new SystemError('ENAMETOOLONG')
    return text
  }
  const directory = (descriptor: number): Directory => {
    if (descriptor === CURRENT_DIRECTORY) return machine.cwd
    const { node } = descriptors.get(descriptor)
    if (node.kind !== 'directory') throw new SystemError('ENOTDIR')
    return node
  }
  /** An absolute path needs no base, so that a bad descriptor beside it does not matter. */
  const base = (descriptor: number, text: string) => (text.startsWith('/') ? files.root : directory(descriptor))
  return {
    path,
    directory,
    locate: (descriptor, address, follow = false) => {
      const text = path(address)
      return files.locate(text, base(descriptor, text), follow)
    },
    find: (descriptor, address, flags = 0) => {
      const text = path(address)
      if (text === '' && flags & at.emptyPath)
        return descriptor === CURRENT_DIRECTORY ? machine.cwd : descriptors.get(descriptor).node
      return files.lookup(text, base(descriptor, text), !(flags & at.linkItself))
    },
  }
}

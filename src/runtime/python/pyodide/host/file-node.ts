/** A node of a program's file tree. The tree lives in memory, and no node of it stands for anything of the host. */
export type FileNode = RegularFile | Directory | SymbolicLink | Device

interface NodeFacts {
  readonly id: number
  /** Part of the tree that every program starts with: it cannot be changed. */
  readonly fixed: boolean
  /** Permission bits, for show: what may be changed is decided by `fixed`. */
  mode: number
  /** Nanoseconds of the virtual clock. */
  modified: bigint
}

export interface RegularFile extends NodeFacts {
  readonly kind: 'file'
  /** At least `size` long; the rest is room to grow. */
  bytes: Uint8Array
  size: number
  /** Open descriptors. A file without a name lives until the last of them is closed. */
  opens: number
  named: boolean
}

export interface Directory extends NodeFacts {
  readonly kind: 'directory'
  /** By name; a name is a string of bytes (latin1). */
  readonly entries: Map<string, FileNode>
  parent: Directory | undefined
}

export interface SymbolicLink extends NodeFacts {
  readonly kind: 'link'
  readonly target: string
}

export interface Device extends NodeFacts {
  readonly kind: 'device'
  /** At most `length` bytes; none at the end. */
  readonly read: (length: number) => Uint8Array
  readonly write: (bytes: Uint8Array) => void
}

/** The type bits of `st_mode`. */
export const typeBits = { file: 0o100000, directory: 0o040000, link: 0o120000, device: 0o020000 } as const

export const sizeOf = (node: FileNode): number =>
  node.kind === 'file' ? node.size : node.kind === 'link' ? node.target.length : 0

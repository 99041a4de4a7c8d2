import { SystemError } from './errno.ts'
import type { Device, Directory, FileNode, RegularFile, SymbolicLink } from './file-node.ts'
import type { ArchivedFile } from './zip-archive.ts'

export interface FileCaps {
  /** Bytes in all files together. */
  readonly bytes: number
  /** Files, directories and links together. */
  readonly nodes: number
}

export interface Place {
  readonly directory: Directory
  readonly name: string
  readonly node: FileNode | undefined
}

const NO_BYTES = new Uint8Array()
export const LONGEST_PATH = 4096
const LONGEST_NAME = 255
const MOST_LINKS = 40

/** The files that one program sees: a fixed part that all programs share, and `/tmp`, which is empty at each start. */
export class FileTree {
  readonly root: Directory
  #scratch: Directory
  #caps: FileCaps = { bytes: 0, nodes: 0 }
  #bytes = 0
  #nodes = 0
  #lastId = 0
  #fixedIds = 0
  readonly #now: () => bigint

  constructor(now: () => bigint) {
    this.#now = now
    this.root = { ...this.#facts(true, 0o755), kind: 'directory', entries: new Map(), parent: undefined }
    this.#scratch = this.#addScratch()
  }

  get scratch(): Directory {
    return this.#scratch
  }

  /** The caps, and what is left of them. */
  get usage() {
    const { bytes, nodes } = this.#caps
    return { bytes, nodes, freeBytes: bytes - this.#bytes, freeNodes: nodes - this.#nodes }
  }

  /** The absolute path of a directory. */
  pathOf(directory: Directory): string {
    const names: string[] = []
    for (let at = directory, above: Directory | undefined; at !== this.root; at = above) {
      above = at.parent
      if (above === undefined) throw new SystemError('ENOENT')
      names.unshift([...above.entries].find(([, node]) => node === at)![0])
    }
    return `/${names.join('/')}`
  }

  /** Adds a file to the fixed part, with the directories above it. */
  addFixedFile({ path, size, read }: ArchivedFile): void {
    const [directory, name] = this.#fixedPlace(path)
    const facts = this.#facts(true, 0o444)
    const file: RegularFile = { ...facts, kind: 'file', bytes: NO_BYTES, size, opens: 0, named: true }
    directory.entries.set(name, Object.defineProperty(file, 'bytes', { get: read }))
  }

  addDevice(path: string, device: Pick<Device, 'read' | 'write'>): void {
    const [directory, name] = this.#fixedPlace(path)
    directory.entries.set(name, this.device(device))
  }

  /** A device without a name: one that programs are given as an open descriptor. */
  device({ read, write }: Pick<Device, 'read' | 'write'>): Device {
    return { ...this.#facts(true, 0o666), kind: 'device', read, write }
  }

  /** Has programs find a device of the fixed part at a path, or nothing. */
  showDevice(path: string, device: Device | undefined): void {
    const [directory, name] = this.#fixedPlace(path)
    if (device === undefined) directory.entries.delete(name)
    else directory.entries.set(name, device)
  }

  /** Forgets all that programs wrote. */
  reset(caps: FileCaps): void {
    this.#caps = caps
    this.#bytes = 0
    this.#nodes = 0
    this.#lastId = this.#fixedIds
    this.#scratch = this.#addScratch()
  }

  /** The node at a path; a link at its end is followed unless `follow` is false. */
  lookup(path: string, from: Directory, follow = true): FileNode {
    const { node } = this.locate(path, from, follow)
    if (node === undefined) throw new SystemError('ENOENT')
    return node
  }

  directory(path: string, from: Directory): Directory {
    const node = this.lookup(path, from)
    if (node.kind !== 'directory') throw new SystemError('ENOTDIR')
    return node
  }

  /** Where a path leads, though nothing may be there yet. The name is empty for a path that ends in `/`, `.` or `..`. */
  locate(path: string, from: Directory, follow: boolean): Place {
    if (path === '') throw new SystemError('ENOENT')
    let at = path.startsWith('/') ? this.root : from
    let names = split(path)
    let links = 0
    for (;;) {
      const name = names.shift()
      if (name === undefined) return { directory: at, name: '', node: at }
      const last = names.length === 0
      if (name === '' || name === '.') continue
      if (name.length > LONGEST_NAME) throw new SystemError('ENAMETOOLONG')
      const node = name === '..' ? (at.parent ?? at) : at.entries.get(name)
      if (node?.kind === 'link' && (follow || !last)) {
        if (++links > MOST_LINKS) throw new SystemError('ELOOP')
        if (node.target.startsWith('/')) at = this.root
        names = [...split(node.target), ...names]
      } else if (node?.kind === 'directory' && (!last || name === '..')) at = node
      else if (last) return { directory: at, name, node }
      else if (names.every((rest) => rest === '') && node === undefined) return { directory: at, name, node }
      else throw new SystemError(node === undefined ? 'ENOENT' : 'ENOTDIR')
    }
  }

  createFile(place: Place, mode: number): RegularFile {
    const facts = this.#facts(false, mode)
    return this.#add(place, { ...facts, kind: 'file', bytes: NO_BYTES, size: 0, opens: 0, named: true })
  }

  createDirectory(place: Place, mode: number): Directory {
    const facts = this.#facts(false, mode)
    return this.#add(place, { ...facts, kind: 'directory', entries: new Map(), parent: place.directory })
  }

  createLink(place: Place, target: string): SymbolicLink {
    if (target.length > LONGEST_PATH) throw new SystemError('ENAMETOOLONG')
    return this.#add(place, { ...this.#facts(false, 0o777), kind: 'link', target })
  }

  remove({ directory, name, node }: Place): void {
    if (node === undefined) throw new SystemError('ENOENT')
    if (node.fixed || directory.fixed || name === '') throw new SystemError('EROFS')
    if (node.kind === 'directory' && node.entries.size > 0) throw new SystemError('ENOTEMPTY')
    directory.entries.delete(name)
    directory.modified = this.#now()
    this.#nodes -= 1
    if (node.kind === 'directory') node.parent = undefined
    if (node.kind === 'file') {
      node.named = false
      this.release(node)
    }
  }

  rename(from: Place, to: Place): void {
    const { node } = from
    if (node === undefined) throw new SystemError('ENOENT')
    if (node.fixed || from.directory.fixed || to.directory.fixed || from.name === '' || to.name === '')
      throw new SystemError('EROFS')
    if (to.node === node) return
    if (node.kind === 'directory') {
      for (let above: Directory | undefined = to.directory; above !== undefined; above = above.parent)
        if (above === node) throw new SystemError('EINVAL')
      if (to.node !== undefined && to.node.kind !== 'directory') throw new SystemError('ENOTDIR')
    } else if (to.node?.kind === 'directory') throw new SystemError('EISDIR')
    if (to.node !== undefined) this.remove(to)
    from.directory.entries.delete(from.name)
    to.directory.entries.set(to.name, node)
    if (node.kind === 'directory') node.parent = to.directory
  }

  write(file: RegularFile, bytes: Uint8Array, offset: number): void {
    if (offset + bytes.length > file.size) this.resize(file, offset + bytes.length)
    file.bytes.set(bytes, offset)
    file.modified = this.#now()
  }

  resize(file: RegularFile, size: number): void {
    if (file.fixed) throw new SystemError('EROFS')
    if (this.#bytes - file.size + size > this.#caps.bytes) throw new SystemError('ENOSPC')
    this.#bytes += size - file.size
    if (size > file.bytes.length) {
      const grown = new Uint8Array(Math.min(Math.max(size, 2 * file.bytes.length, 256), this.#caps.bytes))
      grown.set(file.bytes.subarray(0, file.size))
      file.bytes = grown
    } else if (size < file.size) file.bytes.fill(0, size, file.size)
    file.size = size
    file.modified = this.#now()
  }

  /** Gives back the bytes of a file that has neither name nor descriptor. */
  release(file: RegularFile): void {
    if (file.named || file.opens > 0) return
    this.#bytes -= file.size
    file.bytes = NO_BYTES
    file.size = 0
  }

  #add<T extends FileNode>({ directory, name, node }: Place, added: T): T {
    if (node !== undefined) throw new SystemError('EEXIST')
    if (directory.fixed) throw new SystemError('EROFS')
    if (this.#nodes >= this.#caps.nodes) throw new SystemError('ENOSPC')
    this.#nodes += 1
    directory.entries.set(name, added)
    directory.modified = this.#now()
    return added
  }

  #addScratch(): Directory {
    const facts = this.#facts(false, 0o777)
    const scratch: Directory = { ...facts, kind: 'directory', entries: new Map(), parent: this.root }
    this.root.entries.set('tmp', scratch)
    return scratch
  }

  #fixedPlace(path: string): [Directory, string] {
    const names = path.split('/').filter((name) => name !== '')
    const last = names.pop()!
    let at = this.root
    for (const name of names) {
      let next = at.entries.get(name)
      if (next?.kind !== 'directory') {
        next = { ...this.#facts(true, 0o755), kind: 'directory', entries: new Map(), parent: at }
        at.entries.set(name, next)
      }
      at = next
    }
    return [at, last]
  }

  #facts(fixed: boolean, mode: number) {
    const id = ++this.#lastId
    if (fixed) this.#fixedIds = id
    return { id, fixed, mode, modified: this.#now() }
  }
}

const split = (path: string): string[] => {
  if (path.length > LONGEST_PATH) throw new SystemError('ENAMETOOLONG')
  return path.split('/')
}

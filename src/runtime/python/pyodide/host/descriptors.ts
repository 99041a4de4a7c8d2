import { SystemError } from './errno.ts'
import type { Device, FileNode } from './file-node.ts'

/** What `open` made: shared by the descriptors that were duplicated from it. */
export interface OpenFile {
  readonly node: FileNode
  readonly readable: boolean
  readonly writable: boolean
  readonly append: boolean
  /** A byte of a file, an entry of a directory. */
  offset: number
  /** The entries of a directory, as they were when reading it began. */
  listing?: readonly (readonly [string, FileNode])[]
}

const MOST = 256

/** The open files of a program; 0, 1 and 2 are there from the start. */
export class Descriptors {
  readonly #open: (OpenFile | undefined)[] = []
  readonly #standard: readonly Device[]
  readonly #closed: (node: FileNode) => void

  /** `closed` is told of each node that lost a descriptor. */
  constructor(standard: readonly Device[], closed: (node: FileNode) => void) {
    this.#standard = standard
    this.#closed = closed
    this.reset()
  }

  reset(): void {
    this.#open.length = 0
    for (const node of this.#standard)
      this.#open.push({ node, readable: true, writable: true, append: false, offset: 0 })
  }

  has(descriptor: number): boolean {
    return this.#open[descriptor] !== undefined
  }

  get(descriptor: number): OpenFile {
    const file = this.#open[descriptor]
    if (file === undefined) throw new SystemError('EBADF')
    return file
  }

  /** Takes the lowest free number, from `least` on. */
  add(file: OpenFile, least = 0): number {
    let number = least
    while (this.#open[number] !== undefined) number++
    return this.put(number, file)
  }

  put(number: number, file: OpenFile): number {
    if (number < 0 || number >= MOST) throw new SystemError('EMFILE')
    if (this.#open[number] === file) return number
    if (this.#open[number] !== undefined) this.close(number)
    if (file.node.kind === 'file') file.node.opens += 1
    this.#open[number] = file
    return number
  }

  close(descriptor: number): void {
    const { node } = this.get(descriptor)
    this.#open[descriptor] = undefined
    if (node.kind === 'file') node.opens -= 1
    this.#closed(node)
  }
}

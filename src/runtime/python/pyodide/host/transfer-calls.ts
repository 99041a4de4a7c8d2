import type { OpenFile } from './descriptors.ts'
import { SystemError } from './errno.ts'
import type { FileTree } from './file-tree.ts'
import type { ImportedCalls, Machine } from './machine.ts'
import { answer, fileSize } from './machine.ts'

/** Moves bytes at an offset of a file, and says how many. */
type Move = (file: OpenFile, offset: number, bytes: Uint8Array) => number

const read: Move = ({ node, readable }, offset, target) => {
  if (!readable) throw new SystemError('EBADF')
  if (node.kind === 'directory') throw new SystemError('EISDIR')
  if (node.kind === 'link') throw new SystemError('EINVAL')
  const end = offset + target.length
  const bytes =
    node.kind === 'device' ? node.read(target.length) : node.bytes.subarray(offset, Math.min(node.size, end))
  target.set(bytes)
  return bytes.length
}

const write =
  (files: FileTree): Move =>
  ({ node, writable }, offset, source) => {
    if (!writable) throw new SystemError('EBADF')
    if (node.kind === 'device') node.write(source)
    else if (node.kind === 'file') files.write(node, source, offset)
    else throw new SystemError('EINVAL')
    return source.length
  }

/** System calls that read, write and seek. They come from WASI, and so answer with the error number itself. */
export const transferCalls = (machine: Machine): ImportedCalls => {
  const { memory, files, descriptors } = machine
  /** Moves to or from each part of a list of (address, length). */
  const transfer = (move: (offset: number, part: Uint8Array) => number, list: number, count: number): number => {
    let total = 0
    for (let index = 0; index < count; index++) {
      const part = memory.slice(memory.u32(list + index * 8), memory.u32(list + index * 8 + 4))
      const moved = part.length === 0 ? 0 : move(total, part)
      total += moved
      if (moved < part.length) break
    }
    return total
  }
  const sequential = (move: Move) => (descriptor: number, parts: number, count: number, moved: number) =>
    -answer(() => {
      const file = descriptors.get(descriptor)
      if (file.append && move !== read && file.node.kind === 'file') file.offset = file.node.size
      const total = transfer((done, part) => move(file, file.offset + done, part), parts, count)
      file.offset += total
      memory.setU32(moved, total)
    })
  const positioned =
    (move: Move) => (descriptor: number, parts: number, count: number, offset: bigint, moved: number) =>
      -answer(() => {
        const file = descriptors.get(descriptor)
        if (file.node.kind === 'device') throw new SystemError('ESPIPE')
        const start = fileSize(offset)
        memory.setU32(
          moved,
          transfer((done, part) => move(file, start + done, part), parts, count),
        )
      })
  return {
    fd_read: sequential(read),
    fd_write: sequential(write(files)),
    fd_pread: positioned(read),
    fd_pwrite: positioned(write(files)),
    fd_close: (descriptor: number) => -answer(() => descriptors.close(descriptor)),
    fd_seek: (descriptor: number, offset: bigint, whence: number, result: number) =>
      -answer(() => {
        const file = descriptors.get(descriptor)
        if (file.node.kind === 'device') throw new SystemError('ESPIPE')
        const from = [0, file.offset, file.node.kind === 'file' ? file.node.size : 0][whence]
        if (from === undefined) throw new SystemError('EINVAL')
        file.offset = fileSize(BigInt(from) + offset)
        memory.setU64(result, BigInt(file.offset))
      }),
  }
}

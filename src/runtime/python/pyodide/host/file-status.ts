import type { FileNode } from './file-node.ts'
import { sizeOf, typeBits } from './file-node.ts'
import type { Machine } from './machine.ts'

const BLOCK = 4096
const SECOND_NS = 1_000_000_000n

/** Writes C's `struct stat` (96 bytes). */
export const writeStatus = ({ memory }: Machine, pointer: number, node: FileNode): void => {
  const size = sizeOf(node)
  memory.slice(pointer, 96).fill(0)
  memory.setU32(pointer, 1)
  memory.setU32(pointer + 4, typeBits[node.kind] | node.mode)
  memory.setU32(pointer + 8, node.kind === 'directory' ? 2 : 1)
  memory.setU64(pointer + 24, BigInt(size))
  memory.setU32(pointer + 32, BLOCK)
  memory.setU32(pointer + 36, Math.ceil(size / 512))
  for (const at of [40, 56, 72]) {
    memory.setU64(pointer + at, node.modified / SECOND_NS)
    memory.setU32(pointer + at + 8, Number(node.modified % SECOND_NS))
  }
  memory.setU64(pointer + 88, BigInt(node.id))
}

/** Writes C's `struct statfs` (72 bytes) with what is left of the caps. */
export const writeFileSystemStatus = ({ memory, files }: Machine, pointer: number): void => {
  const { bytes, freeBytes, nodes, freeNodes } = files.usage
  memory.slice(pointer, 72).fill(0)
  memory.setU32(pointer + 4, BLOCK)
  memory.setU64(pointer + 8, BigInt(Math.floor(bytes / BLOCK)))
  for (const at of [16, 24]) memory.setU64(pointer + at, BigInt(Math.floor(freeBytes / BLOCK)))
  memory.setU64(pointer + 32, BigInt(nodes))
  memory.setU64(pointer + 40, BigInt(freeNodes))
  memory.setU32(pointer + 56, 255)
  memory.setU32(pointer + 60, BLOCK)
}

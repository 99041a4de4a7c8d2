import type { RegularFile } from './file-node.ts'
import { SystemError, errno } from './errno.ts'
import { writeFileSystemStatus, writeStatus } from './file-status.ts'
import type { ImportedCalls, Machine } from './machine.ts'
import { answer, fileSize } from './machine.ts'
import { transferCalls } from './transfer-calls.ts'

/** System calls that take a descriptor. */
export const descriptorCalls = (machine: Machine): ImportedCalls => ({
  ...transferCalls(machine),
  ...duplicateCalls(machine),
  ...stateCalls(machine),
  ...sizeCalls(machine),
  __syscall_getdents64: listEntries(machine),
  __syscall_poll: poll(machine),
})

const command = { duplicate: 0, getFlags: 1, setFlags: 2, getStatus: 3, setStatus: 4, getLock: 12, setLock: 13 }
const moreCommands = { waitLock: 14, duplicateCloexec: 1030 }

const duplicateCalls = ({ memory, descriptors }: Machine): ImportedCalls => ({
  __syscall_dup: (descriptor: number) => answer(() => descriptors.add(descriptors.get(descriptor))),
  __syscall_dup3: (descriptor: number, target: number) =>
    answer(() => {
      if (descriptor === target) throw new SystemError('EINVAL')
      return descriptors.put(target, descriptors.get(descriptor))
    }),
  __syscall_fcntl64: (descriptor: number, cmd: number, varargs: number) =>
    answer(() => {
      const file = descriptors.get(descriptor)
      switch (cmd) {
        case command.duplicate:
        case moreCommands.duplicateCloexec:
          return descriptors.add(file, memory.u32(varargs))
        case command.getStatus:
          return (file.readable ? (file.writable ? 2 : 0) : 1) | (file.append ? 0o2000 : 0)
        case command.getFlags:
        case command.setFlags:
        case command.setStatus:
        case command.setLock:
        case moreCommands.waitLock:
          return 0
        default:
          throw new SystemError('EINVAL')
      }
    }),
})

/** The type byte that `fd_fdstat_get` reports. A device is shown as a file, for else it would pass for a terminal. */
const descriptorType = { file: 4, directory: 3, link: 7, device: 4 } as const

const stateCalls = (machine: Machine): ImportedCalls => {
  const { memory, descriptors } = machine
  const nothing = (descriptor: number) => answer(() => void descriptors.get(descriptor))
  return {
    __syscall_fstat64: (descriptor: number, buffer: number) =>
      answer(() => writeStatus(machine, buffer, descriptors.get(descriptor).node)),
    __syscall_fstatfs64: (descriptor: number, _size: number, buffer: number) =>
      answer(() => {
        descriptors.get(descriptor)
        writeFileSystemStatus(machine, buffer)
      }),
    fd_fdstat_get: (descriptor: number, buffer: number) =>
      -answer(() => {
        const status = new Uint8Array(24)
        status[0] = descriptorType[descriptors.get(descriptor).node.kind]
        memory.write(buffer, status)
      }),
    __syscall_ioctl: (descriptor: number) =>
      answer(() => {
        descriptors.get(descriptor)
        throw new SystemError('ENOTTY')
      }),
    fd_sync: (descriptor: number) => -nothing(descriptor),
    __syscall_fdatasync: nothing,
    __syscall_fadvise64: nothing,
    __syscall_fchmod: nothing,
    __syscall_fchown32: nothing,
    _mmap_js: () => -errno.ENODEV,
    _munmap_js: () => 0,
    _msync_js: () => 0,
  }
}

const sizeCalls = ({ files, descriptors }: Machine): ImportedCalls => {
  const writableFile = (descriptor: number): RegularFile => {
    const { node, writable } = descriptors.get(descriptor)
    if (node.kind !== 'file' || !writable) throw new SystemError('EINVAL')
    return node
  }
  return {
    __syscall_ftruncate64: (descriptor: number, size: bigint) =>
      answer(() => files.resize(writableFile(descriptor), fileSize(size))),
    __syscall_fallocate: (descriptor: number, _mode: number, offset: bigint, length: bigint) =>
      answer(() => {
        const file = writableFile(descriptor)
        files.resize(file, Math.max(file.size, fileSize(offset + length)))
      }),
  }
}

/** The type byte of C's `struct dirent`. */
const entryType = { file: 8, directory: 4, link: 10, device: 2 } as const

/** Writes as many `struct dirent` as there is room for. The list is made once, so that removals between reads skip none. */
const listEntries =
  ({ memory, descriptors }: Machine) =>
  (descriptor: number, buffer: number, size: number): number =>
    answer(() => {
      const file = descriptors.get(descriptor)
      const { node } = file
      if (node.kind !== 'directory') throw new SystemError('ENOTDIR')
      if (file.offset === 0 || file.listing === undefined)
        file.listing = [['.', node], ['..', node.parent ?? node], ...node.entries]
      let used = 0
      for (const [name, entry] of file.listing.slice(file.offset)) {
        const bytes = Buffer.from(`${name}\0`, 'latin1')
        const length = (19 + bytes.length + 7) & ~7
        if (used + length > size >>> 0) break
        const to = buffer + used
        memory.setU64(to, BigInt(entry.id))
        memory.setU64(to + 8, BigInt(++file.offset))
        memory.write(to + 16, Buffer.from([length & 255, length >> 8, entryType[entry.kind]]))
        memory.write(to + 19, bytes)
        used += length
      }
      return used
    })

const event = { in: 1, out: 4, invalid: 32 }

/** Files and devices are always ready. */
const poll =
  ({ memory, descriptors }: Machine) =>
  (pointer: number, count: number): number =>
    answer(() => {
      let ready = 0
      for (let index = 0; index < count; index++) {
        const at = pointer + index * 8
        const wanted = memory.u32(at + 4) & 0xffff
        const got = descriptors.has(memory.u32(at)) ? wanted & (event.in | event.out) : event.invalid
        memory.setU32(at + 4, wanted | (got << 16))
        if (got !== 0) ready += 1
      }
      return ready
    })

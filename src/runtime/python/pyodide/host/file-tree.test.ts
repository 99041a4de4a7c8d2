import { describe, expect, test } from 'vitest'
import { SystemError } from './errno.ts'
import type { RegularFile } from './file-node.ts'
import { FileTree } from './file-tree.ts'

const tree = (bytes = 1000, nodes = 100) => {
  const files = new FileTree(() => 0n)
  files.addFixedFile({ path: '/lib/os.py', size: 3, read: () => Buffer.from('abc') })
  files.reset({ bytes, nodes })
  return files
}
const at = (files: FileTree, path: string) => files.locate(path, files.scratch, false)
const file = (files: FileTree, path: string) => files.createFile(at(files, path), 0o644)
const refusal = (work: () => unknown): string => {
  try {
    work()
    return 'none'
  } catch (error) {
    return error instanceof SystemError ? error.code : String(error)
  }
}

describe('paths', () => {
  test('`..` goes up by the directories themselves and stops at the root', () => {
    const files = tree()
    files.createDirectory(at(files, 'a'), 0o755)
    const made = file(files, 'a/../a/./b')
    expect(files.lookup('/../../tmp/a//b', files.scratch)).toBe(made)
  })
  test('`..` after a link leaves the directory that the link leads to', () => {
    const files = tree()
    files.createDirectory(at(files, 'a'), 0o755)
    files.createDirectory(at(files, 'a/b'), 0o755)
    files.createLink(at(files, 'l'), 'a/b')
    const made = file(files, 'a/c')
    expect(files.lookup('l/../c', files.scratch)).toBe(made)
  })
  test('a link out of the writable part leads to what cannot be changed', () => {
    const files = tree()
    files.createLink(at(files, 'l'), '/')
    expect(refusal(() => file(files, 'l/new'))).toBe('EROFS')
    expect(refusal(() => file(files, 'l/lib/new'))).toBe('EROFS')
    expect(refusal(() => files.remove(at(files, 'l/lib/os.py')))).toBe('EROFS')
    expect(refusal(() => files.resize(files.lookup('l/lib/os.py', files.scratch) as RegularFile, 0))).toBe('EROFS')
    expect(refusal(() => files.rename(at(files, 'l/lib'), at(files, 'mine')))).toBe('EROFS')
    expect(refusal(() => files.remove(at(files, '/tmp')))).toBe('EROFS')
  })
  test('links in a circle, names too long and ways through files are refused', () => {
    const files = tree()
    files.createLink(at(files, 'x'), 'y')
    files.createLink(at(files, 'y'), 'x')
    file(files, 'f')
    expect(refusal(() => files.lookup('x', files.scratch))).toBe('ELOOP')
    expect(refusal(() => file(files, 'n'.repeat(256)))).toBe('ENAMETOOLONG')
    expect(refusal(() => files.lookup('d/'.repeat(3000), files.scratch))).toBe('ENAMETOOLONG')
    expect(refusal(() => files.lookup('f/g', files.scratch))).toBe('ENOTDIR')
    expect(refusal(() => files.lookup('', files.scratch))).toBe('ENOENT')
  })
  test('a directory cannot move below itself, nor one with entries be removed', () => {
    const files = tree()
    files.createDirectory(at(files, 'a'), 0o755)
    files.createDirectory(at(files, 'a/b'), 0o755)
    expect(refusal(() => files.rename(at(files, 'a'), at(files, 'a/b/c')))).toBe('EINVAL')
    expect(refusal(() => files.remove(at(files, 'a')))).toBe('ENOTEMPTY')
  })
  test('the path of a directory that was moved is the new one, and one that was removed has none', () => {
    const files = tree()
    const moved = files.createDirectory(at(files, 'a'), 0o755)
    files.rename(at(files, 'a'), at(files, 'b'))
    expect(files.pathOf(moved)).toBe('/tmp/b')
    files.remove(at(files, 'b'))
    expect(refusal(() => files.pathOf(moved))).toBe('ENOENT')
  })
})

describe('caps', () => {
  test('bytes of all files count together, holes too', () => {
    const files = tree(100)
    files.write(file(files, 'a'), Buffer.alloc(60), 0)
    const second = file(files, 'b')
    expect(refusal(() => files.write(second, Buffer.alloc(1), 1e12))).toBe('ENOSPC')
    expect(refusal(() => files.write(second, Buffer.alloc(41), 0))).toBe('ENOSPC')
    expect(refusal(() => files.write(second, Buffer.alloc(40), 0))).toBe('none')
  })
  test('a file that is removed while it is open keeps its bytes until it is closed', () => {
    const files = tree(100)
    const open = file(files, 'a')
    open.opens = 1
    files.write(open, Buffer.alloc(100), 0)
    files.remove(at(files, 'a'))
    expect(files.usage.freeBytes).toBe(0)
    open.opens = 0
    files.release(open)
    expect(files.usage.freeBytes).toBe(100)
  })
  test('bytes beyond the end of a file that shrank and grew are zero', () => {
    const files = tree()
    const shrunk = file(files, 'a')
    files.write(shrunk, Buffer.from('secret'), 0)
    files.resize(shrunk, 1)
    files.resize(shrunk, 6)
    expect(Buffer.from(shrunk.bytes.subarray(0, 6)).toString()).toBe('s\0\0\0\0\0')
  })
  test('files, directories and links count together', () => {
    const files = tree(0, 3)
    file(files, 'a')
    files.createDirectory(at(files, 'b'), 0o755)
    files.createLink(at(files, 'c'), 'a')
    expect(refusal(() => file(files, 'd'))).toBe('ENOSPC')
    files.remove(at(files, 'c'))
    expect(refusal(() => file(files, 'd'))).toBe('none')
  })
  test('a reset leaves nothing and gives all caps back', () => {
    const files = tree(10, 1)
    files.write(file(files, 'a'), Buffer.alloc(10), 0)
    files.reset({ bytes: 10, nodes: 1 })
    expect(files.scratch.entries.size).toBe(0)
    expect(files.usage).toEqual({ bytes: 10, nodes: 1, freeBytes: 10, freeNodes: 1 })
  })
})

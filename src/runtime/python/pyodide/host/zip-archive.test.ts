import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { filesOfZip } from './zip-archive.ts'

const archive = readFileSync(createRequire(import.meta.url).resolve('pyodide/python_stdlib.zip'))

/** The checksums that the archive itself holds, in the order of its files. */
const checksums = () => {
  const found: number[] = []
  for (let at = archive.readUInt32LE(archive.length - 6); archive.readUInt32LE(at) === 0x02014b50;) {
    const nameLength = archive.readUInt16LE(at + 28)
    if (archive[at + 46 + nameLength - 1] !== 47) found.push(archive.readUInt32LE(at + 16))
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return found
}

test('every file of the standard library unpacks to its size and checksum', () => {
  const files = filesOfZip(archive)
  expect(files.length).toBeGreaterThan(500)
  expect(files.filter(({ size, read }) => read().length !== size)).toEqual([])
  expect(files.map(({ read }) => crc32(read()))).toEqual(checksums())
})

test('what is no archive is refused', () => {
  expect(() => filesOfZip(new Uint8Array(100))).toThrow('not a zip archive')
})

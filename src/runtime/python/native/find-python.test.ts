import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findPython, probePython } from './find-python.ts'

describe.skipIf(process.platform !== 'linux')('findPython', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faultline-python-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('passes over the shim of a version manager, which is a script', async () => {
    const shim = join(folder, 'python3')
    await writeFile(shim, '#!/bin/sh\necho cpython\necho 3.12.0\necho /usr/bin/python3\n')
    await chmod(shim, 0o755)
    expect(await probePython(shim)).toBeUndefined()
    expect((await findPython(folder))?.path).not.toBe(shim)
  })

  test('passes over a binary that is no Python, and over what is not there', async () => {
    const binary = join(folder, 'python3')
    await copyFile('/bin/true', binary)
    expect(await probePython(binary)).toBeUndefined()
    expect(await probePython(join(folder, 'nothing'))).toBeUndefined()
  })

  test('gives the interpreter itself with its version, or nothing where there is none', async () => {
    const found = await findPython()
    expect(found?.version ?? '3.9.0').toMatch(/^3\.(9|[1-9]\d)\.\d+$/)
    expect(found && (await probePython(found.path))).toEqual(found)
  })
})

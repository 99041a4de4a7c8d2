import { inflateRawSync } from 'node:zlib'

/** A file of an archive, unpacked when it is first asked for. */
export interface ArchivedFile {
  readonly path: string
  readonly size: number
  readonly read: () => Uint8Array
}

const END_SIGNATURE = 0x06054b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const LOCAL_HEADER_BYTES = 30
const DEFLATED = 8

/** The files of a zip archive (APPNOTE 6.3, without zip64, encryption or a comment at its end), directories left out. */
export const filesOfZip = (archive: Uint8Array): readonly ArchivedFile[] => {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.length)
  const end = archive.length - END_BYTES
  if (view.getUint32(end, true) !== END_SIGNATURE) throw new Error('not a zip archive')
  const files: ArchivedFile[] = []
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const nameLength = view.getUint16(at + 28, true)
    const path = Buffer.from(archive.slice(at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength)).toString()
    if (!path.endsWith('/')) files.push({ path, size: view.getUint32(at + 24, true), read: reader(archive, view, at) })
    at += ENTRY_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return files
}

const reader = (archive: Uint8Array, view: DataView, entry: number): (() => Uint8Array) => {
  let bytes: Uint8Array | undefined
  return () => {
    if (bytes !== undefined) return bytes
    const header = view.getUint32(entry + 42, true)
    const start = header + LOCAL_HEADER_BYTES + view.getUint16(header + 26, true) + view.getUint16(header + 28, true)
    const packed = archive.slice(start, start + view.getUint32(entry + 20, true))
    bytes = view.getUint16(entry + 10, true) === DEFLATED ? inflateRawSync(packed) : packed
    return bytes
  }
}

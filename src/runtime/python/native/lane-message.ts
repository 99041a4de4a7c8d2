/** A message of `lane.py`: `u32 length of the JSON · u32 length of the attachments · JSON · attachments`, little-endian. */
export interface LaneMessage {
  readonly json: string
  readonly attachments: Buffer
}

const HEADER_BYTES = 8

/** A message without attachments, as bytes: its body is JSON, but in the answer to a call of a tool. */
export const encodeMessage = (body: string | Uint8Array): Buffer => {
  const size = typeof body === 'string' ? Buffer.byteLength(body) : body.length
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + size)
  bytes.writeUInt32LE(size, 0)
  bytes.writeUInt32LE(0, 4)
  if (typeof body === 'string') bytes.write(body, HEADER_BYTES)
  else bytes.set(body, HEADER_BYTES)
  return bytes
}

/** Puts messages together again from chunks of any size, and gives each to `take`. */
export const messageReader = (take: (message: LaneMessage) => void): ((chunk: Buffer) => void) => {
  let chunks: Buffer[] = []
  let size = 0
  let needed = HEADER_BYTES
  return (chunk) => {
    chunks.push(chunk)
    size += chunk.length
    while (size >= needed) {
      const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size)
      chunks = [bytes]
      const jsonEnd = HEADER_BYTES + bytes.readUInt32LE(0)
      const end = jsonEnd + bytes.readUInt32LE(4)
      if (size < end) {
        needed = end
        return
      }
      take({ json: bytes.toString('utf8', HEADER_BYTES, jsonEnd), attachments: bytes.subarray(jsonEnd, end) })
      chunks = [bytes.subarray(end)]
      size -= end
      needed = HEADER_BYTES
    }
  }
}

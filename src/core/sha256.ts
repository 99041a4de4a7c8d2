import { createHash } from 'node:crypto'

/** SHA-256 of a text in base64, as content security policies and subresource integrity write it. */
export const sha256Base64 = (text: string): string => createHash('sha256').update(text).digest('base64')

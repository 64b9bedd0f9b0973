/** What bytes turn out to be: null, empty, JSON, text or binary; and how much of them a row carries. */
import {
  type Payload,
  type PayloadInput,
  type PayloadKind,
  type PayloadPreview,
  PREVIEW_CHARACTERS,
} from '#contract/messages'

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Bytes looked at for a preview: a character takes at most four. */
const PREVIEW_BYTES = PREVIEW_CHARACTERS * 4

/** Bytes of a binary preview: each becomes two digits and a blank. */
const BINARY_PREVIEW_BYTES = Math.floor(PREVIEW_CHARACTERS / 3)

/** Control characters that text does not have: all below blank but tab, newline and carriage return. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/

/** Cheap to make for every row: looks at the first bytes only. */
export function previewOf(bytes: Buffer | null): PayloadPreview {
  if (bytes === null) return { kind: 'null', sizeBytes: -1, text: '', isTruncated: false }
  if (bytes.length === 0) return { kind: 'empty', sizeBytes: 0, text: '', isTruncated: false }
  const sizeBytes = bytes.length
  const head = decodeText(
    bytes.length > PREVIEW_BYTES ? withoutTornCharacter(bytes.subarray(0, PREVIEW_BYTES)) : bytes,
  )
  if (head === null) {
    const text = bytes
      .subarray(0, BINARY_PREVIEW_BYTES)
      .toString('hex')
      .replace(/(..)(?=.)/g, '$1 ')
    return { kind: 'binary', sizeBytes, text, isTruncated: bytes.length > BINARY_PREVIEW_BYTES }
  }
  return {
    kind: looksLikeJson(head) ? 'json' : 'text',
    sizeBytes,
    text: head.slice(0, PREVIEW_CHARACTERS),
    isTruncated: head.length > PREVIEW_CHARACTERS || bytes.length > PREVIEW_BYTES,
  }
}

/** Everything there is, for the inspector. */
export function payloadOf(bytes: Buffer | null): Payload {
  if (bytes === null) return { kind: 'null', sizeBytes: -1, text: null, base64: null }
  if (bytes.length === 0) return { kind: 'empty', sizeBytes: 0, text: '', base64: '' }
  const text = decodeText(bytes)
  const kind: PayloadKind = text === null ? 'binary' : isJson(text) ? 'json' : 'text'
  return { kind, sizeBytes: bytes.length, text, base64: bytes.toString('base64') }
}

/** The bytes to produce; null is a tombstone. */
export function bytesOf(input: PayloadInput): Buffer | null {
  switch (input.type) {
    case 'null':
      return null
    case 'empty':
      return Buffer.alloc(0)
    case 'text':
      return Buffer.from(input.text, 'utf8')
    case 'base64':
      return Buffer.from(input.base64, 'base64')
  }
}

function decodeText(bytes: Buffer): string | null {
  try {
    const text = UTF8.decode(bytes)
    return CONTROL_CHARACTERS.test(text) ? null : text
  } catch {
    return null // not UTF-8
  }
}

/** Cuts a multi-byte character that the end of the slice would tear. */
function withoutTornCharacter(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3 && back < bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0xc0) === 0xc0) return bytes.subarray(0, bytes.length - back)
    if ((byte & 0x80) === 0) break
  }
  return bytes
}

/** A preview may be cut: brackets and the first token decide. */
function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text) || (text.length < PREVIEW_CHARACTERS && isJson(text))
}

function isJson(text: string): boolean {
  if (!/^\s*(?:[{["\d-]|true|false|null)/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false // text that only begins like JSON
  }
}

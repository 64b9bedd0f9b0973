/** Bytes for the eye: sixteen a row, as pairs and as characters. */

export interface HexRow {
  /** Offset of the row's first byte, eight digits. */
  readonly address: string
  readonly hex: string
  readonly ascii: string
}

const BYTES_PER_ROW = 16

/** Where the row's second half begins. */
const HALF = 8

export function bytesOfBase64(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index)
  return bytes
}

export function hexRows(bytes: Uint8Array): readonly HexRow[] {
  const rows: HexRow[] = []
  for (let start = 0; start < bytes.length; start += BYTES_PER_ROW) {
    const slice = [...bytes.subarray(start, start + BYTES_PER_ROW)]
    const pairs = slice.map((byte) => byte.toString(16).padStart(2, '0'))
    const hex = `${pairs.slice(0, HALF).join(' ')}  ${pairs.slice(HALF).join(' ')}`
    rows.push({
      address: start.toString(16).padStart(8, '0'),
      hex: hex.padEnd(BYTES_PER_ROW * 3),
      ascii: slice.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join(''),
    })
  }
  return rows
}

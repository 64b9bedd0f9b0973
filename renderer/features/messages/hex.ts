/** Bytes for the eye: sixteen a row, or eight where it is narrow, as pairs and as characters. */

export interface HexRow {
  /** Offset of the row's first byte, eight digits. */
  readonly address: string
  readonly hex: string
  readonly ascii: string
}

export const BYTES_PER_ROW = 16

/** Where the row's second half begins. */
const HALF = 8

export function bytesOfBase64(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index)
  return bytes
}

export function hexRows(bytes: Uint8Array, bytesPerRow = BYTES_PER_ROW): readonly HexRow[] {
  const rows: HexRow[] = []
  for (let start = 0; start < bytes.length; start += bytesPerRow) {
    const slice = [...bytes.subarray(start, start + bytesPerRow)]
    const pairs = slice.map((byte) => byte.toString(16).padStart(2, '0'))
    const halves = [pairs.slice(0, HALF), pairs.slice(HALF)].filter(({ length }) => length > 0)
    const hex = halves.map((half) => half.join(' ')).join('  ')
    rows.push({
      address: start.toString(16).padStart(8, '0'),
      hex: hex.padEnd(bytesPerRow * 3),
      ascii: slice.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join(''),
    })
  }
  return rows
}

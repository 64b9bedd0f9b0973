import { describe, expect, it } from 'vitest'
import { bytesOfBase64, hexRows } from './hex.ts'

describe('hex rows', () => {
  it('shows sixteen bytes a row, as pairs and as characters', () => {
    const rows = hexRows(bytesOfBase64(btoa('Kafka\u0000\u00ff0123456789')))
    expect(rows).toHaveLength(2)
    expect(rows[0]).toEqual({
      address: '00000000',
      hex: '4b 61 66 6b 61 00 ff 30  31 32 33 34 35 36 37 38'.padEnd(48),
      ascii: 'Kafka··012345678',
    })
    expect(rows[1]?.address).toBe('00000010')
    expect(rows[1]?.ascii).toBe('9')
  })

  it('has no row for no bytes', () => {
    expect(hexRows(new Uint8Array())).toEqual([])
  })

  it('has eight in a row where there is no room for sixteen, with all their characters', () => {
    const rows = hexRows(new TextEncoder().encode('abcdefghijkl'), 8)
    expect(rows.map(({ address, ascii }) => [address, ascii])).toEqual([
      ['00000000', 'abcdefgh'],
      ['00000008', 'ijkl'],
    ])
    expect(rows[0]?.hex.trim()).toBe('61 62 63 64 65 66 67 68')
    expect(rows.map(({ hex }) => hex.length)).toEqual([24, 24])
  })
})

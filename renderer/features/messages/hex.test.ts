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
})

import { describe, expect, it } from 'vitest'
import { decodeProducerSnapshot, encodeProducerSnapshot } from './producer-snapshot.ts'
import { sequenceAfter } from './producer-state.ts'

const entry = {
  producerId: 2 ** 40,
  epoch: 3,
  batches: [
    {
      baseSequence: 2 ** 31 - 2,
      lastSequence: 1,
      firstOffset: 96,
      lastOffset: 99,
      timestampMs: 1_700_000_000_000,
    },
  ],
  lastTimestampMs: 1_700_000_000_000,
  coordinatorEpoch: -1,
  currentTransactionFirstOffset: -1,
}

describe('producer snapshots', () => {
  it('have Kafka’s layout', () => {
    const bytes = encodeProducerSnapshot([entry])
    expect(bytes.length).toBe(10 + 46)
    expect(bytes.readInt16BE(0)).toBe(1)
    expect(bytes.subarray(6).toString('hex')).toBe(
      '00000001' +
        '0000010000000000' +
        '0003' +
        '00000001' +
        '0000000000000063' +
        '00000003' +
        '0000018bcfe56800' +
        'ffffffff' +
        'ffffffffffffffff',
    )
  })

  it('give back the last batch of each producer, over the wrap of sequences too', () => {
    expect(decodeProducerSnapshot(encodeProducerSnapshot([entry]))).toEqual([entry])
    const silent = { ...entry, batches: [], lastTimestampMs: 5 }
    expect(decodeProducerSnapshot(encodeProducerSnapshot([silent, entry]))).toEqual([silent, entry])
  })

  it('are refused with any byte damaged, cut or of another version', () => {
    const intact = encodeProducerSnapshot([entry])
    for (let at = 0; at < intact.length; at += 1) {
      const damaged = Buffer.from(intact)
      damaged[at] = (damaged[at] ?? 0) ^ 4
      expect(decodeProducerSnapshot(damaged), `byte ${at}`).toBeNull()
      expect(decodeProducerSnapshot(intact.subarray(0, at)), `cut at ${at}`).toBeNull()
    }
  })

  it('wrap sequences at 2^31', () => {
    expect(sequenceAfter(2 ** 31 - 1, 1)).toBe(0)
    expect(sequenceAfter(2 ** 31 - 2, 3)).toBe(1)
  })
})

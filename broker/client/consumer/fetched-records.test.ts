import { describe, expect, it } from 'vitest'
import { KafkaError } from '../../wire/kafka-error.ts'
import { writeCrc } from '../../wire/record-batch.ts'
import { type BatchInput, encodeBatch } from '../../wire/record-batch-records.ts'
import type { FetchedPartition } from '../client-types.ts'
import { FetchedRecords } from './fetched-records.ts'

const batch = (baseOffset: number, values: readonly string[], options: Partial<BatchInput> = {}) =>
  encodeBatch({
    baseOffset,
    partitionLeaderEpoch: 3,
    records: values.map((value) => ({ timestampMs: 1, key: null, value: Buffer.from(value) })),
    ...options,
  })

/** The end of a transaction: key is version 0 and the type, 0 to abort and 1 to commit. */
const marker = (baseOffset: number, producerId: number, type: 0 | 1) =>
  encodeBatch({
    baseOffset,
    producerId,
    producerEpoch: 0,
    isControl: true,
    isTransactional: true,
    records: [{ timestampMs: 1, key: Buffer.from([0, 0, 0, type]), value: Buffer.alloc(6) }],
  })

const fetched = (
  records: readonly Buffer[],
  abortedTransactions: FetchedPartition['abortedTransactions'] = [],
): FetchedPartition => ({
  topic: 't',
  partition: 0,
  error: null,
  highWatermark: 100,
  lastStableOffset: 100,
  logStartOffset: 0,
  abortedTransactions,
  records: Buffer.concat(records),
})

function readAll(records: FetchedRecords, limit = 500): string[] {
  const values: string[] = []
  for (let slice = records.take(limit); slice !== null; slice = records.take(limit)) {
    expect(slice.records.length).toBeLessThanOrEqual(limit)
    values.push(...slice.records.map(({ offset, value }) => `${offset}=${String(value)}`))
  }
  return values
}

describe('fetched records', () => {
  it('begin at the offset asked for, inside a batch', () => {
    const records = new FetchedRecords(fetched([batch(0, ['a', 'b', 'c']), batch(3, ['d'])]), {
      fetchOffset: 2,
      isolation: 'readUncommitted',
    })
    expect(readAll(records)).toEqual(['2=c', '3=d'])
    expect(records.nextOffset).toBe(4)
  })

  it('leave out a batch that is cut off at the end', () => {
    const whole = batch(0, ['a'])
    const cut = batch(1, ['b']).subarray(0, 40)
    const records = new FetchedRecords(fetched([whole, cut]), {
      fetchOffset: 0,
      isolation: 'readUncommitted',
    })
    expect(readAll(records)).toEqual(['0=a'])
    expect(records.nextOffset).toBe(1)
    const onlyCut = new FetchedRecords(fetched([cut]), { fetchOffset: 1, isolation: 'readUncommitted' })
    expect([onlyCut.isCutOff, onlyCut.take(1)]).toEqual([true, null])
  })

  it('come in slices of the size asked for, with the epoch of their batch', () => {
    const records = new FetchedRecords(fetched([batch(0, ['a', 'b', 'c'], { compression: 'gzip' })]), {
      fetchOffset: 0,
      isolation: 'readUncommitted',
    })
    expect(records.take(2)).toMatchObject({ leaderEpoch: 3, records: [{ offset: 0 }, { offset: 1 }] })
    expect(records.nextOffset).toBe(2)
    expect(records.take(2)?.records).toHaveLength(1)
    expect(records.take(2)).toBeNull()
  })

  it('go past records that compaction took from the end of a batch', () => {
    const compacted = batch(0, ['a'])
    compacted.writeInt32BE(9, 23) // last offset delta
    const records = new FetchedRecords(fetched([withCrc(compacted)]), {
      fetchOffset: 0,
      isolation: 'readUncommitted',
    })
    expect(readAll(records)).toEqual(['0=a'])
    expect(records.nextOffset).toBe(10)
  })

  it('hide markers, and with readCommitted the records of aborted transactions', () => {
    const transaction = { isTransactional: true, producerEpoch: 0 }
    const parts = [
      batch(0, ['plain']),
      batch(1, ['aborted'], { ...transaction, producerId: 7 }),
      batch(2, ['committed'], { ...transaction, producerId: 8 }),
      marker(3, 7, 0),
      batch(4, ['later'], { ...transaction, producerId: 7 }),
      marker(5, 8, 1),
      marker(6, 7, 1),
    ]
    const aborted = [{ producerId: 7, firstOffset: 1 }]
    const committed = new FetchedRecords(fetched(parts, aborted), {
      fetchOffset: 0,
      isolation: 'readCommitted',
    })
    expect(readAll(committed)).toEqual(['0=plain', '2=committed', '4=later'])
    expect(committed.nextOffset).toBe(7)
    const all = new FetchedRecords(fetched(parts), { fetchOffset: 0, isolation: 'readUncommitted' })
    expect(readAll(all)).toEqual(['0=plain', '1=aborted', '2=committed', '4=later'])
  })

  it('refuse a batch whose checksum does not fit', () => {
    const broken = batch(0, ['a'])
    broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1
    const records = new FetchedRecords(fetched([broken]), { fetchOffset: 0, isolation: 'readUncommitted' })
    expect(() => records.take(1)).toThrow(KafkaError)
  })
})

function withCrc(bytes: Buffer): Buffer {
  writeCrc(bytes, 0, bytes.length)
  return bytes
}

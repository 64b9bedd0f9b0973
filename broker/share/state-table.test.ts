import { describe, expect, it } from 'vitest'
import { splitBatches } from '../wire/record-batch.ts'
import { decodeRecords } from '../wire/record-batch-records.ts'
import { decodeShareStateRecord, encodeShareStateRecord, type ShareStateRecord } from './state-records.ts'
import type { StateChange } from './state-store.ts'
import { StateTable } from './state-table.ts'

const KEY = { groupId: 'g', topicId: 'AAECAwQFBgcICQoLDA0ODw', partition: 3 }
const RULE = { updatesPerSnapshot: 2, nowMs: 7 }

function change(options: Partial<StateChange> = {}): StateChange {
  return {
    stateEpoch: 1,
    leaderEpoch: 0,
    startOffset: 0,
    deliveryCompleteCount: 0,
    batches: [],
    ...options,
  }
}

/** A table whose records go through their stored form. */
class Stored {
  readonly table = new StateTable()
  offset = 0

  apply(record: ShareStateRecord | null): ShareStateRecord['type'] | 'none' {
    if (record === null) return 'none'
    const bytes = encodeShareStateRecord(record, 1)
    const [header] = splitBatches(bytes, 'strict')
    if (header === undefined) throw new TypeError('a record makes a batch')
    for (const { key, value } of decodeRecords(bytes, header)) {
      const decoded = decodeShareStateRecord(key ?? Buffer.alloc(0), value)
      if (decoded !== null) this.table.replay(decoded, this.offset)
      this.offset += 1
      return decoded?.type ?? 'none'
    }
    return 'none'
  }

  initialize(stateEpoch = 1, startOffset = 0) {
    return this.apply(this.table.recordOfStart(KEY, { stateEpoch, startOffset }, 5))
  }

  write(options: Partial<StateChange> = {}) {
    return this.apply(this.table.recordOfChange(KEY, change(options), RULE))
  }
}

const named = (errorName: string) => expect.objectContaining({ errorName })

describe('states of share partitions', () => {
  it('are not read or written before they are made', () => {
    const { table } = new Stored()
    expect(() => table.read(KEY, 0)).toThrow(named('INVALID_REQUEST'))
    expect(() => table.recordOfChange(KEY, change(), RULE)).toThrow(named('INVALID_REQUEST'))
    expect(table.summary(KEY)).toEqual({
      stateEpoch: 0,
      leaderEpoch: 0,
      startOffset: -1,
      deliveryCompleteCount: -1,
    })
    expect(table.recordOfRemoval(KEY)).toBeNull()
  })

  it('are stored as changes, and as a whole after so many of them', () => {
    const stored = new Stored()
    expect(stored.initialize()).toBe('snapshot')
    expect([stored.write(), stored.write(), stored.write(), stored.write()]).toEqual([
      'update',
      'update',
      'snapshot',
      'update',
    ])
    expect(stored.table.oldestSnapshotOffset).toBe(3)
  })

  it('refuse an older leader once a newer one has read', () => {
    const stored = new Stored()
    stored.initialize()
    expect(stored.apply(stored.table.recordOfLeader(KEY, 4, RULE))).toBe('update')
    expect(stored.table.recordOfLeader(KEY, 4, RULE)).toBeNull()
    expect(() => stored.write({ leaderEpoch: 3 })).toThrow(named('FENCED_LEADER_EPOCH'))
    expect(() => stored.table.read(KEY, 3)).toThrow(named('FENCED_LEADER_EPOCH'))
    expect(stored.write({ leaderEpoch: 4 })).toBe('update')
  })

  it('refuse changes of a state that began anew', () => {
    const stored = new Stored()
    stored.initialize(1)
    stored.initialize(2, 50)
    expect(() => stored.write({ stateEpoch: 1 })).toThrow(named('FENCED_STATE_EPOCH'))
    expect(() => stored.initialize(1)).toThrow(named('FENCED_STATE_EPOCH'))
    expect(stored.table.read(KEY, 0)).toEqual({ stateEpoch: 2, startOffset: 50, batches: [] })
  })

  it('never let the start go back within a state epoch', () => {
    const stored = new Stored()
    stored.initialize()
    stored.write({ startOffset: 10 })
    stored.write({ startOffset: 5 })
    expect(stored.table.read(KEY, 0).startOffset).toBe(10)
  })

  it('are the same whether told in changes or as a whole', () => {
    const inChanges = new Stored()
    inChanges.initialize()
    const batches = [{ firstOffset: 2, lastOffset: 4, deliveryState: 2, deliveryCount: 1 }]
    inChanges.write({ startOffset: 1, deliveryCompleteCount: 3, batches, leaderEpoch: 2 })
    const asWhole = new Stored()
    asWhole.apply(inChanges.table.recordOfSnapshot(KEY, 9))
    expect(asWhole.table.read(KEY, 2)).toEqual(inChanges.table.read(KEY, 2))
    expect(asWhole.table.summary(KEY)).toEqual(inChanges.table.summary(KEY))
    expect(() => asWhole.table.read(KEY, 1)).toThrow(named('FENCED_LEADER_EPOCH'))
  })

  it('are gone when they are removed, epochs and all', () => {
    const stored = new Stored()
    stored.initialize(5)
    stored.apply(stored.table.recordOfRemoval(KEY))
    expect(stored.table.size).toBe(0)
    expect(stored.initialize(1)).toBe('snapshot')
  })
})

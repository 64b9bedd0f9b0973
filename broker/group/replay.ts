/**
 * Positions and classic groups stored in one offsets partition, and the only thing that changes them.
 * Loading a partition and serving a request both end here, so a restart finds what was there before.
 * Other kinds of groups hold what is stored of them themselves (`GroupKind.replay`).
 */
import { assert, assertNever } from '../base/assert.ts'
import { type OffsetKey, OffsetTable } from './offset-table.ts'
import type { ClassicRecord, StoredGroup } from './records.ts'

/** Positions and classic groups of one offsets partition. */
export class ShardState {
  readonly groups = new Map<string, StoredGroup>()
  readonly offsets = new OffsetTable()
  /** Positions of open transactions by producer, in the order they were stored. */
  readonly pending = new Map<number, ClassicRecord[]>()
}

/** Keeps one record of an open transaction. */
export function replayInTransaction(state: ShardState, producerId: number, record: ClassicRecord): void {
  const records = state.pending.get(producerId)
  if (records === undefined) state.pending.set(producerId, [record])
  else records.push(record)
}

/** Applies what a transaction has stored, or drops it. */
export function endTransaction(state: ShardState, producerId: number, isCommit: boolean): void {
  const records = state.pending.get(producerId)
  if (records === undefined) return
  state.pending.delete(producerId)
  if (isCommit) for (const record of records) replay(state, record)
}

/** True when an open transaction may still change a position. */
export function isUnstable(state: ShardState, key: OffsetKey): boolean {
  for (const records of state.pending.values()) {
    const isNamed = records.some(
      (record) =>
        record.type === 'offset' &&
        record.group === key.group &&
        record.topic === key.topic &&
        record.partition === key.partition,
    )
    if (isNamed) return true
  }
  return false
}

/** Applies one record. */
export function replay(state: ShardState, record: ClassicRecord): void {
  switch (record.type) {
    case 'group':
      if (record.value === null) state.groups.delete(record.group)
      else state.groups.set(record.group, record.value)
      assert(state.groups.has(record.group) === (record.value !== null), 'a replayed group is as recorded')
      return
    case 'offset':
      if (record.value === null) state.offsets.remove(record)
      else state.offsets.put(record, record.value)
      return
    default:
      assertNever(record)
  }
}

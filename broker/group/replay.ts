/**
 * What is stored in one offsets partition, and the only thing that changes it. Loading a partition and
 * serving a request both end here, so a restart finds what was there before.
 */
import { assert, assertNever } from '../base/assert.ts'
import { OffsetTable } from './offset-table.ts'
import type { CoordinatorRecord, StoredGroup } from './records.ts'

/** The stored state of one offsets partition. */
export class ShardState {
  readonly groups = new Map<string, StoredGroup>()
  readonly offsets = new OffsetTable()
}

/** Applies one record. */
export function replay(state: ShardState, record: CoordinatorRecord): void {
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

/**
 * The states of share partitions as the records of one partition of `__share_group_state` tell them, and
 * which record a change becomes. Decisions read, `replay` alone writes; nothing here knows of a log.
 *
 * Invariants: a leader epoch or state epoch that was seen refuses older ones for as long as the state is
 * there; within a state epoch the start offset does not go back.
 */
import { assert } from '../base/assert.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { MAX_STATE_BATCHES, MAX_STATES_PER_PARTITION } from './limits.ts'
import { combine } from './state-batches.ts'
import type { ShareSnapshot, ShareStateRecord, ShareUpdate } from './state-records.ts'
import {
  coordinatorKeyOf,
  NO_EPOCH,
  NO_START_OFFSET,
  type SharePartitionKey,
  type StateChange,
  type StateSummary,
  type StoredState,
  UNKNOWN_COUNT,
} from './state-store.ts'

/** What is known of one share partition. */
interface Entry {
  readonly key: SharePartitionKey
  readonly state: ShareSnapshot
  /** Highest leader epoch seen, and highest state epoch. */
  readonly leaderEpoch: number
  readonly stateEpoch: number
  /** Changes since the last snapshot. */
  readonly updateCount: number
  /** Where the last snapshot is in the log. */
  readonly snapshotOffset: number
}

/** When a change is stored as a whole state. */
export interface SnapshotRule {
  readonly updatesPerSnapshot: number
  readonly nowMs: number
}

export class StateTable {
  readonly #entries = new Map<string, Entry>()

  get size(): number {
    return this.#entries.size
  }

  keys(): SharePartitionKey[] {
    return [...this.#entries.values()].map(({ key }) => key)
  }

  /** Offset of the oldest snapshot that counts: all before it is superseded. Null while there is none. */
  get oldestSnapshotOffset(): number | null {
    let oldest: number | null = null
    for (const { snapshotOffset } of this.#entries.values()) {
      if (oldest === null || snapshotOffset < oldest) oldest = snapshotOffset
    }
    return oldest
  }

  /** States whose last snapshot lies before `offset`, oldest first. */
  snapshotsBefore(offset: number, limit: number): SharePartitionKey[] {
    return [...this.#entries.values()]
      .filter((entry) => entry.snapshotOffset < offset)
      .toSorted((a, b) => a.snapshotOffset - b.snapshotOffset)
      .slice(0, limit)
      .map(({ key }) => key)
  }

  /** A state as its leader wants it. @throws KafkaError FENCED_LEADER_EPOCH, INVALID_REQUEST. */
  read(key: SharePartitionKey, leaderEpoch: number): StoredState {
    const { state, leaderEpoch: highest } = this.#require(key, 'Read')
    if (highest > leaderEpoch) throw new KafkaError('FENCED_LEADER_EPOCH')
    return { stateEpoch: state.stateEpoch, startOffset: state.startOffset, batches: state.stateBatches }
  }

  /** The record that remembers a leader, or null when it is known. */
  recordOfLeader(key: SharePartitionKey, leaderEpoch: number, rule: SnapshotRule): ShareStateRecord | null {
    const entry = this.#require(key, 'Read')
    if (leaderEpoch === NO_EPOCH || entry.leaderEpoch === leaderEpoch) return null
    return this.#recordOf(
      entry,
      {
        stateEpoch: NO_EPOCH,
        leaderEpoch,
        startOffset: NO_START_OFFSET,
        deliveryCompleteCount: entry.state.deliveryCompleteCount,
        batches: [],
      },
      rule,
    )
  }

  summary(key: SharePartitionKey): StateSummary {
    const state = this.#entries.get(coordinatorKeyOf(key))?.state
    return {
      stateEpoch: state?.stateEpoch ?? 0,
      leaderEpoch: state?.leaderEpoch ?? 0,
      startOffset: state?.startOffset ?? NO_START_OFFSET,
      deliveryCompleteCount: state?.deliveryCompleteCount ?? UNKNOWN_COUNT,
    }
  }

  /** @throws KafkaError INVALID_REQUEST, FENCED_LEADER_EPOCH, FENCED_STATE_EPOCH. */
  recordOfChange(key: SharePartitionKey, change: StateChange, rule: SnapshotRule): ShareStateRecord {
    const entry = this.#require(key, 'Write')
    if (change.leaderEpoch !== NO_EPOCH && entry.leaderEpoch > change.leaderEpoch) {
      throw new KafkaError('FENCED_LEADER_EPOCH')
    }
    if (change.stateEpoch !== NO_EPOCH && entry.stateEpoch > change.stateEpoch) {
      throw new KafkaError('FENCED_STATE_EPOCH')
    }
    return this.#recordOf(entry, change, rule)
  }

  /** @throws KafkaError FENCED_STATE_EPOCH, COORDINATOR_NOT_AVAILABLE when there are too many. */
  recordOfStart(
    key: SharePartitionKey,
    start: { readonly stateEpoch: number; readonly startOffset: number },
    nowMs: number,
  ): ShareStateRecord {
    const present = this.#entries.get(coordinatorKeyOf(key))
    if (present === undefined && this.#entries.size >= MAX_STATES_PER_PARTITION) {
      throw new KafkaError('COORDINATOR_NOT_AVAILABLE', 'Too many share partitions')
    }
    if (present !== undefined && present.stateEpoch > start.stateEpoch) {
      throw new KafkaError('FENCED_STATE_EPOCH')
    }
    return {
      type: 'snapshot',
      key,
      snapshot: {
        snapshotEpoch: present === undefined ? 0 : present.state.snapshotEpoch + 1,
        stateEpoch: start.stateEpoch,
        leaderEpoch: 0,
        startOffset: start.startOffset,
        deliveryCompleteCount: UNKNOWN_COUNT,
        createTimestamp: nowMs,
        writeTimestamp: nowMs,
        stateBatches: [],
      },
    }
  }

  /** Null when there is nothing to remove. */
  recordOfRemoval(key: SharePartitionKey): ShareStateRecord | null {
    return this.#entries.has(coordinatorKeyOf(key)) ? { type: 'removal', key } : null
  }

  /** The whole state once more, so that what lies before it is superseded. Null when it is gone. */
  recordOfSnapshot(key: SharePartitionKey, nowMs: number): ShareStateRecord | null {
    const state = this.#entries.get(coordinatorKeyOf(key))?.state
    if (state === undefined) return null
    const snapshot = { ...state, snapshotEpoch: state.snapshotEpoch + 1, writeTimestamp: nowMs }
    return { type: 'snapshot', key, snapshot }
  }

  /** The only way in which anything changes. */
  replay(record: ShareStateRecord, offset: number): void {
    const id = coordinatorKeyOf(record.key)
    const present = this.#entries.get(id)
    if (record.type === 'removal') {
      this.#entries.delete(id)
      return
    }
    if (record.type === 'snapshot') {
      const { snapshot: state } = record
      this.#entries.set(id, {
        key: record.key,
        state,
        leaderEpoch: Math.max(present?.leaderEpoch ?? 0, state.leaderEpoch),
        stateEpoch: Math.max(present?.stateEpoch ?? 0, state.stateEpoch),
        updateCount: 0,
        snapshotOffset: offset,
      })
      return
    }
    // An update whose snapshot was cut off: the removal that did it follows.
    if (present === undefined) return
    this.#entries.set(id, {
      ...present,
      state: updated(present.state, record.update),
      leaderEpoch: Math.max(present.leaderEpoch, record.update.leaderEpoch),
      updateCount: present.updateCount + 1,
    })
  }

  #recordOf(entry: Entry, change: StateChange, rule: SnapshotRule): ShareStateRecord {
    const { key, state } = entry
    const update: ShareUpdate = {
      snapshotEpoch: state.snapshotEpoch,
      leaderEpoch: change.leaderEpoch,
      startOffset: change.startOffset,
      deliveryCompleteCount: change.deliveryCompleteCount,
      stateBatches: combine([], change.batches, change.startOffset),
    }
    const whole = updated(state, update)
    if (whole.stateBatches.length > MAX_STATE_BATCHES) {
      throw new KafkaError('INVALID_REQUEST', 'The state has too many ranges')
    }
    if (entry.updateCount < rule.updatesPerSnapshot) return { type: 'update', key, update }
    return {
      type: 'snapshot',
      key,
      snapshot: {
        ...whole,
        snapshotEpoch: state.snapshotEpoch + 1,
        stateEpoch: change.stateEpoch === NO_EPOCH ? state.stateEpoch : change.stateEpoch,
        writeTimestamp: rule.nowMs,
      },
    }
  }

  /** @throws KafkaError INVALID_REQUEST when there is no state. */
  #require(key: SharePartitionKey, operation: 'Read' | 'Write'): Entry {
    const entry = this.#entries.get(coordinatorKeyOf(key))
    if (entry === undefined) {
      throw new KafkaError(
        'INVALID_REQUEST',
        `${operation} operation on uninitialized share partition not allowed.`,
      )
    }
    return entry
  }
}

/** A state with a change over it. */
function updated(state: ShareSnapshot, update: ShareUpdate): ShareSnapshot {
  const startOffset = Math.max(state.startOffset, update.startOffset)
  assert(startOffset >= state.startOffset, 'a start offset does not go back')
  return {
    ...state,
    leaderEpoch: update.leaderEpoch === NO_EPOCH ? state.leaderEpoch : update.leaderEpoch,
    startOffset,
    deliveryCompleteCount: update.deliveryCompleteCount,
    stateBatches: combine(state.stateBatches, update.stateBatches, startOffset),
  }
}

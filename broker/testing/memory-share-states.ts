/** States of share partitions in memory: what the group coordinator's tests have in place of share coordinators. */

import { combine } from '../share/state-batches.ts'
import {
  coordinatorKeyOf,
  NO_START_OFFSET,
  type SharePartitionKey,
  type ShareStateStore,
  type StateChange,
  type StateSummary,
  type StoredState,
  UNKNOWN_COUNT,
} from '../share/state-store.ts'
import { KafkaError } from '../wire/kafka-error.ts'

export class MemoryShareStates implements ShareStateStore {
  readonly #states = new Map<string, StoredState & { deliveryCompleteCount: number; leaderEpoch: number }>()
  /** What every request is refused with; null for none. */
  failure: KafkaError | null = null

  has(key: SharePartitionKey): boolean {
    return this.#states.has(coordinatorKeyOf(key))
  }

  async read(key: SharePartitionKey, leaderEpoch: number): Promise<StoredState> {
    const state = this.#get(key)
    if (state.leaderEpoch > leaderEpoch) throw new KafkaError('FENCED_LEADER_EPOCH')
    this.#states.set(coordinatorKeyOf(key), { ...state, leaderEpoch })
    return state
  }

  async write(key: SharePartitionKey, change: StateChange): Promise<void> {
    const state = this.#get(key)
    if (state.leaderEpoch > change.leaderEpoch) throw new KafkaError('FENCED_LEADER_EPOCH')
    if (state.stateEpoch > change.stateEpoch) throw new KafkaError('FENCED_STATE_EPOCH')
    const startOffset = Math.max(state.startOffset, change.startOffset)
    this.#states.set(coordinatorKeyOf(key), {
      ...state,
      startOffset,
      deliveryCompleteCount: change.deliveryCompleteCount,
      batches: combine(state.batches, change.batches, startOffset),
    })
  }

  async initialize(
    key: SharePartitionKey,
    start: { readonly stateEpoch: number; readonly startOffset: number },
  ): Promise<void> {
    if (this.failure !== null) throw this.failure
    this.#states.set(coordinatorKeyOf(key), {
      ...start,
      leaderEpoch: 0,
      deliveryCompleteCount: UNKNOWN_COUNT,
      batches: [],
    })
  }

  async remove(key: SharePartitionKey): Promise<void> {
    if (this.failure !== null) throw this.failure
    this.#states.delete(coordinatorKeyOf(key))
  }

  async summarize(key: SharePartitionKey): Promise<StateSummary> {
    const state = this.#states.get(coordinatorKeyOf(key))
    return {
      stateEpoch: state?.stateEpoch ?? 0,
      leaderEpoch: state?.leaderEpoch ?? 0,
      startOffset: state?.startOffset ?? NO_START_OFFSET,
      deliveryCompleteCount: state?.deliveryCompleteCount ?? UNKNOWN_COUNT,
    }
  }

  #get(key: SharePartitionKey) {
    if (this.failure !== null) throw this.failure
    const state = this.#states.get(coordinatorKeyOf(key))
    if (state === undefined) throw new KafkaError('INVALID_REQUEST')
    return state
  }
}

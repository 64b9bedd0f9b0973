/** How the leaders of share partitions and the group coordinator reach what is stored of a share group. */
import type { Uuid } from '../wire/reader.ts'
import type { StateBatch } from './state-batches.ts'

/** A share partition: what one group has to do with one partition. */
export interface SharePartitionKey {
  readonly groupId: string
  readonly topicId: Uuid
  readonly partition: number
}

/** Start offset of a state that was made without one. */
export const NO_START_OFFSET = -1

/** "Do not check" and "not known", of epochs. */
export const NO_EPOCH = -1

/** Delivery-complete count that is not known. */
export const UNKNOWN_COUNT = -1

/** What is stored of a share partition. */
export interface StoredState {
  readonly stateEpoch: number
  /** -1 while nothing was delivered: the group's reset policy says where to begin. */
  readonly startOffset: number
  readonly batches: readonly StateBatch[]
}

/** A change of what is stored. */
export interface StateChange {
  readonly stateEpoch: number
  readonly leaderEpoch: number
  readonly startOffset: number
  readonly deliveryCompleteCount: number
  readonly batches: readonly StateBatch[]
}

/** What the group coordinator wants to know. */
export interface StateSummary {
  readonly stateEpoch: number
  readonly leaderEpoch: number
  readonly startOffset: number
  readonly deliveryCompleteCount: number
}

/** What became of one share partition of a request: the answer, or the error. */
export type Outcome<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly error: Error }

/** Access to what is stored; every method rejects with KafkaError. */
export interface ShareStateStore {
  /** Reads a state as the leader of `leaderEpoch`; older leaders are refused from then on. */
  read(key: SharePartitionKey, leaderEpoch: number): Promise<StoredState>
  write(key: SharePartitionKey, change: StateChange): Promise<void>
  /** Makes a state, or begins it anew in a higher state epoch. */
  initialize(
    key: SharePartitionKey,
    state: { readonly stateEpoch: number; readonly startOffset: number },
  ): Promise<void>
  remove(key: SharePartitionKey): Promise<void>
  summarize(key: SharePartitionKey): Promise<StateSummary>
}

/** The key by which a share partition's coordinator is found. Source: SharePartitionKey.asCoordinatorKey. */
export function coordinatorKeyOf({ groupId, topicId, partition }: SharePartitionKey): string {
  return `${groupId}:${topicId}:${partition}`
}

const UUID_TEXT = /^[A-Za-z0-9_-]{22}$/
const PARTITION_TEXT = /^-?\d{1,10}$/

/** Whether a key of FindCoordinator names a share partition: group, topic id and partition. */
export function isCoordinatorKey(key: string): boolean {
  const partitionAt = key.lastIndexOf(':')
  const topicAt = key.lastIndexOf(':', partitionAt - 1)
  if (topicAt <= 0) return false
  return (
    UUID_TEXT.test(key.slice(topicAt + 1, partitionAt)) && PARTITION_TEXT.test(key.slice(partitionAt + 1))
  )
}

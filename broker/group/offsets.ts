/**
 * Decisions about positions: from what is stored and a command to records and an answer. Nothing here
 * changes anything; times and limits come in as arguments.
 */
import { errorCode } from '../wire/kafka-error.ts'
import { ZERO_UUID } from '../wire/reader.ts'
import type { ErrorName } from '../wire/schema/errors.ts'
import { MAX_GROUP_OFFSETS } from './limits.ts'
import type { TopicOffsets } from './offset-table.ts'
import { type ClassicRecord, NO_EXPIRY, type StoredOffset } from './records.ts'
import { isUnstable, type ShardState } from './replay.ts'

/** One position to store, its topic and partition known to exist. */
export interface OffsetToCommit {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly leaderEpoch: number
  readonly metadata: string
}

/** Partitions of one topic, as requests name them. */
export interface TopicPartitions {
  readonly name: string
  readonly partitionIndexes: readonly number[]
}

/** One position, or -1 where there is none. */
export interface FetchedPartition {
  readonly partitionIndex: number
  readonly committedOffset: number
  readonly committedLeaderEpoch: number
  readonly metadata: string
  readonly errorCode: number
}

/** Positions in one topic. */
export interface FetchedTopic {
  readonly name: string
  readonly partitions: readonly FetchedPartition[]
}

/** Records to append, and what each item of the command came to. */
export interface OffsetDecision {
  readonly records: readonly ClassicRecord[]
  readonly outcomes: readonly ErrorName[]
}

/** "Keep for as long as the broker does" in OffsetCommit v2-v4. */
const DEFAULT_RETENTION = -1

/** Stores positions; each that cannot be stored has its own outcome. The group was checked by the caller. */
export function decideCommit(
  state: ShardState,
  command: {
    readonly group: string
    readonly offsets: readonly OffsetToCommit[]
    readonly retentionTimeMs: number
    readonly nowMs: number
    readonly maxMetadataBytes: number
  },
): OffsetDecision {
  const { group, nowMs, retentionTimeMs } = command
  const expireTimestamp =
    retentionTimeMs === DEFAULT_RETENTION ? NO_EXPIRY : clampedTime(nowMs + retentionTimeMs)
  const records: ClassicRecord[] = []
  let count = state.offsets.countOf(group)
  const outcomes = command.offsets.map(({ topic, partition, ...position }): ErrorName => {
    if (position.metadata.length > command.maxMetadataBytes) return 'OFFSET_METADATA_TOO_LARGE'
    if (state.offsets.get({ group, topic, partition }) === undefined) {
      if (count >= MAX_GROUP_OFFSETS) return 'INVALID_COMMIT_OFFSET_SIZE'
      count += 1
    }
    // A record with an expiry has no room for the leader epoch: what is kept must be what a restart finds.
    const leaderEpoch = expireTimestamp === NO_EXPIRY ? position.leaderEpoch : -1
    const value = { ...position, leaderEpoch, commitTimestamp: nowMs, expireTimestamp, topicId: ZERO_UUID }
    records.push({ type: 'offset', group, topic, partition, value })
    return 'NONE'
  })
  return { records, outcomes }
}

/** Forgets positions, except in topics the group is subscribed to; forgetting what is not there succeeds. */
export function decideOffsetDelete(
  state: ShardState,
  command: {
    readonly group: string
    readonly partitions: readonly { readonly topic: string; readonly partition: number }[]
    readonly isSubscribed: (topic: string) => boolean
  },
): OffsetDecision {
  const { group } = command
  const records: ClassicRecord[] = []
  const outcomes = command.partitions.map(({ topic, partition }): ErrorName => {
    if (command.isSubscribed(topic)) return 'GROUP_SUBSCRIBED_TO_TOPIC'
    if (state.offsets.get({ group, topic, partition }) !== undefined) {
      records.push({ type: 'offset', group, topic, partition, value: null })
    }
    return 'NONE'
  })
  return { records, outcomes }
}

/** Takes away all positions of a group. */
export function decidePositionsRemoval(state: ShardState, group: string): ClassicRecord[] {
  const records: ClassicRecord[] = []
  for (const [topic, offsets] of state.offsets.of(group)) records.push(...tombstones(group, topic, offsets))
  return records
}

/** Takes away every group's positions in a topic that is gone. */
export function decideTopicRemoval(state: ShardState, topic: string): ClassicRecord[] {
  const records: ClassicRecord[] = []
  for (const group of state.offsets.groupsOf(topic)) {
    const offsets = state.offsets.of(group).get(topic)
    if (offsets !== undefined) records.push(...tombstones(group, topic, offsets))
  }
  return records
}

/** What decides whether a group's positions have become old. */
export interface ExpiryRule {
  /** Retention counts from here where the group is empty; null: from each commit. */
  readonly emptySinceMs: number | null
  /** Topics that are kept because the group consumes them. */
  readonly isSubscribed: (topic: string) => boolean
}

/**
 * Takes away the positions of a group that are past their time; a null rule means that only those with
 * an expiry of their own are looked at. Source: KIP-211.
 */
export function decideExpiry(
  state: ShardState,
  command: {
    readonly group: string
    readonly rule: ExpiryRule | null
    readonly nowMs: number
    readonly retentionMs: number
  },
): ClassicRecord[] {
  const { group, rule, nowMs, retentionMs } = command
  const records: ClassicRecord[] = []
  for (const [topic, offsets] of state.offsets.of(group)) {
    for (const [partition, stored] of offsets) {
      if (isExpired(stored, { topic, rule, nowMs, retentionMs })) {
        records.push({ type: 'offset', group, topic, partition, value: null })
      }
    }
  }
  return records
}

function isExpired(
  stored: StoredOffset,
  at: {
    readonly topic: string
    readonly rule: ExpiryRule | null
    readonly nowMs: number
    readonly retentionMs: number
  },
): boolean {
  if (at.rule === null || at.rule.isSubscribed(at.topic)) return false
  if (stored.expireTimestamp !== NO_EXPIRY) return at.nowMs >= stored.expireTimestamp
  const sinceMs = at.rule.emptySinceMs ?? stored.commitTimestamp
  return at.nowMs - sinceMs >= at.retentionMs
}

/** Positions of a group: those asked for, or all. A group that does not exist has none. */
export function readOffsets(
  state: ShardState,
  group: string,
  asked: { readonly topics: readonly TopicPartitions[] | null; readonly requireStable: boolean },
): FetchedTopic[] {
  const fetched = (topic: string, partition: number, stored: StoredOffset | undefined): FetchedPartition => {
    const mustWait = asked.requireStable && isUnstable(state, { group, topic, partition })
    return fetchedPartition(partition, mustWait ? undefined : stored, mustWait)
  }
  if (asked.topics !== null) {
    return asked.topics.map(({ name, partitionIndexes }) => ({
      name,
      partitions: partitionIndexes.map((partition) =>
        fetched(name, partition, state.offsets.get({ group, topic: name, partition })),
      ),
    }))
  }
  return [...state.offsets.of(group)].map(([name, offsets]) => ({
    name,
    partitions: [...offsets].map(([partition, stored]) => fetched(name, partition, stored)),
  }))
}

function fetchedPartition(
  partitionIndex: number,
  stored: StoredOffset | undefined,
  isUnstablePosition: boolean,
): FetchedPartition {
  return {
    partitionIndex,
    committedOffset: stored?.offset ?? -1,
    committedLeaderEpoch: stored?.leaderEpoch ?? -1,
    metadata: stored?.metadata ?? '',
    errorCode: isUnstablePosition ? errorCode('UNSTABLE_OFFSET_COMMIT') : 0,
  }
}

function tombstones(group: string, topic: string, offsets: TopicOffsets): ClassicRecord[] {
  return [...offsets.keys()].map((partition) => ({ type: 'offset', group, topic, partition, value: null }))
}

/** Clients may ask for any int64; times stay ones that can be stored, and never read as "no expiry". */
function clampedTime(timeMs: number): number {
  return Math.min(Math.max(0, timeMs), Number.MAX_SAFE_INTEGER)
}

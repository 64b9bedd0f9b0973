import type { KafkaRecord } from '../../wire/record.ts'
import type { AssignorName } from '../assignors/index.ts'
import type { CallOptions, Isolation, TopicPartition } from '../client-types.ts'
import type { CommittingMember } from './commit-offsets.ts'

/** How records are read. */
export interface ConsumerOptions {
  /** The group to join or to commit for; without one only `assign` can be used. */
  readonly groupId?: string
  /** Makes the consumer a static member (Kafka 2.3 and later). */
  readonly groupInstanceId?: string
  /** Where to start without a committed offset, or when the offset is gone; 'latest' unless given. With
   *  'none', `poll` rejects with OFFSET_OUT_OF_RANGE then. */
  readonly autoOffsetReset?: 'earliest' | 'latest' | 'none'
  /** Silence after which the coordinator drops the member; 45,000 ms. */
  readonly sessionTimeoutMs?: number
  /** How long members may take to rejoin; 60,000 ms. */
  readonly rebalanceTimeoutMs?: number
  /** 3,000 ms. */
  readonly heartbeatIntervalMs?: number
  /** Records of one `poll`; 500. */
  readonly maxPollRecords?: number
  /** Commits what `poll` returned this often, and when partitions or the group are given up; null (the
   *  default) leaves committing to the caller. */
  readonly autoCommitIntervalMs?: number | null
  /** 'readUncommitted' unless given. */
  readonly isolation?: Isolation
  /** In order of preference; range, then round-robin unless given. */
  readonly assignors?: readonly AssignorName[]
}

/** A record and where it is from. Key, value and header values are views: copy what must outlive long. */
export interface ConsumerRecord extends KafkaRecord, TopicPartition {
  /** -1 when unknown. */
  readonly leaderEpoch: number
}

/** Reads records: of partitions it was told (`assign`) or of those its group gives it (`subscribe`).
 *  It is driven by `poll`, of which one runs at a time; heartbeats run by themselves. */
export interface Consumer {
  /** Joins the group at the next `poll`. Replaces what was subscribed to. @throws KafkaError INVALID_GROUP_ID. */
  subscribe(topics: readonly string[]): Promise<void>
  /** Reads exactly these partitions, without a group's say. */
  assign(partitions: readonly (TopicPartition & { readonly offset: number | 'earliest' | 'latest' })[]): void
  /** The next records, or none when nothing came within `maxWaitMs` (500). */
  poll(options?: CallOptions & { readonly maxWaitMs?: number }): Promise<readonly ConsumerRecord[]>
  /** Commits the given offsets, or the positions of what `poll` returned. Rejects with the first error. */
  commit(
    offsets?: readonly (TopicPartition & { readonly offset: number; readonly metadata?: string })[],
    options?: CallOptions,
  ): Promise<void>
  /** Offset of the next record `poll` returns; null when not known yet or not assigned. */
  position(topic: string, partition: number): number | null
  /** @throws KafkaError UNKNOWN_TOPIC_OR_PARTITION when the partition is not assigned. */
  seek(topic: string, partition: number, offset: number): void
  pause(partitions: readonly TopicPartition[]): void
  resume(partitions: readonly TopicPartition[]): void
  assignment(): readonly TopicPartition[]
  /** The member in its present generation, for positions that a transaction stores; null while there is none. */
  member(): CommittingMember | null
  /** Commits if that is automatic, leaves the group, ends. */
  close(): Promise<void>
}

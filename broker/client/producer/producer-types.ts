import type { CompressionName } from '../../wire/compression/codec.ts'
import type { OffsetToCommit } from '../admin/admin.ts'
import type { CallOptions } from '../client-types.ts'
import type { CommittingMember } from '../consumer/commit-offsets.ts'

/** How records are sent. */
export interface ProducerOptions {
  /** Replicas that must have a record: -1 all in sync (default), 1 the leader, 0 none: nothing is answered. */
  readonly acks?: -1 | 0 | 1
  /** Whether brokers refuse repetitions, which keeps retries in order and without duplicates. True unless
   *  `acks` is not -1, which it needs. */
  readonly isIdempotent?: boolean
  readonly compression?: CompressionName
  /** How long a batch waits for more records; 5 ms. */
  readonly lingerMs?: number
  /** Size at which a batch is sent; 64 KiB. A larger record makes a batch of its own. */
  readonly batchBytes?: number
  /** Records held in all; 32 MiB. Beyond it `send` waits. */
  readonly maxBufferedBytes?: number
  /** Time from accepting a record to giving up on it; 120,000 ms. */
  readonly deliveryTimeoutMs?: number
}

/** A record to send. Without a partition the key decides; without a key, records stick to a partition
 *  for a batch and then move on. */
export interface ProducerRecord {
  readonly topic: string
  readonly partition?: number | null
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers?: readonly { readonly key: string; readonly value: Buffer | null }[]
  /** The time of sending unless given. */
  readonly timestampMs?: number
}

/** Where a record went. The offset is -1 with acks 0, and for a repetition the broker knew already. */
export interface SentRecord {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly timestampMs: number
}

/** How one record is sent. */
export interface SendOptions extends CallOptions {
  /** Told whenever it changes whether the record may be written: true when it leaves for a broker, false
   *  when an attempt has certainly not been appended. Before the first call it is false. */
  readonly onDoubt?: (mayBeWritten: boolean) => void
}

/** Sends records. Buffers must not be changed until `send` settles. */
export interface Producer {
  /** Resolves when the record is acknowledged. Rejects with KafkaError: REQUEST_TIMED_OUT when there is no
   *  room or no metadata within `timeoutMs` (60,000), or what kept it from being delivered. Aborting gives
   *  the caller its answer, and the record is not sent any more. It may still be written when it is on its
   *  way, or when others travel with it in a batch that was sent before. */
  send(record: ProducerRecord, options?: SendOptions): Promise<SentRecord>
  /** Sends what is there without waiting for more; resolves when all of it has settled. */
  flush(): Promise<void>
  /** Flushes, then ends. */
  close(): Promise<void>
}

/** How records are sent in transactions: acknowledged by all in sync, without repetitions. */
export interface TransactionalProducerOptions extends Omit<ProducerOptions, 'acks' | 'isIdempotent'> {
  /** What the producer is known by across restarts: another one of the same id fences it. */
  readonly transactionalId: string
  /** How long the coordinator leaves a transaction open; 60,000 ms. */
  readonly transactionTimeoutMs?: number
}

/** Who stores positions within a transaction. */
export interface TransactionalGroup {
  readonly groupId: string
  /** null: from outside the group. */
  readonly member: CommittingMember | null
}

/**
 * Sends records and group positions that count together or not at all. After a failed `send` or
 * `sendOffsets` the transaction can only be aborted; after PRODUCER_FENCED the producer can only be closed.
 */
export interface TransactionalProducer {
  /**
   * Takes the transactional id over and ends what an earlier producer of it has left open. `begin` does so
   * where it has to; a job that reads, writes and commits positions calls this before it reads, because
   * positions in a transaction that was left open are not given out until it ends.
   */
  init(options?: CallOptions): Promise<void>
  /** Opens a transaction. Rejects with KafkaError. */
  begin(options?: CallOptions): Promise<void>
  /** As `Producer.send`. Readers of committed records see it once `commit` has resolved. */
  send(record: ProducerRecord, options?: CallOptions): Promise<SentRecord>
  /** Stores positions of a group with the transaction. */
  sendOffsets(
    offsets: readonly OffsetToCommit[],
    group: TransactionalGroup,
    options?: CallOptions,
  ): Promise<void>
  /** Sends what is there and commits. When it rejects with what a retry may mend, such as REQUEST_TIMED_OUT,
   *  the outcome is not known and `commit` can be called again. */
  commit(options?: CallOptions): Promise<void>
  /** Takes everything back; records that wait are not sent. */
  abort(options?: CallOptions): Promise<void>
  /** Aborts what is open, then ends. */
  close(): Promise<void>
}

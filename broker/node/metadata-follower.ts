/**
 * Keeps a broker's image equal to the controller's: fetches the metadata log from the start, or from a
 * snapshot where the log does not reach back that far, replays it,
 * and tells what changed. Nothing is told before the image has caught up with the log's end as it was at
 * the first answer, so that a start does not act on history.
 */

import type { Clock } from '../base/clock.ts'
import { delay } from '../base/clock.ts'
import { describeError, type Logger } from '../base/logger.ts'
import { MIB, SECOND_MS } from '../base/units.ts'
import { ClusterImage, ImageChanges } from '../controller/image/cluster-image.ts'
import { loadSnapshot } from '../controller/image/load-snapshot.ts'
import { decodeMetadataBatches, METADATA_TOPIC, METADATA_TOPIC_ID } from '../controller/metadata-batches.ts'
import { replay } from '../controller/replay.ts'
import { chunkOf, chunkRequest, downloadSnapshot } from '../controller/snapshot-download.ts'
import { decodeSnapshot, type SnapshotId } from '../controller/snapshot-file.ts'
import type { ControllerChannel } from '../handlers/controller-channel.ts'
import { fetch } from '../wire/generated/fetch.ts'
import { fetchSnapshot } from '../wire/generated/fetch-snapshot.ts'
import { errorNameOf, KafkaError } from '../wire/kafka-error.ts'

/** Longest a fetch waits for something to happen. */
const MAX_WAIT_MS = 2 * SECOND_MS

/** Longest wait for an answer: a controller that hangs must not keep the broker from the next one. */
const ANSWER_TIMEOUT_MS = MAX_WAIT_MS + 2 * SECOND_MS

const MAX_FETCH_BYTES = 4 * MIB

/** Wait after a failed fetch. */
const RETRY_DELAY_MS = 100

const NOT_LEADER: ReadonlySet<string> = new Set(['NOT_LEADER_OR_FOLLOWER', 'FENCED_LEADER_EPOCH'])

/**
 * Follows without being listed. For the broker of a node that is a voter too: under its id the quorum would
 * take it for the voter, show it what is not committed, and believe that the voter has it.
 */
export const NO_REPLICA = -1

/** Told what controllers say that do not lead. */
export interface LeaderHints {
  /** The controller asked does not lead; it names the one that does, or nobody (-1). */
  refused(leaderId: number): void
}

export class MetadataFollower {
  readonly image = new ClusterImage()
  readonly #clock: Clock
  readonly #channel: ControllerChannel
  readonly #logger: Logger
  readonly #replicaId: number
  readonly #leader: LeaderHints
  readonly #onChange: (changes: ImageChanges) => void
  #changes = new ImageChanges()
  #startEnd: number | null = null
  #stopped = new AbortController()

  constructor(options: {
    readonly clock: Clock
    readonly channel: ControllerChannel
    readonly logger: Logger
    /** As whom it follows: a broker that is no voter, or `NO_REPLICA`. */
    readonly replicaId: number
    readonly leader: LeaderHints
    readonly onChange: (changes: ImageChanges) => void
  }) {
    this.#clock = options.clock
    this.#channel = options.channel
    this.#logger = options.logger
    this.#replicaId = options.replicaId
    this.#leader = options.leader
    this.#onChange = options.onChange
  }

  /** True when history is behind us. */
  get isCaughtUp(): boolean {
    return this.#startEnd !== null && this.image.lastOffset + 1 >= this.#startEnd
  }

  /** Follows until `stop`. Rejects only with what is a bug. */
  async run(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      try {
        await this.#fetchOnce()
      } catch (error) {
        if (this.#stopped.signal.aborted) return
        if (!(error instanceof KafkaError)) throw error
        this.#logger.debug('metadata fetch failed', { error: describeError(error) })
        await delay(this.#clock, RETRY_DELAY_MS, this.#stopped.signal).catch(() => {}) // stopped while waiting
      }
    }
  }

  stop(): void {
    this.#stopped.abort()
  }

  async #fetchOnce(): Promise<void> {
    const fetchOffset = this.image.lastOffset + 1
    const response = await this.#channel.send(
      fetch,
      {
        maxWaitMs: MAX_WAIT_MS,
        minBytes: 1,
        maxBytes: MAX_FETCH_BYTES,
        replicaState: { replicaId: this.#replicaId, replicaEpoch: -1 },
        sessionEpoch: -1,
        topics: [
          {
            topic: METADATA_TOPIC,
            topicId: METADATA_TOPIC_ID,
            partitions: [{ partition: 0, fetchOffset, partitionMaxBytes: MAX_FETCH_BYTES }],
          },
        ],
      },
      { timeoutMs: ANSWER_TIMEOUT_MS },
    )
    if (this.#stopped.signal.aborted) return
    const partition = response.responses[0]?.partitions[0]
    const code = partition?.errorCode ?? response.errorCode
    if (partition !== undefined && NOT_LEADER.has(errorNameOf(code))) {
      this.#leader.refused(partition.currentLeader.leaderId)
    }
    if (code !== 0 || partition === undefined)
      throw new KafkaError(errorNameOf(code), 'Metadata fetch refused')
    this.#startEnd ??= partition.highWatermark
    const { snapshotId } = partition
    if (snapshotId.endOffset >= 0) await this.#loadSnapshot(snapshotId)
    for (const { offset, epoch, record } of decodeMetadataBatches(
      partition.records ?? Buffer.alloc(0),
      fetchOffset,
    )) {
      replay(this.image, record, this.#changes)
      this.image.lastOffset = offset
      this.image.lastEpoch = epoch
    }
    if (!this.isCaughtUp) return
    const changes = this.#changes
    this.#changes = new ImageChanges()
    this.#onChange(changes)
  }

  /** What comes next is not in the log any more: the image becomes that of a snapshot. */
  async #loadSnapshot(id: SnapshotId): Promise<void> {
    if (id.endOffset <= this.image.lastOffset) {
      throw new KafkaError('INVALID_REQUEST', 'The controller offers a snapshot of what is here already')
    }
    const bytes = await downloadSnapshot(async (position) =>
      chunkOf(
        await this.#channel.send(
          fetchSnapshot,
          chunkRequest({ clusterId: null, replicaId: this.#replicaId, epoch: -1, id, position }),
          { timeoutMs: ANSWER_TIMEOUT_MS },
        ),
      ),
    )
    if (this.#stopped.signal.aborted) return
    const records = decodeSnapshot(bytes)
    this.#logger.info('metadata snapshot loaded', { ...id, sizeBytes: bytes.length })
    loadSnapshot(this.image, { records, ...id }, this.#changes)
  }
}

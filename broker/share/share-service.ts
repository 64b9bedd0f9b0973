/** Share groups on one broker, as its handlers see them: the share partitions it leads and the states it keeps. */
import type { ReplicaManager } from '../replication/replica-manager.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { type AcknowledgementBatch, checkAcknowledgements } from './acknowledgements.ts'
import type { ShareGroupConfig } from './group-config.ts'
import type { PartitionEnds } from './partition-ends.ts'
import type { ShareCoordinator } from './share-coordinator.ts'
import { fetchShared, type ShareFetchOptions, type ShareFetchResult } from './share-fetch.ts'
import type { SharePartitions } from './share-partitions.ts'
import type { SessionMember, SessionPartition } from './share-sessions.ts'
import type { ShareStateStore } from './state-store.ts'

/** What a member says about the records of one partition. */
export interface PartitionAcknowledgements extends SessionPartition {
  readonly batches: readonly AcknowledgementBatch[]
}

/** What became of it; null is success. */
export interface AcknowledgeResult {
  readonly partition: SessionPartition
  readonly error: KafkaError | null
}

export interface ShareServiceOptions {
  readonly partitions: SharePartitions
  readonly coordinator: ShareCoordinator
  readonly store: ShareStateStore
  readonly ends: PartitionEnds
  readonly replicas: Pick<ReplicaManager, 'wait'>
  readonly groupConfig: (groupId: string) => ShareGroupConfig
}

export class ShareService {
  /** The states kept by this broker. */
  readonly coordinator: ShareCoordinator
  /** The states of all share partitions, wherever they are kept. */
  readonly store: ShareStateStore
  readonly ends: PartitionEnds
  readonly #partitions: SharePartitions
  readonly #options: ShareServiceOptions

  constructor(options: ShareServiceOptions) {
    this.coordinator = options.coordinator
    this.store = options.store
    this.ends = options.ends
    this.#partitions = options.partitions
    this.#options = options
  }

  get sessions(): SharePartitions['sessions'] {
    return this.#partitions.sessions
  }

  /** The configs of a group. */
  config(groupId: string): ShareGroupConfig {
    return this.#options.groupConfig(groupId)
  }

  /** Carries out a fetch; one result per partition, or none when the connection is gone. */
  fetch(options: ShareFetchOptions): Promise<ShareFetchResult[]> {
    return fetchShared(this.#partitions, this.#options.replicas, options)
  }

  /** Takes in what a member says, each partition for itself. */
  acknowledge(
    member: SessionMember,
    acknowledged: readonly PartitionAcknowledgements[],
    options: { readonly mayRenew: boolean },
  ): Promise<AcknowledgeResult[]> {
    return Promise.all(
      acknowledged.map(async ({ topicId, partition, batches }) => {
        const named = { topicId, partition }
        try {
          checkAcknowledgements(batches, options)
          const shared = this.#partitions.find({ groupId: member.groupId, ...named })
          if (shared === undefined) throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
          await shared.acknowledge(member.memberId, batches)
          return { partition: named, error: null }
        } catch (error) {
          if (!(error instanceof KafkaError)) throw error
          return { partition: named, error }
        }
      }),
    ) // no more than the request names
  }

  /** Ends a session and takes back what its member holds. Rejects with KafkaError SHARE_SESSION_NOT_FOUND. */
  async closeSession(member: SessionMember): Promise<void> {
    await this.#partitions.releaseAll(this.sessions.close(member))
  }
}

/** Members of share groups as tests play them: requests of one session each, on connections of their own. */
import { assert } from '../base/assert.ts'
import type { ClientConnection } from '../net/client-connection.ts'
import { findCoordinator } from '../wire/generated/find-coordinator.ts'
import { initializeShareGroupState } from '../wire/generated/initialize-share-group-state.ts'
import { readShareGroupState } from '../wire/generated/read-share-group-state.ts'
import { shareAcknowledge } from '../wire/generated/share-acknowledge.ts'
import { type ShareFetchRequestInput, shareFetch } from '../wire/generated/share-fetch.ts'
import type { Uuid } from '../wire/reader.ts'
import type { ClusterFixture } from './cluster-fixture.ts'

const PATIENCE_MS = 5_000

/** What is said of a range of offsets. */
export interface AckInput {
  readonly first: number
  readonly last: number
  readonly types: readonly number[]
}

/** Kinds of acknowledgements, by number. */
export const ACK = { gap: 0, accept: 1, release: 2, reject: 3, renew: 4 } as const

/** Makes the state of a share partition, as the group coordinator would when a member subscribes. */
export async function initializeState(
  cluster: ClusterFixture,
  key: { readonly groupId: string; readonly topicId: Uuid; readonly partition?: number },
  options: { readonly startOffset?: number; readonly stateEpoch?: number; readonly broker?: number } = {},
): Promise<void> {
  const { startOffset = 0, stateEpoch = 0 } = options
  await cluster.until(async () => {
    // The topic of states is made when somebody looks for a coordinator.
    const coordinatorKeys = [`${key.groupId}:${key.topicId}:${key.partition ?? 0}`]
    await cluster.call(findCoordinator, { keyType: 2, coordinatorKeys }, { version: 6 })
    for (const broker of options.broker === undefined ? cluster.brokerIds : [options.broker]) {
      const { results } = await cluster.call(
        initializeShareGroupState,
        {
          groupId: key.groupId,
          topics: [
            {
              topicId: key.topicId,
              partitions: [{ partition: key.partition ?? 0, stateEpoch, startOffset }],
            },
          ],
        },
        { version: 0, broker },
      )
      if (results[0]?.partitions[0]?.errorCode === 0) return true
    }
    return false
  })
}

/** What is stored of a share partition, asked of whichever broker coordinates it. */
export async function storedState(
  cluster: ClusterFixture,
  key: { readonly groupId: string; readonly topicId: Uuid; readonly partition?: number },
  leaderEpoch = 0,
) {
  for (const broker of cluster.brokerIds) {
    const { results } = await cluster.call(
      readShareGroupState,
      {
        groupId: key.groupId,
        topics: [{ topicId: key.topicId, partitions: [{ partition: key.partition ?? 0, leaderEpoch }] }],
      },
      { version: 0, broker },
    )
    const found = results[0]?.partitions[0]
    if (found?.errorCode === 0) return found
  }
  return null
}

/** Has the leader load the share partition, so that the first fetch of a test need not wait for it. */
export async function loadShared(
  cluster: ClusterFixture,
  key: { readonly groupId: string; readonly topicId: Uuid },
): Promise<void> {
  const member = await ShareMember.join(cluster, { ...key, memberId: 'loader' })
  // The second request is taken in after what the first has begun.
  await member.fetch({ maxRecords: 0 })
  await member.fetch({ maxRecords: 0, maxWaitMs: 0 })
  // Its session stays: with the last session of a group, the leader lets go of what it has loaded.
}

/** One member of a share group with a session on one broker. */
export class ShareMember {
  readonly memberId: string
  readonly #connection: ClientConnection
  readonly #groupId: string
  readonly #topicId: Uuid
  #epoch = 0

  static async join(
    cluster: ClusterFixture,
    options: {
      readonly groupId: string
      readonly memberId: string
      readonly topicId: Uuid
      readonly broker?: number
    },
  ): Promise<ShareMember> {
    return new ShareMember(await cluster.connect({ broker: options.broker ?? 1 }), options)
  }

  private constructor(
    connection: ClientConnection,
    options: { readonly groupId: string; readonly memberId: string; readonly topicId: Uuid },
  ) {
    this.#connection = connection
    this.#groupId = options.groupId
    this.memberId = options.memberId
    this.#topicId = options.topicId
  }

  /** Fetches partition 0, acknowledging along the way. */
  async fetch(
    options: Partial<ShareFetchRequestInput> & {
      readonly acks?: readonly AckInput[]
      readonly version?: number
    } = {},
  ) {
    const { acks = [], version = 2, ...rest } = options
    const response = await this.#connection.send(
      shareFetch,
      {
        groupId: this.#groupId,
        memberId: this.memberId,
        shareSessionEpoch: this.#epoch,
        maxWaitMs: 0,
        minBytes: 1,
        maxBytes: 1_000_000,
        maxRecords: 500,
        batchSize: 500,
        topics: [
          {
            topicId: this.#topicId,
            partitions: [{ partitionIndex: 0, acknowledgementBatches: acks.map(batchOf) }],
          },
        ],
        forgottenTopicsData: [],
        ...rest,
      },
      { version, timeoutMs: PATIENCE_MS },
    )
    if (response.errorCode === 0 && rest.shareSessionEpoch === undefined) this.#epoch += 1
    return response
  }

  /** What a fetch acquired, as [first, last, delivery count]. */
  async acquire(options: Parameters<ShareMember['fetch']>[0] = {}): Promise<[number, number, number][]> {
    const { responses, errorCode } = await this.fetch(options)
    assert(errorCode === 0, 'the fetch is answered', { errorCode })
    const partition = responses[0]?.partitions[0]
    assert(partition === undefined || partition.errorCode === 0, 'the partition is read', {
      errorCode: partition?.errorCode,
    })
    return (partition?.acquiredRecords ?? []).map(({ firstOffset, lastOffset, deliveryCount }) => [
      firstOffset,
      lastOffset,
      deliveryCount,
    ])
  }

  /** Acknowledges in partition 0; answers the error code of the request, or of the partition. */
  async acknowledge(
    acks: readonly AckInput[],
    options: { readonly epoch?: number; readonly isRenewAck?: boolean } = {},
  ): Promise<number> {
    const response = await this.#connection.send(
      shareAcknowledge,
      {
        groupId: this.#groupId,
        memberId: this.memberId,
        shareSessionEpoch: options.epoch ?? this.#epoch,
        isRenewAck: options.isRenewAck ?? false,
        topics: [
          {
            topicId: this.#topicId,
            partitions: [{ partitionIndex: 0, acknowledgementBatches: acks.map(batchOf) }],
          },
        ],
      },
      { version: 2, timeoutMs: PATIENCE_MS },
    )
    if (response.errorCode !== 0) return response.errorCode
    if (options.epoch === undefined) this.#epoch += 1
    return response.responses[0]?.partitions[0]?.errorCode ?? 0
  }

  /** Hangs up. */
  leave(): void {
    this.#connection.close()
  }
}

function batchOf({ first, last, types }: AckInput) {
  return { firstOffset: first, lastOffset: last, acknowledgeTypes: [...types] }
}

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { METADATA_TOPIC, METADATA_TOPIC_ID } from '../../controller/metadata-batches.ts'
import { ClusterFixture } from '../../testing/cluster-fixture.ts'
import { allocateProducerIds } from '../../wire/generated/allocate-producer-ids.ts'
import { brokerHeartbeat } from '../../wire/generated/broker-heartbeat.ts'
import { brokerRegistration } from '../../wire/generated/broker-registration.ts'
import { createTopics } from '../../wire/generated/create-topics.ts'
import { fetch } from '../../wire/generated/fetch.ts'
import { errorNameOf } from '../../wire/kafka-error.ts'

const CONTROLLER = 101

describe("the controller's listener", () => {
  let cluster: ClusterFixture
  beforeAll(async () => {
    cluster = await ClusterFixture.start()
  })
  afterAll(() => cluster.stop())

  const metadataFetch = (fetchOffset: number, topic: object) =>
    cluster.call(
      fetch,
      {
        maxWaitMs: 0,
        minBytes: 1,
        sessionEpoch: -1,
        topics: [{ ...topic, partitions: [{ partition: 0, fetchOffset, partitionMaxBytes: 100_000 }] }],
      },
      { version: 17, broker: CONTROLLER },
    )

  it('serves the metadata log and nothing else', async () => {
    const { responses } = await metadataFetch(0, { topicId: METADATA_TOPIC_ID })
    expect(responses[0]?.partitions[0]?.records?.length).toBeGreaterThan(61)
    const other = await metadataFetch(0, { topicId: 'AAAAAAAAAAAAAAAAAAAAZQ' })
    expect(errorNameOf(other.errorCode)).toBe('UNKNOWN_TOPIC_OR_PARTITION')
    const beyond = await metadataFetch(1_000_000, { topic: METADATA_TOPIC, topicId: METADATA_TOPIC_ID })
    expect(errorNameOf(beyond.responses[0]?.partitions[0]?.errorCode ?? 0)).toBe('OFFSET_OUT_OF_RANGE')
  })

  const registration = {
    brokerId: 7,
    clusterId: 'memory-cluster-000000A',
    incarnationId: 'AAAAAAAAAAAAAAAAAAAAZQ',
    listeners: [{ name: 'PLAINTEXT', host: 'h', port: 1, securityProtocol: 0 }],
    features: [],
    rack: null,
  }

  it('refuses a broker of another cluster, and a second one with an id that is alive', async () => {
    const register = async (request: object) => {
      const answer = await cluster.call(
        brokerRegistration,
        { ...registration, ...request },
        { version: 4, broker: CONTROLLER },
      )
      return errorNameOf(answer.errorCode)
    }
    expect(await register({ clusterId: 'another-cluster-00000A' })).toBe('INCONSISTENT_CLUSTER_ID')
    expect(await register({ brokerId: 1 })).toBe('DUPLICATE_BROKER_REGISTRATION')
  })

  it('refuses heartbeats and producer ids of brokers it does not know, or of an old epoch', async () => {
    const beat = async (brokerId: number, brokerEpoch: number) => {
      const answer = await cluster.call(
        brokerHeartbeat,
        { brokerId, brokerEpoch, currentMetadataOffset: 0, wantFence: false, wantShutDown: false },
        { version: 1, broker: CONTROLLER },
      )
      return errorNameOf(answer.errorCode)
    }
    expect(await beat(55, 1)).toBe('BROKER_ID_NOT_REGISTERED')
    expect(await beat(1, 0)).toBe('STALE_BROKER_EPOCH')
    const ids = await cluster.call(
      allocateProducerIds,
      { brokerId: 55, brokerEpoch: 0 },
      { version: 0, broker: CONTROLLER },
    )
    expect(errorNameOf(ids.errorCode)).toBe('BROKER_ID_NOT_REGISTERED')
  })

  it('refuses commands with a storage error while its disk is full, and takes them again after', async () => {
    const disk = cluster.disks.get(CONTROLLER)
    if (disk === undefined) throw new TypeError('the controller has a disk')
    const create = async (name: string) => {
      const { topics } = await cluster.call(
        createTopics,
        {
          topics: [{ name, numPartitions: 1, replicationFactor: 1, assignments: [], configs: [] }],
          timeoutMs: 500,
        },
        { version: 7 },
      )
      return topics.map(({ errorCode }) => errorNameOf(errorCode))
    }
    disk.freeBytes = 10
    expect(await create('no-room')).toEqual(['KAFKA_STORAGE_ERROR'])
    disk.freeBytes = Number.POSITIVE_INFINITY
    expect(await create('no-room')).toEqual(['NONE'])
  })
})

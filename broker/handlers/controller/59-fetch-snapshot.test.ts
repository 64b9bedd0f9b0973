import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { METADATA_TOPIC, METADATA_TOPIC_ID } from '../../controller/metadata-batches.ts'
import { downloadSnapshot } from '../../controller/snapshot-download.ts'
import { decodeSnapshot, type SnapshotId } from '../../controller/snapshot-file.ts'
import { ClusterFixture } from '../../testing/cluster-fixture.ts'
import { describeCluster } from '../../wire/generated/describe-cluster.ts'
import { fetch } from '../../wire/generated/fetch.ts'
import { fetchSnapshot } from '../../wire/generated/fetch-snapshot.ts'
import { errorNameOf, KafkaError } from '../../wire/kafka-error.ts'

const CONTROLLER = 101

describe('snapshots on the controller’s listener', () => {
  let cluster: ClusterFixture
  let id: SnapshotId
  beforeAll(async () => {
    cluster = await ClusterFixture.start({
      configs: { 'metadata.log.max.record.bytes.between.snapshots': '500' },
    })
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await cluster.topic(name)
    const { responses } = await cluster.call(
      fetch,
      {
        maxWaitMs: 0,
        minBytes: 1,
        sessionEpoch: -1,
        topics: [
          {
            topicId: METADATA_TOPIC_ID,
            partitions: [{ partition: 0, fetchOffset: 0, partitionMaxBytes: 100_000 }],
          },
        ],
      },
      { version: 17, broker: CONTROLLER },
    )
    const partition = responses[0]?.partitions[0]
    expect(partition).toMatchObject({ errorCode: 0, records: Buffer.alloc(0) })
    id = partition?.snapshotId ?? { endOffset: -1, epoch: -1 }
  })
  afterAll(() => cluster.stop())

  const ask = async (change: object = {}, fields: object = {}) => {
    const response = await cluster.call(
      fetchSnapshot,
      {
        replicaId: 7,
        maxBytes: 100,
        topics: [
          {
            name: METADATA_TOPIC,
            partitions: [{ partition: 0, currentLeaderEpoch: -1, snapshotId: id, position: 0, ...change }],
          },
        ],
        ...fields,
      },
      { version: 1, broker: CONTROLLER },
    )
    const partition = response.topics[0]?.partitions[0]
    return { error: errorNameOf(partition?.errorCode ?? response.errorCode), partition }
  }

  it('are named to whoever is behind the start of the log, and read in pieces', async () => {
    expect(id.endOffset).toBeGreaterThan(0)
    let count = 0
    const bytes = await downloadSnapshot(async (position) => {
      count += 1
      const { partition } = await ask({ position })
      if (partition === undefined) throw new KafkaError('INVALID_REQUEST')
      return { sizeBytes: partition.size, position: partition.position, bytes: partition.unalignedRecords }
    })
    expect(count).toBe(Math.ceil(bytes.length / 100))
    const names = decodeSnapshot(bytes).flatMap((record) =>
      record.type === 'TopicRecord' ? [record.name] : [],
    )
    expect(names).toEqual(expect.arrayContaining(['a', 'b', 'c']))
  })

  it.each<readonly [string, object, object, string]>([
    ['another snapshot', { snapshotId: { endOffset: 1, epoch: 1 } }, {}, 'SNAPSHOT_NOT_FOUND'],
    ['a position behind the end', { position: 1_000_000 }, {}, 'POSITION_OUT_OF_RANGE'],
    ['a negative position', { position: -1 }, {}, 'POSITION_OUT_OF_RANGE'],
    ['an older epoch', { currentLeaderEpoch: 0 }, {}, 'FENCED_LEADER_EPOCH'],
    ['an epoch to come', { currentLeaderEpoch: 99 }, {}, 'UNKNOWN_LEADER_EPOCH'],
    ['another partition', { partition: 1 }, {}, 'UNKNOWN_TOPIC_OR_PARTITION'],
    ['another topic', {}, { topics: [] }, 'UNKNOWN_TOPIC_OR_PARTITION'],
    ['another cluster', {}, { clusterId: 'another' }, 'INCONSISTENT_CLUSTER_ID'],
  ])('refuses %s', async (_what, change, fields, error) => {
    expect((await ask(change, fields)).error).toBe(error)
  })

  it.each([
    ['overlap', { sizeBytes: 10, position: 3, bytes: Buffer.alloc(5) }],
    ['are empty', { sizeBytes: 10, position: 0, bytes: Buffer.alloc(0) }],
    ['are more than the whole', { sizeBytes: 10, position: 0, bytes: Buffer.alloc(11) }],
    ['are of a whole without measure', { sizeBytes: 2 ** 40, position: 0, bytes: Buffer.alloc(1) }],
  ])('are given up when pieces %s', async (_what, chunk) => {
    await expect(downloadSnapshot(async () => chunk)).rejects.toThrow('do not fit')
  })

  it('describes the voters to clients that ask for controllers', async () => {
    const described = await cluster.call(
      describeCluster,
      { endpointType: 2, includeClusterAuthorizedOperations: false },
      { version: 1, broker: CONTROLLER },
    )
    expect(described).toMatchObject({
      errorCode: 0,
      controllerId: CONTROLLER,
      brokers: [{ brokerId: CONTROLLER, port: cluster.portOf(CONTROLLER) }],
    })
    const asBroker = await cluster.call(
      describeCluster,
      { includeClusterAuthorizedOperations: false },
      { version: 0, broker: CONTROLLER },
    )
    expect(errorNameOf(asBroker.errorCode)).toBe('MISMATCHED_ENDPOINT_TYPE')
  })
})

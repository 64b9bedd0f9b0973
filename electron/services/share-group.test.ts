/** A share group as the services show it: members that share a partition, its start and what is not done with. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeClientRuntime, type RunningCluster, startCluster } from '#broker'
import { alterShareGroupOffsets } from '#broker/wire/generated/alter-share-group-offsets'
import { shareFetch } from '#broker/wire/generated/share-fetch'
import { shareGroupHeartbeat } from '#broker/wire/generated/share-group-heartbeat'
import type { ConnectionId } from '#contract/values'
import { connectionsIn, saveConnection } from '../testing/connections-fixture.ts'
import type { Connections } from './connections/connections-service.ts'
import { createGroupsService } from './groups/groups-service.ts'
import { createTopicsService } from './topics/topics-service.ts'

const { clock } = nodeClientRuntime
const context = () => ({ signal: new AbortController().signal })
const dataDirectory = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-share-'))

const GROUP = 'workers'
const TOPIC = 'jobs'
const ACCEPT = 1

describe('a share group', () => {
  let cluster: RunningCluster
  let connections: Connections
  let connectionId: ConnectionId
  let topicId = ''
  const client = () => connections.client(connectionId)
  const groups = () => createGroupsService(connections, clock)

  beforeAll(async () => {
    cluster = await startCluster({ brokers: 1 })
    connections = connectionsIn(dataDirectory)
    connectionId = await saveConnection(connections, cluster.bootstrap)
    const [created] = await client().admin.createTopics([
      { name: TOPIC, partitionCount: 1, replicationFactor: 1 },
    ])
    topicId = created?.topicId ?? ''
    // Coordinators of both kinds make their topics when they are first asked for.
    await client().admin.alterGroupOffsets('first', [{ topic: TOPIC, partition: 0, offset: 0 }])
    const producer = client().producer()
    for (const value of ['a', 'b', 'c', 'd']) {
      await producer.send({ topic: TOPIC, partition: 0, key: null, value: Buffer.from(value) })
    }
    await producer.close()
  })
  afterAll(async () => {
    await connections.dispose()
    await cluster.stop()
    fs.rmSync(dataDirectory, { recursive: true, force: true })
  })

  const startAtZero = () =>
    client().send(
      alterShareGroupOffsets,
      { groupId: GROUP, topics: [{ topicName: TOPIC, partitions: [{ partitionIndex: 0, startOffset: 0 }] }] },
      { broker: 1 },
    )
  const beat = (memberId: string, memberEpoch: number) =>
    client().send(
      shareGroupHeartbeat,
      {
        groupId: GROUP,
        memberId,
        memberEpoch,
        subscribedTopicNames: memberEpoch === 0 ? [TOPIC] : null,
      },
      { broker: 1 },
    )
  const fetch = (memberId: string, shareSessionEpoch: number, accepted: readonly number[]) =>
    client().send(
      shareFetch,
      {
        groupId: GROUP,
        memberId,
        shareSessionEpoch,
        maxWaitMs: 500,
        minBytes: 1,
        maxBytes: 1_000_000,
        maxRecords: 10,
        batchSize: 10,
        topics: [
          {
            topicId,
            partitions: [
              {
                partitionIndex: 0,
                acknowledgementBatches: accepted.map((offset) => ({
                  firstOffset: offset,
                  lastOffset: offset,
                  acknowledgeTypes: [ACCEPT],
                })),
              },
            ],
          },
        ],
        forgottenTopicsData: [],
      },
      { broker: 1 },
    )

  it('has several members on one partition, and a lag without what is done with out of turn', async () => {
    await expect.poll(async () => (await startAtZero()).responses[0]?.partitions[0]?.errorCode).toBe(0)
    const epochs = { a: 0, b: 0 }
    await expect
      .poll(async () => {
        epochs.a = (await beat('a', epochs.a)).memberEpoch
        epochs.b = (await beat('b', epochs.b)).memberEpoch
        return (await groups().get({ connectionId, groupId: GROUP }, context())).partitions[0]?.memberIds
      })
      .toEqual(['a', 'b'])
    await expect
      .poll(async () => {
        const { responses } = await fetch('a', 0, [])
        return responses[0]?.partitions[0]?.acquiredRecords.length ?? 0
      })
      .toBeGreaterThan(0)
    const { responses } = await fetch('a', 1, [2])
    expect(responses[0]?.partitions[0]?.acknowledgeErrorCode).toBe(0)

    const detail = await groups().get({ connectionId, groupId: GROUP }, context())
    expect(detail).toMatchObject({
      kind: 'share',
      state: 'Stable',
      protocolType: 'share',
      protocolName: 'simple',
      lagRecords: 3,
      partitions: [
        { topic: TOPIC, committedOffset: 0, startOffset: 0, endOffset: 4, lagRecords: 3, error: null },
      ],
    })
    expect(detail.members.map(({ memberId, modern }) => [memberId, modern?.memberEpoch])).toEqual([
      ['a', epochs.a],
      ['b', epochs.b],
    ])
    const summaries = await groups().summaries({ connectionId, groupIds: ['first', GROUP] }, context())
    expect(summaries).toMatchObject([
      { groupId: 'first', memberCount: 0, lagRecords: 4, error: null },
      { groupId: GROUP, memberCount: 2, topics: [TOPIC], lagRecords: 3, isLagPartial: false, error: null },
    ])
    const consumers = await createTopicsService(connections, clock).consumers(
      { connectionId, name: TOPIC },
      context(),
    )
    expect(consumers).toMatchObject([
      { groupId: 'first', lagRecords: 4 },
      { groupId: GROUP, lagRecords: 3, isLagPartial: false, memberCount: 2 },
    ])
  })

  it('is deleted when its members have left', async () => {
    const remove = () => groups().delete({ connectionId, groupId: GROUP, confirmation: GROUP }, context())
    await expect(remove()).rejects.toMatchObject({ detail: { kafkaError: 'NON_EMPTY_GROUP' } })
    await beat('a', -1)
    await beat('b', -1)
    await remove()
    await expect(groups().get({ connectionId, groupId: GROUP }, context())).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

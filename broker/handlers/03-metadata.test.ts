import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterImage } from '../controller/image/cluster-image.ts'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { metadata } from '../wire/generated/metadata.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { ZERO_UUID } from '../wire/reader.ts'
import { reachableBrokers } from './03-metadata.ts'

const registered = (brokerId: number) => ({
  brokerId,
  brokerEpoch: 1,
  incarnationId: ZERO_UUID,
  endpoints: [{ name: 'PLAINTEXT', host: 'h', port: 9_000 + brokerId, securityProtocol: 0 }],
  features: [],
  rack: null,
  logDirectoryIds: [],
  isInControlledShutdown: false,
})

const NOT_REQUESTED = -2_147_483_648

describe('Metadata', () => {
  let cluster: ClusterFixture
  let topicId: string
  beforeAll(async () => {
    cluster = await ClusterFixture.start({ brokers: 2, configs: { 'num.partitions': '4' } })
    topicId = await cluster.topic('t', { partitions: 3 })
  })
  afterAll(() => cluster.stop())

  const ask = (request: object, version: number) =>
    cluster.call(metadata, { topics: null, ...request }, { version })
  const outcomes = async (request: object, version: number) =>
    (await ask(request, version)).topics.map(({ name, errorCode }) => [name, errorNameOf(errorCode)])

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])(
    'describes brokers and all topics in v%i',
    async (version) => {
      const all = await ask({ topics: version === 0 ? [] : null }, version)
      expect(all.brokers.map(({ nodeId, port }) => [nodeId, port])).toEqual([
        [1, cluster.portOf(1)],
        [2, cluster.portOf(2)],
      ])
      const found = all.topics.find(({ name }) => name === 't')
      expect(found?.partitions.map(({ errorCode, partitionIndex }) => [errorCode, partitionIndex])).toEqual([
        [0, 0],
        [0, 1],
        [0, 2],
      ])
      expect(found?.isInternal).toBe(false)
      expect(found?.topicId).toBe(version < 10 ? ZERO_UUID : topicId)
    },
  )

  it('leaves out fenced brokers, and names the one that answers where all are', () => {
    const image = new ClusterImage()
    const namedWhileFenced = (...fenced: readonly number[]) => {
      for (const brokerId of [1, 2, 3])
        image.brokers.set(brokerId, { ...registered(brokerId), isFenced: fenced.includes(brokerId) })
      return reachableBrokers({ image, brokerId: 2 }).map(({ brokerId }) => brokerId)
    }
    expect(namedWhileFenced()).toEqual([1, 2, 3])
    expect(namedWhileFenced(2)).toEqual([1, 3])
    expect(namedWhileFenced(1, 2, 3)).toEqual([2])
  })

  it.each([1, 4, 9, 12, 13])('answers an empty list with no topic in v%i', async (version) => {
    expect((await ask({ topics: [] }, version)).topics).toEqual([])
  })

  it.each([1, 4, 8, 12])('refuses names that cannot be in v%i', async (version) => {
    const names = ['', '.', '..', 'a/b', 'ä', 'x'.repeat(250)]
    const topics = names.map((name) => ({ name }))
    expect(await outcomes({ topics, allowAutoTopicCreation: true }, version)).toEqual(
      names.map((name) => [name, 'INVALID_TOPIC_EXCEPTION']),
    )
  })

  it('does not make a topic when the client forbids it', async () => {
    const request = { topics: [{ name: 'unwanted' }], allowAutoTopicCreation: false }
    for (let time = 0; time < 3; time += 1) {
      expect(await outcomes(request, 4)).toEqual([['unwanted', 'UNKNOWN_TOPIC_OR_PARTITION']])
    }
  })

  it.each([3, 4, 12])('makes a missing topic with num.partitions in v%i', async (version) => {
    const name = `wanted-${version}`
    const request = { topics: [{ name }], allowAutoTopicCreation: true }
    expect(await outcomes(request, version)).toEqual([[name, 'UNKNOWN_TOPIC_OR_PARTITION']])
    await expect.poll(async () => (await ask(request, version)).topics[0]?.partitions.length).toBe(4)
  })

  it('tells what may be done only when asked', async () => {
    const plain = await ask({ topics: [{ name: 't' }] }, 8)
    expect(plain.clusterAuthorizedOperations).toBe(NOT_REQUESTED)
    expect(plain.topics[0]?.topicAuthorizedOperations).toBe(NOT_REQUESTED)
    const wanted = { includeClusterAuthorizedOperations: true, includeTopicAuthorizedOperations: true }
    const full = await ask({ topics: [{ name: 't' }], ...wanted }, 8)
    expect(full.clusterAuthorizedOperations).toBe(8_096)
    expect(full.topics[0]?.topicAuthorizedOperations).toBe(3_576)
  })

  it('finds topics by id from v12 on', async () => {
    const byId = await ask({ topics: [{ name: null, topicId }] }, 12)
    expect(byId.topics[0]).toMatchObject({ errorCode: 0, name: 't', topicId })
    const unknown = 'AAAAAAAAAAAAAAAAAAAAZQ'
    expect(await outcomes({ topics: [{ name: null, topicId: unknown }] }, 13)).toEqual([
      [null, 'UNKNOWN_TOPIC_ID'],
    ])
  })

  it.each([10, 11])('refuses ids and null names in v%i, which may not use them', async (version) => {
    expect(await outcomes({ topics: [{ name: null, topicId }] }, version)).toEqual([['', 'INVALID_REQUEST']])
    expect(await outcomes({ topics: [{ name: 't', topicId }] }, version)).toEqual([['t', 'INVALID_REQUEST']])
  })
})

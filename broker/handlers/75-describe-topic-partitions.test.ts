import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { describeTopicPartitions } from '../wire/generated/describe-topic-partitions.ts'
import { listConfigResources } from '../wire/generated/list-config-resources.ts'
import { unregisterBroker } from '../wire/generated/unregister-broker.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

let cluster: ClusterFixture

beforeAll(async () => {
  cluster = await ClusterFixture.start({ brokers: 2 })
  await cluster.topic('a', { partitions: 3 })
  await cluster.topic('b', { partitions: 2 })
})
afterAll(() => cluster.stop())

describe('DescribeTopicPartitions', () => {
  it('pages through topics by name, neither leaving out nor repeating a partition', async () => {
    const seen: string[] = []
    let cursor: { topicName: string; partitionIndex: number } | null = null
    for (let page = 0; page < 10; page += 1) {
      const response: {
        topics: readonly { name: string | null; partitions: readonly { partitionIndex: number }[] }[]
        nextCursor: { topicName: string; partitionIndex: number } | null
      } = await cluster.call(
        describeTopicPartitions,
        { topics: [], responsePartitionLimit: 2, cursor },
        { version: 0 },
      )
      for (const { name, partitions } of response.topics) {
        seen.push(...partitions.map(({ partitionIndex }) => `${name}-${partitionIndex}`))
      }
      cursor = response.nextCursor
      if (cursor === null) break
    }
    expect(seen).toEqual(['a-0', 'a-1', 'a-2', 'b-0', 'b-1'])
  })

  it('tells a missing topic apart from an illegal name', async () => {
    const { topics } = await cluster.call(
      describeTopicPartitions,
      { topics: [{ name: 'nope' }, { name: 'not legal' }] },
      { version: 0 },
    )
    expect(topics.map(({ name, errorCode }) => [name, errorNameOf(errorCode)])).toEqual([
      ['nope', 'UNKNOWN_TOPIC_OR_PARTITION'],
      ['not legal', 'INVALID_TOPIC_EXCEPTION'],
    ])
  })
})

describe('ListConfigResources', () => {
  it('lists topics and brokers by type, and refuses types it does not know', async () => {
    const list = (resourceTypes: number[]) =>
      cluster.call(listConfigResources, { resourceTypes }, { version: 1 })
    expect((await list([2])).configResources.map(({ resourceName }) => resourceName)).toEqual(['a', 'b'])
    expect((await list([4])).configResources.map(({ resourceName }) => resourceName)).toEqual(['1', '2'])
    expect(errorNameOf((await list([99])).errorCode)).toBe('UNSUPPORTED_VERSION')
  })
})

describe('UnregisterBroker', () => {
  it('refuses a broker that is not there', async () => {
    const { errorCode } = await cluster.call(unregisterBroker, { brokerId: 77 }, { version: 0 })
    expect(errorNameOf(errorCode)).toBe('BROKER_ID_NOT_REGISTERED')
  })
})

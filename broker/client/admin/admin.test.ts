import { describe, expect, it } from 'vitest'
import { FakeBroker, HANG_UP } from '../../testing/fake-broker.ts'
import { alterConfigs } from '../../wire/generated/alter-configs.ts'
import { createTopics } from '../../wire/generated/create-topics.ts'
import { deleteTopics } from '../../wire/generated/delete-topics.ts'
import { describeConfigs } from '../../wire/generated/describe-configs.ts'
import { findCoordinator } from '../../wire/generated/find-coordinator.ts'
import { incrementalAlterConfigs } from '../../wire/generated/incremental-alter-configs.ts'
import { listGroups } from '../../wire/generated/list-groups.ts'
import { listOffsets } from '../../wire/generated/list-offsets.ts'
import { metadata } from '../../wire/generated/metadata.ts'
import { offsetFetch } from '../../wire/generated/offset-fetch.ts'
import { unregisterBroker } from '../../wire/generated/unregister-broker.ts'
import { errorCode, KafkaError } from '../../wire/kafka-error.ts'
import { clientOn, KAFKA_2_1, script } from '../testing/client-fixture.ts'

const topic = (name: string) => ({ name, partitionCount: 1, replicationFactor: 1 })

/** Two brokers that name one of them as the controller. */
function twoBrokers(controllerId: () => number): FakeBroker[] {
  const brokers = [new FakeBroker({ brokerId: 1 }), new FakeBroker({ brokerId: 2 })]
  script(brokers, {})
  for (const broker of brokers) {
    broker.on(metadata, () => ({
      brokers: brokers.map(({ brokerId, host, port }) => ({ nodeId: brokerId, host, port })),
      controllerId: controllerId(),
      topics: [],
    }))
  }
  return brokers
}

describe('topics', () => {
  it('are made at the controller, wherever it has moved to', async () => {
    let controllerId = 1
    const brokers = twoBrokers(() => controllerId)
    for (const broker of brokers) {
      broker.on(createTopics, () => {
        const isController = broker.brokerId === 2
        controllerId = 2
        return { topics: [{ name: 't', errorCode: isController ? 0 : errorCode('NOT_CONTROLLER') }] }
      })
    }
    const { client, drive } = clientOn(brokers)
    const [created] = await drive(client.admin.createTopics([topic('t')]))
    expect(created?.error).toBeNull()
    expect(brokers.map((broker) => broker.requestsOf(createTopics).length)).toEqual([1, 1])
    await client.close()
  })

  it('are not asked for twice when the answer was lost', async () => {
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], {})
    broker.on(createTopics, () => HANG_UP)
    const { client, drive } = clientOn([broker])
    await expect(drive(client.admin.createTopics([topic('t')]))).rejects.toMatchObject({
      errorName: 'NETWORK_EXCEPTION',
    })
    expect(broker.requestsOf(createTopics)).toHaveLength(1)
    await client.close()
  })

  it('need counts on brokers before Kafka 2.4, and are deleted by name', async () => {
    const broker = new FakeBroker({ brokerId: 1, ranges: KAFKA_2_1 })
    script([broker], {})
    broker.on(deleteTopics, (request) => ({
      responses: request.topicNames.map((name) => ({ name, errorCode: 0 })),
    }))
    const { client, drive } = clientOn([broker])
    const attempt = client.admin.createTopics([{ name: 't', partitionCount: -1, replicationFactor: 1 }])
    await expect(drive(attempt)).rejects.toThrow('older than Kafka 2.4')
    expect(await drive(client.admin.deleteTopics(['a', 'b']))).toEqual([
      { name: 'a', error: null },
      { name: 'b', error: null },
    ])
    await client.close()
  })
})

describe('the removal of a broker', () => {
  it('is asked of the next controller when the last one is gone', async () => {
    let controllerId = 1
    const brokers = twoBrokers(() => controllerId)
    for (const broker of brokers) broker.on(unregisterBroker, () => ({ errorCode: 0 }))
    const { client, drive } = clientOn(brokers)
    await drive(client.admin.unregisterBroker(3))
    brokers[0]?.goDown()
    controllerId = 2
    await drive(client.admin.unregisterBroker(1))
    expect(brokers.map((broker) => broker.requestsOf(unregisterBroker).length)).toEqual([1, 1])
    await client.close()
  })
})

describe('configs', () => {
  const described = (broker: FakeBroker) =>
    broker.on(describeConfigs, (request) => ({
      results: request.resources.map(({ resourceType, resourceName }) => ({
        errorCode: 0,
        resourceType,
        resourceName,
        configs: [
          {
            name: 'retention.ms',
            value: '5',
            readOnly: false,
            isSensitive: false,
            configSource: 1,
            synonyms: [],
          },
          {
            name: 'cleanup.policy',
            value: 'delete',
            readOnly: false,
            isSensitive: false,
            configSource: 5,
            synonyms: [],
          },
          {
            name: 'segment.ms',
            value: '9',
            readOnly: false,
            isSensitive: false,
            configSource: 1,
            synonyms: [],
          },
        ],
      })),
    }))

  it('of old brokers are changed by writing all that was set before', async () => {
    const broker = new FakeBroker({ brokerId: 1, ranges: KAFKA_2_1 })
    script([broker], {})
    described(broker)
    broker.on(alterConfigs, (request) => ({
      responses: request.resources.map(({ resourceType, resourceName }) => ({
        errorCode: 0,
        resourceType,
        resourceName,
      })),
    }))
    const { client, drive } = clientOn([broker])
    await drive(
      client.admin.alterConfigs({ type: 'topic', name: 't' }, [
        { name: 'segment.ms', operation: 'delete', value: null },
        { name: 'cleanup.policy', operation: 'append', value: 'compact' },
        { name: 'max.message.bytes', operation: 'set', value: '77' },
      ]),
    )
    expect(broker.requestsOf(alterConfigs)[0]?.request.resources[0]?.configs).toEqual([
      { name: 'retention.ms', value: '5' },
      { name: 'cleanup.policy', value: 'delete,compact' },
      { name: 'max.message.bytes', value: '77' },
    ])
    await client.close()
  })

  it('carry the message of the broker when it refuses', async () => {
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], {})
    broker.on(incrementalAlterConfigs, () => ({
      responses: [
        {
          errorCode: errorCode('INVALID_CONFIG'),
          errorMessage: 'not so',
          resourceType: 2,
          resourceName: 't',
        },
      ],
    }))
    const { client, drive } = clientOn([broker])
    const change = client.admin.alterConfigs({ type: 'topic', name: 't' }, [
      { name: 'x', operation: 'set', value: 'y' },
    ])
    await expect(drive(change)).rejects.toThrow('not so')
    await client.close()
  })
})

describe('groups', () => {
  it('of a broker that fails do not hide those of the others', async () => {
    const brokers = [new FakeBroker({ brokerId: 1 }), new FakeBroker({ brokerId: 2 })]
    script(brokers, {})
    brokers[0]?.on(listGroups, () => ({
      errorCode: 0,
      groups: [{ groupId: 'g', protocolType: 'consumer', groupState: 'Stable', groupType: 'classic' }],
    }))
    const { client, drive } = clientOn(brokers)
    await drive(client.metadata())
    brokers[1]?.goDown()
    const { groups, failed } = await drive(client.admin.listGroups())
    expect(groups).toEqual([
      { groupId: 'g', state: 'Stable', protocolType: 'consumer', groupType: 'classic', coordinatorId: 1 },
    ])
    expect(failed.map(({ brokerId, error }) => [brokerId, error.errorName])).toEqual([
      [2, 'NETWORK_EXCEPTION'],
    ])
    await client.close()
  })

  it.each([
    ['one by one on Kafka 2.1', KAFKA_2_1, 3],
    ['together where the broker can', undefined, 1],
  ] as const)('are looked up and read %s', async (_how, ranges, requestCount) => {
    const broker = new FakeBroker({ brokerId: 1, ...(ranges === undefined ? {} : { ranges }) })
    script([broker], {})
    const rows = [
      { name: 't', partitions: [{ partitionIndex: 0, committedOffset: 5, metadata: null, errorCode: 0 }] },
    ]
    broker.on(offsetFetch, (request, version) =>
      version >= 8
        ? { groups: request.groups.map(({ groupId }) => ({ groupId, errorCode: 0, topics: rows })) }
        : { errorCode: 0, topics: rows },
    )
    const { client, drive } = clientOn([broker])
    const found = await drive(client.admin.listGroupOffsets(['a', 'b', 'c']))
    expect(found.map(({ groupId, partitions }) => [groupId, partitions[0]?.offset])).toEqual([
      ['a', 5],
      ['b', 5],
      ['c', 5],
    ])
    expect(broker.requestsOf(offsetFetch)).toHaveLength(requestCount)
    expect(broker.requestsOf(findCoordinator)).toHaveLength(requestCount)
    await client.close()
  })
})

describe('offsets', () => {
  it('of the highest timestamp are refused on brokers that cannot tell, as data', async () => {
    const broker = new FakeBroker({ brokerId: 1, ranges: KAFKA_2_1 })
    script([broker], { t: [1] })
    const { client, drive } = clientOn([broker])
    const [found] = await drive(client.admin.listOffsets([{ topic: 't', partition: 0, timestampMs: -3 }]))
    expect(found?.error?.errorName).toBe('UNSUPPORTED_VERSION')
    await client.close()
  })

  it('come in the order asked, the same partition several times', async () => {
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], { t: [1, 1] })
    broker.on(listOffsets, (request) => ({
      topics: request.topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map(({ partitionIndex, timestamp }) => ({
          partitionIndex,
          errorCode: 0,
          offset: partitionIndex * 100 - timestamp,
        })),
      })),
    }))
    const { client, drive } = clientOn([broker])
    const wanted = [
      [1, -1],
      [0, -2],
      [1, -2],
      [1, -1],
    ] as const
    const found = await drive(
      client.admin.listOffsets(
        wanted.map(([partition, timestampMs]) => ({ topic: 't', partition, timestampMs })),
      ),
    )
    expect(found.map(({ offset }) => offset)).toEqual([101, 2, 102, 101])
    await client.close()
  })

  it('reject as a whole only when the caller ends the call', async () => {
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], { t: [-1] })
    const { client, drive } = clientOn([broker])
    const abort = new AbortController()
    const call = client.admin.listOffsets([{ topic: 't', partition: 0, timestampMs: -1 }], {
      signal: abort.signal,
    })
    abort.abort(new Error('enough'))
    await expect(drive(call)).rejects.toThrow('enough')
    const [row] = await drive(
      client.admin.listOffsets([{ topic: 't', partition: 0, timestampMs: -1 }], { timeoutMs: 400 }),
    )
    expect(row?.error).toBeInstanceOf(KafkaError)
    await client.close()
  })
})

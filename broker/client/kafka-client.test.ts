import { describe, expect, it } from 'vitest'
import { FakeBroker, HANG_UP, STAY_SILENT } from '../testing/fake-broker.ts'
import { describeCluster } from '../wire/generated/describe-cluster.ts'
import { describeConfigs } from '../wire/generated/describe-configs.ts'
import { listOffsets } from '../wire/generated/list-offsets.ts'
import { metadata } from '../wire/generated/metadata.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import { KafkaClient } from './kafka-client.ts'
import { calm, clientOn, KAFKA_2_1, script } from './testing/client-fixture.ts'

const errorOf = (promise: Promise<unknown>): Promise<KafkaError> =>
  promise.then(
    () => expect.fail('it should have failed'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(KafkaError)
      return error as KafkaError // checked one line up
    },
  )

describe('bootstrap servers', () => {
  it.each(['', 'host:', 'host:0', 'host:70000', 'a b:1', '[::1:9092', 'x:y'])('refuses "%s"', (server) => {
    expect(() => clientOn([], { bootstrapServers: [server] })).toThrow(KafkaError)
  })

  it('takes IPv6 addresses and leaves out the port', () => {
    expect(() => clientOn([], { bootstrapServers: ['[::1]:9092', 'host'] })).not.toThrow()
  })
})

describe('a client', () => {
  it('tries the next bootstrap server when one refuses', async () => {
    const brokers = [new FakeBroker({ brokerId: 1 }), new FakeBroker({ brokerId: 2 })]
    script(brokers, { t: [2] })
    brokers[0]?.goDown()
    const { client, drive } = clientOn(brokers)
    const cluster = await drive(client.metadata())
    expect(cluster.topics.get('t')?.partitions[0]?.leaderId).toBe(2)
    await client.close()
  })

  it('says at once which servers it tried when all are down', async () => {
    const brokers = [new FakeBroker({ brokerId: 1 }), new FakeBroker({ brokerId: 2 })]
    for (const broker of brokers) broker.goDown()
    const { client, clock } = clientOn(brokers)
    const error = await errorOf(client.metadata())
    expect(error.errorName).toBe('BROKER_NOT_AVAILABLE')
    expect(error.message).toContain('broker-1:9092 refused')
    expect(error.message).toContain('broker-2:9092 refused')
    expect(clock.pendingCount).toBe(0)
    await client.close()
  })

  it('asks another broker when the connection breaks under a metadata request', async () => {
    const brokers = [new FakeBroker({ brokerId: 1 }), new FakeBroker({ brokerId: 2 })]
    script(brokers, { t: [2] })
    const { client, drive } = clientOn(brokers)
    let breaks = 1
    brokers[0]?.on(metadata, () => {
      if (breaks > 0) brokers[0]?.goDown()
      breaks -= 1
      return HANG_UP
    })
    expect((await drive(client.metadata())).topics.size).toBe(1)
    await client.close()
  })

  it('shares identical metadata requests and serves the answer again while it is young', async () => {
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], { t: [1] })
    const { client, clock, drive } = clientOn([broker])
    await drive(Promise.all([client.metadata(), client.metadata(), client.metadata()]))
    await client.metadata()
    await client.metadata({ topics: ['t'] })
    expect(broker.requestsOf(metadata)).toHaveLength(1)
    await drive(client.metadata({ fresh: true }))
    expect(broker.requestsOf(metadata)).toHaveLength(2)
    clock.advance(31_000)
    await drive(client.metadata())
    expect(broker.requestsOf(metadata)).toHaveLength(3)
    await client.close()
  })

  it('gives missing topics with their error and asks for them again', async () => {
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], {})
    const { client, drive } = clientOn([broker])
    const { topics } = await drive(client.metadata({ topics: ['gone'] }))
    expect(topics.get('gone')?.error?.errorName).toBe('UNKNOWN_TOPIC_OR_PARTITION')
    await drive(client.metadata({ topics: ['gone'] }))
    expect(broker.requestsOf(metadata)).toHaveLength(2)
    await client.close()
  })

  it('rejects with the reason of the signal, and nothing stays behind', async () => {
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], {})
    broker.on(describeCluster, () => STAY_SILENT)
    const { client, clock } = clientOn([broker])
    const abort = new AbortController()
    const call = client.admin.describeCluster({ signal: abort.signal })
    call.catch(() => {})
    await calm()
    const reason = new Error('enough')
    abort.abort(reason)
    await expect(call).rejects.toBe(reason)
    await calm()
    expect(clock.pendingCount).toBe(0)
    await client.close()
  })

  it('gives up a silent broker after the request time-out and does not queue behind it', async () => {
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], {})
    broker.on(describeConfigs, () => STAY_SILENT)
    const { client, drive } = clientOn([broker], { requestTimeoutMs: 1_000 })
    const [row] = await drive(
      client.admin.describeConfigs([{ type: 'topic', name: 't' }], { timeoutMs: 1_500 }),
    )
    expect(row?.error?.errorName).toBe('REQUEST_TIMED_OUT')
    expect((await drive(client.metadata({ fresh: true }))).brokers).toHaveLength(1)
    await client.close()
  })

  it('fails everything under way when it closes, and everything after', async () => {
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], { t: [1] })
    broker.on(listOffsets, () => STAY_SILENT)
    const { client, clock } = clientOn([broker])
    const calls = [
      client.admin.listOffsets([{ topic: 't', partition: 0, timestampMs: -1 }]),
      client.consumer({}).poll({ maxWaitMs: 60_000 }),
    ].map((call) => errorOf(call))
    await calm()
    await client.close()
    for (const error of await Promise.all(calls)) expect(error.message).toContain('closed')
    expect((await errorOf(client.metadata())).message).toContain('closed')
    expect(() => client.producer()).toThrow('closed')
    await calm()
    expect(clock.pendingCount).toBe(0)
    expect(broker.connections.size).toBe(0)
  })

  it('follows a leader that moved, within the time of the call', async () => {
    const brokers = [new FakeBroker({ brokerId: 1 }), new FakeBroker({ brokerId: 2 })]
    const leaders = { t: [1] }
    script(brokers, leaders)
    brokers[0]?.on(listOffsets, () => {
      leaders.t = [2]
      return {
        topics: [
          { name: 't', partitions: [{ partitionIndex: 0, errorCode: errorCode('NOT_LEADER_OR_FOLLOWER') }] },
        ],
      }
    })
    brokers[1]?.on(listOffsets, () => ({
      topics: [{ name: 't', partitions: [{ partitionIndex: 0, errorCode: 0, offset: 42 }] }],
    }))
    const { client, drive } = clientOn(brokers)
    const [found] = await drive(client.admin.listOffsets([{ topic: 't', partition: 0, timestampMs: -1 }]))
    expect(found).toMatchObject({ offset: 42, error: null })
    await client.close()
  })

  it('keeps what fails for one partition from failing the others', async () => {
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], { t: [1, -1] })
    broker.on(listOffsets, () => ({
      topics: [{ name: 't', partitions: [{ partitionIndex: 0, errorCode: 0, offset: 7 }] }],
    }))
    const { client, drive } = clientOn([broker])
    const wanted = [0, 1, 5].map((partition) => ({ topic: 't', partition, timestampMs: -1 }))
    const found = await drive(client.admin.listOffsets(wanted, { timeoutMs: 2_000 }))
    expect(found.map(({ offset, error }) => error?.errorName ?? offset)).toEqual([
      7,
      'LEADER_NOT_AVAILABLE',
      'UNKNOWN_TOPIC_OR_PARTITION',
    ])
    await client.close()
  })
})

describe('version negotiation', () => {
  it.each(['answer', 'hangUp'] as const)(
    'falls back to version 0 when a broker meets version 3 with "%s"',
    async (reaction) => {
      const broker = new FakeBroker({ brokerId: 1, ranges: KAFKA_2_1 })
      broker.onUnknownApiVersions = reaction
      script([broker], { t: [1] })
      const { client, drive } = clientOn([broker])
      expect((await drive(client.metadata())).topics.get('t')?.topicId).toBeNull()
      expect(broker.requestsOf(metadata)[0]?.version).toBe(7)
      expect(broker.seen[0]).toMatchObject({ api: 'ApiVersions', version: 0 })
      await client.close()
    },
  )

  it('uses the highest version both sides know', async () => {
    const broker = new FakeBroker({ brokerId: 1 })
    script([broker], {})
    const { client, drive } = clientOn([broker])
    await drive(client.metadata())
    expect(broker.seen.map(({ api, version }) => `${api} ${version}`)).toEqual([
      'ApiVersions 3',
      `Metadata ${metadata.maxVersion}`,
    ])
    await client.close()
  })

  it('refuses what the broker does not serve, by name', async () => {
    const broker = new FakeBroker({ brokerId: 1, ranges: { ApiVersions: [0, 2], Metadata: [20, 30] } })
    const { client, drive } = clientOn([broker])
    const error = await errorOf(drive(client.metadata()))
    expect(error.errorName).toBe('UNSUPPORTED_VERSION')
    expect(error.message).toContain('Metadata in versions 20 to 30')
    const other = await errorOf(drive(client.send(describeConfigs, { resources: [] }, { broker: 'any' })))
    expect(other.message).toContain('does not serve DescribeConfigs')
    await client.close()
  })

  it('describes an old cluster by its metadata', async () => {
    const broker = new FakeBroker({ brokerId: 1, ranges: KAFKA_2_1 })
    script([broker], {})
    const { client, drive } = clientOn([broker])
    const cluster = await drive(client.admin.describeCluster())
    expect(cluster).toMatchObject({ clusterId: 'fake', controllerId: 1 })
    expect(cluster.brokers).toEqual([
      { brokerId: 1, host: 'broker-1', port: 9092, rack: null, isFenced: false },
    ])
    await client.close()
  })

  it('does not connect before it is used', async () => {
    const { client, network } = clientOn([new FakeBroker({ brokerId: 1 })])
    await calm()
    expect(network.attempts).toEqual([])
    await client.close()
    expect(client).toBeInstanceOf(KafkaClient)
  })
})

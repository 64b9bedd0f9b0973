/**
 * Share groups (KIP-932) against a cluster of three: members that hide nothing, a broker that is killed, and
 * the Java client where LOUPE_KAFKA_CLASSPATH names the jars of Apache Kafka 4.2 or later.
 */
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { KafkaClient, nodeClientRuntime } from '#broker'
import { createTopics } from '#broker/wire/generated/create-topics'
import { incrementalAlterConfigs } from '#broker/wire/generated/incremental-alter-configs'
import { eventually, produceTo, recordOf, type Topic } from './raw-calls.ts'
import { RawClient } from './raw-client.ts'
import { ShareLedger, ShareReader } from './share-reader.ts'
import { java, needsJava } from './stock-clients.ts'
import { freshName, until, useCluster } from './wire-cluster.ts'

const GROUP_RESOURCE = 32
const SET = 0
const PARTITION_COUNT = 3

const { bootstrap, cluster } = useCluster({
  profile: 'fast',
  configs: {
    'group.share.min.heartbeat.interval.ms': '100',
    'group.share.heartbeat.interval.ms': '200',
    'group.share.min.session.timeout.ms': '3000',
    'group.share.session.timeout.ms': '6000',
    'group.share.min.record.lock.duration.ms': '1000',
    'group.share.record.lock.duration.ms': '3000',
  },
})

/** Addresses of the brokers that were not killed. */
let addresses: () => readonly string[] = () => bootstrap().split(',')

async function withRaw<Value>(use: (client: RawClient) => Promise<Value>): Promise<Value> {
  const client = await RawClient.connect(addresses()[0] ?? '')
  try {
    return await use(client)
  } finally {
    client.close()
  }
}

/** A topic on all brokers, led by each of them. */
async function replicatedTopic(name: string): Promise<Topic> {
  return withRaw(async (client) => {
    const { topics } = await client.call(
      createTopics,
      {
        topics: [
          {
            name,
            numPartitions: -1,
            replicationFactor: -1,
            assignments: [
              { partitionIndex: 0, brokerIds: [1, 2, 3] },
              { partitionIndex: 1, brokerIds: [2, 3, 1] },
              { partitionIndex: 2, brokerIds: [3, 1, 2] },
            ],
            configs: [],
          },
        ],
        timeoutMs: 10_000,
      },
      7,
    )
    return { name, topicId: topics[0]?.topicId ?? '' }
  })
}

async function configureGroup(group: string, configs: Readonly<Record<string, string>>): Promise<void> {
  await withRaw((client) =>
    client.call(
      incrementalAlterConfigs,
      {
        resources: [
          {
            resourceType: GROUP_RESOURCE,
            resourceName: group,
            configs: Object.entries(configs).map(([name, value]) => ({ name, value, configOperation: SET })),
          },
        ],
        validateOnly: false,
      },
      1,
    ),
  )
}

/** Produces values `0` to `count - 1`, spread over the partitions. */
async function fill(topic: Topic, count: number): Promise<void> {
  for (let partition = 0; partition < PARTITION_COUNT; partition += 1) {
    const address = bootstrap().split(',')[partition] ?? ''
    const client = await RawClient.connect(address)
    for (let value = partition; value < count; value += PARTITION_COUNT * 10) {
      const values = Array.from({ length: 10 }, (_, index) => value + index * PARTITION_COUNT)
      const records = values.filter((each) => each < count).map((each) => recordOf(String(each)))
      await eventually('a leader', async () => {
        const { errorCode } = await produceTo(client, topic, { records }, { partition })
        return errorCode === 0 ? true : null
      })
    }
    client.close()
  }
}

describe('share groups', () => {
  it('deliver every record to one member', async () => {
    const topic = await replicatedTopic(freshName('shared'))
    const group = freshName('shared-group')
    await configureGroup(group, { 'share.auto.offset.reset': 'earliest' })
    await fill(topic, 300)
    const ledger = new ShareLedger()
    const readers = ['a', 'b', 'c', 'd'].map(
      (memberId) => new ShareReader({ group, topic, memberId }, ledger, () => addresses()),
    )
    await until('all is confirmed', () => ledger.confirmed.size === 300)
    expect(ledger.violations).toEqual([])
    expect([...ledger.delivered.values()].filter((count) => count !== 1)).toEqual([])
    await Promise.all(readers.map((reader) => reader.stop()))
  })

  it('leave aborted records out for groups that read committed ones', async () => {
    const topic = await replicatedTopic(freshName('committed'))
    const group = freshName('committed-group')
    await configureGroup(group, {
      'share.auto.offset.reset': 'earliest',
      'share.isolation.level': 'read_committed',
    })
    const client = new KafkaClient({
      bootstrapServers: bootstrap().split(','),
      clientId: 'committing',
      runtime: nodeClientRuntime,
    })
    const producer = client.transactionalProducer({ transactionalId: freshName('tx'), lingerMs: 0 })
    for (const [index, end] of ['abort', 'commit', 'abort', 'commit'].entries()) {
      await producer.begin()
      const sent = [1, 2, 3].map((each) =>
        producer.send({
          topic: topic.name,
          partition: 0,
          key: null,
          value: Buffer.from(`${end} ${index} ${each}`),
        }),
      )
      await Promise.all(sent)
      await (end === 'abort' ? producer.abort() : producer.commit())
    }
    await producer.close()
    await client.close()
    const ledger = new ShareLedger()
    const reader = new ShareReader({ group, topic, memberId: 'a' }, ledger, () => addresses())
    await until('what is committed is confirmed', () => ledger.confirmed.size === 6)
    expect([...ledger.delivered.keys()].every((value) => value.startsWith('commit'))).toBe(true)
    await reader.stop()
  })

  it('the Java console share consumer reads everything, and the share group tool tells of it', async (context) => {
    needsJava(context)
    const topic = await replicatedTopic(freshName('java-share'))
    const group = freshName('java-share-group')
    await configureGroup(group, { 'share.auto.offset.reset': 'earliest' })
    await fill(topic, 100)
    const text = await java([
      'org.apache.kafka.tools.consumer.ConsoleShareConsumer',
      '--bootstrap-server',
      bootstrap(),
      '--topic',
      topic.name,
      '--group',
      group,
      '--max-messages',
      '100',
      '--timeout-ms',
      '30000',
    ])
    expect(text).toContain('Processed a total of 100 messages')
    const tool = [
      'org.apache.kafka.tools.consumer.group.ShareGroupCommand',
      '--bootstrap-server',
      bootstrap(),
    ]
    const offsets = await java([...tool, '--describe', '--group', group, '--offsets'])
    const lags = offsets
      .split('\n')
      .filter((line) => line.startsWith(group))
      .map((line) => line.split(/\s+/)[4])
    expect(lags).toEqual(['0', '0', '0'])
    expect(await java([...tool, '--list'])).toContain(group)
    expect(await java([...tool, '--delete', '--group', group])).toContain('was successful')
  })

  it('the Java share consumer accepts, releases and rejects, in several members', async (context) => {
    needsJava(context)
    const topic = await replicatedTopic(freshName('java-drill'))
    const group = freshName('java-drill-group')
    await configureGroup(group, { 'share.auto.offset.reset': 'earliest' })
    await fill(topic, 600)
    const program = path.join(import.meta.dirname, 'java', 'ShareDrill.java')
    const text = await java([program, bootstrap(), topic.name, group, '600', '3'])
    expect(text).toContain('accepted=588 rejected=12 again=0 errors=0')
  })

  it('lose nothing when a broker is killed, and deliver nothing again that was acknowledged', async () => {
    const topic = await replicatedTopic(freshName('killed'))
    const group = freshName('killed-group')
    await configureGroup(group, { 'share.auto.offset.reset': 'earliest' })
    await fill(topic, 900)
    const ledger = new ShareLedger()
    const readers = ['a', 'b', 'c'].map(
      (memberId) => new ShareReader({ group, topic, memberId }, ledger, () => addresses()),
    )
    await until('some is confirmed', () => ledger.confirmed.size > 100)
    const [first = '', second = ''] = bootstrap().split(',')
    addresses = () => [second, first]
    await cluster().supervisor.act(1, 'kill')
    await until('all is delivered', () => ledger.delivered.size === 900, 60_000)
    // An answer that was lost leaves a record acknowledged that nobody knows of; each reader asks for one at a time.
    await until('nearly all is confirmed', () => ledger.confirmed.size >= 900 - 20 * readers.length, 60_000)
    expect(ledger.violations).toEqual([])
    // What they are told is what they can act upon.
    expect([...ledger.refusals]).not.toContain('UNKNOWN_SERVER_ERROR')
    await Promise.all(readers.map((reader) => reader.stop()))
  })
})

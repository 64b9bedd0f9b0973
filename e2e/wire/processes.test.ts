/** Each node in a process of its own: killed, stopped and continued from outside, as on hosts of their own. */
import { describe, expect, it } from 'vitest'
import { KafkaClient, nodeClientRuntime } from '#broker'
import { freshName, until, useCluster } from './wire-cluster.ts'

const { bootstrap, cluster } = useCluster({ brokers: 3, isolation: 'process', profile: 'fast' })
const RECORDS = 20_000

const stateOf = (nodeId: number) => cluster().supervisor.nodes.find((node) => node.nodeId === nodeId)

describe('a cluster of processes', () => {
  it('gives every node a process of its own', () => {
    const pids = cluster().supervisor.nodes.map(({ pid }) => pid)
    expect(new Set(pids).size).toBe(4)
    expect(pids).not.toContain(process.pid)
  })

  it('loses, doubles and reorders nothing when a broker is killed with SIGKILL', {
    timeout: 60_000,
  }, async () => {
    const client = new KafkaClient({
      bootstrapServers: bootstrap().split(','),
      clientId: 'processes',
      runtime: nodeClientRuntime,
    })
    const topic = freshName('processes')
    await client.admin.createTopics([
      {
        name: topic,
        partitionCount: 1,
        replicationFactor: 3,
        configs: new Map([['min.insync.replicas', '2']]),
      },
    ])
    const producer = client.producer({ deliveryTimeoutMs: 60_000 })
    const { topics } = await client.metadata({ topics: [topic], fresh: true })
    const leaderId = topics.get(topic)?.partitions[0]?.leaderId ?? 1
    const sent: Promise<unknown>[] = []
    for (let value = 0; value < RECORDS; value += 1) {
      sent.push(producer.send({ topic, partition: 0, key: null, value: Buffer.from(String(value)) }))
      if (value === RECORDS / 2) {
        await Promise.all(sent.slice(0, 100))
        process.kill(stateOf(leaderId)?.pid ?? -1, 'SIGKILL')
      }
    }
    await Promise.all(sent)
    await producer.close()
    await until('the killed broker is known to be down', () => stateOf(leaderId)?.state === 'failed')
    await cluster().supervisor.act(leaderId, 'start')
    const consumer = client.consumer({})
    consumer.assign([{ topic, partition: 0, offset: 'earliest' }])
    const values: string[] = []
    while (values.length < RECORDS) {
      values.push(...(await consumer.poll({ maxWaitMs: 500 })).map(({ value }) => String(value)))
    }
    await consumer.close()
    await client.close()
    expect(values).toEqual(Array.from({ length: RECORDS }, (_, value) => String(value)))
  })

  it('does not start a killed process again by itself, and thaws a stopped one', async () => {
    const { supervisor } = cluster()
    process.kill(stateOf(3)?.pid ?? -1, 'SIGKILL')
    await until('the kill is noticed', () => stateOf(3)?.state === 'failed')
    await new Promise((resolve) => setTimeout(resolve, 1_500)) // longer than a thread would wait to be restarted
    expect(stateOf(3)?.state).toBe('failed')
    await supervisor.act(3, 'start')
    supervisor.freeze(2, null)
    expect(stateOf(2)?.state).toBe('frozen')
    await supervisor.act(2, 'thaw')
    expect(stateOf(2)?.state).toBe('running')
  })
})

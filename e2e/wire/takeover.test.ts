/** With the fast profile a controller or a leader that is killed is replaced; `bench/failover` has the times. */
import { describe, expect, it } from 'vitest'
import { KafkaClient, nodeClientRuntime } from '#broker'
import { freshName, useCluster } from './wire-cluster.ts'

const { bootstrap, cluster } = useCluster({ brokers: 3, controllers: 3, profile: 'fast' })
const TEST_MS = 60_000
/** Many times what it takes: on a busy machine it must happen, not hurry. */
const PATIENCE = { timeout: 30_000, interval: 20 }

const until = (isDone: () => Promise<boolean>) => expect.poll(isDone, PATIENCE).toBe(true)

const clientOf = (bootstrapServers: string) =>
  new KafkaClient({
    bootstrapServers: bootstrapServers.split(','),
    clientId: 'takeover',
    runtime: nodeClientRuntime,
  })

describe('a cluster with the fast profile', () => {
  it('has another controller after the one that leads was killed', { timeout: TEST_MS }, async () => {
    const client = clientOf(bootstrap())
    const { leaderId, leaderEpoch } = await client.admin.describeQuorum()
    await cluster().supervisor.act(leaderId, 'kill')
    await until(async () => {
      const now = await client.admin.describeQuorum().catch(() => null)
      return now !== null && now.leaderId !== leaderId && now.leaderEpoch > leaderEpoch
    })
    const name = freshName('after')
    const [made] = await client.admin.createTopics([{ name, partitionCount: 1, replicationFactor: 3 }])
    expect(made?.error).toBeNull()
    await cluster().supervisor.act(leaderId, 'start')
    await until(async () => {
      const { voters, highWatermark } = await client.admin.describeQuorum()
      return voters.every(({ logEndOffset }) => logEndOffset >= highWatermark)
    })
    await client.close()
  })

  it('has another leader after the one of a partition was killed, and takes it back', {
    timeout: TEST_MS,
  }, async () => {
    const name = freshName('led')
    const all = clientOf(bootstrap())
    await all.admin.createTopics([{ name, partitionCount: 1, replicationFactor: 3 }])
    const partition = async (client: KafkaClient) => {
      const placement = await client.admin.describePlacement({ broker: 'any' }).catch(() => null)
      return placement?.topics.get(name)?.partitions[0] ?? null
    }
    await until(async () => ((await partition(all))?.leaderId ?? -1) >= 0)
    const leader = (await partition(all))?.leaderId ?? -1
    const others = cluster().supervisor.brokers.filter(({ nodeId }) => nodeId !== leader)
    const client = clientOf(others.map(({ port }) => `127.0.0.1:${port}`).join(','))
    await cluster().supervisor.act(leader, 'kill')
    await until(async () => {
      const now = await partition(client)
      return now !== null && now.leaderId >= 0 && now.leaderId !== leader
    })
    const producer = client.producer()
    await expect(producer.send({ topic: name, key: null, value: Buffer.from('x') })).resolves.toMatchObject({
      offset: 0,
    })
    await producer.close()
    await cluster().supervisor.act(leader, 'start')
    await until(async () => (await partition(client))?.inSyncReplicas.length === 3)
    await client.close()
    await all.close()
  })
})

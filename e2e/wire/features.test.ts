/**
 * Levels of features on a real cluster: changed by a client, told by every broker, and followed by producers
 * with transactions. With LOUPE_KAFKA_TOOLS naming a program that runs a class of Kafka's own tools, those
 * describe and change them too.
 */
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { KafkaClient, nodeClientRuntime } from '#broker'
import { updateFeatures } from '#broker/wire/generated/update-features'
import { errorNameOf } from '#broker/wire/kafka-error'
import { freshName, useCluster } from './wire-cluster.ts'

const { bootstrap, cluster } = useCluster({ brokers: 2, controllers: 1, profile: 'fast' })
const tools = process.env['LOUPE_KAFKA_TOOLS']
const PATIENCE = { timeout: 15_000, interval: 20 }

const UPGRADE = 1
const SAFE_DOWNGRADE = 2

const connect = () =>
  new KafkaClient({
    bootstrapServers: bootstrap().split(','),
    clientId: 'features',
    runtime: nodeClientRuntime,
  })

async function withClient<Result>(use: (client: KafkaClient) => Promise<Result>): Promise<Result> {
  const client = connect()
  try {
    return await use(client)
  } finally {
    await client.close()
  }
}

const levelOf = (name: string) =>
  withClient(async ({ admin }) => {
    const { features } = await admin.describeQuorum()
    return features.find((feature) => feature.name === name)?.level
  })

async function setLevel(name: string, level: number, upgradeType: number): Promise<string> {
  const response = await withClient((client) =>
    client.send(
      updateFeatures,
      { timeoutMs: 5_000, featureUpdates: [{ feature: name, maxVersionLevel: level, upgradeType }] },
      { broker: 'any' },
    ),
  )
  return errorNameOf(response.errorCode)
}

/** Commits one transaction and aborts another; answers what a reader of committed records finds, and the epochs. */
async function transact(topic: string): Promise<{ values: string[]; epochs: number[] }> {
  return withClient(async (client) => {
    const id = freshName('tx')
    const producer = client.transactionalProducer({ transactionalId: id })
    const epochs: number[] = []
    for (const [value, end] of [
      ['kept', 'commit'],
      ['dropped', 'abort'],
      ['last', 'commit'],
    ] as const) {
      await producer.begin()
      await producer.send({ topic, partition: 0, key: null, value: Buffer.from(value) })
      if (end === 'commit') await producer.commit()
      else await producer.abort()
      const { transactions } = await client.admin.listTransactions()
      epochs.push(transactions.find(({ transactionalId }) => transactionalId === id)?.producerEpoch ?? -1)
    }
    await producer.close()
    const consumer = client.consumer({ isolation: 'readCommitted' })
    const values: string[] = []
    consumer.assign([{ topic, partition: 0, offset: 0 }])
    while (values.length < 2) {
      for (const { value } of await consumer.poll({ timeoutMs: 5_000 })) values.push(String(value))
    }
    await consumer.close()
    return { values, epochs }
  })
}

describe('levels of features', () => {
  it('are those of the newest Kafka in a fresh cluster', async () => {
    expect(await levelOf('metadata.version')).toBe(29)
    expect(await levelOf('transaction.version')).toBe(2)
  })

  it.each([
    // Here an epoch ends only where the producer asks for another: after its abort.
    [0, SAFE_DOWNGRADE, [0, 0, 1]],
    [1, UPGRADE, [0, 0, 1]],
    [2, UPGRADE, [1, 2, 3]],
  ])('give transactions the generation %i', async (level, upgradeType, epochs) => {
    expect(await setLevel('transaction.version', level, upgradeType)).toBe('NONE')
    await expect.poll(() => levelOf('transaction.version'), PATIENCE).toBe(level)
    const topic = freshName('levels')
    await withClient(({ admin }) =>
      admin.createTopics([{ name: topic, partitionCount: 1, replicationFactor: 2 }]),
    )
    expect(await transact(topic)).toEqual({ values: ['kept', 'last'], epochs })
  })

  it('outlive a restart of the controller, off ones too', async () => {
    expect(await setLevel('share.version', 0, SAFE_DOWNGRADE)).toBe('NONE')
    await cluster().supervisor.act(101, 'restart')
    await expect.poll(() => levelOf('share.version').catch(() => null), PATIENCE).toBe(0)
    expect(await levelOf('group.version')).toBe(1)
    expect(await setLevel('share.version', 1, UPGRADE)).toBe('NONE')
  })

  it.skipIf(tools === undefined)(
    'are described and changed by Kafka’s own command',
    { timeout: 60_000 },
    () => {
      const run = (...args: string[]) => {
        const { stdout, status } = spawnSync(
          tools ?? '',
          ['org.apache.kafka.tools.FeatureCommand', '--bootstrap-server', bootstrap(), ...args],
          { encoding: 'utf8' },
        )
        return { text: stdout, status }
      }
      expect(run('describe').text).toMatch(/metadata\.version.*FinalizedVersionLevel: 4\.2/)
      expect(run('downgrade', '--feature', 'transaction.version=1').status).toBe(0)
      expect(run('describe').text).toMatch(/transaction\.version.*FinalizedVersionLevel: 1/)
      expect(run('upgrade', '--feature', 'transaction.version=2').status).toBe(0)
      const refused = run('upgrade', '--feature', 'transaction.version=9')
      expect(refused.status).toBe(1)
      expect(refused.text).toContain('only supports versions 0-2')
    },
  )
})

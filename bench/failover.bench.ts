/**
 * How long a cluster with the fast profile is without its controller, or a partition without its leader,
 * when it is killed: from the kill to the first change of metadata, and to the next record that a producer
 * at work has acknowledged.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { KafkaClient, nodeClientRuntime } from '../broker/index.ts'
import { openLocalCluster } from '../broker/start-cluster.ts'
import type { Metric } from './metric.ts'

const RUNS = 7
const LOOK_MS = 10
const PATIENCE_MS = 30_000
const ALL_IN_SYNC_MS = 4_000

export async function run(): Promise<readonly Metric[]> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-bench-failover-'))
  const cluster = openLocalCluster({
    brokers: 3,
    controllers: 3,
    port: 0,
    isPortStrict: true,
    dataDir,
    ephemeral: true,
    profile: 'fast',
    isolation: 'process',
    logLevel: 'error',
  })
  await cluster.start()
  const controllerMs: number[] = []
  const leaderMs: number[] = []
  try {
    const client = clientOf(cluster.bootstrapServers.split(','))
    await client.admin.createTopics([{ name: 'failover', partitionCount: 1, replicationFactor: 3 }])
    for (let index = 0; index < RUNS; index += 1) {
      const { leaderId } = await client.admin.describeQuorum()
      controllerMs.push(
        await timed(async () => {
          await cluster.act(leaderId, 'kill')
          await until(() => makeTopic(client, `after-${index}`))
        }),
      )
      await cluster.act(leaderId, 'start')
      await pause(ALL_IN_SYNC_MS)
    }
    await client.close()
    for (let index = 0; index < RUNS; index += 1) leaderMs.push(await loseLeader(cluster))
  } finally {
    await cluster.dispose()
  }
  return [
    { metric: 'killed controller, to a topic made (median of 7)', unit: 'ms', value: median(controllerMs) },
    {
      metric: 'killed controller, to a topic made (longest of 7)',
      unit: 'ms',
      value: Math.max(...controllerMs),
    },
    { metric: 'killed leader, to a record acknowledged (median of 7)', unit: 'ms', value: median(leaderMs) },
    {
      metric: 'killed leader, to a record acknowledged (longest of 7)',
      unit: 'ms',
      value: Math.max(...leaderMs),
    },
  ]
}

/** Kills the broker that leads, and times until a producer that was at work has its next record acknowledged. */
async function loseLeader(cluster: ReturnType<typeof openLocalCluster>): Promise<number> {
  const client = clientOf(cluster.bootstrapServers.split(','))
  const producer = client.producer({ lingerMs: 0 })
  const send = () => producer.send({ topic: 'failover', partition: 0, key: null, value: Buffer.from('x') })
  await send()
  const { topics } = await client.metadata({ topics: ['failover'], fresh: true })
  const leader = topics.get('failover')?.partitions[0]?.leaderId ?? 1
  const tookMs = await timed(async () => {
    await cluster.act(leader, 'kill')
    await send()
  })
  await producer.close()
  await client.close()
  await cluster.act(leader, 'start')
  await pause(ALL_IN_SYNC_MS)
  return tookMs
}

const clientOf = (bootstrapServers: readonly string[]) =>
  new KafkaClient({ bootstrapServers, clientId: 'bench', runtime: nodeClientRuntime })

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

async function makeTopic(client: KafkaClient, name: string): Promise<boolean> {
  const [made] = await client.admin
    .createTopics([{ name, partitionCount: 1, replicationFactor: 1 }], { timeoutMs: PATIENCE_MS })
    .catch(() => [])
  return made !== undefined && (made.error === null || made.error.errorName === 'TOPIC_ALREADY_EXISTS')
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  while (!(await isDone())) await pause(LOOK_MS)
}

async function timed(act: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await act()
  return performance.now() - startedAt
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

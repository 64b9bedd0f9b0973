/** What the services say of a cluster one of whose brokers was killed. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeClientRuntime, type RunningCluster, startCluster } from '#broker'
import { delay } from '#broker/base/clock'
import type { ConnectionId } from '#contract/values'
import { connectionsIn, saveConnection } from '../testing/connections-fixture.ts'
import { createBrokersService } from './brokers/brokers-service.ts'
import { ClusterWatches } from './brokers/cluster-watches.ts'
import type { Connections } from './connections/connections-service.ts'
import { createGroupsService } from './groups/groups-service.ts'
import { createTopicsService } from './topics/topics-service.ts'

const dataDirectory = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-down-'))
const { clock } = nodeClientRuntime
const context = () => ({ signal: new AbortController().signal })
const KILLED_ID = 2
const NOTICE_LIMIT_MS = 20_000

const watchesOf = (access: Connections) => new ClusterWatches({ access, clock, localNodes: null })

let cluster: RunningCluster
let connections: Connections
let connectionId: ConnectionId

beforeAll(async () => {
  cluster = await startCluster({
    brokers: 2,
    configs: {
      'broker.heartbeat.interval.ms': '200',
      'broker.session.timeout.ms': '1000',
      'offsets.topic.replication.factor': '1',
    },
  })
  connections = connectionsIn(dataDirectory)
  connectionId = await saveConnection(connections, cluster.bootstrap)
  const topics = createTopicsService(connections, clock)
  await topics.create(
    { connectionId, name: 'orders', partitionCount: 4, replicationFactor: 1, configs: {} },
    context(),
  )
  // The first commit makes the offsets topic, whose partitions fall to both brokers.
  await connections
    .client(connectionId)
    .admin.alterGroupOffsets('readers', [{ topic: 'orders', partition: 0, offset: 0 }])
  await cluster.supervisor.act(KILLED_ID, 'kill')
  const brokers = createBrokersService(connections, watchesOf(connections))
  for (const startMs = clock.monotonicMs(); clock.monotonicMs() - startMs < NOTICE_LIMIT_MS; ) {
    const summary = await brokers.summary({ connectionId }, context())
    if (summary.brokers.some(({ isFenced }) => isFenced) && summary.leaderlessCount > 0) break
    await delay(clock, 50, context().signal)
  }
}, NOTICE_LIMIT_MS * 2)

afterAll(async () => {
  await connections.dispose()
  await cluster.stop()
  fs.rmSync(dataDirectory, { recursive: true, force: true })
})

describe('with a broker down', () => {
  it('the groups name it as one whose groups may be missing', async () => {
    const groups = createGroupsService(connections, clock)
    await expect(groups.list({ connectionId }, context())).resolves.toMatchObject({
      unreachable: [KILLED_ID],
    })
  })

  it('the figures of a topic say that they are without its partitions', async () => {
    const topics = createTopicsService(connections, clock)
    const [stats] = await topics.stats({ connectionId, names: ['orders'] }, context())
    expect(stats).toMatchObject({ recordCount: 0, isPartial: true, error: null })
  })

  it('none of its replicas counts as in sync', async () => {
    const { brokers } = await createBrokersService(connections, watchesOf(connections)).summary(
      { connectionId },
      context(),
    )
    const killed = brokers.find(({ id }) => id === KILLED_ID)
    expect(killed?.partitionCount).toBeGreaterThan(0)
    expect(killed?.outOfSyncCount).toBe(killed?.partitionCount)
  })
})

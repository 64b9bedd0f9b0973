/** The map and the feed on a real cluster that loses a broker, gets it back, and is put in order again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KafkaClient, nodeClientRuntime, type RunningCluster, startCluster } from '#broker'
import type { ClusterChange, ClusterMap } from '#contract/cluster-map'
import { LOCAL_CONNECTION_ID } from '#contract/values'
import type { WatchedNode } from '../watched-nodes.ts'
import { ClusterWatches } from './cluster-watches.ts'

const { clock } = nodeClientRuntime
const TOPIC = 'orders'
const CONTROLLER_ID = 101
const PATIENCE = { timeout: 15_000, interval: 50 }
const context = new AbortController()

let cluster: RunningCluster
let client: KafkaClient
let watches: ClusterWatches
const changes: ClusterChange[] = []
let map: ClusterMap | undefined

beforeAll(async () => {
  cluster = await startCluster({ brokers: 3, profile: 'fast', logLevel: 'error' })
  client = new KafkaClient({
    bootstrapServers: cluster.bootstrap.split(','),
    clientId: 'test',
    runtime: nodeClientRuntime,
  })
  await client.admin.createTopics([{ name: TOPIC, partitionCount: 6, replicationFactor: 3 }])
  const { supervisor } = cluster
  watches = new ClusterWatches({
    access: { client: () => client },
    clock,
    localNodes: {
      read: (): WatchedNode[] =>
        supervisor.nodes.map(({ nodeId, role, state }) => ({
          id: nodeId,
          role,
          state,
          isKilled: state === 'stopped',
          isCutOff: supervisor.faults.cutFrom(nodeId).includes(CONTROLLER_ID),
        })),
      onChange: (listener) => supervisor.onChange(listener),
    },
  })
  const follow = async () => {
    for await (const next of watches.map(LOCAL_CONNECTION_ID, context.signal)) map = next
  }
  const listen = async () => {
    for await (const { what } of watches.events(LOCAL_CONNECTION_ID, context.signal)) changes.push(what)
  }
  void follow()
  void listen()
}, 30_000)

afterAll(async () => {
  context.abort()
  watches.dispose()
  await client.close()
  await cluster.stop()
})

const partitions = () => map?.topics.find(({ name }) => name === TOPIC)?.partitions ?? []
const isInSync = () => partitions().every(({ inSync }) => inSync.length === 3)

describe('the watch of a cluster', () => {
  it('shows a killed broker at once, and other leaders when the cluster has elected them', async () => {
    await expect.poll(() => partitions().length, PATIENCE).toBe(6)
    const before = performance.now()
    await cluster.supervisor.act(2, 'kill')
    await expect.poll(() => map?.brokers.find(({ id }) => id === 2)?.isDown, PATIENCE).toBe(true)
    expect(performance.now() - before).toBeLessThan(2_000)
    await expect.poll(() => partitions().every(({ leaderId }) => leaderId !== 2), PATIENCE).toBe(true)
    await expect.poll(() => map?.unavailability?.openCount, PATIENCE).toBe(0)
    expect(map?.unavailability?.longestMs).toBeGreaterThan(0)
    expect(changes).toContainEqual({ kind: 'node', nodeId: 2, change: 'killed' })
    expect(changes).toContainEqual({ kind: 'broker', brokerId: 2, change: 'fenced' })
    const waits = changes.flatMap((change) =>
      change.kind === 'leader' && change.from === 2 ? [change.afterMs] : [],
    )
    expect(waits.length).toBeGreaterThan(0)
    expect(waits.every((afterMs) => afterMs !== null && afterMs > 0)).toBe(true)
  })

  it('puts the preferred leaders back, and tells it', async () => {
    await cluster.supervisor.act(2, 'start')
    await expect.poll(isInSync, PATIENCE).toBe(true)
    const outcomes = await client.admin.electPreferredLeaders(
      partitions().map(({ partition }) => ({ topic: TOPIC, partition })),
    )
    expect(outcomes.map(({ error }) => error)).toEqual(outcomes.map(() => null))
    await expect
      .poll(() => partitions().every(({ leaderId, replicas }) => leaderId === replicas[0]), PATIENCE)
      .toBe(true)
    expect(changes).toContainEqual({ kind: 'node', nodeId: 2, change: 'started' })
    expect(changes).toContainEqual({ kind: 'broker', brokerId: 2, change: 'unfenced' })
  })

  it('goes on looking past a broker that stands still', async () => {
    cluster.supervisor.freeze(1, null)
    await expect.poll(() => partitions().every(({ leaderId }) => leaderId !== 1), PATIENCE).toBe(true)
    expect(map?.error).toBeNull()
    await cluster.supervisor.act(1, 'thaw')
    await expect.poll(isInSync, PATIENCE).toBe(true)
    expect(changes).toContainEqual({ kind: 'node', nodeId: 1, change: 'frozen' })
    expect(changes).toContainEqual({ kind: 'node', nodeId: 1, change: 'thawed' })
  })

  it('does not believe a broker that is cut off', async () => {
    cluster.supervisor.cutOff([[1], [2, 3, CONTROLLER_ID]])
    await expect.poll(() => map?.brokers.find(({ id }) => id === 1)?.isDown, PATIENCE).toBe(true)
    await expect.poll(() => partitions().every(({ leaderId }) => leaderId !== 1), PATIENCE).toBe(true)
    await expect.poll(() => cluster.supervisor.isFenced(1), PATIENCE).toBe(true)
    expect(cluster.supervisor.isFenced(2)).toBe(false)
    cluster.supervisor.cutOff([])
    await expect.poll(() => cluster.supervisor.isFenced(1), PATIENCE).toBe(false)
    await expect.poll(isInSync, PATIENCE).toBe(true)
  })

  it('tells a second reader what was kept', async () => {
    for await (const { sequence } of watches.events(LOCAL_CONNECTION_ID, context.signal)) {
      expect(sequence).toBe(1)
      return
    }
  })
})

/** What changed between two looks at a cluster. Pure: whoever looks brings the looks. */
import type { KafkaClient } from '#broker'
import type { ClusterChange, MapBroker, MapPartition, MapTopic } from '#contract/cluster-map'

type ClusterPlacement = Awaited<ReturnType<KafkaClient['admin']['describePlacement']>>

/** A cluster as it was at one moment. */
export interface Look {
  readonly atMs: number
  readonly brokers: readonly MapBroker[]
  readonly topics: readonly MapTopic[]
}

/** Brokers that hold replicas and that the cluster does not name are down. */
export function lookOf(placement: ClusterPlacement, atMs: number): Look {
  const known = new Map(placement.brokers.map((broker) => [broker.brokerId, broker]))
  const topics = [...placement.topics.values()]
    .filter(({ error }) => error === null)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, isInternal, partitions }) => ({
      name,
      isInternal,
      partitions: partitions.map(({ partition, leaderId, leaderEpoch, replicas, inSyncReplicas }) => ({
        partition,
        leaderId,
        leaderEpoch,
        replicas: [...replicas],
        inSync: [...inSyncReplicas],
      })),
    }))
  const ids = new Set(known.keys())
  for (const { partitions } of topics)
    for (const { replicas } of partitions) for (const id of replicas) ids.add(id)
  const brokers = [...ids]
    .sort((a, b) => a - b)
    .map((id) => {
      const broker = known.get(id)
      return { id, rack: broker?.rack ?? null, isDown: broker === undefined || broker.isFenced }
    })
  return { atMs, brokers, topics }
}

/** Brokers first, then partitions in the order of the later look. Made and deleted topics are no change. */
export function compareLooks(before: Look, after: Look): ClusterChange[] {
  const changes = compareBrokers(before.brokers, after.brokers)
  const topicsBefore = new Map(before.topics.map((topic) => [topic.name, topic]))
  for (const topic of after.topics) {
    const earlier = topicsBefore.get(topic.name)
    if (earlier === undefined) continue
    for (const partition of topic.partitions) {
      const was = earlier.partitions[partition.partition]
      if (was === undefined || was.partition !== partition.partition) continue
      changes.push(...comparePartition(topic.name, was, partition))
    }
  }
  return changes
}

function compareBrokers(before: readonly MapBroker[], after: readonly MapBroker[]): ClusterChange[] {
  const wasUp = new Set(before.filter(({ isDown }) => !isDown).map(({ id }) => id))
  const isUp = new Set(after.filter(({ isDown }) => !isDown).map(({ id }) => id))
  return [
    ...[...wasUp]
      .filter((id) => !isUp.has(id))
      .map((brokerId): ClusterChange => ({ kind: 'broker', brokerId, change: 'fenced' })),
    ...[...isUp]
      .filter((id) => !wasUp.has(id))
      .map((brokerId): ClusterChange => ({ kind: 'broker', brokerId, change: 'unfenced' })),
  ]
}

function comparePartition(topic: string, was: MapPartition, is: MapPartition): ClusterChange[] {
  const changes: ClusterChange[] = []
  const name = { topic, partition: is.partition }
  if (was.leaderId !== is.leaderId || (was.leaderEpoch !== is.leaderEpoch && isMoreThanIsr(was, is))) {
    const { leaderId: to, leaderEpoch } = is
    changes.push({ kind: 'leader', ...name, from: was.leaderId, to, leaderEpoch, afterMs: null })
  }
  if (!hasSame(was.inSync, is.inSync))
    changes.push({ kind: 'inSync', ...name, from: [...was.inSync], to: [...is.inSync] })
  if (!hasSame(was.replicas, is.replicas))
    changes.push({ kind: 'replicas', ...name, from: [...was.replicas], to: [...is.replicas] })
  return changes
}

/** Some versions raise the epoch when the in-sync set shrinks: that alone is no election. */
function isMoreThanIsr(was: MapPartition, is: MapPartition): boolean {
  return hasSame(was.inSync, is.inSync)
}

function hasSame(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((id) => right.includes(id))
}

/** The replica map as rows: one per partition, with what every broker is to it. */
import type { ClusterMap, MapPartition } from '#contract/cluster-map'

export type ReplicaRole = 'leader' | 'inSync' | 'outOfSync' | 'offline' | 'none'

export interface ReplicaCell {
  readonly role: ReplicaRole
  readonly isPreferred: boolean
  /** It is the leader as the cluster has it, and down. */
  readonly isLostLeader: boolean
}

export interface MapRow {
  readonly key: string
  readonly topic: string
  readonly isInternal: boolean
  readonly partition: number
  /** The first of its topic in what is shown. */
  readonly isFirst: boolean
  readonly cells: ReadonlyMap<number, ReplicaCell>
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly inSyncCount: number
  readonly replicaCount: number
  /** What is wrong with it; null when nothing is. */
  readonly problem: string | null
  readonly isLeaderless: boolean
  /** Led by another than the first of its replicas. */
  readonly isMoved: boolean
}

export interface MapFilter {
  /** Part of the topic's name. */
  readonly text: string
  readonly isOnlyProblems: boolean
  readonly hasInternal: boolean
}

const NO_REPLICA: ReplicaCell = { role: 'none', isPreferred: false, isLostLeader: false }

export function cellOf(row: MapRow, brokerId: number): ReplicaCell {
  return row.cells.get(brokerId) ?? NO_REPLICA
}

/** Rows by topic and partition, internal topics last. */
export function mapRows(map: ClusterMap, filter: MapFilter): readonly MapRow[] {
  const down = new Set(map.brokers.filter(({ isDown }) => isDown).map(({ id }) => id))
  const wanted = filter.text.trim().toLowerCase()
  const rows: MapRow[] = []
  const ordered = [...map.topics].sort((left, right) => Number(left.isInternal) - Number(right.isInternal))
  for (const topic of ordered) {
    if (topic.isInternal && !filter.hasInternal) continue
    if (wanted !== '' && !topic.name.toLowerCase().includes(wanted)) continue
    let isFirst = true
    for (const partition of topic.partitions) {
      const row = rowOf(topic, partition, { down, isFirst })
      if (filter.isOnlyProblems && row.problem === null) continue
      rows.push(row)
      isFirst = false
    }
  }
  return rows
}

function rowOf(
  topic: { readonly name: string; readonly isInternal: boolean },
  partition: MapPartition,
  context: { readonly down: ReadonlySet<number>; readonly isFirst: boolean },
): MapRow {
  const { down } = context
  const { leaderId, replicas } = partition
  const inSync = partition.inSync.filter((id) => !down.has(id))
  const isLeaderless = leaderId < 0 || down.has(leaderId)
  const [preferred] = replicas
  return {
    key: `${topic.name}/${partition.partition}`,
    topic: topic.name,
    isInternal: topic.isInternal,
    partition: partition.partition,
    isFirst: context.isFirst,
    cells: new Map(
      replicas.map((id) => [
        id,
        {
          role: down.has(id)
            ? 'offline'
            : id === leaderId
              ? 'leader'
              : inSync.includes(id)
                ? 'inSync'
                : 'outOfSync',
          isPreferred: id === preferred,
          isLostLeader: id === leaderId && down.has(id),
        },
      ]),
    ),
    leaderId,
    leaderEpoch: partition.leaderEpoch,
    inSyncCount: inSync.length,
    replicaCount: replicas.length,
    problem: isLeaderless
      ? 'No leader'
      : inSync.length < replicas.length
        ? `${replicas.length - inSync.length} of ${replicas.length} out of sync`
        : null,
    isLeaderless,
    isMoved: !isLeaderless && preferred !== undefined && leaderId !== preferred,
  }
}

export interface MapTotals {
  readonly partitionCount: number
  readonly leaderlessCount: number
  readonly outOfSyncCount: number
  readonly movedCount: number
}

export function mapTotals(rows: readonly MapRow[]): MapTotals {
  return {
    partitionCount: rows.length,
    leaderlessCount: rows.filter(({ isLeaderless }) => isLeaderless).length,
    outOfSyncCount: rows.filter(({ problem, isLeaderless }) => problem !== null && !isLeaderless).length,
    movedCount: rows.filter(({ isMoved }) => isMoved).length,
  }
}

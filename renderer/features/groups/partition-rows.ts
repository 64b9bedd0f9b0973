/** The partitions of a group as rows under their topics, in an order that does not depend on figures. */
import type { GroupDetail, GroupPartition } from '#contract/groups'
import { type NamedMember, namedMembers } from './group-words.ts'
import { unknownLagCount } from './lag-history.ts'

export interface TopicRow {
  readonly kind: 'topic'
  readonly topic: string
  readonly partitionCount: number
  readonly lagRecords: number | null
  /** Some partition's lag is not known, so it is at least so much. */
  readonly isPartial: boolean
  readonly unownedCount: number
  readonly isFolded: boolean
}

export interface PartitionRow {
  readonly kind: 'partition'
  readonly partition: GroupPartition
  /** Lag against the worst partition's, 0 to 1. */
  readonly ratio: number
  /** Nobody reads it although the group has members. */
  readonly isUnowned: boolean
  /** By name; several in a share group. */
  readonly owners: readonly Owner[]
}

export interface Owner {
  readonly name: string
  readonly memberId: string
  /** Gives the colour. */
  readonly index: number
}

export type Row = TopicRow | PartitionRow

export const rowKey = (row: Row): string =>
  row.kind === 'topic' ? `t/${row.topic}` : `p/${row.partition.topic}/${row.partition.partition}`

export interface RowsInput {
  readonly detail: GroupDetail
  readonly folded: ReadonlySet<string>
  /** Rows shown before: those that say the same are kept, so that they are not drawn again. */
  readonly previous: readonly Row[]
}

export function partitionRows({ detail, folded, previous }: RowsInput): readonly Row[] {
  const worst = Math.max(1, ...detail.partitions.map(({ lagRecords }) => lagRecords ?? 0))
  const hasMembers = detail.members.length > 0
  const known = new Map(previous.map((row) => [rowKey(row), row]))
  const members = namedMembers(detail.members)
  const rows: Row[] = []
  for (const [topic, partitions] of byTopic(detail.partitions)) {
    const lag = lagOf(partitions)
    rows.push({
      kind: 'topic',
      topic,
      partitionCount: partitions.length,
      lagRecords: lag,
      isPartial: unknownLagCount(partitions) > 0,
      unownedCount: hasMembers ? partitions.filter(({ memberIds }) => memberIds.length === 0).length : 0,
      isFolded: folded.has(topic),
    })
    if (folded.has(topic)) continue
    for (const partition of partitions) rows.push(partitionRow(partition, { worst, hasMembers, members }))
  }
  return rows.map((row) => {
    const before = known.get(rowKey(row))
    return before !== undefined && isSame(before, row) ? before : row
  })
}

function partitionRow(
  partition: GroupPartition,
  group: {
    readonly worst: number
    readonly hasMembers: boolean
    readonly members: ReadonlyMap<string, NamedMember>
  },
): PartitionRow {
  return {
    kind: 'partition',
    partition,
    ratio: (partition.lagRecords ?? 0) / group.worst,
    isUnowned: group.hasMembers && partition.memberIds.length === 0,
    owners: ownersOf(partition, group.members),
  }
}

/** Who reads a partition, in the order of the members. */
export function ownersOf(
  { memberIds }: Pick<GroupPartition, 'memberIds'>,
  members: ReadonlyMap<string, NamedMember>,
): Owner[] {
  return memberIds
    .map((memberId) => {
      const member = members.get(memberId)
      return { memberId, name: member?.name ?? memberId, index: member?.index ?? 0 }
    })
    .sort((left, right) => left.index - right.index)
}

/** Sum of the known lags; null when none is known. */
export function lagOf(partitions: readonly GroupPartition[]): number | null {
  const lags = partitions.flatMap(({ lagRecords }) => lagRecords ?? [])
  return lags.length === 0 ? null : lags.reduce((sum, lag) => sum + lag, 0)
}

/** Topics by name, partitions by number. */
function byTopic(partitions: readonly GroupPartition[]): Map<string, GroupPartition[]> {
  const sorted = [...partitions].sort(
    (left, right) =>
      (left.topic < right.topic ? -1 : left.topic > right.topic ? 1 : 0) || left.partition - right.partition,
  )
  const topics = new Map<string, GroupPartition[]>()
  for (const partition of sorted) {
    const list = topics.get(partition.topic)
    if (list === undefined) topics.set(partition.topic, [partition])
    else list.push(partition)
  }
  return topics
}

/** Over the values, lists and objects that a row is made of. */
function isSame(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (!isRecord(left) || !isRecord(right)) return false
  const keys = Object.keys(left)
  return keys.length === Object.keys(right).length && keys.every((key) => isSame(left[key], right[key]))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

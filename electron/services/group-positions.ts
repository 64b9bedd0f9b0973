/** Groups and where each is, whichever request its kind wants: what was committed, or where a share group starts. */
import type { CommittedOffset, GroupDescription, KafkaClient, KafkaError, ShareOffset } from '#broker'

export interface GroupPosition {
  readonly topic: string
  readonly partition: number
  /** What is committed, or the start of a share group; null where there is none. */
  readonly offset: number | null
  /** As the broker counts it in share groups: records after the start may be done with. Null in other groups. */
  readonly toldLag: number | null
  readonly metadata: string
  readonly error: KafkaError | null
}

export interface PlacedGroup {
  readonly group: GroupDescription
  /** What failed of the group, be it only its positions. */
  readonly error: KafkaError | null
  readonly positions: readonly GroupPosition[]
}

type Bounds = { readonly signal: AbortSignal; readonly timeoutMs?: number }

/** One entry per group, in the order asked. Of a group that cannot be described no positions are read. */
export async function readPlacedGroups(
  client: KafkaClient,
  groupIds: readonly string[],
  bounds: Bounds,
): Promise<PlacedGroup[]> {
  const groups = await client.admin.describeGroups(groupIds, bounds)
  const readable = groups.filter(({ error }) => error === null)
  const idsOf = (isShare: boolean) =>
    readable.filter(({ kind }) => (kind === 'share') === isShare).map(({ groupId }) => groupId)
  const [committed, shared] = await Promise.all([
    client.admin.listGroupOffsets(idsOf(false), bounds),
    client.admin.listShareGroupOffsets(idsOf(true), bounds),
  ])
  const placed = new Map<string, Pick<PlacedGroup, 'error' | 'positions'>>([
    ...committed.map((one) => [one.groupId, { ...one, positions: one.partitions.map(ofCommit) }] as const),
    ...shared.map((one) => [one.groupId, { ...one, positions: one.partitions.map(ofShare) }] as const),
  ])
  return groups.map((group) => {
    const { error = null, positions = [] } = placed.get(group.groupId) ?? {}
    return { group, error: group.error ?? error, positions }
  })
}

function ofCommit({ topic, partition, offset, metadata, error }: CommittedOffset): GroupPosition {
  return { topic, partition, offset: offset < 0 ? null : offset, toldLag: null, metadata, error }
}

function ofShare({ topic, partition, startOffset, lagRecords, error }: ShareOffset): GroupPosition {
  return { topic, partition, offset: startOffset, toldLag: lagRecords, metadata: '', error }
}

/** Records not read, or not done with; null when it is not known. `endOffset`: of the log. */
export function lagAt(
  group: Pick<GroupDescription, 'kind'>,
  { offset, toldLag }: Pick<GroupPosition, 'offset' | 'toldLag'>,
  endOffset: number | null,
): number | null {
  if (group.kind === 'share') return toldLag
  return offset === null || endOffset === null ? null : Math.max(0, endOffset - offset)
}

/** Sum of the lags that are known, null when there is none, and whether some are not. */
export function sumOfLags(lags: readonly (number | null)[]): {
  readonly lagRecords: number | null
  readonly isLagPartial: boolean
} {
  const known = lags.filter((lag) => lag !== null)
  return {
    lagRecords: known.length === 0 ? null : known.reduce((sum, lag) => sum + lag, 0),
    isLagPartial: known.length < lags.length,
  }
}

/** One group in full: members, what each owns, what was committed, and how far that is behind. */

import type { KafkaClient } from '#broker'
import type { Clock } from '#broker/base/clock'
import { AppError } from '#contract/errors'
import type { GroupDetail, GroupListing, GroupMember, GroupPartition } from '#contract/groups'
import { rowError } from '../cluster-access.ts'
import { readOffsets } from '../read-offsets.ts'

const LATEST = -1
const EARLIEST = -2

/** Longest wait for the coordinator of a group: it may be down, and then nobody else can tell. */
export const COORDINATOR_TIMEOUT_MS = 10_000

/** Kafka says `Dead` of a group that it does not know. */
const UNKNOWN_GROUP_STATE = 'Dead'

const KINDS: Readonly<Record<string, GroupListing['kind']>> = {
  classic: 'classic',
  consumer: 'consumer',
  share: 'share',
  streams: 'streams',
}

/** Kafka's group type, in any letter case; old brokers tell none, and then it is a classic group. */
export function kindOf(groupType: string): GroupListing['kind'] {
  return groupType === '' ? 'classic' : (KINDS[groupType.toLowerCase()] ?? 'unknown')
}

/** @throws AppError not-found; KafkaError. */
export async function readGroup(
  client: KafkaClient,
  groupId: string,
  context: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<GroupDetail> {
  const { signal } = context
  const bounds = { signal, timeoutMs: COORDINATOR_TIMEOUT_MS }
  const [[group], [offsets], listed] = await Promise.all([
    client.admin.describeGroups([groupId], bounds),
    client.admin.listGroupOffsets([groupId], bounds),
    client.admin.listGroups(bounds),
  ])
  if (group === undefined || offsets === undefined)
    throw new AppError('not-found', `Group ${groupId} is not there.`)
  if (group.error !== null) throw group.error
  if (offsets.error !== null) throw offsets.error
  if (group.state === UNKNOWN_GROUP_STATE && offsets.partitions.length === 0) {
    throw new AppError(
      'not-found',
      `Group ${groupId} is not there. It may have been deleted, or its offsets have expired.`,
    )
  }
  const owners = new Map<string, { topic: string; partition: number; memberId: string }>(
    group.members.flatMap(({ memberId, assignment }) =>
      assignment.flatMap(({ topic, partitions }) =>
        partitions.map((partition) => [`${topic}/${partition}`, { topic, partition, memberId }] as const),
      ),
    ),
  )
  const committed = new Map<string, (typeof offsets.partitions)[number]>(
    offsets.partitions.map((one) => [`${one.topic}/${one.partition}`, one]),
  )
  const wanted = [...new Set([...owners.keys(), ...committed.keys()])].map((key) => {
    const { topic, partition } = owners.get(key) ?? committed.get(key) ?? { topic: '', partition: 0 }
    return { key, topic, partition }
  })
  const at = (timestampMs: number) =>
    wanted.map(({ topic, partition }) => ({ topic, partition, timestampMs }))
  const [starts, ends] = await Promise.all([
    readOffsets(client, at(EARLIEST), signal),
    readOffsets(client, at(LATEST), signal),
  ])
  const partitions = wanted
    .map(({ key, topic, partition }, index): GroupPartition => {
      const commit = committed.get(key)
      const start = starts[index]
      const end = ends[index]
      const committedOffset = commit !== undefined && commit.offset >= 0 ? commit.offset : null
      const endOffset = end?.error === null ? end.offset : null
      return {
        topic,
        partition,
        committedOffset,
        startOffset: start?.error === null ? start.offset : null,
        endOffset,
        lagRecords:
          committedOffset === null || endOffset === null ? null : Math.max(0, endOffset - committedOffset),
        metadata: commit?.metadata ?? '',
        memberId: owners.get(key)?.memberId ?? null,
        error: rowError(commit?.error ?? end?.error ?? null),
      }
    })
    .sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1))
  return {
    groupId,
    state: group.state,
    kind: kindOf(listed.groups.find((one) => one.groupId === groupId)?.groupType ?? ''),
    protocolType: group.protocolType,
    protocolName: group.protocolName,
    coordinatorId: group.coordinatorId,
    epochs: group.epochs,
    members: group.members.map((member) => ({
      memberId: member.memberId,
      instanceId: member.instanceId,
      clientId: member.clientId,
      host: member.clientHost.replace(/^\//, ''),
      assignments: assignmentsOf(member.assignment),
      modern:
        member.modern === null
          ? null
          : {
              ...member.modern,
              target: assignmentsOf(member.modern.target),
              subscribedTopics: [...member.modern.subscribedTopics],
            },
    })),
    partitions,
    lagRecords: sumOfLags(partitions),
    sampledAtMs: context.clock.nowMs(),
  }
}

function assignmentsOf(
  assignment: readonly { readonly topic: string; readonly partitions: readonly number[] }[],
): GroupMember['assignments'] {
  return assignment.map(({ topic, partitions }) => ({ topic, partitions: [...partitions] }))
}

/** Sum of the known lags; null when there is none. */
export function sumOfLags(partitions: readonly { readonly lagRecords: number | null }[]): number | null {
  const known = partitions.flatMap(({ lagRecords }) => (lagRecords === null ? [] : [lagRecords]))
  return known.length === 0 ? null : known.reduce((sum, lag) => sum + lag, 0)
}

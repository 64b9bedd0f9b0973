/** One group in full: members, what each owns, what was committed, and how far that is behind. */

import type { GroupDescription, KafkaClient } from '#broker'
import type { Clock } from '#broker/base/clock'
import { AppError } from '#contract/errors'
import type { GroupDetail, GroupListing, GroupMember, GroupPartition } from '#contract/groups'
import { rowError } from '../cluster-access.ts'
import { lagAt, readPlacedGroups, sumOfLags } from '../group-positions.ts'
import { placeKey, readBounds } from '../read-offsets.ts'

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
  const [placed] = await readPlacedGroups(client, [groupId], { signal, timeoutMs: COORDINATOR_TIMEOUT_MS })
  if (placed === undefined) throw new AppError('not-found', `Group ${groupId} is not there.`)
  const { group, error, positions } = placed
  if (error !== null) throw error
  if (group.state === UNKNOWN_GROUP_STATE && positions.length === 0) {
    throw new AppError(
      'not-found',
      `Group ${groupId} is not there. It may have been deleted, or its offsets have expired.`,
    )
  }
  const owners = ownersOf(group.members)
  const known = new Map(positions.map((one) => [placeKey(one), one]))
  const wanted = [...new Set([...owners.keys(), ...known.keys()])].map((key) => {
    const { topic, partition } = owners.get(key) ?? known.get(key) ?? { topic: '', partition: 0 }
    return { key, topic, partition }
  })
  const bounds = await readBounds(client, wanted, signal)
  const partitions = wanted
    .map(({ key, topic, partition }, index): GroupPartition => {
      const position = known.get(key)
      const { start, end } = bounds[index] ?? {}
      const endOffset = end?.error === null ? end.offset : null
      return {
        topic,
        partition,
        committedOffset: position?.offset ?? null,
        startOffset: start?.error === null ? start.offset : null,
        endOffset,
        lagRecords: position === undefined ? null : lagAt(group, position, endOffset),
        metadata: position?.metadata ?? '',
        memberIds: owners.get(key)?.memberIds ?? [],
        error: rowError(position?.error ?? end?.error ?? null),
      }
    })
    .sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1))
  return {
    groupId,
    state: group.state,
    kind: group.kind,
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
    lagRecords: sumOfLags(partitions.map(({ lagRecords }) => lagRecords)).lagRecords,
    sampledAtMs: context.clock.nowMs(),
  }
}

/** Who has each partition: several members in a share group. */
function ownersOf(members: GroupDescription['members']) {
  const owners = new Map<string, { topic: string; partition: number; memberIds: string[] }>()
  for (const { memberId, assignment } of members) {
    for (const { topic, partitions } of assignment) {
      for (const partition of partitions) {
        const key = placeKey({ topic, partition })
        const owner = owners.get(key) ?? { topic, partition, memberIds: [] }
        owner.memberIds.push(memberId)
        owners.set(key, owner)
      }
    }
  }
  return owners
}

function assignmentsOf(
  assignment: readonly { readonly topic: string; readonly partitions: readonly number[] }[],
): GroupMember['assignments'] {
  return assignment.map(({ topic, partitions }) => ({ topic, partitions: [...partitions] }))
}

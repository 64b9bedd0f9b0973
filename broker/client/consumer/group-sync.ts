/** The second half of joining: the leader shares out, and every member learns what it got. */
import {
  decodeConsumerAssignment,
  decodeConsumerSubscription,
  encodeConsumerAssignment,
} from '../../wire/consumer-protocol.ts'
import type { JoinGroupResponse } from '../../wire/generated/join-group.ts'
import { syncGroup } from '../../wire/generated/sync-group.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { Assignment, GroupMember } from '../assignors/assignor.ts'
import { ASSIGNORS } from '../assignors/index.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import { throwIfError } from '../failures.ts'
import type { CommittingMember } from './commit-offsets.ts'

/** Version of the assignment: all clients read this one. */
const ASSIGNMENT_VERSION = 0

/** Who syncs, and where. */
export interface SyncInput {
  readonly groupId: string
  readonly member: CommittingMember
  readonly joined: JoinGroupResponse
  readonly broker: number
  readonly lane: string
  readonly waitMs: number
  readonly scope: CallScope
}

/** Sends the shares, if this member leads, and collects its own. `sharedCounts` is null for the others. */
export async function syncMember(
  core: ClientCore,
  input: SyncInput,
): Promise<{ readonly assignment: Assignment; readonly sharedCounts: ReadonlyMap<string, number> | null }> {
  const { joined, member, scope } = input
  const isLeader = joined.leader === member.memberId && !joined.skipAssignment
  const shares = isLeader ? await shareOut(core, joined, scope) : null
  const response = await core.request(
    syncGroup,
    () => ({
      groupId: input.groupId,
      ...member,
      protocolType: joined.protocolType,
      protocolName: joined.protocolName,
      assignments: shares?.assignments ?? [],
    }),
    { broker: input.broker, scope, lane: input.lane, waitMs: input.waitMs },
  )
  throwIfError(response.errorCode)
  return { assignment: decodeAssignment(response.assignment), sharedCounts: shares?.counts ?? null }
}

async function shareOut(
  core: ClientCore,
  joined: JoinGroupResponse,
  scope: CallScope,
): Promise<{
  readonly assignments: readonly { readonly memberId: string; readonly assignment: Buffer }[]
  readonly counts: ReadonlyMap<string, number>
}> {
  const assignor = Object.values(ASSIGNORS).find(({ name }) => name === joined.protocolName)
  if (assignor === undefined) {
    throw new KafkaError(
      'INCONSISTENT_GROUP_PROTOCOL',
      `The group chose "${joined.protocolName}", which is unknown`,
    )
  }
  const members: GroupMember[] = joined.members.map(({ memberId, groupInstanceId, metadata }) => ({
    memberId,
    groupInstanceId,
    topics: decodeConsumerSubscription(metadata).topics,
  }))
  const topics = [...new Set(members.flatMap((member) => member.topics))]
  const answer = await core.metadata({ topics, fresh: true }, scope)
  const counts = new Map(topics.map((name) => [name, answer.topics.get(name)?.partitions.length ?? 0]))
  const assignments = assignor.assign(members, counts)
  return {
    counts,
    assignments: members.map(({ memberId }) => ({
      memberId,
      assignment: encodeConsumerAssignment(
        {
          assignedPartitions: [...(assignments.get(memberId) ?? [])].map(([topic, partitions]) => ({
            topic,
            partitions,
          })),
        },
        ASSIGNMENT_VERSION,
      ),
    })),
  }
}

/** An empty assignment may come as no bytes at all. */
function decodeAssignment(bytes: Buffer): Assignment {
  if (bytes.length === 0) return new Map()
  return new Map(
    decodeConsumerAssignment(bytes).assignedPartitions.map(({ topic, partitions }) => [topic, partitions]),
  )
}

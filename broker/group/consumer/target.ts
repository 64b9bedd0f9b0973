/** The target assignment of a consumer group: what an assignor makes of its members. Pure. */
import type { ClusterImage } from '../../controller/image/cluster-image.ts'
import { type Assignment, isSameAssignment, NO_PARTITIONS, toTopicPartitions } from '../modern/assignment.ts'
import type { AssignedMember, Assignor } from '../modern/assignors/assignor.ts'
import { assignRanges } from '../modern/assignors/range.ts'
import { assignUniformly } from '../modern/assignors/uniform.ts'
import { topicIdsOf } from '../modern/topics.ts'
import { type ResolvedRegex, topicsOf } from './consumer-group.ts'
import type { ConsumerRecord } from './consumer-records.ts'
import type { ConsumerMember } from './member.ts'

/** The assignors there are, by name. */
export const ASSIGNORS: ReadonlyMap<string, Assignor> = new Map([
  ['uniform', assignUniformly],
  ['range', assignRanges],
])

export interface TargetInput {
  readonly groupId: string
  readonly groupEpoch: number
  readonly members: ReadonlyMap<string, ConsumerMember>
  /** What each member was to hold; members without an entry have had no record. */
  readonly last: ReadonlyMap<string, Assignment>
  readonly regexes: ReadonlyMap<string, ResolvedRegex>
  readonly image: ClusterImage
  /** A name of `ASSIGNORS`. */
  readonly assignor: string
}

export interface Target {
  readonly assignments: ReadonlyMap<string, Assignment>
  /** What changes, and the epoch. */
  readonly records: readonly ConsumerRecord[]
}

/** Makes the target of a group epoch. */
export function decideTarget(input: TargetInput): Target {
  const { groupId, last, image } = input
  const assign = ASSIGNORS.get(input.assignor) ?? assignUniformly
  const assignments = assign({
    members: new Map([...input.members].map(([memberId, member]) => [memberId, specOf(member, input)])),
    partitionCount: (topicId) => image.topics.getById(topicId)?.partitions.length ?? 0,
  })
  const records: ConsumerRecord[] = []
  for (const [memberId, assignment] of assignments) {
    const before = last.get(memberId)
    if (before !== undefined && isSameAssignment(before, assignment)) continue
    records.push(targetRecord(groupId, memberId, assignment))
  }
  records.push({
    type: 'consumerTarget',
    key: { groupId },
    value: { assignmentEpoch: input.groupEpoch },
  })
  return { assignments, records }
}

/** The record of what a member is to hold. */
export function targetRecord(groupId: string, memberId: string, assignment: Assignment): ConsumerRecord {
  return {
    type: 'consumerMemberTarget',
    key: { groupId, memberId },
    value: { topicPartitions: toTopicPartitions(assignment) },
  }
}

/** The assignor most members ask for, or null when none does. */
export function preferredAssignor(members: Iterable<ConsumerMember>): string | null {
  const votes = new Map<string, number>()
  for (const { serverAssignor } of members) {
    if (serverAssignor !== null) votes.set(serverAssignor, (votes.get(serverAssignor) ?? 0) + 1)
  }
  let preferred: string | null = null
  for (const [name, count] of votes) {
    if (preferred === null || count > (votes.get(preferred) ?? 0)) preferred = name
  }
  return preferred
}

function specOf(member: ConsumerMember, { regexes, last, image }: TargetInput): AssignedMember {
  return {
    instanceId: member.instanceId,
    topicIds: topicIdsOf(topicsOf(member, regexes), image),
    last: last.get(member.memberId) ?? NO_PARTITIONS,
  }
}

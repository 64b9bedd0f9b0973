/**
 * A change of one member, carried through: group epoch, target assignment and the member's own
 * assignment. Heartbeats of the consumer protocol and JoinGroups of the classic one both end here. Pure:
 * reads the group, returns records.
 */
import type { ClusterImage } from '../../controller/image/cluster-image.ts'
import { type Assignment, NO_PARTITIONS } from '../modern/assignment.ts'
import { hashOfTopics, topicIdsOf } from '../modern/topics.ts'
import { type ConsumerGroup, subscribersOf, topicsOf } from './consumer-group.ts'
import type { ConsumerRecord } from './consumer-records.ts'
import { memberRemovalRecords } from './group-records.ts'
import { type ConsumerMember, currentRecord, holdsSame, metadataRecord } from './member.ts'
import { isReconciledTo, reconcile } from './reconcile.ts'
import { decideTarget, preferredAssignor, targetRecord } from './target.ts'

export interface MemberChange {
  /** With another id than the group knows when a static member is replaced. */
  readonly after: ConsumerMember
  /** The topics it names, or the resolved expression it subscribes with, are others. */
  readonly bumpsEpoch: boolean
  readonly hasSubscriptionChanged: boolean
  readonly owned: Assignment | null
}

export interface ChangeContext {
  readonly image: ClusterImage
  /** Looks at the topics even when nothing else asks for it. */
  readonly mustCheckTopics: boolean
  /** The assignor for members that do not ask for one. */
  readonly defaultAssignor: string
}

export interface DecidedChange {
  readonly member: ConsumerMember
  readonly records: readonly ConsumerRecord[]
}

/** Steps 2 and 3 of a heartbeat: a target for the group if need be, and the member's step towards it. */
export function decideChange(
  group: ConsumerGroup,
  change: MemberChange,
  context: ChangeContext,
): DecidedChange {
  const { after } = change
  const records: ConsumerRecord[] = []
  const topics = () =>
    // Most heartbeats change nothing: what the group remembers will do.
    change.hasSubscriptionChanged || !group.members.has(after.memberId)
      ? subscribersOf(membersAfter(group, after).values(), group.regexes).keys()
      : group.subscribers.keys()
  const epoch = decideEpoch(group, topics, { ...context, bumpsEpoch: change.bumpsEpoch })
  records.push(...epoch.records)
  let { targetEpoch } = group
  let target = targetOf(group, after)
  if (epoch.groupEpoch > group.targetEpoch) {
    const members = membersAfter(group, after)
    const decided = decideTarget({
      groupId: group.groupId,
      groupEpoch: epoch.groupEpoch,
      members,
      last:
        replacedBy(group, after) === null
          ? group.targets
          : new Map(group.targets).set(after.memberId, target),
      regexes: group.regexes,
      image: context.image,
      assignor: preferredAssignor(members.values()) ?? context.defaultAssignor,
    })
    records.push(...decided.records)
    target = decided.assignments.get(after.memberId) ?? NO_PARTITIONS
    targetEpoch = epoch.groupEpoch
  }
  const member = decideReconciliation(group, change, { target, targetEpoch, image: context.image })
  if (!holdsSame(member, after)) records.push(currentRecord(group.groupId, member))
  return { member, records }
}

/** The group epoch with these topics: one more when something changed. */
export function decideEpoch(
  group: ConsumerGroup,
  topics: () => Iterable<string>,
  context: {
    readonly image: ClusterImage
    readonly mustCheckTopics: boolean
    readonly bumpsEpoch: boolean
  },
): { readonly groupEpoch: number; readonly records: readonly ConsumerRecord[] } {
  const { groupId, groupEpoch } = group
  if (!context.bumpsEpoch && !context.mustCheckTopics) return { groupEpoch, records: [] }
  const metadataHash = hashOfTopics(topics(), context.image)
  if (!context.bumpsEpoch && metadataHash === group.metadataHash) return { groupEpoch, records: [] }
  const records: ConsumerRecord[] = [
    { type: 'consumerGroup', key: { groupId }, value: { epoch: groupEpoch + 1, metadataHash } },
  ]
  // Since 4.1 the hash says it all.
  if (group.hasTopicsRecord) records.push({ type: 'consumerTopics', key: { groupId }, value: null })
  return { groupEpoch: groupEpoch + 1, records }
}

/** Puts a member under a new id in the place of a static one. */
export function replacementRecords(
  group: ConsumerGroup,
  old: ConsumerMember,
  replacement: ConsumerMember,
): ConsumerRecord[] {
  const { groupId } = group
  const target = targetRecord(groupId, replacement.memberId, group.target(old.memberId))
  return [
    ...memberRemovalRecords(groupId, old.memberId),
    metadataRecord(groupId, replacement),
    target,
    currentRecord(groupId, replacement),
  ]
}

function decideReconciliation(
  group: ConsumerGroup,
  { after, hasSubscriptionChanged, owned }: MemberChange,
  to: { readonly target: Assignment; readonly targetEpoch: number; readonly image: ClusterImage },
): ConsumerMember {
  if (!hasSubscriptionChanged && isReconciledTo(after, to.targetEpoch)) return after
  return reconcile(after, {
    target: to.target,
    targetEpoch: to.targetEpoch,
    ownerOf: (topicId, partition) => group.ownerOf(topicId, partition),
    topicIds: topicIdsOf(topicsOf(after, group.regexes), to.image),
    hasSubscriptionChanged,
    owned,
  })
}

/** The members with one put in, and the one that had its static id taken out. */
function membersAfter(group: ConsumerGroup, after: ConsumerMember): ReadonlyMap<string, ConsumerMember> {
  const members = new Map(group.members)
  const replacedId = replacedBy(group, after)
  if (replacedId !== null) members.delete(replacedId)
  return members.set(after.memberId, after)
}

function targetOf(group: ConsumerGroup, member: ConsumerMember): Assignment {
  return group.target(replacedBy(group, member) ?? member.memberId)
}

function replacedBy(group: ConsumerGroup, { memberId, instanceId }: ConsumerMember): string | null {
  const holder = instanceId === null ? undefined : group.staticMembers.get(instanceId)
  return holder === undefined || holder === memberId ? null : holder
}

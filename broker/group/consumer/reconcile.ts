/**
 * How a member gets from what it holds to what it is to hold: first it gives up, then it is given, and
 * a partition is given only when nobody holds it. Decides one step; pure.
 * Source: KIP-848, Kafka's CurrentAssignmentBuilder.
 */
import { assert, assertNever } from '../../base/assert.ts'
import type { Uuid } from '../../wire/reader.ts'
import {
  type Assignment,
  common,
  filterPartitions,
  hasPartition,
  minus,
  NO_PARTITIONS,
  union,
} from '../modern/assignment.ts'
import type { ConsumerMember, MemberState } from './member.ts'

export interface ReconcileInput {
  readonly target: Assignment
  readonly targetEpoch: number
  /** Who holds a partition, or has not given it up yet. */
  readonly ownerOf: (topicId: Uuid, partition: number) => string | undefined
  /** Topics the member subscribes to that exist. */
  readonly topicIds: ReadonlySet<Uuid>
  readonly hasSubscriptionChanged: boolean
  /** What the member says it has; null when it did not say. */
  readonly owned: Assignment | null
}

/** True when the member has been told all there is to tell. */
export function isReconciledTo(member: ConsumerMember, targetEpoch: number): boolean {
  return member.state === 'stable' && member.memberEpoch === targetEpoch
}

/** The member after its next step, or as it is when it cannot take one. */
export function reconcile(member: ConsumerMember, input: ReconcileInput): ConsumerMember {
  const { state } = member
  switch (state) {
    case 'stable':
      if (member.memberEpoch !== input.targetEpoch) return nextStep(member, input)
      return input.hasSubscriptionChanged ? withoutUnsubscribed(member, input) : member
    case 'unrevoked':
      if (!stillOwns(input.owned, member.pendingRevocation)) return nextStep(member, input)
      return input.hasSubscriptionChanged ? withoutUnsubscribed(member, input) : member
    case 'unreleased':
      return nextStep(member, input)
    default:
      return assertNever(state)
  }
}

function nextStep(member: ConsumerMember, input: ReconcileInput): ConsumerMember {
  const { targetEpoch, topicIds, ownerOf } = input
  const target = filterPartitions(input.target, (topicId) => topicIds.has(topicId))
  const kept = common(member.assigned, target)
  const revoked = minus(member.assigned, kept)
  if (stillOwns(input.owned, revoked)) {
    return stepped(member, { state: 'unrevoked', epoch: member.memberEpoch, assigned: kept, revoked })
  }
  const wanted = minus(target, kept)
  // What the member itself has just given up is free for it.
  const free = filterPartitions(wanted, (topicId, partition) => {
    const owner = ownerOf(topicId, partition)
    return owner === undefined || hasPartition(member.pendingRevocation, topicId, partition)
  })
  const isComplete = minus(wanted, free).size === 0
  return stepped(member, {
    state: isComplete ? 'stable' : 'unreleased',
    epoch: targetEpoch,
    assigned: union(kept, free),
    revoked: NO_PARTITIONS,
  })
}

/** Topics the member no longer wants are taken from it at once, whatever the target says. */
function withoutUnsubscribed(member: ConsumerMember, input: ReconcileInput): ConsumerMember {
  const kept = filterPartitions(member.assigned, (topicId) => input.topicIds.has(topicId))
  const dropped = minus(member.assigned, kept)
  if (dropped.size === 0) return member
  const revoked = union(member.pendingRevocation, dropped)
  const isOwned = stillOwns(input.owned, revoked)
  return stepped(member, {
    state: isOwned ? 'unrevoked' : member.state,
    epoch: member.memberEpoch,
    assigned: kept,
    revoked: isOwned ? revoked : member.pendingRevocation,
  })
}

function stepped(
  member: ConsumerMember,
  to: {
    readonly state: MemberState
    readonly epoch: number
    readonly assigned: Assignment
    readonly revoked: Assignment
  },
): ConsumerMember {
  assert(common(to.assigned, to.revoked).size === 0, 'what is to be given up is not assigned')
  return {
    ...member,
    state: to.state,
    memberEpoch: to.epoch,
    previousMemberEpoch: member.memberEpoch,
    assigned: to.assigned,
    pendingRevocation: to.revoked,
  }
}

/** A member that does not say what it has is taken to have it all. */
function stillOwns(owned: Assignment | null, revoked: Assignment): boolean {
  if (revoked.size === 0) return false
  return owned === null || common(owned, revoked).size > 0
}

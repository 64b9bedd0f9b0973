/** A member of a consumer group, as stored: what it told of itself, and what it holds. */
import type { ConsumerGroupCurrentMemberAssignmentValue } from '../../wire/generated/consumer-group-current-member-assignment-value.ts'
import type { ConsumerGroupMemberMetadataValue } from '../../wire/generated/consumer-group-member-metadata-value.ts'
import {
  type Assignment,
  assignmentOf,
  isSameAssignment,
  NO_PARTITIONS,
  toTopicPartitions,
  union,
} from '../modern/assignment.ts'
import { JOIN_EPOCH, LEAVE_EPOCH } from '../modern/membership.ts'
import type { ConsumerRecord } from './consumer-records.ts'

/** Epoch of a static member that leaves for a while. */
export const STATIC_LEAVE_EPOCH = -2

/** What keeps a member from its target: nothing, partitions to give up, or partitions that others still hold. */
export type MemberState = 'stable' | 'unrevoked' | 'unreleased'

const STATE_IDS: Readonly<Record<MemberState, number>> = { stable: 0, unrevoked: 1, unreleased: 2 }

/** What a classic member offered when it joined. */
export interface ClassicMemberMetadata {
  readonly sessionTimeoutMs: number
  readonly supportedProtocols: readonly { readonly name: string; readonly metadata: Buffer }[]
}

/** Replaced as a whole, never changed in place. */
export interface ConsumerMember {
  readonly memberId: string
  readonly instanceId: string | null
  readonly rackId: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly subscribedTopicNames: readonly string[]
  /** Null for none. */
  readonly subscribedTopicRegex: string | null
  readonly rebalanceTimeoutMs: number
  readonly serverAssignor: string | null
  /** Null unless it speaks the classic protocol. */
  readonly classic: ClassicMemberMetadata | null
  readonly memberEpoch: number
  readonly previousMemberEpoch: number
  readonly state: MemberState
  readonly assigned: Assignment
  /** What it has to give up before it goes on. */
  readonly pendingRevocation: Assignment
}

/** A member nothing is known of. */
export function emptyMember(memberId: string): ConsumerMember {
  return {
    memberId,
    instanceId: null,
    rackId: null,
    clientId: '',
    clientHost: '',
    subscribedTopicNames: [],
    subscribedTopicRegex: null,
    rebalanceTimeoutMs: -1,
    serverAssignor: null,
    classic: null,
    memberEpoch: JOIN_EPOCH,
    previousMemberEpoch: JOIN_EPOCH,
    state: 'stable',
    assigned: NO_PARTITIONS,
    pendingRevocation: NO_PARTITIONS,
  }
}

/** The member after a record of what it told. */
export function withMetadata(
  member: ConsumerMember,
  value: ConsumerGroupMemberMetadataValue,
): ConsumerMember {
  return {
    ...member,
    instanceId: value.instanceId,
    rackId: value.rackId,
    clientId: value.clientId,
    clientHost: value.clientHost,
    subscribedTopicNames: value.subscribedTopicNames,
    // Kafka stores no expression as an empty one.
    subscribedTopicRegex: value.subscribedTopicRegex === '' ? null : value.subscribedTopicRegex,
    rebalanceTimeoutMs: value.rebalanceTimeoutMs,
    serverAssignor: value.serverAssignor,
    classic: value.classicMemberMetadata,
  }
}

/** The member after a record of what it holds; null: it holds nothing and has left. */
export function withCurrent(
  member: ConsumerMember,
  value: ConsumerGroupCurrentMemberAssignmentValue | null,
): ConsumerMember {
  if (value === null) {
    return {
      ...member,
      memberEpoch: LEAVE_EPOCH,
      previousMemberEpoch: LEAVE_EPOCH,
      state: 'stable',
      assigned: NO_PARTITIONS,
      pendingRevocation: NO_PARTITIONS,
    }
  }
  return {
    ...member,
    memberEpoch: value.memberEpoch,
    previousMemberEpoch: value.previousMemberEpoch,
    state: stateOf(value.state),
    assigned: assignmentOf(value.assignedPartitions),
    pendingRevocation: assignmentOf(value.partitionsPendingRevocation),
  }
}

/** The record of what a member told. */
export function metadataRecord(groupId: string, member: ConsumerMember): ConsumerRecord {
  return {
    type: 'consumerMember',
    key: { groupId, memberId: member.memberId },
    value: {
      instanceId: member.instanceId,
      rackId: member.rackId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      subscribedTopicNames: [...member.subscribedTopicNames].sort(),
      subscribedTopicRegex: member.subscribedTopicRegex ?? '',
      rebalanceTimeoutMs: member.rebalanceTimeoutMs,
      serverAssignor: member.serverAssignor,
      classicMemberMetadata: member.classic,
    },
  }
}

/** The record of what a member holds. */
export function currentRecord(groupId: string, member: ConsumerMember): ConsumerRecord {
  return {
    type: 'consumerMemberCurrent',
    key: { groupId, memberId: member.memberId },
    value: {
      memberEpoch: member.memberEpoch,
      previousMemberEpoch: member.previousMemberEpoch,
      state: STATE_IDS[member.state],
      assignedPartitions: toTopicPartitions(member.assigned),
      partitionsPendingRevocation: toTopicPartitions(member.pendingRevocation),
    },
  }
}

/** All partitions nobody else may be given: what it reads, and what it has not given up yet. */
export function heldBy(member: ConsumerMember): Assignment {
  return union(member.assigned, member.pendingRevocation)
}

function stateOf(id: number): MemberState {
  if (id === STATE_IDS.unrevoked) return 'unrevoked'
  return id === STATE_IDS.unreleased ? 'unreleased' : 'stable'
}

/** Bytes of what a member told, roughly: its topics, its expression, its classic protocols. */
export function metadataBytesOf(member: ConsumerMember): number {
  let sum = member.subscribedTopicRegex?.length ?? 0
  for (const name of member.subscribedTopicNames) sum += name.length
  for (const { name, metadata } of member.classic?.supportedProtocols ?? [])
    sum += name.length + metadata.length
  return sum
}

/** True when both are in the same epoch and state and hold the same. */
export function holdsSame(left: ConsumerMember, right: ConsumerMember): boolean {
  return (
    left === right ||
    (left.memberEpoch === right.memberEpoch &&
      left.previousMemberEpoch === right.previousMemberEpoch &&
      left.state === right.state &&
      isSameAssignment(left.assigned, right.assigned) &&
      isSameAssignment(left.pendingRevocation, right.pendingRevocation))
  )
}

/** True when both told the same of themselves. */
export function toldSame(left: ConsumerMember, right: ConsumerMember): boolean {
  return (
    left.instanceId === right.instanceId &&
    left.rackId === right.rackId &&
    left.clientId === right.clientId &&
    left.clientHost === right.clientHost &&
    left.subscribedTopicRegex === right.subscribedTopicRegex &&
    left.rebalanceTimeoutMs === right.rebalanceTimeoutMs &&
    left.serverAssignor === right.serverAssignor &&
    namesSameTopics(left, right) &&
    isSameClassic(left.classic, right.classic)
  )
}

/** True when both name the same topics, in whatever order. */
export function namesSameTopics(left: ConsumerMember, right: ConsumerMember): boolean {
  if (left.subscribedTopicNames === right.subscribedTopicNames) return true
  const names = new Set(left.subscribedTopicNames)
  const others = new Set(right.subscribedTopicNames)
  return names.size === others.size && [...names].every((name) => others.has(name))
}

function isSameClassic(left: ClassicMemberMetadata | null, right: ClassicMemberMetadata | null): boolean {
  if (left === null || right === null) return left === right
  return (
    left.sessionTimeoutMs === right.sessionTimeoutMs &&
    left.supportedProtocols.length === right.supportedProtocols.length &&
    left.supportedProtocols.every(({ name, metadata }, index) => {
      const other = right.supportedProtocols[index]
      return other !== undefined && other.name === name && other.metadata.equals(metadata)
    })
  )
}

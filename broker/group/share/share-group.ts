/**
 * A share group as its records tell it: members, what each is to read and reads, and which partitions have a
 * state at their share coordinator. `replay` alone changes it.
 */
import type { Uuid } from '../../wire/reader.ts'
import { type Assignment, assignmentOf, NO_PARTITIONS } from '../modern/assignment.ts'
import { JOIN_EPOCH } from '../modern/membership.ts'
import type { ShareRecord } from './share-records.ts'

/** Replaced as a whole, never changed in place. */
export interface ShareMember {
  readonly memberId: string
  readonly rackId: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly subscribedTopicNames: readonly string[]
  readonly memberEpoch: number
  /** For a member that was not told of its last epoch. */
  readonly previousMemberEpoch: number
  readonly assigned: Assignment
}

/** Partitions of one topic with a state, or about to have one. */
export interface StateTopic {
  readonly topicId: Uuid
  readonly topicName: string
  readonly partitions: readonly number[]
}

/** Which partitions have a state at their share coordinator. */
export interface StatePartitions {
  readonly initializing: readonly StateTopic[]
  readonly initialized: readonly StateTopic[]
  readonly deleting: readonly { readonly topicId: Uuid; readonly topicName: string }[]
}

const NO_STATES: StatePartitions = { initializing: [], initialized: [], deleting: [] }

export class ShareGroup {
  readonly groupId: string
  readonly #members = new Map<string, ShareMember>()
  readonly #targets = new Map<string, Assignment>()
  #groupEpoch = 0
  #metadataHash = 0
  #assignmentEpoch = 0
  #states = NO_STATES
  /** Derived from the rest; null where that has changed since. */
  #subscribedTopicNames: ReadonlySet<string> | null = null
  #given: Assignment | null = null
  #initialized: Assignment | null = null

  constructor(groupId: string) {
    this.groupId = groupId
  }

  get members(): ReadonlyMap<string, ShareMember> {
    return this.#members
  }

  get groupEpoch(): number {
    return this.#groupEpoch
  }

  get metadataHash(): number {
    return this.#metadataHash
  }

  /** The group epoch the targets were made for. */
  get assignmentEpoch(): number {
    return this.#assignmentEpoch
  }

  /** As ShareGroupDescribe spells it. */
  get state(): 'Empty' | 'Stable' {
    return this.#members.size === 0 ? 'Empty' : 'Stable'
  }

  get states(): StatePartitions {
    return this.#states
  }

  /** Partitions that members may be given. */
  get initialized(): Assignment {
    this.#initialized ??= assignmentOf(this.#states.initialized)
    return this.#initialized
  }

  /** Partitions that some member is to read. */
  get given(): Assignment {
    this.#given ??= allOf(this.#targets.values())
    return this.#given
  }

  /** What a member is to read. */
  target(memberId: string): Assignment {
    return this.#targets.get(memberId) ?? NO_PARTITIONS
  }

  get targets(): ReadonlyMap<string, Assignment> {
    return this.#targets
  }

  /** Topics that some member subscribes to. */
  get subscribedTopicNames(): ReadonlySet<string> {
    this.#subscribedTopicNames ??= namesOf(this.#members.values())
    return this.#subscribedTopicNames
  }

  /** A group of its own with the same state: what a decision is tried out on. */
  copy(): ShareGroup {
    const copy = new ShareGroup(this.groupId)
    for (const [memberId, member] of this.#members) copy.#members.set(memberId, member)
    for (const [memberId, target] of this.#targets) copy.#targets.set(memberId, target)
    copy.#groupEpoch = this.#groupEpoch
    copy.#metadataHash = this.#metadataHash
    copy.#assignmentEpoch = this.#assignmentEpoch
    copy.#states = this.#states
    copy.#subscribedTopicNames = this.#subscribedTopicNames
    copy.#given = this.#given
    copy.#initialized = this.#initialized
    return copy
  }

  /** Applies one record of this group. The record that takes the group away is not its business. */
  replay(record: ShareRecord): void {
    switch (record.type) {
      case 'shareGroup':
        this.#groupEpoch = record.value?.epoch ?? 0
        this.#metadataHash = record.value?.metadataHash ?? 0
        return
      case 'shareMember':
        this.#replayMember(record)
        return
      case 'shareTarget':
        this.#assignmentEpoch = record.value?.assignmentEpoch ?? 0
        return
      case 'shareMemberTarget': {
        const { memberId } = record.key
        if (record.value === null) this.#targets.delete(memberId)
        else this.#targets.set(memberId, assignmentOf(record.value.topicPartitions))
        this.#given = null
        return
      }
      case 'shareMemberCurrent':
        this.#replayCurrent(record)
        return
      case 'shareStates':
        this.#states =
          record.value === null
            ? NO_STATES
            : {
                initializing: record.value.initializingTopics,
                initialized: record.value.initializedTopics,
                deleting: record.value.deletingTopics,
              }
        this.#initialized = null
    }
  }

  #replayMember({ key, value }: Extract<ShareRecord, { type: 'shareMember' }>): void {
    this.#subscribedTopicNames = null
    if (value === null) {
      this.#members.delete(key.memberId)
      return
    }
    const { memberEpoch, previousMemberEpoch, assigned } =
      this.#members.get(key.memberId) ?? emptyMember(key.memberId)
    const { rackId, clientId, clientHost, subscribedTopicNames } = value
    this.#members.set(key.memberId, {
      memberId: key.memberId,
      rackId,
      clientId,
      clientHost,
      subscribedTopicNames,
      memberEpoch,
      previousMemberEpoch,
      assigned,
    })
  }

  #replayCurrent({ key, value }: Extract<ShareRecord, { type: 'shareMemberCurrent' }>): void {
    const known = this.#members.get(key.memberId)
    // The tombstone of a member comes with that of its metadata, in whichever order compaction left them.
    if (value === null && known === undefined) return
    const member = known ?? emptyMember(key.memberId)
    this.#members.set(key.memberId, {
      ...member,
      memberEpoch: value?.memberEpoch ?? JOIN_EPOCH,
      previousMemberEpoch: value?.previousMemberEpoch ?? JOIN_EPOCH,
      assigned: value === null ? NO_PARTITIONS : assignmentOf(value.assignedPartitions),
    })
  }
}

/** A member nothing is known of. */
export function emptyMember(memberId: string): ShareMember {
  return {
    memberId,
    rackId: null,
    clientId: '',
    clientHost: '',
    subscribedTopicNames: [],
    memberEpoch: JOIN_EPOCH,
    previousMemberEpoch: JOIN_EPOCH,
    assigned: NO_PARTITIONS,
  }
}

function namesOf(members: Iterable<ShareMember>): Set<string> {
  const names = new Set<string>()
  for (const { subscribedTopicNames } of members) for (const name of subscribedTopicNames) names.add(name)
  return names
}

function allOf(assignments: Iterable<Assignment>): Assignment {
  const all = new Map<Uuid, Set<number>>()
  for (const assignment of assignments) {
    for (const [topicId, partitions] of assignment) {
      const known = all.get(topicId) ?? new Set<number>()
      for (const partition of partitions) known.add(partition)
      all.set(topicId, known)
    }
  }
  return all
}

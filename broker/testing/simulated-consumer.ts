/**
 * Consumers that keep to the protocol, slowly: they are told, they give up, they take, each with its next
 * request. One kind speaks the consumer protocol, one the classic one with everything given up before each
 * JoinGroup, and an assignor of its own should it lead. What a consumer `owns` is what it would read now.
 */
import type { SeededRandom } from '../base/random.ts'
import { type ClusterImage } from '../controller/image/cluster-image.ts'
import {
  decodeConsumerAssignment,
  decodeConsumerSubscription,
  encodeConsumerAssignment,
} from '../wire/consumer-protocol.ts'
import type {
  ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatResponseInput,
} from '../wire/generated/consumer-group-heartbeat.ts'
import type { JoinGroupResponseInput } from '../wire/generated/join-group.ts'
import type { SyncGroupResponseInput } from '../wire/generated/sync-group.ts'
import { errorOf, type GroupFixture, subscriptionOf, type Tracked } from './group-fixture.ts'

/** `topic:partition` of everything in an assignment. */
export type Owned = ReadonlySet<string>

export interface SimulatedConsumer {
  readonly name: string
  readonly owned: Owned
  readonly subscription: { readonly topics: readonly string[]; readonly regex: string | null }
  /** Sends its next request, or goes on waiting. */
  act(fixture: GroupFixture): void
  /** Takes in what has been answered. */
  collect(): void
  /** Leaves the group, and owns nothing from then on. */
  leave(fixture: GroupFixture): void
}

const NOTHING: Owned = new Set()

/** Speaks the consumer protocol. */
export class ConsumerProtocolClient implements SimulatedConsumer {
  readonly name: string
  readonly subscription: SimulatedConsumer['subscription']
  readonly #random: SeededRandom
  #epoch = 0
  #owned: Owned = NOTHING
  /** What it was told and has not acted on. */
  #told: NonNullable<ConsumerGroupHeartbeatResponseInput['assignment']> | null = null
  #answer: Tracked<ConsumerGroupHeartbeatResponseInput> | null = null

  constructor(name: string, subscription: SimulatedConsumer['subscription'], random: SeededRandom) {
    this.name = name
    this.subscription = subscription
    this.#random = random
  }

  get owned(): Owned {
    return this.#owned
  }

  act(fixture: GroupFixture): void {
    if (this.#answer !== null) return
    const told = this.#told
    // Partitions are given up a while after they are asked for.
    if (told !== null && this.#random.below(3) > 0) {
      this.#told = null
      this.#owned = new Set(
        (told.topicPartitions ?? []).flatMap(({ topicId, partitions }) =>
          partitions.map((partition) => `${topicId}:${partition}`),
        ),
      )
    }
    this.#answer = fixture.beat(this.#request())
  }

  collect(): void {
    const answer = this.#answer
    if (answer === null || (answer.value === null && answer.error === null)) return
    this.#answer = null
    if (answer.value === null) {
      // Fenced or forgotten: everything is given up, and it joins again.
      this.#epoch = 0
      this.#owned = NOTHING
      this.#told = null
      return
    }
    this.#epoch = answer.value.memberEpoch
    if (answer.value.assignment !== null && answer.value.assignment !== undefined) {
      this.#told = answer.value.assignment
    }
  }

  leave(fixture: GroupFixture): void {
    this.#owned = NOTHING
    fixture.beat({ memberId: this.name, memberEpoch: -1 })
  }

  #request(): Partial<ConsumerGroupHeartbeatRequest> & { readonly memberId: string } {
    const { name: memberId, subscription } = this
    const memberEpoch = this.#epoch
    const isJoining = memberEpoch === 0
    if (isJoining) this.#owned = NOTHING
    return {
      memberId,
      memberEpoch,
      topicPartitions: this.#ownedList(),
      ...(isJoining
        ? {
            rebalanceTimeoutMs: 60_000,
            subscribedTopicNames: subscription.topics,
            subscribedTopicRegex: subscription.regex,
          }
        : {}),
    }
  }

  #ownedList(): { readonly topicId: string; readonly partitions: number[] }[] {
    const byTopic = new Map<string, number[]>()
    for (const each of this.#owned) {
      const [topicId = '', partition] = each.split(':')
      byTopic.set(topicId, [...(byTopic.get(topicId) ?? []), Number(partition)])
    }
    return [...byTopic].map(([topicId, partitions]) => ({ topicId, partitions }))
  }
}

/** Speaks the classic protocol. */
export class ClassicProtocolClient implements SimulatedConsumer {
  readonly name: string
  readonly subscription: SimulatedConsumer['subscription']
  #memberId = ''
  #generation = -1
  #owned: Owned = NOTHING
  #join: Tracked<JoinGroupResponseInput> | null = null
  #sync: Tracked<SyncGroupResponseInput> | null = null
  #mustJoin = true
  #image: ClusterImage | null = null
  #syncNext: JoinGroupResponseInput | null = null

  constructor(name: string, topics: readonly string[]) {
    this.name = name
    this.subscription = { topics, regex: null }
  }

  get owned(): Owned {
    return this.#owned
  }

  act(fixture: GroupFixture): void {
    this.#image = fixture.image
    if (this.#join !== null || this.#sync !== null) return
    if (this.#syncNext !== null) {
      this.#startSync(fixture, this.#syncNext)
      this.#syncNext = null
      return
    }
    if (!this.#mustJoin) {
      const outcome = fixture.heartbeat(this.#memberId, this.#generation)
      if (outcome === 'NONE') return
      if (outcome === 'UNKNOWN_MEMBER_ID') this.#memberId = ''
      this.#mustJoin = true
    }
    this.#owned = NOTHING
    this.#mustJoin = false
    this.#join = fixture.join(
      {
        memberId: this.#memberId,
        sessionTimeoutMs: 45_000,
        protocols: [{ name: 'range', metadata: subscriptionOf(this.subscription.topics) }],
      },
      { mustKnowMemberId: true },
    )
  }

  collect(): void {
    this.#collectJoin()
    this.#collectSync()
  }

  leave(fixture: GroupFixture): void {
    this.#owned = NOTHING
    if (this.#memberId === '') return
    void fixture.coordinator.leaveGroup('shop', [{ memberId: this.#memberId, groupInstanceId: null }])
  }

  #collectJoin(): void {
    const joined = this.#join
    if (joined === null || (joined.value === null && joined.error === null)) return
    this.#join = null
    const answer = joined.value
    const error = answer === null ? joined.error : errorOf(answer)
    if (answer !== null && error === 'NONE') {
      this.#memberId = answer.memberId
      this.#generation = answer.generationId ?? -1
      this.#syncNext = answer
      return
    }
    this.#mustJoin = true
    if (error === 'MEMBER_ID_REQUIRED') this.#memberId = answer?.memberId ?? ''
    else if (error !== 'REBALANCE_IN_PROGRESS') this.#memberId = ''
  }

  #startSync(fixture: GroupFixture, joined: JoinGroupResponseInput): void {
    this.#sync = fixture.sync({
      memberId: this.#memberId,
      generationId: this.#generation,
      assignments: assignRoundRobin(joined, fixture.image),
    })
  }

  #collectSync(): void {
    const synced = this.#sync
    if (synced === null || (synced.value === null && synced.error === null)) return
    this.#sync = null
    if (synced.value === null || synced.value.errorCode !== 0) {
      this.#mustJoin = true
      if (synced.error === 'UNKNOWN_MEMBER_ID') this.#memberId = ''
      return
    }
    const { assignment } = synced.value
    const topics =
      assignment.length === 0 ? [] : decodeConsumerAssignment(Buffer.from(assignment)).assignedPartitions
    this.#owned = new Set(
      topics.flatMap(({ topic, partitions }) => {
        const topicId = this.#image?.topics.get(topic)?.topicId
        return topicId === undefined ? [] : partitions.map((partition) => `${topicId}:${partition}`)
      }),
    )
  }
}

/** What a leader makes of the members it is shown. */
function assignRoundRobin(joined: JoinGroupResponseInput, image: ClusterImage) {
  const members = (joined.members ?? []).map(({ memberId, metadata }) => ({
    memberId,
    topics: decodeConsumerSubscription(Buffer.from(metadata)).topics,
    assigned: new Map<string, number[]>(),
  }))
  for (const { name, partitions } of image.topics.all()) {
    const subscribers = members.filter(({ topics }) => topics.includes(name))
    for (const { partition } of partitions) {
      const member = subscribers[partition % Math.max(1, subscribers.length)]
      if (member !== undefined) member.assigned.set(name, [...(member.assigned.get(name) ?? []), partition])
    }
  }
  return members.map(({ memberId, assigned }) => ({
    memberId,
    assignment: encodeConsumerAssignment(
      {
        assignedPartitions: [...assigned].map(([topic, partitions]) => ({ topic, partitions })),
        userData: null,
      },
      1,
    ),
  }))
}

/**
 * The consumer groups (KIP-848) of one shard. It owns what is stored of them and the timers of their
 * members, and is what the shard knows of the kind.
 */
import { assert } from '../../base/assert.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { Committer, Fetcher, GroupKind, ListedGroup } from '../kind.ts'
import type { ExpiryRule } from '../offsets.ts'
import type { CoordinatorRecord, KindRecords } from '../records.ts'
import { ConsumerGroup } from './consumer-group.ts'
import { removalRecords } from './group-records.ts'

/** Protocol type that consumer groups are listed with. */
const PROTOCOL_TYPE = 'consumer'

export class ConsumerGroups implements GroupKind {
  readonly type = 'consumer'
  readonly #groups = new Map<string, ConsumerGroup>()

  get count(): number {
    return this.#groups.size
  }

  groupIds(): Iterable<string> {
    return this.#groups.keys()
  }

  has(groupId: string): boolean {
    return this.#groups.has(groupId)
  }

  find(groupId: string): ConsumerGroup | undefined {
    return this.#groups.get(groupId)
  }

  replay(record: KindRecords): boolean {
    const { groupId } = record.key
    const known = this.#groups.get(groupId)
    if (record.type === 'consumerGroup' && record.value === null) {
      this.#groups.delete(groupId)
      return true
    }
    // Tombstones never make a group: what they are about is gone.
    if (known === undefined && record.value === null) return true
    const group = known ?? new ConsumerGroup(groupId)
    if (known === undefined) this.#groups.set(groupId, group)
    group.replay(record)
    return true
  }

  onLoaded(): void {}

  list(groupId: string): ListedGroup {
    const groupState = this.#existing(groupId).state
    return { groupId, groupType: this.type, protocolType: PROTOCOL_TYPE, groupState }
  }

  isEmpty(groupId: string): boolean {
    return this.#existing(groupId).members.size === 0
  }

  isDeserted(groupId: string): boolean {
    return this.isEmpty(groupId)
  }

  /** Subscriptions are always known. */
  checkOffsetDelete(): void {}

  isSubscribedTo(groupId: string, topic: string): boolean {
    return this.#existing(groupId).subscribers.has(topic)
  }

  checkCommit(groupId: string, committer: Committer): void {
    const group = this.#existing(groupId)
    const { memberId, groupInstanceId, generationId, isTransactional } = committer
    // An admin client, or a consumer that assigns to itself.
    if (generationId < 0 && group.members.size === 0) return
    if (isTransactional && generationId === -1 && memberId === '' && groupInstanceId === null) return
    const member = group.members.get(memberId)
    if (member === undefined) throw new KafkaError('UNKNOWN_MEMBER_ID')
    const isClassic = member.classic !== null
    if (!isTransactional && !isClassic && !committer.knowsGroupErrors) {
      throw new KafkaError(
        'UNSUPPORTED_VERSION',
        'Members of consumer groups commit with OffsetCommit v9 or later',
      )
    }
    if (generationId === member.memberEpoch) return
    throw new KafkaError(isClassic ? 'ILLEGAL_GENERATION' : 'STALE_MEMBER_EPOCH')
  }

  checkFetch(groupId: string, { memberId, memberEpoch }: Fetcher): void {
    if (memberId === null && memberEpoch < 0) return
    const member = this.#existing(groupId).members.get(memberId ?? '')
    if (member === undefined) throw new KafkaError('UNKNOWN_MEMBER_ID')
    if (memberEpoch === member.memberEpoch) return
    throw new KafkaError(member.classic === null ? 'STALE_MEMBER_EPOCH' : 'ILLEGAL_GENERATION')
  }

  expiryRule(groupId: string): ExpiryRule | null {
    const group = this.#existing(groupId)
    return { emptySinceMs: null, isSubscribed: (topic) => group.subscribers.has(topic) }
  }

  decideRemoval(groupId: string): readonly CoordinatorRecord[] {
    return removalRecords(this.#existing(groupId))
  }

  onRemoved(): void {}

  close(): void {
    this.#groups.clear()
  }

  #existing(groupId: string): ConsumerGroup {
    const group = this.#groups.get(groupId)
    assert(group !== undefined, 'a group that is asked about exists')
    return group
  }
}

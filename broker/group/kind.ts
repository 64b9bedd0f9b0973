/**
 * A kind of group, as a shard sees it. The groups of one offsets partition are of several kinds, each
 * with its own state, records and requests; an id belongs to one kind at a time. What is common to them -
 * positions, listing, deleting, loading, closing - goes through this interface.
 */
import type { Clock } from '../base/clock.ts'
import type { Logger } from '../base/logger.ts'
import type { BrokerGroupSettings } from '../config/broker-settings.ts'
import type { GroupSettings } from '../config/group-settings.ts'
import type { ClusterImage } from '../controller/image/cluster-image.ts'
import type { ExpiryRule } from './offsets.ts'
import type { CoordinatorRecord, KindRecords } from './records.ts'

/** Names of the kinds, as ListGroups spells them. */
export type GroupType = 'classic' | 'consumer' | 'share'

/** A group as ListGroups shows it. */
export interface ListedGroup {
  readonly groupId: string
  readonly groupType: GroupType
  /** Empty for a group of positions alone. */
  readonly protocolType: string
  /** The name of a state of its kind. */
  readonly groupState: string
}

/** What a kind takes from its shard. */
export interface KindContext {
  readonly clock: Clock
  readonly logger: Logger
  readonly settings: () => BrokerGroupSettings
  /** Settings of one group: its own configs over those of the broker. */
  readonly groupSettings: (groupId: string) => GroupSettings
  readonly image: ClusterImage
  /** An id nobody has had: the prefix, a dash and a random UUID. */
  readonly newMemberId: (prefix: string) => string
  /**
   * Appends and replays before it returns; resolves when committed. Rejects with KafkaError when nothing
   * was appended, or when the commit was not heard of in time.
   */
  readonly write: (records: readonly CoordinatorRecord[]) => Promise<void>
  /** The kind a group is of; undefined when there is no such group. */
  readonly kindOf: (groupId: string) => GroupKind | undefined
  /** Runs what nobody waits for; a KafkaError is logged and forgotten. */
  readonly inBackground: (task: Promise<void>) => void
}

/** Who commits, as an OffsetCommit says. */
export interface Committer {
  readonly memberId: string
  readonly groupInstanceId: string | null
  /** Generation or member epoch; negative outside of a group. */
  readonly generationId: number
  /** A TxnOffsetCommit, whose members need not say who they are. */
  readonly isTransactional: boolean
  /** The client can tell an unknown group from an old generation, and knows member epochs (v9+). */
  readonly knowsGroupErrors: boolean
}

/** Who reads positions, as an OffsetFetch says. */
export interface Fetcher {
  /** Null, like a negative epoch, from a client outside of the group. */
  readonly memberId: string | null
  readonly memberEpoch: number
}

/** One kind of groups in one shard. Group ids that are handed in are of this kind, unless said otherwise. */
export interface GroupKind {
  readonly type: GroupType
  /** Groups in memory, with or without members. */
  readonly count: number
  groupIds(): Iterable<string>
  /** True when the id belongs to a group of this kind. */
  has(groupId: string): boolean
  /** Applies one record; true when it was of this kind. The only thing that changes what is stored. */
  replay(record: KindRecords): boolean
  /** All records have been replayed: sessions and other timers begin. */
  onLoaded(): void
  list(groupId: string): ListedGroup
  /** True when the group has no members. */
  isEmpty(groupId: string): boolean
  /** True when it has no members and expects none: it may go when its positions are gone. */
  isDeserted(groupId: string): boolean
  /** @throws KafkaError NON_EMPTY_GROUP when no positions may be deleted because nobody knows which are consumed. */
  checkOffsetDelete(groupId: string): void
  /** Whether the group consumes the topic, whose positions must then not be deleted. */
  isSubscribedTo(groupId: string, topic: string): boolean
  /** @throws KafkaError when the committer may not store positions now. */
  checkCommit(groupId: string, committer: Committer): void
  /** @throws KafkaError when the fetcher says it is a member and is not, or is of an old epoch. */
  checkFetch(groupId: string, fetcher: Fetcher): void
  /** Which positions may become old; null for none. */
  expiryRule(groupId: string): ExpiryRule | null
  /** The tombstones that take the group away; positions are not its business. */
  decideRemoval(groupId: string): readonly CoordinatorRecord[]
  /** The group's records or positions were taken away: what is live is let go if nothing is left. */
  onRemoved(groupId: string): void
  /** Ends all timers and answers whoever waits with NOT_COORDINATOR. */
  close(): void
}

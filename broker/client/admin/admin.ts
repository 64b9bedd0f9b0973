/**
 * Administration of a cluster. Every method is bounded by its `CallOptions`, goes to the broker that is
 * responsible, and follows it when it moves. What fails for one item of several is that item's `error`;
 * a method rejects when nothing could be done at all.
 */
import type { KafkaError } from '../../wire/kafka-error.ts'
import type {
  BrokerAddress,
  CallOptions,
  ClusterMetadata,
  Isolation,
  TopicPartition,
} from '../client-types.ts'

/** One operation on everything an administrator can see or change. */
export interface Admin {
  describeCluster(options?: CallOptions): Promise<ClusterDescription>
  /** All topics and all brokers, fenced ones too, as the one broker that is asked has them. Nothing is tried
   *  again, cached or shared: for those who look often and must not wait for a broker that is stuck. */
  describePlacement(options: CallOptions & { readonly broker: number | 'any' }): Promise<ClusterPlacement>
  /** Makes the preferred replica the leader. `partitions` null: everywhere, and then those that were led by
   *  it already are left out of the answer. ELECTION_NOT_NEEDED is no error here. */
  electPreferredLeaders(
    partitions: readonly TopicPartition[] | null,
    options?: CallOptions,
  ): Promise<readonly ElectionOutcome[]>
  /** Begins moves of replicas, or cancels them; NO_REASSIGNMENT_IN_PROGRESS is one item's error. */
  alterReassignments(
    reassignments: readonly Reassignment[],
    options?: CallOptions,
  ): Promise<readonly PartitionOutcome[]>
  listReassignments(options?: CallOptions): Promise<readonly ReassignmentUnderWay[]>
  /** The metadata quorum and the levels of features. Rejects with UNSUPPORTED_VERSION before Kafka 3.0. */
  describeQuorum(options?: CallOptions): Promise<QuorumDescription>
  /** Forgets a broker that will not come back. Rejects with KafkaError. */
  unregisterBroker(brokerId: number, options?: CallOptions): Promise<void>
  /** The transactions of all coordinators. */
  listTransactions(options?: CallOptions): Promise<TransactionListing>
  /** Who writes to partitions, and which of them have a transaction open there. */
  describeProducers(
    partitions: readonly TopicPartition[],
    options?: CallOptions,
  ): Promise<readonly PartitionProducers[]>
  /** Aborts a transaction in one partition, past its coordinator: for one that nobody will end any more.
   *  Rejects with KafkaError. */
  abortTransaction(hanging: HangingTransaction, options?: CallOptions): Promise<void>
  createTopics(
    topics: readonly TopicToCreate[],
    options?: CallOptions & { readonly validateOnly?: boolean },
  ): Promise<readonly CreatedTopic[]>
  deleteTopics(names: readonly string[], options?: CallOptions): Promise<readonly NamedOutcome[]>
  /** Extends a topic to `totalCount` partitions. Rejects with KafkaError. */
  createPartitions(name: string, totalCount: number, options?: CallOptions): Promise<void>
  /** Moves the start of partitions up to `offset`; -1 stands for the high watermark. */
  deleteRecords(
    topic: string,
    before: readonly { readonly partition: number; readonly offset: number }[],
    options?: CallOptions,
  ): Promise<readonly DeletedRecords[]>
  describeConfigs(
    resources: readonly (ConfigResource & { readonly keys?: readonly string[] })[],
    options?: CallOptions,
  ): Promise<readonly ResourceConfigs[]>
  /** Changes single configs; on brokers before Kafka 2.3 by reading, changing and writing all of them.
   *  Rejects with KafkaError. */
  alterConfigs(
    resource: ConfigResource,
    changes: readonly ConfigChange[],
    options?: CallOptions,
  ): Promise<void>
  /** In the order asked. */
  listOffsets(
    wanted: readonly WantedOffset[],
    options?: CallOptions & { readonly isolation?: Isolation },
  ): Promise<readonly FoundOffset[]>
  describeLogDirs(brokerIds: readonly number[], options?: CallOptions): Promise<readonly BrokerLogDirs[]>
  listGroups(options?: CallOptions): Promise<GroupListing>
  /** Classic groups, those of the consumer protocol and share groups. One of a kind that the broker lists but
   *  does not describe is UNSUPPORTED_VERSION. */
  describeGroups(groupIds: readonly string[], options?: CallOptions): Promise<readonly GroupDescription[]>
  /** What groups have committed; share groups commit nothing. */
  listGroupOffsets(groupIds: readonly string[], options?: CallOptions): Promise<readonly GroupOffsets[]>
  /** Where share groups are. UNSUPPORTED_VERSION before Kafka 4.1. */
  listShareGroupOffsets(
    groupIds: readonly string[],
    options?: CallOptions,
  ): Promise<readonly ShareGroupOffsets[]>
  /** Sets the position of a group without members. */
  alterGroupOffsets(
    groupId: string,
    offsets: readonly OffsetToCommit[],
    options?: CallOptions,
  ): Promise<readonly PartitionOutcome[]>
  deleteGroupOffsets(
    groupId: string,
    partitions: readonly TopicPartition[],
    options?: CallOptions,
  ): Promise<readonly PartitionOutcome[]>
  deleteGroups(
    groupIds: readonly string[],
    options?: CallOptions,
  ): Promise<readonly { readonly groupId: string; readonly error: KafkaError | null }[]>
}

/** The cluster and its brokers. */
export interface ClusterDescription {
  readonly clusterId: string | null
  readonly controllerId: number
  /** `isFenced` is false where the broker does not tell (before Kafka 4.0). */
  readonly brokers: readonly (BrokerAddress & { readonly isFenced: boolean })[]
  /** Finalized feature levels; empty before Kafka 2.7. */
  readonly features: ReadonlyMap<string, number>
}

/** `isFenced` as in `ClusterDescription`. */
export interface ClusterPlacement {
  /** Null before Kafka 0.10.1. */
  readonly clusterId: string | null
  /** -1 when there is none. A KRaft broker names any broker that is up. */
  readonly controllerId: number
  readonly brokers: readonly (BrokerAddress & { readonly isFenced: boolean })[]
  readonly topics: ClusterMetadata['topics']
}

/** `isElected` is false where the preferred replica led already, and on failure. */
export interface ElectionOutcome extends TopicPartition {
  readonly isElected: boolean
  readonly error: KafkaError | null
}

/** Where a partition is to be, the preferred leader first; null cancels the move that is under way. */
export interface Reassignment extends TopicPartition {
  readonly replicas: readonly number[] | null
}

export interface ReassignmentUnderWay extends TopicPartition {
  readonly replicas: readonly number[]
  readonly addingReplicas: readonly number[]
  readonly removingReplicas: readonly number[]
}

/** The metadata quorum as its leader has it. */
export interface QuorumDescription {
  /** -1 while nobody is known to lead. */
  readonly leaderId: number
  readonly leaderEpoch: number
  readonly highWatermark: number
  readonly voters: readonly QuorumReplica[]
  /** Who follows without a vote: the brokers. */
  readonly observers: readonly QuorumReplica[]
  /** By name. */
  readonly features: readonly FeatureDescription[]
}

/** A replica of the metadata log. Times are ms since 1970; -1 where they are not known. */
export interface QuorumReplica {
  readonly nodeId: number
  readonly logEndOffset: number
  readonly lastFetchMs: number
  readonly lastCaughtUpMs: number
}

/** The level the cluster runs a feature at, 0 for off, and those the asked broker supports. */
export interface FeatureDescription {
  readonly name: string
  readonly level: number
  readonly minLevel: number
  readonly maxLevel: number
}

/** One transactional id. `state` is Kafka's word: Ongoing, PrepareCommit, CompleteAbort, Empty and so on. */
export interface TransactionDescription {
  readonly transactionalId: string
  readonly state: string
  readonly coordinatorId: number
  readonly producerId: number
  readonly producerEpoch: number
  readonly timeoutMs: number
  /** -1 while none is open. */
  readonly startedAtMs: number
  readonly partitions: readonly TopicPartition[]
}

/** The transactions of all brokers that answered, and those that did not. */
export interface TransactionListing {
  readonly transactions: readonly TransactionDescription[]
  readonly failed: readonly { readonly brokerId: number; readonly error: KafkaError }[]
}

/** Idempotent and transactional producers of a partition, as its leader knows them. */
export interface PartitionProducers extends TopicPartition {
  readonly error: KafkaError | null
  readonly producers: readonly PartitionProducer[]
}

export interface PartitionProducer {
  readonly producerId: number
  readonly producerEpoch: number
  /** -1 for none. */
  readonly lastSequence: number
  /** -1 for none. */
  readonly lastTimestampMs: number
  readonly coordinatorEpoch: number
  /** First offset of the transaction it has open here; -1 for none. */
  readonly openSinceOffset: number
}

/** A transaction in one partition, as `PartitionProducer` has it. */
export interface HangingTransaction extends TopicPartition {
  readonly producerId: number
  readonly producerEpoch: number
  readonly coordinatorEpoch: number
}

/** A topic to make. -1 for counts stands for the cluster's default (Kafka 2.4 and later). */
export interface TopicToCreate {
  readonly name: string
  readonly partitionCount: number
  readonly replicationFactor: number
  readonly configs?: ReadonlyMap<string, string>
  /** Brokers of each partition, the preferred leader first; the counts are -1 then. */
  readonly assignments?: readonly { readonly partition: number; readonly brokerIds: readonly number[] }[]
}

/** `topicId` is null on failure and where the broker has no topic ids. */
export interface CreatedTopic {
  readonly name: string
  readonly topicId: string | null
  readonly error: KafkaError | null
}

export interface NamedOutcome {
  readonly name: string
  readonly error: KafkaError | null
}

export interface PartitionOutcome extends TopicPartition {
  readonly error: KafkaError | null
}

/** `lowWatermark` is the first offset left; -1 on failure. */
export interface DeletedRecords {
  readonly partition: number
  readonly lowWatermark: number
  readonly error: KafkaError | null
}

/** What can have configs; the name of a broker is its id, '' for the default of all brokers. */
export interface ConfigResource {
  readonly type: 'topic' | 'broker' | 'group'
  readonly name: string
}

export interface ResourceConfigs extends ConfigResource {
  readonly error: KafkaError | null
  readonly configs: readonly ConfigDescription[]
}

/** One config. Ids are Kafka's own: `sourceId` 1 topic to 8 group, 0 unknown; `typeId` 1 boolean to 9 password, 0 unknown. */
export interface ConfigDescription {
  readonly name: string
  readonly value: string | null
  readonly sourceId: number
  readonly isReadOnly: boolean
  readonly isSensitive: boolean
  readonly typeId: number
  readonly documentation: string | null
  readonly synonyms: readonly {
    readonly name: string
    readonly value: string | null
    readonly sourceId: number
  }[]
}

export interface ConfigChange {
  readonly name: string
  readonly operation: 'set' | 'delete' | 'append' | 'subtract'
  /** null for `delete` only. */
  readonly value: string | null
}

/** A timestamp to look up: ms, or -1 latest, -2 earliest, -3 the record of the highest timestamp. */
export interface WantedOffset extends TopicPartition {
  readonly timestampMs: number
}

/** `offset` is -1 when no record is that young. */
export interface FoundOffset extends TopicPartition {
  readonly offset: number
  readonly timestampMs: number
  readonly leaderEpoch: number
  readonly error: KafkaError | null
}

/** Sizes are bytes; those of the volume are -1 where the broker does not tell (before Kafka 3.3). */
export interface BrokerLogDirs {
  readonly brokerId: number
  readonly error: KafkaError | null
  readonly totalBytes: number
  readonly usableBytes: number
  readonly replicas: readonly (TopicPartition & { readonly sizeBytes: number; readonly offsetLag: number })[]
}

/** The groups of all brokers that answered, and those that did not. */
export interface GroupListing {
  readonly groups: readonly ListedGroup[]
  readonly failed: readonly { readonly brokerId: number; readonly error: KafkaError }[]
}

/** `state` and `groupType` are '' where the broker does not tell. */
export interface ListedGroup {
  readonly groupId: string
  readonly state: string
  readonly protocolType: string
  readonly groupType: string
  readonly coordinatorId: number
}

export interface GroupDescription {
  readonly groupId: string
  readonly error: KafkaError | null
  /** By which request it was described; 'classic' on failure. */
  readonly kind: 'classic' | 'consumer' | 'share'
  readonly state: string
  readonly protocolType: string
  /** The assignor. */
  readonly protocolName: string
  /** -1 when it is not known. */
  readonly coordinatorId: number
  /** Null for classic groups. */
  readonly epochs: GroupEpochs | null
  readonly members: readonly GroupMemberDescription[]
}

/** How far a group of the consumer protocol (KIP-848) or a share group has come. */
export interface GroupEpochs {
  /** Number of changes to the group. */
  readonly groupEpoch: number
  /** The group epoch the target assignment was made for. */
  readonly assignmentEpoch: number
}

export interface GroupMemberDescription {
  readonly memberId: string
  readonly instanceId: string | null
  readonly clientId: string
  readonly clientHost: string
  /** Empty while the group rebalances, and for groups that are not of consumers. */
  readonly assignment: GroupAssignment
  /** Null in classic groups. */
  readonly modern: ModernMemberDescription | null
}

/** Partitions by topic. */
export type GroupAssignment = readonly { readonly topic: string; readonly partitions: readonly number[] }[]

/** What there is of a member of a group of the consumer protocol, or of a share group. */
export interface ModernMemberDescription {
  /** -2: a static member that has left for a while. */
  readonly memberEpoch: number
  /** What it is to hold; it holds `assignment`. The same in share groups. */
  readonly target: GroupAssignment
  /** It speaks the classic protocol; false where the broker does not tell (before Kafka 4.0). */
  readonly isClassic: boolean
  readonly subscribedTopics: readonly string[]
  /** Null for none. */
  readonly subscribedRegex: string | null
}

export interface GroupOffsets {
  readonly groupId: string
  readonly error: KafkaError | null
  readonly partitions: readonly CommittedOffset[]
}

export interface CommittedOffset extends TopicPartition {
  readonly offset: number
  readonly leaderEpoch: number
  readonly metadata: string
  readonly error: KafkaError | null
}

export interface ShareGroupOffsets {
  readonly groupId: string
  readonly error: KafkaError | null
  readonly partitions: readonly ShareOffset[]
}

/** Where a share group is in a partition. */
export interface ShareOffset extends TopicPartition {
  /** Everything before it is done with; null while the group has not begun there. */
  readonly startOffset: number | null
  readonly leaderEpoch: number
  /** Records not done with; null where the broker cannot tell (before Kafka 4.2, or without a leader). */
  readonly lagRecords: number | null
  readonly error: KafkaError | null
}

/** A position to store; `metadata` is '' unless given. */
export interface OffsetToCommit extends TopicPartition {
  readonly offset: number
  readonly leaderEpoch?: number
  readonly metadata?: string
}

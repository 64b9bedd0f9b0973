/**
 * What each release of Apache Kafka since 2.8 advertised: the versions of every API that clients use, and
 * the levels of features. `--kafka-version` has a cluster advertise as one of them did, for what it serves.
 * Sources: the protocol pages of the releases, MetadataVersion and the feature enums at their tags. Until 3.2
 * it is what brokers with ZooKeeper advertised, since 3.3 what brokers with a quorum did.
 */
/** Releases, oldest first. */
export const KAFKA_RELEASES = [
  '2.8',
  '3.0',
  '3.1',
  '3.2',
  '3.3',
  '3.4',
  '3.5',
  '3.6',
  '3.7',
  '3.8',
  '3.9',
  '4.0',
  '4.1',
  '4.2',
  '4.3',
] as const

export type KafkaRelease = (typeof KAFKA_RELEASES)[number]

/** What a cluster advertises unless told otherwise: all it can do. */
export const NEWEST_RELEASE: KafkaRelease = '4.3'

/** Since the release named: not advertised. */
const NONE = -1

/** An API by its highest version since each release that changed it. */
export interface ApiHistory {
  readonly key: number
  readonly name: string
  readonly maxSince: Partial<Readonly<Record<KafkaRelease, number>>>
  /** Lowest version since a release, where it is not what is lowest here. */
  readonly minSince?: Partial<Readonly<Record<KafkaRelease, number>>>
}

function api(
  key: number,
  name: string,
  maxSince: ApiHistory['maxSince'],
  minSince: ApiHistory['minSince'] = {},
): ApiHistory {
  return { key, name, maxSince, minSince }
}

/** By key. */
export const API_HISTORY: readonly ApiHistory[] = [
  api(0, 'Produce', { '2.8': 9, '3.7': 10, '3.8': 11, '4.0': 12, '4.1': 13 }),
  api(1, 'Fetch', { '2.8': 12, '3.1': 13, '3.5': 15, '3.7': 16, '3.9': 17, '4.1': 18 }),
  api(2, 'ListOffsets', { '2.8': 6, '3.0': 7, '3.5': 8, '3.9': 9, '4.0': 10, '4.2': 11 }),
  api(3, 'Metadata', { '2.8': 11, '3.1': 12, '4.0': 13 }),
  api(8, 'OffsetCommit', { '2.8': 8, '3.7': 9, '4.2': 10 }),
  api(9, 'OffsetFetch', { '2.8': 7, '3.0': 8, '3.7': 9, '4.2': 10 }),
  api(10, 'FindCoordinator', { '2.8': 3, '3.0': 4, '3.8': 5, '3.9': 6 }),
  api(11, 'JoinGroup', { '2.8': 7, '3.2': 9 }, { '4.0': 2, '4.1': 0 }),
  api(12, 'Heartbeat', { '2.8': 4 }),
  api(13, 'LeaveGroup', { '2.8': 4, '3.2': 5 }),
  api(14, 'SyncGroup', { '2.8': 5 }),
  api(15, 'DescribeGroups', { '2.8': 5, '4.0': 6 }),
  api(16, 'ListGroups', { '2.8': 4, '3.8': 5 }),
  api(17, 'SaslHandshake', { '2.8': 1 }),
  api(18, 'ApiVersions', { '2.8': 3, '3.9': 4 }),
  api(19, 'CreateTopics', { '2.8': 7 }),
  api(20, 'DeleteTopics', { '2.8': 6 }),
  api(21, 'DeleteRecords', { '2.8': 2 }),
  api(22, 'InitProducerId', { '2.8': 4, '3.8': 5 }),
  api(23, 'OffsetForLeaderEpoch', { '2.8': 4 }),
  api(24, 'AddPartitionsToTxn', { '2.8': 3, '3.6': 4, '3.8': 5 }),
  api(25, 'AddOffsetsToTxn', { '2.8': 3, '3.8': 4 }),
  api(26, 'EndTxn', { '2.8': 3, '3.8': 4, '4.0': 5 }),
  api(27, 'WriteTxnMarkers', { '2.8': 1, '4.2': 2 }),
  api(28, 'TxnOffsetCommit', { '2.8': 3, '3.8': 4, '4.0': 5 }),
  api(29, 'DescribeAcls', { '2.8': 2, '3.3': 3 }),
  api(30, 'CreateAcls', { '2.8': 2, '3.3': 3 }),
  api(31, 'DeleteAcls', { '2.8': 2, '3.3': 3 }),
  api(32, 'DescribeConfigs', { '2.8': 4 }),
  api(33, 'AlterConfigs', { '2.8': 2 }),
  api(34, 'AlterReplicaLogDirs', { '2.8': 2 }),
  api(35, 'DescribeLogDirs', { '2.8': 2, '3.2': 3, '3.3': 4, '4.3': 5 }),
  api(36, 'SaslAuthenticate', { '2.8': 2 }),
  api(37, 'CreatePartitions', { '2.8': 3 }),
  api(38, 'CreateDelegationToken', { '2.8': 2, '3.3': NONE, '3.6': 3 }),
  api(39, 'RenewDelegationToken', { '2.8': 2, '3.3': NONE, '3.6': 2 }),
  api(40, 'ExpireDelegationToken', { '2.8': 2, '3.3': NONE, '3.6': 2 }),
  api(41, 'DescribeDelegationToken', { '2.8': 2, '3.3': NONE, '3.6': 3 }),
  api(42, 'DeleteGroups', { '2.8': 2 }),
  api(43, 'ElectLeaders', { '2.8': 2 }),
  api(44, 'IncrementalAlterConfigs', { '2.8': 1 }),
  api(45, 'AlterPartitionReassignments', { '2.8': 0, '4.1': 1 }),
  api(46, 'ListPartitionReassignments', { '2.8': 0 }),
  api(47, 'OffsetDelete', { '2.8': 0 }),
  api(48, 'DescribeClientQuotas', { '2.8': 1 }),
  api(49, 'AlterClientQuotas', { '2.8': 1 }),
  api(50, 'DescribeUserScramCredentials', { '2.8': 0, '3.3': NONE, '3.5': 0 }),
  api(51, 'AlterUserScramCredentials', { '2.8': 0, '3.3': NONE, '3.5': 0 }),
  api(55, 'DescribeQuorum', { '3.3': 1, '3.9': 2 }),
  api(57, 'UpdateFeatures', { '2.8': 0, '3.3': 1, '4.0': 2 }),
  api(60, 'DescribeCluster', { '2.8': 0, '3.7': 1, '4.0': 2 }),
  api(61, 'DescribeProducers', { '2.8': 0 }),
  api(64, 'UnregisterBroker', { '3.3': 0 }),
  api(65, 'DescribeTransactions', { '3.0': 0 }),
  api(66, 'ListTransactions', { '3.0': 0, '3.8': 1, '4.1': 2 }),
  api(68, 'ConsumerGroupHeartbeat', { '3.7': 0, '4.0': 1 }),
  api(69, 'ConsumerGroupDescribe', { '3.8': 0, '4.0': 1 }),
  api(71, 'GetTelemetrySubscriptions', { '3.7': 0 }),
  api(72, 'PushTelemetry', { '3.7': 0 }),
  api(74, 'ListConfigResources', { '3.7': 0, '4.1': 1 }),
  api(75, 'DescribeTopicPartitions', { '3.8': 0 }),
  api(76, 'ShareGroupHeartbeat', { '4.1': 1 }, { '4.1': 1 }),
  api(77, 'ShareGroupDescribe', { '4.1': 1 }, { '4.1': 1 }),
  api(78, 'ShareFetch', { '4.1': 1, '4.2': 2 }, { '4.1': 1 }),
  api(79, 'ShareAcknowledge', { '4.1': 1, '4.2': 2 }, { '4.1': 1 }),
  api(80, 'AddRaftVoter', { '3.9': 0, '4.2': 1 }),
  api(81, 'RemoveRaftVoter', { '3.9': 0 }),
  api(83, 'InitializeShareGroupState', { '4.1': 0 }),
  api(84, 'ReadShareGroupState', { '4.1': 0 }),
  api(85, 'WriteShareGroupState', { '4.1': 0, '4.2': 1 }),
  api(86, 'DeleteShareGroupState', { '4.1': 0 }),
  api(87, 'ReadShareGroupStateSummary', { '4.1': 0, '4.2': 1 }),
  api(88, 'StreamsGroupHeartbeat', { '4.2': 0 }),
  api(89, 'StreamsGroupDescribe', { '4.2': 0 }),
  api(90, 'DescribeShareGroupOffsets', { '4.1': 0, '4.2': 1 }),
  api(91, 'AlterShareGroupOffsets', { '4.1': 0 }),
  api(92, 'DeleteShareGroupOffsets', { '4.1': 0 }),
]

const HISTORY_OF: ReadonlyMap<number, ApiHistory> = new Map(API_HISTORY.map((each) => [each.key, each]))

/** The release a text names: `3.7` or `3.7.1`; null when there is none of that name. */
export function releaseOf(text: string): KafkaRelease | null {
  const [, name] = /^v?(\d+\.\d+)(?:\.\d+)?$/.exec(text.trim()) ?? []
  return KAFKA_RELEASES.find((release) => release === name) ?? null
}

/** The versions of one API. */
interface Versions {
  readonly min: number
  readonly max: number
}

/** What of the served versions of an API the release advertised; null when it had none of them. */
export function advertisedIn(release: KafkaRelease, key: number, served: Versions): Versions | null {
  const history = HISTORY_OF.get(key)
  if (history === undefined) return release === NEWEST_RELEASE ? served : null
  const max = Math.min(served.max, latest(history.maxSince, release) ?? NONE)
  const min = Math.max(served.min, latest(history.minSince ?? {}, release) ?? served.min)
  return max < min ? null : { min, max }
}

/** The level of a feature since each release: the highest that brokers know, and that of a fresh cluster where it differs. */
interface FeatureHistory {
  readonly maxSince: Partial<Readonly<Record<KafkaRelease, number>>>
  readonly initialSince?: Partial<Readonly<Record<KafkaRelease, number>>>
}

const FEATURE_HISTORY: Readonly<Record<string, FeatureHistory>> = {
  'metadata.version': {
    maxSince: {
      '3.3': 7,
      '3.4': 8,
      '3.5': 11,
      '3.6': 14,
      '3.7': 19,
      '3.8': 20,
      '3.9': 21,
      '4.0': 25,
      '4.1': 27,
      '4.2': 29,
      '4.3': 30,
    },
  },
  'kraft.version': { maxSince: { '3.9': 1 } },
  'transaction.version': { maxSince: { '4.0': 2 } },
  'group.version': { maxSince: { '4.0': 1 } },
  'eligible.leader.replicas.version': { maxSince: { '4.0': 1 }, initialSince: { '4.0': 0, '4.1': 1 } },
  'share.version': { maxSince: { '4.1': 1 }, initialSince: { '4.1': 0, '4.2': 1 } },
}

/** Highest level of a feature that brokers of the release know; null when they had not heard of it. */
export function maxFeatureLevel(release: KafkaRelease, name: string): number | null {
  return latest(FEATURE_HISTORY[name]?.maxSince ?? {}, release) ?? null
}

/** Level of a feature in a fresh cluster of the release. */
export function initialFeatureLevel(release: KafkaRelease, name: string): number {
  const history = FEATURE_HISTORY[name]
  return latest(history?.initialSince ?? history?.maxSince ?? {}, release) ?? 0
}

function latest(
  since: Partial<Readonly<Record<KafkaRelease, number>>>,
  release: KafkaRelease,
): number | undefined {
  let value: number | undefined
  for (const each of KAFKA_RELEASES) {
    value = since[each] ?? value
    if (each === release) break
  }
  return value
}

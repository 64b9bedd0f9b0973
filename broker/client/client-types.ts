/** The values that the client's parts and its callers share. */
import type { Logger } from '../base/logger.ts'
import type { Runtime } from '../base/runtime.ts'
import type { KafkaError } from '../wire/kafka-error.ts'

/** Where the cluster is and how to talk to it. */
export interface KafkaClientOptions {
  /** Brokers to start from, `host:port` each; port 9092 when it is left out. */
  readonly bootstrapServers: readonly string[]
  /** What brokers see as the name of this client. */
  readonly clientId: string
  readonly runtime: Pick<Runtime, 'clock' | 'network' | 'random'>
  readonly logger?: Logger
  /** Time to open one connection; 5,000 ms unless given. */
  readonly connectTimeoutMs?: number
  /** Time for one request; 15,000 ms unless given. */
  readonly requestTimeoutMs?: number
}

/** How every call can be bounded: by a signal, whose reason the call then rejects with, and by a time. */
export interface CallOptions {
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
}

/** Which records a reader sees: all below the high watermark, or none of open and aborted transactions. */
export type Isolation = 'readCommitted' | 'readUncommitted'

/** One broker as clients reach it. */
export interface BrokerAddress {
  readonly brokerId: number
  readonly host: string
  readonly port: number
  readonly rack: string | null
}

/** One partition. A leader id of -1 means that there is none. */
export interface PartitionMetadata {
  readonly partition: number
  readonly leaderId: number
  /** -1 before Kafka 2.1's Metadata v7. */
  readonly leaderEpoch: number
  readonly replicas: readonly number[]
  readonly inSyncReplicas: readonly number[]
  readonly offlineReplicas: readonly number[]
  readonly error: KafkaError | null
}

/** One topic; with an error there are no partitions. */
export interface TopicMetadata {
  readonly name: string
  /** null where the broker does not know topic ids (before Kafka 2.8). */
  readonly topicId: string | null
  readonly isInternal: boolean
  readonly error: KafkaError | null
  /** In the order of their numbers. */
  readonly partitions: readonly PartitionMetadata[]
}

/** The cluster at one moment, as one broker knew it. */
export interface ClusterMetadata {
  readonly clusterId: string | null
  readonly controllerId: number
  readonly brokers: readonly BrokerAddress[]
  readonly topics: ReadonlyMap<string, TopicMetadata>
}

/** A partition by name. */
export interface TopicPartition {
  readonly topic: string
  readonly partition: number
}

/** What a broker answered for one partition of a fetch. */
export interface FetchedPartition extends TopicPartition {
  readonly error: KafkaError | null
  readonly highWatermark: number
  readonly lastStableOffset: number
  /** -1 where the broker does not tell. */
  readonly logStartOffset: number
  readonly abortedTransactions: readonly { readonly producerId: number; readonly firstOffset: number }[]
  /** Whole batches, perhaps with a cut one at the end, which readers skip. */
  readonly records: Buffer
}

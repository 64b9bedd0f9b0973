/** The public face of the Kafka client. Everything else in this folder is its own business. */
export type * from './admin/admin.ts'
export type { Assignment, Assignor, GroupMember } from './assignors/assignor.ts'
export { ASSIGNORS, type AssignorName } from './assignors/index.ts'
export type {
  BrokerAddress,
  CallOptions,
  ClusterMetadata,
  FetchedPartition,
  Isolation,
  KafkaClientOptions,
  PartitionMetadata,
  TopicMetadata,
  TopicPartition,
} from './client-types.ts'
export type { CommittingMember } from './consumer/commit-offsets.ts'
export type { Consumer, ConsumerOptions, ConsumerRecord } from './consumer/consumer-types.ts'
export type { FetchQuery } from './fetch-batches.ts'
export { KafkaClient, type RequestShape } from './kafka-client.ts'
export { murmur2, partitionOfKey } from './partitioner.ts'
export type {
  Producer,
  ProducerOptions,
  ProducerRecord,
  SendOptions,
  SentRecord,
  TransactionalGroup,
  TransactionalProducer,
  TransactionalProducerOptions,
} from './producer/producer-types.ts'

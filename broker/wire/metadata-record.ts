import type { RecordCodec } from './codec.ts'
import {
  type BrokerRegistrationChangeRecord,
  type BrokerRegistrationChangeRecordInput,
  brokerRegistrationChangeRecord,
} from './generated/broker-registration-change-record.ts'
import { type ConfigRecord, type ConfigRecordInput, configRecord } from './generated/config-record.ts'
import {
  type FeatureLevelRecord,
  type FeatureLevelRecordInput,
  featureLevelRecord,
} from './generated/feature-level-record.ts'
import {
  type FenceBrokerRecord,
  type FenceBrokerRecordInput,
  fenceBrokerRecord,
} from './generated/fence-broker-record.ts'
import { type NoOpRecord, type NoOpRecordInput, noOpRecord } from './generated/no-op-record.ts'
import {
  type PartitionChangeRecord,
  type PartitionChangeRecordInput,
  partitionChangeRecord,
} from './generated/partition-change-record.ts'
import {
  type PartitionRecord,
  type PartitionRecordInput,
  partitionRecord,
} from './generated/partition-record.ts'
import {
  type ProducerIdsRecord,
  type ProducerIdsRecordInput,
  producerIdsRecord,
} from './generated/producer-ids-record.ts'
import {
  type RegisterBrokerRecord,
  type RegisterBrokerRecordInput,
  registerBrokerRecord,
} from './generated/register-broker-record.ts'
import {
  type RemoveTopicRecord,
  type RemoveTopicRecordInput,
  removeTopicRecord,
} from './generated/remove-topic-record.ts'
import { type TopicRecord, type TopicRecordInput, topicRecord } from './generated/topic-record.ts'
import {
  type UnfenceBrokerRecord,
  type UnfenceBrokerRecordInput,
  unfenceBrokerRecord,
} from './generated/unfence-broker-record.ts'
import {
  type UnregisterBrokerRecord,
  type UnregisterBrokerRecordInput,
  unregisterBrokerRecord,
} from './generated/unregister-broker-record.ts'
import { KafkaError } from './kafka-error.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

/**
 * Records of the metadata log, `__cluster_metadata`: values of log records, framed as Kafka frames them -
 * frame version (1), record type and record version as unsigned varints, then the body.
 * Written in the last version of each record; read in any.
 */

/** Any record of the metadata log, as read. */
export type MetadataRecord =
  | ({ readonly type: 'RegisterBrokerRecord' } & RegisterBrokerRecord)
  | ({ readonly type: 'UnregisterBrokerRecord' } & UnregisterBrokerRecord)
  | ({ readonly type: 'TopicRecord' } & TopicRecord)
  | ({ readonly type: 'PartitionRecord' } & PartitionRecord)
  | ({ readonly type: 'ConfigRecord' } & ConfigRecord)
  | ({ readonly type: 'PartitionChangeRecord' } & PartitionChangeRecord)
  | ({ readonly type: 'FenceBrokerRecord' } & FenceBrokerRecord)
  | ({ readonly type: 'UnfenceBrokerRecord' } & UnfenceBrokerRecord)
  | ({ readonly type: 'RemoveTopicRecord' } & RemoveTopicRecord)
  | ({ readonly type: 'FeatureLevelRecord' } & FeatureLevelRecord)
  | ({ readonly type: 'ProducerIdsRecord' } & ProducerIdsRecord)
  | ({ readonly type: 'BrokerRegistrationChangeRecord' } & BrokerRegistrationChangeRecord)
  | ({ readonly type: 'NoOpRecord' } & NoOpRecord)

/** Any record of the metadata log, to write: fields with a default may be left out. */
export type MetadataRecordInput =
  | ({ readonly type: 'RegisterBrokerRecord' } & RegisterBrokerRecordInput)
  | ({ readonly type: 'UnregisterBrokerRecord' } & UnregisterBrokerRecordInput)
  | ({ readonly type: 'TopicRecord' } & TopicRecordInput)
  | ({ readonly type: 'PartitionRecord' } & PartitionRecordInput)
  | ({ readonly type: 'ConfigRecord' } & ConfigRecordInput)
  | ({ readonly type: 'PartitionChangeRecord' } & PartitionChangeRecordInput)
  | ({ readonly type: 'FenceBrokerRecord' } & FenceBrokerRecordInput)
  | ({ readonly type: 'UnfenceBrokerRecord' } & UnfenceBrokerRecordInput)
  | ({ readonly type: 'RemoveTopicRecord' } & RemoveTopicRecordInput)
  | ({ readonly type: 'FeatureLevelRecord' } & FeatureLevelRecordInput)
  | ({ readonly type: 'ProducerIdsRecord' } & ProducerIdsRecordInput)
  | ({ readonly type: 'BrokerRegistrationChangeRecord' } & BrokerRegistrationChangeRecordInput)
  | ({ readonly type: 'NoOpRecord' } & NoOpRecordInput)

/** The name that tells records apart. */
export type MetadataRecordType = MetadataRecord['type']

const FRAME_VERSION = 1
/** A record is small; this keeps one encoding from taking a whole network chunk. */
const CHUNK_BYTES = 512

const codecs: Readonly<Record<MetadataRecordType, RecordCodec<unknown, unknown>>> = {
  RegisterBrokerRecord: registerBrokerRecord,
  UnregisterBrokerRecord: unregisterBrokerRecord,
  TopicRecord: topicRecord,
  PartitionRecord: partitionRecord,
  ConfigRecord: configRecord,
  PartitionChangeRecord: partitionChangeRecord,
  FenceBrokerRecord: fenceBrokerRecord,
  UnfenceBrokerRecord: unfenceBrokerRecord,
  RemoveTopicRecord: removeTopicRecord,
  FeatureLevelRecord: featureLevelRecord,
  ProducerIdsRecord: producerIdsRecord,
  BrokerRegistrationChangeRecord: brokerRegistrationChangeRecord,
  NoOpRecord: noOpRecord,
}

const codecByType: ReadonlyMap<number | null, RecordCodec<unknown, unknown>> = new Map(
  Object.values(codecs).map((codec) => [codec.recordType, codec]),
)

/** The value of a log record for `record`. */
export function encodeMetadataRecord(record: MetadataRecordInput): Buffer {
  const codec = codecs[record.type]
  const writer = new Writer(CHUNK_BYTES)
  writer.unsignedVarint(FRAME_VERSION)
  writer.unsignedVarint(codec.recordType ?? 0)
  writer.unsignedVarint(codec.maxVersion)
  codec.encode(writer, record, codec.maxVersion)
  return writer.toBuffer()
}

/** The record in the value of a log record.
 *  @throws KafkaError INVALID_REQUEST for bytes that are none, UNSUPPORTED_VERSION for an unknown type or version. */
export function decodeMetadataRecord(bytes: Buffer): MetadataRecord {
  const reader = new Reader(bytes)
  const frameVersion = reader.unsignedVarint()
  if (frameVersion !== FRAME_VERSION) {
    throw new KafkaError('UNSUPPORTED_VERSION', `Metadata frames of version ${frameVersion} are not known.`)
  }
  const recordType = reader.unsignedVarint()
  const recordVersion = reader.unsignedVarint()
  const codec = codecByType.get(recordType)
  if (codec === undefined) {
    throw new KafkaError('UNSUPPORTED_VERSION', `Metadata records of type ${recordType} are not known.`)
  }
  // The codec and its name come from the same table, so that the fields fit the name.
  return Object.assign({ type: codec.name }, codec.decode(reader, recordVersion)) as MetadataRecord
}

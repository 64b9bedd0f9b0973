// Generated from broker/wire/schema/records/consumer-protocol-subscription.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** What a consumer tells the leader of its group. */
export const consumerProtocolSubscription: RecordCodec<ConsumerProtocolSubscription, ConsumerProtocolSubscriptionInput> = {
  recordType: null,
  name: 'ConsumerProtocolSubscription',
  minVersion: 0,
  maxVersion: 3,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('ConsumerProtocolSubscription', version, { min: 0, max: 3 })
    encodeConsumerProtocolSubscription(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ConsumerProtocolSubscription', version, { min: 0, max: 3 })
    return decodeConsumerProtocolSubscription(reader, version)
  },
}

/** What a consumer tells the leader of its group. */
export interface ConsumerProtocolSubscription {
  /** Topics it subscribes to. (v0+) */
  readonly topics: readonly string[]
  /** What its assignor adds. (v0+) */
  readonly userData: Buffer | null
  /** What it holds. (v1+) */
  readonly ownedPartitions: readonly ConsumerProtocolSubscriptionOwnedPartition[]
  /** Generation in which it got them; -1 for none. (v2+) */
  readonly generationId: number
  /** Its rack. (v3+) */
  readonly rackId: string | null
}

/** What encode takes for ConsumerProtocolSubscription. */
export interface ConsumerProtocolSubscriptionInput {
  readonly topics: readonly string[]
  readonly userData?: Uint8Array | null | undefined
  readonly ownedPartitions?: readonly ConsumerProtocolSubscriptionOwnedPartitionInput[] | undefined
  readonly generationId?: number | undefined
  readonly rackId?: string | null | undefined
}

/** What it holds. */
export interface ConsumerProtocolSubscriptionOwnedPartition {
  /** The topic. (v1+) */
  readonly topic: string
  /** The partitions. (v1+) */
  readonly partitions: readonly number[]
}

/** What encode takes for ConsumerProtocolSubscriptionOwnedPartition. */
export interface ConsumerProtocolSubscriptionOwnedPartitionInput {
  readonly topic: string
  readonly partitions: readonly number[]
}

function encodeConsumerProtocolSubscriptionOwnedPartition(writer: Writer, message: ConsumerProtocolSubscriptionOwnedPartitionInput, _version: number): void {
  const topic = message.topic
  writer.string(topic)
  const partitions = message.partitions
  writer.arrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
}

function decodeConsumerProtocolSubscriptionOwnedPartition(reader: Reader, _version: number): ConsumerProtocolSubscriptionOwnedPartition {
  const topic = reader.string()
  let partitions: readonly number[]
  {
    const count = reader.arrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitions = items
  }
  return { topic, partitions }
}

function encodeConsumerProtocolSubscription(writer: Writer, message: ConsumerProtocolSubscriptionInput, version: number): void {
  const topics = message.topics
  writer.arrayLength(topics.length)
  for (const item of topics) writer.string(item)
  const userData: Uint8Array | null = message.userData === undefined ? null : message.userData
  writer.nullableBytes(userData)
  if (version >= 1) {
    const ownedPartitions: readonly ConsumerProtocolSubscriptionOwnedPartitionInput[] = message.ownedPartitions ?? []
    writer.arrayLength(ownedPartitions.length)
    for (const item of ownedPartitions) encodeConsumerProtocolSubscriptionOwnedPartition(writer, item, version)
  }
  if (version >= 2) {
    const generationId: number = message.generationId ?? -1
    writer.int32(generationId)
  }
  if (version === 3) {
    const rackId: string | null = message.rackId === undefined ? null : message.rackId
    writer.nullableString(rackId)
  }
}

function decodeConsumerProtocolSubscription(reader: Reader, version: number): ConsumerProtocolSubscription {
  let topics: readonly string[]
  {
    const count = reader.arrayLength(2)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(reader.string())
    topics = items
  }
  const userData = reader.nullableBytes()
  let ownedPartitions: readonly ConsumerProtocolSubscriptionOwnedPartition[] = []
  if (version >= 1) {
    const count = reader.arrayLength(6)
    const items: ConsumerProtocolSubscriptionOwnedPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeConsumerProtocolSubscriptionOwnedPartition(reader, version))
    ownedPartitions = items
  }
  const generationId: number = version >= 2 ? reader.int32() : -1
  const rackId: string | null = version === 3 ? reader.nullableString() : null
  return { topics, userData, ownedPartitions, generationId, rackId }
}

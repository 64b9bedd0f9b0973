// Generated from broker/wire/schema/records/consumer-group-member-metadata-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** What a member of a modern consumer group told of itself. */
export const consumerGroupMemberMetadataValue: RecordCodec<ConsumerGroupMemberMetadataValue, ConsumerGroupMemberMetadataValueInput> = {
  recordType: null,
  name: 'ConsumerGroupMemberMetadataValue',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('ConsumerGroupMemberMetadataValue', version, { min: 0, max: 0 })
    encodeConsumerGroupMemberMetadataValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ConsumerGroupMemberMetadataValue', version, { min: 0, max: 0 })
    return decodeConsumerGroupMemberMetadataValue(reader, version)
  },
}

/** What a member of a modern consumer group told of itself. */
export interface ConsumerGroupMemberMetadataValue {
  /** The id of a static member. (v0+) */
  readonly instanceId: string | null
  /** Its rack. (v0+) */
  readonly rackId: string | null
  /** Its client id. (v0+) */
  readonly clientId: string
  /** Its address. (v0+) */
  readonly clientHost: string
  /** Topics it subscribes to. (v0+) */
  readonly subscribedTopicNames: readonly string[]
  /** Regular expression it subscribes with. (v0+) */
  readonly subscribedTopicRegex: string | null
  /** How long it may take to give up partitions, ms. (v0+) */
  readonly rebalanceTimeoutMs: number
  /** The assignor it wants. (v0+) */
  readonly serverAssignor: string | null
  /** Null unless it speaks the classic protocol. (v0+) */
  readonly classicMemberMetadata: ConsumerGroupMemberMetadataValueClassicMemberMetadata | null
}

/** What encode takes for ConsumerGroupMemberMetadataValue. */
export interface ConsumerGroupMemberMetadataValueInput {
  readonly instanceId: string | null
  readonly rackId: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly subscribedTopicNames: readonly string[]
  readonly subscribedTopicRegex: string | null
  readonly rebalanceTimeoutMs?: number | undefined
  readonly serverAssignor: string | null
  readonly classicMemberMetadata?: ConsumerGroupMemberMetadataValueClassicMemberMetadataInput | null | undefined
}

/** Null unless it speaks the classic protocol. */
export interface ConsumerGroupMemberMetadataValueClassicMemberMetadata {
  /** Silence after which it is dropped, ms. (v0+) */
  readonly sessionTimeoutMs: number
  /** The protocols of its JoinGroup. (v0+) */
  readonly supportedProtocols: readonly ConsumerGroupMemberMetadataValueClassicProtocol[]
}

/** What encode takes for ConsumerGroupMemberMetadataValueClassicMemberMetadata. */
export interface ConsumerGroupMemberMetadataValueClassicMemberMetadataInput {
  readonly sessionTimeoutMs: number
  readonly supportedProtocols: readonly ConsumerGroupMemberMetadataValueClassicProtocolInput[]
}

/** The protocols of its JoinGroup. */
export interface ConsumerGroupMemberMetadataValueClassicProtocol {
  /** The protocol. (v0+) */
  readonly name: string
  /** What it told for it. (v0+) */
  readonly metadata: Buffer
}

/** What encode takes for ConsumerGroupMemberMetadataValueClassicProtocol. */
export interface ConsumerGroupMemberMetadataValueClassicProtocolInput {
  readonly name: string
  readonly metadata: Uint8Array
}

function encodeConsumerGroupMemberMetadataValueClassicProtocol(writer: Writer, message: ConsumerGroupMemberMetadataValueClassicProtocolInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const metadata = message.metadata
  writer.compactBytes(metadata)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupMemberMetadataValueClassicProtocol(reader: Reader, _version: number): ConsumerGroupMemberMetadataValueClassicProtocol {
  const name = reader.compactString()
  const metadata = reader.compactBytes()
  reader.skipTaggedFields()
  return { name, metadata }
}

function encodeConsumerGroupMemberMetadataValueClassicMemberMetadata(writer: Writer, message: ConsumerGroupMemberMetadataValueClassicMemberMetadataInput, version: number): void {
  const sessionTimeoutMs = message.sessionTimeoutMs
  writer.int32(sessionTimeoutMs)
  const supportedProtocols = message.supportedProtocols
  writer.compactArrayLength(supportedProtocols.length)
  for (const item of supportedProtocols) encodeConsumerGroupMemberMetadataValueClassicProtocol(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupMemberMetadataValueClassicMemberMetadata(reader: Reader, version: number): ConsumerGroupMemberMetadataValueClassicMemberMetadata {
  const sessionTimeoutMs = reader.int32()
  let supportedProtocols: readonly ConsumerGroupMemberMetadataValueClassicProtocol[]
  {
    const count = reader.compactArrayLength(3)
    const items: ConsumerGroupMemberMetadataValueClassicProtocol[] = []
    for (let index = 0; index < count; index++) items.push(decodeConsumerGroupMemberMetadataValueClassicProtocol(reader, version))
    supportedProtocols = items
  }
  reader.skipTaggedFields()
  return { sessionTimeoutMs, supportedProtocols }
}

const defaultConsumerGroupMemberMetadataValueClassicMemberMetadata: ConsumerGroupMemberMetadataValueClassicMemberMetadata = {
  sessionTimeoutMs: 0,
  supportedProtocols: [],
}

function isDefaultConsumerGroupMemberMetadataValueClassicMemberMetadata(message: ConsumerGroupMemberMetadataValueClassicMemberMetadataInput): boolean {
  return !(message.sessionTimeoutMs !== 0) && !(message.supportedProtocols.length > 0)
}

function encodeConsumerGroupMemberMetadataValue(writer: Writer, message: ConsumerGroupMemberMetadataValueInput, version: number): void {
  const instanceId = message.instanceId
  writer.compactNullableString(instanceId)
  const rackId = message.rackId
  writer.compactNullableString(rackId)
  const clientId = message.clientId
  writer.compactString(clientId)
  const clientHost = message.clientHost
  writer.compactString(clientHost)
  const subscribedTopicNames = message.subscribedTopicNames
  writer.compactArrayLength(subscribedTopicNames.length)
  for (const item of subscribedTopicNames) writer.compactString(item)
  const subscribedTopicRegex = message.subscribedTopicRegex
  writer.compactNullableString(subscribedTopicRegex)
  const rebalanceTimeoutMs: number = message.rebalanceTimeoutMs ?? -1
  writer.int32(rebalanceTimeoutMs)
  const serverAssignor = message.serverAssignor
  writer.compactNullableString(serverAssignor)
  const classicMemberMetadata: ConsumerGroupMemberMetadataValueClassicMemberMetadataInput | null = message.classicMemberMetadata === undefined ? defaultConsumerGroupMemberMetadataValueClassicMemberMetadata : message.classicMemberMetadata
  const classicMemberMetadataIsSet = (classicMemberMetadata === null || !isDefaultConsumerGroupMemberMetadataValueClassicMemberMetadata(classicMemberMetadata))
  writer.unsignedVarint((classicMemberMetadataIsSet ? 1 : 0))
  if (classicMemberMetadataIsSet) {
    writer.taggedField(0, (inner) => {
      inner.structPresent(classicMemberMetadata !== null)
      if (classicMemberMetadata !== null) encodeConsumerGroupMemberMetadataValueClassicMemberMetadata(inner, classicMemberMetadata, version)
    })
  }
}

function decodeConsumerGroupMemberMetadataValue(reader: Reader, version: number): ConsumerGroupMemberMetadataValue {
  const instanceId = reader.compactNullableString()
  const rackId = reader.compactNullableString()
  const clientId = reader.compactString()
  const clientHost = reader.compactString()
  let subscribedTopicNames: readonly string[]
  {
    const count = reader.compactArrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(reader.compactString())
    subscribedTopicNames = items
  }
  const subscribedTopicRegex = reader.compactNullableString()
  const rebalanceTimeoutMs = reader.int32()
  const serverAssignor = reader.compactNullableString()
  let classicMemberMetadata: ConsumerGroupMemberMetadataValueClassicMemberMetadata | null = defaultConsumerGroupMemberMetadataValueClassicMemberMetadata
  for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
    const tag = reader.unsignedVarint()
    const end = reader.taggedFieldEnd()
    if (tag === 0) {
      classicMemberMetadata = (reader.structPresent() ? decodeConsumerGroupMemberMetadataValueClassicMemberMetadata(reader, version) : null)
      reader.expectOffset(end)
    } else reader.offset = end
  }
  return { instanceId, rackId, clientId, clientHost, subscribedTopicNames, subscribedTopicRegex, rebalanceTimeoutMs, serverAssignor, classicMemberMetadata }
}

// Generated from broker/wire/schema/records/share-group-member-metadata-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A member of a share group. */
export const shareGroupMemberMetadataValue: RecordCodec<ShareGroupMemberMetadataValue, ShareGroupMemberMetadataValueInput> = {
  recordType: null,
  name: 'ShareGroupMemberMetadataValue',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('ShareGroupMemberMetadataValue', version, { min: 0, max: 0 })
    encodeShareGroupMemberMetadataValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ShareGroupMemberMetadataValue', version, { min: 0, max: 0 })
    return decodeShareGroupMemberMetadataValue(reader, version)
  },
}

/** A member of a share group. */
export interface ShareGroupMemberMetadataValue {
  /** Its rack. (v0+) */
  readonly rackId: string | null
  /** The client id. (v0+) */
  readonly clientId: string
  /** The address of the client. (v0+) */
  readonly clientHost: string
  /** Topics it subscribes to. (v0+) */
  readonly subscribedTopicNames: readonly string[]
}

/** What encode takes for ShareGroupMemberMetadataValue. */
export interface ShareGroupMemberMetadataValueInput {
  readonly rackId: string | null
  readonly clientId: string
  readonly clientHost: string
  readonly subscribedTopicNames: readonly string[]
}

function encodeShareGroupMemberMetadataValue(writer: Writer, message: ShareGroupMemberMetadataValueInput, _version: number): void {
  const rackId = message.rackId
  writer.compactNullableString(rackId)
  const clientId = message.clientId
  writer.compactString(clientId)
  const clientHost = message.clientHost
  writer.compactString(clientHost)
  const subscribedTopicNames = message.subscribedTopicNames
  writer.compactArrayLength(subscribedTopicNames.length)
  for (const item of subscribedTopicNames) writer.compactString(item)
  writer.unsignedVarint(0)
}

function decodeShareGroupMemberMetadataValue(reader: Reader, _version: number): ShareGroupMemberMetadataValue {
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
  reader.skipTaggedFields()
  return { rackId, clientId, clientHost, subscribedTopicNames }
}

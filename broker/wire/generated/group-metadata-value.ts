// Generated from broker/wire/schema/records/group-metadata-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A classic group with its members. */
export const groupMetadataValue: RecordCodec<GroupMetadataValue, GroupMetadataValueInput> = {
  recordType: null,
  name: 'GroupMetadataValue',
  minVersion: 0,
  maxVersion: 4,
  flexibleFrom: 4,
  encode(writer, message, version) {
    checkVersion('GroupMetadataValue', version, { min: 0, max: 4 })
    encodeGroupMetadataValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('GroupMetadataValue', version, { min: 0, max: 4 })
    return decodeGroupMetadataValue(reader, version)
  },
}

/** A classic group with its members. */
export interface GroupMetadataValue {
  /** The kind of group. (v0+) */
  readonly protocolType: string
  /** The generation. (v0+) */
  readonly generation: number
  /** The protocol chosen. (v0+) */
  readonly protocol: string | null
  /** The member that leads. (v0+) */
  readonly leader: string | null
  /** When the group entered its state, ms since 1970; -1 when unknown. (v2+) */
  readonly currentStateTimestamp: number
  /** The members. (v0+) */
  readonly members: readonly GroupMetadataValueMember[]
}

/** What encode takes for GroupMetadataValue. */
export interface GroupMetadataValueInput {
  readonly protocolType: string
  readonly generation: number
  readonly protocol: string | null
  readonly leader: string | null
  readonly currentStateTimestamp?: number | undefined
  readonly members: readonly GroupMetadataValueMemberInput[]
}

/** The members. */
export interface GroupMetadataValueMember {
  /** The member. (v0+) */
  readonly memberId: string
  /** The id of a static member. (v3+) */
  readonly groupInstanceId: string | null
  /** Its client id. (v0+) */
  readonly clientId: string
  /** Its address. (v0+) */
  readonly clientHost: string
  /** How long it may take to rejoin, ms. (v1+) */
  readonly rebalanceTimeout: number
  /** Silence after which it is dropped, ms. (v0+) */
  readonly sessionTimeout: number
  /** What it told the leader. (v0+) */
  readonly subscription: Buffer
  /** What it was assigned. (v0+) */
  readonly assignment: Buffer
}

/** What encode takes for GroupMetadataValueMember. */
export interface GroupMetadataValueMemberInput {
  readonly memberId: string
  readonly groupInstanceId?: string | null | undefined
  readonly clientId: string
  readonly clientHost: string
  readonly rebalanceTimeout?: number | undefined
  readonly sessionTimeout: number
  readonly subscription: Uint8Array
  readonly assignment: Uint8Array
}

function encodeGroupMetadataValueMember(writer: Writer, message: GroupMetadataValueMemberInput, version: number): void {
  const memberId = message.memberId
  if (version === 4) writer.compactString(memberId)
  else writer.string(memberId)
  if (version >= 3) {
    const groupInstanceId: string | null = message.groupInstanceId === undefined ? null : message.groupInstanceId
    if (version === 4) writer.compactNullableString(groupInstanceId)
    else writer.nullableString(groupInstanceId)
  }
  const clientId = message.clientId
  if (version === 4) writer.compactString(clientId)
  else writer.string(clientId)
  const clientHost = message.clientHost
  if (version === 4) writer.compactString(clientHost)
  else writer.string(clientHost)
  if (version >= 1) {
    const rebalanceTimeout: number = message.rebalanceTimeout ?? 0
    writer.int32(rebalanceTimeout)
  }
  const sessionTimeout = message.sessionTimeout
  writer.int32(sessionTimeout)
  const subscription = message.subscription
  if (version === 4) writer.compactBytes(subscription)
  else writer.bytes(subscription)
  const assignment = message.assignment
  if (version === 4) writer.compactBytes(assignment)
  else writer.bytes(assignment)
  if (version === 4) writer.unsignedVarint(0)
}

function decodeGroupMetadataValueMember(reader: Reader, version: number): GroupMetadataValueMember {
  const memberId = (version >= 4 ? reader.compactString() : reader.string())
  const groupInstanceId: string | null = version >= 3 ? (version >= 4 ? reader.compactNullableString() : reader.nullableString()) : null
  const clientId = (version >= 4 ? reader.compactString() : reader.string())
  const clientHost = (version >= 4 ? reader.compactString() : reader.string())
  const rebalanceTimeout: number = version >= 1 ? reader.int32() : 0
  const sessionTimeout = reader.int32()
  const subscription = (version >= 4 ? reader.compactBytes() : reader.bytes())
  const assignment = (version >= 4 ? reader.compactBytes() : reader.bytes())
  if (version === 4) reader.skipTaggedFields()
  return { memberId, groupInstanceId, clientId, clientHost, rebalanceTimeout, sessionTimeout, subscription, assignment }
}

function encodeGroupMetadataValue(writer: Writer, message: GroupMetadataValueInput, version: number): void {
  const protocolType = message.protocolType
  if (version === 4) writer.compactString(protocolType)
  else writer.string(protocolType)
  const generation = message.generation
  writer.int32(generation)
  const protocol = message.protocol
  if (version === 4) writer.compactNullableString(protocol)
  else writer.nullableString(protocol)
  const leader = message.leader
  if (version === 4) writer.compactNullableString(leader)
  else writer.nullableString(leader)
  if (version >= 2) {
    const currentStateTimestamp: number = message.currentStateTimestamp ?? -1
    writer.int64(currentStateTimestamp)
  }
  const members = message.members
  if (version === 4) writer.compactArrayLength(members.length)
  else writer.arrayLength(members.length)
  for (const item of members) encodeGroupMetadataValueMember(writer, item, version)
  if (version === 4) writer.unsignedVarint(0)
}

function decodeGroupMetadataValue(reader: Reader, version: number): GroupMetadataValue {
  const protocolType = (version >= 4 ? reader.compactString() : reader.string())
  const generation = reader.int32()
  const protocol = (version >= 4 ? reader.compactNullableString() : reader.nullableString())
  const leader = (version >= 4 ? reader.compactNullableString() : reader.nullableString())
  const currentStateTimestamp: number = version >= 2 ? reader.int64() : -1
  let members: readonly GroupMetadataValueMember[]
  {
    const count = version >= 4 ? reader.compactArrayLength(15) : reader.arrayLength(15)
    const items: GroupMetadataValueMember[] = []
    for (let index = 0; index < count; index++) items.push(decodeGroupMetadataValueMember(reader, version))
    members = items
  }
  if (version === 4) reader.skipTaggedFields()
  return { protocolType, generation, protocol, leader, currentStateTimestamp, members }
}

// Generated from broker/wire/schema/16-list-groups.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Lists the groups that the broker coordinates. */
export const listGroups: ApiCodec<ListGroupsRequest, ListGroupsRequestInput, ListGroupsResponse, ListGroupsResponseInput> = {
  key: 16,
  name: 'ListGroups',
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  request: {
    encode(writer, message, version) {
      checkVersion('ListGroupsRequest', version, { min: 0, max: 5 })
      encodeListGroupsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ListGroupsRequest', version, { min: 0, max: 5 })
      return decodeListGroupsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('ListGroupsResponse', version, { min: 0, max: 5 })
      encodeListGroupsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ListGroupsResponse', version, { min: 0, max: 5 })
      return decodeListGroupsResponse(reader, version)
    },
  },
}

/** Lists the groups that the broker coordinates. */
export interface ListGroupsRequest {
  /** States wanted; empty for all. (v4+) */
  readonly statesFilter: readonly string[]
  /** Types wanted: classic, consumer, share, streams; empty for all. (v5+) */
  readonly typesFilter: readonly string[]
}

/** What encode takes for ListGroupsRequest. */
export interface ListGroupsRequestInput {
  readonly statesFilter?: readonly string[] | undefined
  readonly typesFilter?: readonly string[] | undefined
}

function encodeListGroupsRequest(writer: Writer, message: ListGroupsRequestInput, version: number): void {
  const statesFilter: readonly string[] = message.statesFilter ?? []
  if (version >= 4) {
    writer.compactArrayLength(statesFilter.length)
    for (const item of statesFilter) { if (version >= 3) writer.compactString(item); else writer.string(item) }
  } else if (statesFilter.length > 0) throw cannotCarry('statesFilter', version)
  const typesFilter: readonly string[] = message.typesFilter ?? []
  if (version === 5) {
    writer.compactArrayLength(typesFilter.length)
    for (const item of typesFilter) { if (version >= 3) writer.compactString(item); else writer.string(item) }
  } else if (typesFilter.length > 0) throw cannotCarry('typesFilter', version)
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeListGroupsRequest(reader: Reader, version: number): ListGroupsRequest {
  let statesFilter: readonly string[] = []
  if (version >= 4) {
    const count = reader.compactArrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(version >= 3 ? reader.compactString() : reader.string())
    statesFilter = items
  }
  let typesFilter: readonly string[] = []
  if (version === 5) {
    const count = reader.compactArrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(version >= 3 ? reader.compactString() : reader.string())
    typesFilter = items
  }
  if (version >= 3) reader.skipTaggedFields()
  return { statesFilter, typesFilter }
}

/** The answer to ListGroups. */
export interface ListGroupsResponse {
  /** How long the quota of the client delays it, ms. (v1+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** The groups. (v0+) */
  readonly groups: readonly ListGroupsResponseGroup[]
}

/** What encode takes for ListGroupsResponse. */
export interface ListGroupsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly groups: readonly ListGroupsResponseGroupInput[]
}

/** The groups. */
export interface ListGroupsResponseGroup {
  /** The group. (v0+) */
  readonly groupId: string
  /** The kind of group. (v0+) */
  readonly protocolType: string
  /** Its state. (v4+) */
  readonly groupState: string
  /** Its type. (v5+) */
  readonly groupType: string
}

/** What encode takes for ListGroupsResponseGroup. */
export interface ListGroupsResponseGroupInput {
  readonly groupId: string
  readonly protocolType: string
  readonly groupState?: string | undefined
  readonly groupType?: string | undefined
}

function encodeListGroupsResponseGroup(writer: Writer, message: ListGroupsResponseGroupInput, version: number): void {
  const groupId = message.groupId
  if (version >= 3) writer.compactString(groupId)
  else writer.string(groupId)
  const protocolType = message.protocolType
  if (version >= 3) writer.compactString(protocolType)
  else writer.string(protocolType)
  if (version >= 4) {
    const groupState: string = message.groupState ?? ''
    writer.compactString(groupState)
  }
  if (version === 5) {
    const groupType: string = message.groupType ?? ''
    writer.compactString(groupType)
  }
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeListGroupsResponseGroup(reader: Reader, version: number): ListGroupsResponseGroup {
  const groupId = (version >= 3 ? reader.compactString() : reader.string())
  const protocolType = (version >= 3 ? reader.compactString() : reader.string())
  const groupState: string = version >= 4 ? reader.compactString() : ''
  const groupType: string = version === 5 ? reader.compactString() : ''
  if (version >= 3) reader.skipTaggedFields()
  return { groupId, protocolType, groupState, groupType }
}

function encodeListGroupsResponse(writer: Writer, message: ListGroupsResponseInput, version: number): void {
  if (version >= 1) {
    const throttleTimeMs: number = message.throttleTimeMs ?? 0
    writer.int32(throttleTimeMs)
  }
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const groups = message.groups
  if (version >= 3) writer.compactArrayLength(groups.length)
  else writer.arrayLength(groups.length)
  for (const item of groups) encodeListGroupsResponseGroup(writer, item, version)
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeListGroupsResponse(reader: Reader, version: number): ListGroupsResponse {
  const throttleTimeMs: number = version >= 1 ? reader.int32() : 0
  const errorCode = reader.int16()
  let groups: readonly ListGroupsResponseGroup[]
  {
    const count = version >= 3 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: ListGroupsResponseGroup[] = []
    for (let index = 0; index < count; index++) items.push(decodeListGroupsResponseGroup(reader, version))
    groups = items
  }
  if (version >= 3) reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, groups }
}

// Generated from broker/wire/schema/42-delete-groups.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Deletes groups without members. */
export const deleteGroups: ApiCodec<DeleteGroupsRequest, DeleteGroupsRequestInput, DeleteGroupsResponse, DeleteGroupsResponseInput> = {
  key: 42,
  name: 'DeleteGroups',
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 2,
  request: {
    encode(writer, message, version) {
      checkVersion('DeleteGroupsRequest', version, { min: 0, max: 2 })
      encodeDeleteGroupsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DeleteGroupsRequest', version, { min: 0, max: 2 })
      return decodeDeleteGroupsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DeleteGroupsResponse', version, { min: 0, max: 2 })
      encodeDeleteGroupsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DeleteGroupsResponse', version, { min: 0, max: 2 })
      return decodeDeleteGroupsResponse(reader, version)
    },
  },
}

/** Deletes groups without members. */
export interface DeleteGroupsRequest {
  /** The groups. (v0+) */
  readonly groupsNames: readonly string[]
}

/** What encode takes for DeleteGroupsRequest. */
export interface DeleteGroupsRequestInput {
  readonly groupsNames: readonly string[]
}

function encodeDeleteGroupsRequest(writer: Writer, message: DeleteGroupsRequestInput, version: number): void {
  const groupsNames = message.groupsNames
  if (version === 2) writer.compactArrayLength(groupsNames.length)
  else writer.arrayLength(groupsNames.length)
  for (const item of groupsNames) { if (version === 2) writer.compactString(item); else writer.string(item) }
  if (version === 2) writer.unsignedVarint(0)
}

function decodeDeleteGroupsRequest(reader: Reader, version: number): DeleteGroupsRequest {
  let groupsNames: readonly string[]
  {
    const count = version >= 2 ? reader.compactArrayLength(1) : reader.arrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(version === 2 ? reader.compactString() : reader.string())
    groupsNames = items
  }
  if (version === 2) reader.skipTaggedFields()
  return { groupsNames }
}

/** The answer to DeleteGroups. */
export interface DeleteGroupsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** One entry per group. (v0+) */
  readonly results: readonly DeleteGroupsResponseResult[]
}

/** What encode takes for DeleteGroupsResponse. */
export interface DeleteGroupsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly results: readonly DeleteGroupsResponseResultInput[]
}

/** One entry per group. */
export interface DeleteGroupsResponseResult {
  /** The group. (v0+) */
  readonly groupId: string
  /** The outcome for the group; 0 is success. (v0+) */
  readonly errorCode: number
}

/** What encode takes for DeleteGroupsResponseResult. */
export interface DeleteGroupsResponseResultInput {
  readonly groupId: string
  readonly errorCode: number
}

function encodeDeleteGroupsResponseResult(writer: Writer, message: DeleteGroupsResponseResultInput, version: number): void {
  const groupId = message.groupId
  if (version === 2) writer.compactString(groupId)
  else writer.string(groupId)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeDeleteGroupsResponseResult(reader: Reader, version: number): DeleteGroupsResponseResult {
  const groupId = (version >= 2 ? reader.compactString() : reader.string())
  const errorCode = reader.int16()
  if (version === 2) reader.skipTaggedFields()
  return { groupId, errorCode }
}

function encodeDeleteGroupsResponse(writer: Writer, message: DeleteGroupsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const results = message.results
  if (version === 2) writer.compactArrayLength(results.length)
  else writer.arrayLength(results.length)
  for (const item of results) encodeDeleteGroupsResponseResult(writer, item, version)
  if (version === 2) writer.unsignedVarint(0)
}

function decodeDeleteGroupsResponse(reader: Reader, version: number): DeleteGroupsResponse {
  const throttleTimeMs = reader.int32()
  let results: readonly DeleteGroupsResponseResult[]
  {
    const count = version >= 2 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: DeleteGroupsResponseResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeDeleteGroupsResponseResult(reader, version))
    results = items
  }
  if (version === 2) reader.skipTaggedFields()
  return { throttleTimeMs, results }
}

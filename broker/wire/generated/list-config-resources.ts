// Generated from broker/wire/schema/74-list-config-resources.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Lists the resources that have configurations. */
export const listConfigResources: ApiCodec<ListConfigResourcesRequest, ListConfigResourcesRequestInput, ListConfigResourcesResponse, ListConfigResourcesResponseInput> = {
  key: 74,
  name: 'ListConfigResources',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('ListConfigResourcesRequest', version, { min: 0, max: 1 })
      encodeListConfigResourcesRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ListConfigResourcesRequest', version, { min: 0, max: 1 })
      return decodeListConfigResourcesRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('ListConfigResourcesResponse', version, { min: 0, max: 1 })
      encodeListConfigResourcesResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ListConfigResourcesResponse', version, { min: 0, max: 1 })
      return decodeListConfigResourcesResponse(reader, version)
    },
  },
}

/** Lists the resources that have configurations. */
export interface ListConfigResourcesRequest {
  /** Types wanted, as in DescribeConfigs; empty for all. (v1+) */
  readonly resourceTypes: readonly number[]
}

/** What encode takes for ListConfigResourcesRequest. */
export interface ListConfigResourcesRequestInput {
  readonly resourceTypes?: readonly number[] | undefined
}

function encodeListConfigResourcesRequest(writer: Writer, message: ListConfigResourcesRequestInput, version: number): void {
  const resourceTypes: readonly number[] = message.resourceTypes ?? []
  if (version === 1) {
    writer.compactArrayLength(resourceTypes.length)
    for (const item of resourceTypes) writer.int8(item)
  } else if (resourceTypes.length > 0) throw cannotCarry('resourceTypes', version)
  writer.unsignedVarint(0)
}

function decodeListConfigResourcesRequest(reader: Reader, version: number): ListConfigResourcesRequest {
  let resourceTypes: readonly number[] = []
  if (version === 1) {
    const count = reader.compactArrayLength(1)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int8())
    resourceTypes = items
  }
  reader.skipTaggedFields()
  return { resourceTypes }
}

/** The answer to ListConfigResources. */
export interface ListConfigResourcesResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** The resources. (v0+) */
  readonly configResources: readonly ListConfigResourcesResponseConfigResource[]
}

/** What encode takes for ListConfigResourcesResponse. */
export interface ListConfigResourcesResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly configResources: readonly ListConfigResourcesResponseConfigResourceInput[]
}

/** The resources. */
export interface ListConfigResourcesResponseConfigResource {
  /** The resource. (v0+) */
  readonly resourceName: string
  /** Its type. (v1+) */
  readonly resourceType: number
}

/** What encode takes for ListConfigResourcesResponseConfigResource. */
export interface ListConfigResourcesResponseConfigResourceInput {
  readonly resourceName: string
  readonly resourceType?: number | undefined
}

function encodeListConfigResourcesResponseConfigResource(writer: Writer, message: ListConfigResourcesResponseConfigResourceInput, version: number): void {
  const resourceName = message.resourceName
  writer.compactString(resourceName)
  if (version === 1) {
    const resourceType: number = message.resourceType ?? 16
    writer.int8(resourceType)
  }
  writer.unsignedVarint(0)
}

function decodeListConfigResourcesResponseConfigResource(reader: Reader, version: number): ListConfigResourcesResponseConfigResource {
  const resourceName = reader.compactString()
  const resourceType: number = version === 1 ? reader.int8() : 16
  reader.skipTaggedFields()
  return { resourceName, resourceType }
}

function encodeListConfigResourcesResponse(writer: Writer, message: ListConfigResourcesResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const configResources = message.configResources
  writer.compactArrayLength(configResources.length)
  for (const item of configResources) encodeListConfigResourcesResponseConfigResource(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeListConfigResourcesResponse(reader: Reader, version: number): ListConfigResourcesResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  let configResources: readonly ListConfigResourcesResponseConfigResource[]
  {
    const count = reader.compactArrayLength(2)
    const items: ListConfigResourcesResponseConfigResource[] = []
    for (let index = 0; index < count; index++) items.push(decodeListConfigResourcesResponseConfigResource(reader, version))
    configResources = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, configResources }
}

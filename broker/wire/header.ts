import type { AnyApiCodec } from './codec.ts'
import { apiByKey } from './generated/table.ts'
import type { Reader } from './reader.ts'
import type { Writer } from './writer.ts'

/**
 * Headers in front of every request and response. Which form a header has follows from the API and its
 * version: flexible versions have tagged fields in the header too. Two exceptions: the client id is never
 * compact, and ApiVersions answers with the plain header always, since the client cannot know yet what the
 * broker speaks.
 */

/** The only API with the oldest request header, in its version 0. */
const CONTROLLED_SHUTDOWN_KEY = 7
const API_VERSIONS_KEY = 18

/** What a request starts with. */
export interface RequestHeader {
  readonly apiKey: number
  readonly apiVersion: number
  /** Chosen by the client; the response repeats it. */
  readonly correlationId: number
  readonly clientId: string | null
}

/** What the form of a header follows from; every codec is one. */
export type HeaderApi = Pick<AnyApiCodec, 'key' | 'flexibleFrom'>

/** The version of the request header: 2 when the request is flexible. */
export function requestHeaderVersion(api: HeaderApi, apiVersion: number): 0 | 1 | 2 {
  if (api.key === CONTROLLED_SHUTDOWN_KEY && apiVersion === 0) return 0
  return apiVersion >= api.flexibleFrom ? 2 : 1
}

/** The version of the response header: 1 when the response is flexible, but for ApiVersions. */
export function responseHeaderVersion(api: HeaderApi, apiVersion: number): 0 | 1 {
  return api.key !== API_VERSIONS_KEY && apiVersion >= api.flexibleFrom ? 1 : 0
}

/** Reads a request header; an API that is not in the table is read as one without flexible versions.
 *  @throws KafkaError INVALID_REQUEST. */
export function decodeRequestHeader(reader: Reader): RequestHeader {
  const apiKey = reader.int16()
  const apiVersion = reader.int16()
  const correlationId = reader.int32()
  const api = apiByKey.get(apiKey) ?? { key: apiKey, flexibleFrom: Number.POSITIVE_INFINITY }
  const headerVersion = requestHeaderVersion(api, apiVersion)
  const clientId = headerVersion === 0 ? null : reader.nullableString()
  if (headerVersion === 2) reader.skipTaggedFields()
  return { apiKey, apiVersion, correlationId, clientId }
}

/** Writes the header of a request to `api`. */
export function encodeRequestHeader(
  writer: Writer,
  api: HeaderApi,
  header: Omit<RequestHeader, 'apiKey'>,
): void {
  const headerVersion = requestHeaderVersion(api, header.apiVersion)
  writer.int16(api.key)
  writer.int16(header.apiVersion)
  writer.int32(header.correlationId)
  if (headerVersion > 0) writer.nullableString(header.clientId)
  if (headerVersion === 2) writer.unsignedVarint(0)
}

/** Reads a response header; returns the correlation id. @throws KafkaError INVALID_REQUEST. */
export function decodeResponseHeader(reader: Reader, api: HeaderApi, apiVersion: number): number {
  const correlationId = reader.int32()
  if (responseHeaderVersion(api, apiVersion) === 1) reader.skipTaggedFields()
  return correlationId
}

/** Writes the header of the response to a request of `api`; takes the header of the request. */
export function encodeResponseHeader(
  writer: Writer,
  api: HeaderApi,
  request: Pick<RequestHeader, 'apiVersion' | 'correlationId'>,
): void {
  writer.int32(request.correlationId)
  if (responseHeaderVersion(api, request.apiVersion) === 1) writer.unsignedVarint(0)
}

// Generated from broker/wire/schema/60-describe-cluster.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Describes the cluster and its brokers or controllers. */
export const describeCluster: ApiCodec<DescribeClusterRequest, DescribeClusterRequestInput, DescribeClusterResponse, DescribeClusterResponseInput> = {
  key: 60,
  name: 'DescribeCluster',
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('DescribeClusterRequest', version, { min: 0, max: 2 })
      encodeDescribeClusterRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeClusterRequest', version, { min: 0, max: 2 })
      return decodeDescribeClusterRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DescribeClusterResponse', version, { min: 0, max: 2 })
      encodeDescribeClusterResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeClusterResponse', version, { min: 0, max: 2 })
      return decodeDescribeClusterResponse(reader, version)
    },
  },
}

/** Describes the cluster and its brokers or controllers. */
export interface DescribeClusterRequest {
  /** Whether to tell what may be done to the cluster. (v0+) */
  readonly includeClusterAuthorizedOperations: boolean
  /** What to describe: 1 brokers, 2 controllers. (v1+) */
  readonly endpointType: number
  /** Whether to list fenced brokers too. (v2+) */
  readonly includeFencedBrokers: boolean
}

/** What encode takes for DescribeClusterRequest. */
export interface DescribeClusterRequestInput {
  readonly includeClusterAuthorizedOperations: boolean
  readonly endpointType?: number | undefined
  readonly includeFencedBrokers?: boolean | undefined
}

function encodeDescribeClusterRequest(writer: Writer, message: DescribeClusterRequestInput, version: number): void {
  const includeClusterAuthorizedOperations = message.includeClusterAuthorizedOperations
  writer.boolean(includeClusterAuthorizedOperations)
  const endpointType: number = message.endpointType ?? 1
  if (version >= 1) {
    writer.int8(endpointType)
  } else if (endpointType !== 1) throw cannotCarry('endpointType', version)
  const includeFencedBrokers: boolean = message.includeFencedBrokers ?? false
  if (version === 2) {
    writer.boolean(includeFencedBrokers)
  } else if (includeFencedBrokers !== false) throw cannotCarry('includeFencedBrokers', version)
  writer.unsignedVarint(0)
}

function decodeDescribeClusterRequest(reader: Reader, version: number): DescribeClusterRequest {
  const includeClusterAuthorizedOperations = reader.boolean()
  const endpointType: number = version >= 1 ? reader.int8() : 1
  const includeFencedBrokers: boolean = version === 2 ? reader.boolean() : false
  reader.skipTaggedFields()
  return { includeClusterAuthorizedOperations, endpointType, includeFencedBrokers }
}

/** The answer to DescribeCluster. */
export interface DescribeClusterResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** What is described: 1 brokers, 2 controllers. (v1+) */
  readonly endpointType: number
  /** Id of the cluster. (v0+) */
  readonly clusterId: string
  /** The node to send administrative requests to; -1 when unknown. (v0+) */
  readonly controllerId: number
  /** The nodes. (v0+) */
  readonly brokers: readonly DescribeClusterResponseBroker[]
  /** Bits of the allowed operations; -2^31 when not asked for. (v0+) */
  readonly clusterAuthorizedOperations: number
}

/** What encode takes for DescribeClusterResponse. */
export interface DescribeClusterResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly endpointType?: number | undefined
  readonly clusterId: string
  readonly controllerId?: number | undefined
  readonly brokers: readonly DescribeClusterResponseBrokerInput[]
  readonly clusterAuthorizedOperations?: number | undefined
}

/** The nodes. */
export interface DescribeClusterResponseBroker {
  /** The node. (v0+) */
  readonly brokerId: number
  /** Host to connect to. (v0+) */
  readonly host: string
  /** Port to connect to. (v0+) */
  readonly port: number
  /** Rack of the node, if it has one. (v0+) */
  readonly rack: string | null
  /** Whether the broker is fenced. (v2+) */
  readonly isFenced: boolean
}

/** What encode takes for DescribeClusterResponseBroker. */
export interface DescribeClusterResponseBrokerInput {
  readonly brokerId: number
  readonly host: string
  readonly port: number
  readonly rack?: string | null | undefined
  readonly isFenced?: boolean | undefined
}

function encodeDescribeClusterResponseBroker(writer: Writer, message: DescribeClusterResponseBrokerInput, version: number): void {
  const brokerId = message.brokerId
  writer.int32(brokerId)
  const host = message.host
  writer.compactString(host)
  const port = message.port
  writer.int32(port)
  const rack: string | null = message.rack === undefined ? null : message.rack
  writer.compactNullableString(rack)
  if (version === 2) {
    const isFenced: boolean = message.isFenced ?? false
    writer.boolean(isFenced)
  }
  writer.unsignedVarint(0)
}

function decodeDescribeClusterResponseBroker(reader: Reader, version: number): DescribeClusterResponseBroker {
  const brokerId = reader.int32()
  const host = reader.compactString()
  const port = reader.int32()
  const rack = reader.compactNullableString()
  const isFenced: boolean = version === 2 ? reader.boolean() : false
  reader.skipTaggedFields()
  return { brokerId, host, port, rack, isFenced }
}

function encodeDescribeClusterResponse(writer: Writer, message: DescribeClusterResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  if (version >= 1) {
    const endpointType: number = message.endpointType ?? 1
    writer.int8(endpointType)
  }
  const clusterId = message.clusterId
  writer.compactString(clusterId)
  const controllerId: number = message.controllerId ?? -1
  writer.int32(controllerId)
  const brokers = message.brokers
  writer.compactArrayLength(brokers.length)
  for (const item of brokers) encodeDescribeClusterResponseBroker(writer, item, version)
  const clusterAuthorizedOperations: number = message.clusterAuthorizedOperations ?? -2147483648
  writer.int32(clusterAuthorizedOperations)
  writer.unsignedVarint(0)
}

function decodeDescribeClusterResponse(reader: Reader, version: number): DescribeClusterResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const endpointType: number = version >= 1 ? reader.int8() : 1
  const clusterId = reader.compactString()
  const controllerId = reader.int32()
  let brokers: readonly DescribeClusterResponseBroker[]
  {
    const count = reader.compactArrayLength(11)
    const items: DescribeClusterResponseBroker[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeClusterResponseBroker(reader, version))
    brokers = items
  }
  const clusterAuthorizedOperations = reader.int32()
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, errorMessage, endpointType, clusterId, controllerId, brokers, clusterAuthorizedOperations }
}

// Generated from broker/wire/schema/65-describe-transactions.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Describes transactions by their transactional ids. */
export const describeTransactions: ApiCodec<DescribeTransactionsRequest, DescribeTransactionsRequestInput, DescribeTransactionsResponse, DescribeTransactionsResponseInput> = {
  key: 65,
  name: 'DescribeTransactions',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('DescribeTransactionsRequest', version, { min: 0, max: 0 })
      encodeDescribeTransactionsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeTransactionsRequest', version, { min: 0, max: 0 })
      return decodeDescribeTransactionsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('DescribeTransactionsResponse', version, { min: 0, max: 0 })
      encodeDescribeTransactionsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('DescribeTransactionsResponse', version, { min: 0, max: 0 })
      return decodeDescribeTransactionsResponse(reader, version)
    },
  },
}

/** Describes transactions by their transactional ids. */
export interface DescribeTransactionsRequest {
  /** The transactional ids. (v0+) */
  readonly transactionalIds: readonly string[]
}

/** What encode takes for DescribeTransactionsRequest. */
export interface DescribeTransactionsRequestInput {
  readonly transactionalIds: readonly string[]
}

function encodeDescribeTransactionsRequest(writer: Writer, message: DescribeTransactionsRequestInput, _version: number): void {
  const transactionalIds = message.transactionalIds
  writer.compactArrayLength(transactionalIds.length)
  for (const item of transactionalIds) writer.compactString(item)
  writer.unsignedVarint(0)
}

function decodeDescribeTransactionsRequest(reader: Reader, _version: number): DescribeTransactionsRequest {
  let transactionalIds: readonly string[]
  {
    const count = reader.compactArrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(reader.compactString())
    transactionalIds = items
  }
  reader.skipTaggedFields()
  return { transactionalIds }
}

/** The answer to DescribeTransactions. */
export interface DescribeTransactionsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** One entry per transactional id. (v0+) */
  readonly transactionStates: readonly DescribeTransactionsResponseTransactionState[]
}

/** What encode takes for DescribeTransactionsResponse. */
export interface DescribeTransactionsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly transactionStates: readonly DescribeTransactionsResponseTransactionStateInput[]
}

/** One entry per transactional id. */
export interface DescribeTransactionsResponseTransactionState {
  /** The outcome for the transaction; 0 is success. (v0+) */
  readonly errorCode: number
  /** The transactional id. (v0+) */
  readonly transactionalId: string
  /** Empty, Ongoing, PrepareCommit, PrepareAbort, CompleteCommit, CompleteAbort. (v0+) */
  readonly transactionState: string
  /** Time after which it is aborted, ms. (v0+) */
  readonly transactionTimeoutMs: number
  /** When it started, ms since 1970; -1 when it is not open. (v0+) */
  readonly transactionStartTimeMs: number
  /** The producer. (v0+) */
  readonly producerId: number
  /** Its epoch. (v0+) */
  readonly producerEpoch: number
  /** What it has written to. (v0+) */
  readonly topics: readonly DescribeTransactionsResponseTopic[]
}

/** What encode takes for DescribeTransactionsResponseTransactionState. */
export interface DescribeTransactionsResponseTransactionStateInput {
  readonly errorCode: number
  readonly transactionalId: string
  readonly transactionState: string
  readonly transactionTimeoutMs: number
  readonly transactionStartTimeMs: number
  readonly producerId: number
  readonly producerEpoch: number
  readonly topics: readonly DescribeTransactionsResponseTopicInput[]
}

/** What it has written to. */
export interface DescribeTransactionsResponseTopic {
  /** The topic. (v0+) */
  readonly topic: string
  /** The partitions. (v0+) */
  readonly partitions: readonly number[]
}

/** What encode takes for DescribeTransactionsResponseTopic. */
export interface DescribeTransactionsResponseTopicInput {
  readonly topic: string
  readonly partitions: readonly number[]
}

function encodeDescribeTransactionsResponseTopic(writer: Writer, message: DescribeTransactionsResponseTopicInput, _version: number): void {
  const topic = message.topic
  writer.compactString(topic)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeDescribeTransactionsResponseTopic(reader: Reader, _version: number): DescribeTransactionsResponseTopic {
  const topic = reader.compactString()
  let partitions: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitions = items
  }
  reader.skipTaggedFields()
  return { topic, partitions }
}

function encodeDescribeTransactionsResponseTransactionState(writer: Writer, message: DescribeTransactionsResponseTransactionStateInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const transactionalId = message.transactionalId
  writer.compactString(transactionalId)
  const transactionState = message.transactionState
  writer.compactString(transactionState)
  const transactionTimeoutMs = message.transactionTimeoutMs
  writer.int32(transactionTimeoutMs)
  const transactionStartTimeMs = message.transactionStartTimeMs
  writer.int64(transactionStartTimeMs)
  const producerId = message.producerId
  writer.int64(producerId)
  const producerEpoch = message.producerEpoch
  writer.int16(producerEpoch)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeDescribeTransactionsResponseTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeTransactionsResponseTransactionState(reader: Reader, version: number): DescribeTransactionsResponseTransactionState {
  const errorCode = reader.int16()
  const transactionalId = reader.compactString()
  const transactionState = reader.compactString()
  const transactionTimeoutMs = reader.int32()
  const transactionStartTimeMs = reader.int64()
  const producerId = reader.int64()
  const producerEpoch = reader.int16()
  let topics: readonly DescribeTransactionsResponseTopic[]
  {
    const count = reader.compactArrayLength(3)
    const items: DescribeTransactionsResponseTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeTransactionsResponseTopic(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { errorCode, transactionalId, transactionState, transactionTimeoutMs, transactionStartTimeMs, producerId, producerEpoch, topics }
}

function encodeDescribeTransactionsResponse(writer: Writer, message: DescribeTransactionsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const transactionStates = message.transactionStates
  writer.compactArrayLength(transactionStates.length)
  for (const item of transactionStates) encodeDescribeTransactionsResponseTransactionState(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeDescribeTransactionsResponse(reader: Reader, version: number): DescribeTransactionsResponse {
  const throttleTimeMs = reader.int32()
  let transactionStates: readonly DescribeTransactionsResponseTransactionState[]
  {
    const count = reader.compactArrayLength(28)
    const items: DescribeTransactionsResponseTransactionState[] = []
    for (let index = 0; index < count; index++) items.push(decodeDescribeTransactionsResponseTransactionState(reader, version))
    transactionStates = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, transactionStates }
}

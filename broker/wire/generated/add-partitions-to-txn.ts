// Generated from broker/wire/schema/24-add-partitions-to-txn.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Adds partitions to a transaction, or checks that they are in it. */
export const addPartitionsToTxn: ApiCodec<AddPartitionsToTxnRequest, AddPartitionsToTxnRequestInput, AddPartitionsToTxnResponse, AddPartitionsToTxnResponseInput> = {
  key: 24,
  name: 'AddPartitionsToTxn',
  minVersion: 0,
  maxVersion: 5,
  flexibleFrom: 3,
  request: {
    encode(writer, message, version) {
      checkVersion('AddPartitionsToTxnRequest', version, { min: 0, max: 5 })
      encodeAddPartitionsToTxnRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AddPartitionsToTxnRequest', version, { min: 0, max: 5 })
      return decodeAddPartitionsToTxnRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('AddPartitionsToTxnResponse', version, { min: 0, max: 5 })
      encodeAddPartitionsToTxnResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('AddPartitionsToTxnResponse', version, { min: 0, max: 5 })
      return decodeAddPartitionsToTxnResponse(reader, version)
    },
  },
}

/** Adds partitions to a transaction, or checks that they are in it. */
export interface AddPartitionsToTxnRequest {
  /** The transactions. (v4+) */
  readonly transactions: readonly AddPartitionsToTxnRequestTransaction[]
  /** The transactional id. (v0-3) */
  readonly v3AndBelowTransactionalId: string
  /** The producer. (v0-3) */
  readonly v3AndBelowProducerId: number
  /** Its epoch. (v0-3) */
  readonly v3AndBelowProducerEpoch: number
  /** What to add. (v0-3) */
  readonly v3AndBelowTopics: readonly AddPartitionsToTxnRequestV3AndBelowTopic[]
}

/** What encode takes for AddPartitionsToTxnRequest. */
export interface AddPartitionsToTxnRequestInput {
  readonly transactions?: readonly AddPartitionsToTxnRequestTransactionInput[] | undefined
  readonly v3AndBelowTransactionalId?: string | undefined
  readonly v3AndBelowProducerId?: number | undefined
  readonly v3AndBelowProducerEpoch?: number | undefined
  readonly v3AndBelowTopics?: readonly AddPartitionsToTxnRequestV3AndBelowTopicInput[] | undefined
}

/** The transactions. */
export interface AddPartitionsToTxnRequestTransaction {
  /** The transactional id. (v4+) */
  readonly transactionalId: string
  /** The producer. (v4+) */
  readonly producerId: number
  /** Its epoch. (v4+) */
  readonly producerEpoch: number
  /** Whether only to check. (v4+) */
  readonly verifyOnly: boolean
  /** What to add. (v4+) */
  readonly topics: readonly AddPartitionsToTxnRequestTransactionTopic[]
}

/** What encode takes for AddPartitionsToTxnRequestTransaction. */
export interface AddPartitionsToTxnRequestTransactionInput {
  readonly transactionalId: string
  readonly producerId: number
  readonly producerEpoch: number
  readonly verifyOnly?: boolean | undefined
  readonly topics: readonly AddPartitionsToTxnRequestTransactionTopicInput[]
}

/** What to add. */
export interface AddPartitionsToTxnRequestTransactionTopic {
  /** The topic. (v4+) */
  readonly name: string
  /** The partitions. (v4+) */
  readonly partitions: readonly number[]
}

/** What encode takes for AddPartitionsToTxnRequestTransactionTopic. */
export interface AddPartitionsToTxnRequestTransactionTopicInput {
  readonly name: string
  readonly partitions: readonly number[]
}

/** What to add. */
export interface AddPartitionsToTxnRequestV3AndBelowTopic {
  /** The topic. (v0-3) */
  readonly name: string
  /** The partitions. (v0-3) */
  readonly partitions: readonly number[]
}

/** What encode takes for AddPartitionsToTxnRequestV3AndBelowTopic. */
export interface AddPartitionsToTxnRequestV3AndBelowTopicInput {
  readonly name: string
  readonly partitions: readonly number[]
}

function encodeAddPartitionsToTxnRequestV3AndBelowTopic(writer: Writer, message: AddPartitionsToTxnRequestV3AndBelowTopicInput, version: number): void {
  const name = message.name
  if (version === 3) writer.compactString(name)
  else writer.string(name)
  const partitions = message.partitions
  if (version === 3) writer.compactArrayLength(partitions.length)
  else writer.arrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  if (version === 3) writer.unsignedVarint(0)
}

function decodeAddPartitionsToTxnRequestV3AndBelowTopic(reader: Reader, version: number): AddPartitionsToTxnRequestV3AndBelowTopic {
  const name = (version >= 3 ? reader.compactString() : reader.string())
  let partitions: readonly number[]
  {
    const count = version >= 3 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitions = items
  }
  if (version === 3) reader.skipTaggedFields()
  return { name, partitions }
}

function encodeAddPartitionsToTxnRequestTransactionTopic(writer: Writer, message: AddPartitionsToTxnRequestTransactionTopicInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeAddPartitionsToTxnRequestTransactionTopic(reader: Reader, _version: number): AddPartitionsToTxnRequestTransactionTopic {
  const name = reader.compactString()
  let partitions: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitions = items
  }
  reader.skipTaggedFields()
  return { name, partitions }
}

function encodeAddPartitionsToTxnRequestTransaction(writer: Writer, message: AddPartitionsToTxnRequestTransactionInput, version: number): void {
  const transactionalId = message.transactionalId
  writer.compactString(transactionalId)
  const producerId = message.producerId
  writer.int64(producerId)
  const producerEpoch = message.producerEpoch
  writer.int16(producerEpoch)
  const verifyOnly: boolean = message.verifyOnly ?? false
  writer.boolean(verifyOnly)
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) encodeAddPartitionsToTxnRequestTransactionTopic(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAddPartitionsToTxnRequestTransaction(reader: Reader, version: number): AddPartitionsToTxnRequestTransaction {
  const transactionalId = reader.compactString()
  const producerId = reader.int64()
  const producerEpoch = reader.int16()
  const verifyOnly = reader.boolean()
  let topics: readonly AddPartitionsToTxnRequestTransactionTopic[]
  {
    const count = reader.compactArrayLength(3)
    const items: AddPartitionsToTxnRequestTransactionTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeAddPartitionsToTxnRequestTransactionTopic(reader, version))
    topics = items
  }
  reader.skipTaggedFields()
  return { transactionalId, producerId, producerEpoch, verifyOnly, topics }
}

function encodeAddPartitionsToTxnRequest(writer: Writer, message: AddPartitionsToTxnRequestInput, version: number): void {
  const transactions: readonly AddPartitionsToTxnRequestTransactionInput[] = message.transactions ?? []
  if (version >= 4) {
    writer.compactArrayLength(transactions.length)
    for (const item of transactions) encodeAddPartitionsToTxnRequestTransaction(writer, item, version)
  } else if (transactions.length > 0) throw cannotCarry('transactions', version)
  const v3AndBelowTransactionalId: string = message.v3AndBelowTransactionalId ?? ''
  if (version <= 3) {
    if (version === 3) writer.compactString(v3AndBelowTransactionalId)
    else writer.string(v3AndBelowTransactionalId)
  } else if (v3AndBelowTransactionalId !== '') throw cannotCarry('v3AndBelowTransactionalId', version)
  const v3AndBelowProducerId: number = message.v3AndBelowProducerId ?? 0
  if (version <= 3) {
    writer.int64(v3AndBelowProducerId)
  } else if (v3AndBelowProducerId !== 0) throw cannotCarry('v3AndBelowProducerId', version)
  const v3AndBelowProducerEpoch: number = message.v3AndBelowProducerEpoch ?? 0
  if (version <= 3) {
    writer.int16(v3AndBelowProducerEpoch)
  } else if (v3AndBelowProducerEpoch !== 0) throw cannotCarry('v3AndBelowProducerEpoch', version)
  const v3AndBelowTopics: readonly AddPartitionsToTxnRequestV3AndBelowTopicInput[] = message.v3AndBelowTopics ?? []
  if (version <= 3) {
    if (version === 3) writer.compactArrayLength(v3AndBelowTopics.length)
    else writer.arrayLength(v3AndBelowTopics.length)
    for (const item of v3AndBelowTopics) encodeAddPartitionsToTxnRequestV3AndBelowTopic(writer, item, version)
  } else if (v3AndBelowTopics.length > 0) throw cannotCarry('v3AndBelowTopics', version)
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeAddPartitionsToTxnRequest(reader: Reader, version: number): AddPartitionsToTxnRequest {
  let transactions: readonly AddPartitionsToTxnRequestTransaction[] = []
  if (version >= 4) {
    const count = reader.compactArrayLength(14)
    const items: AddPartitionsToTxnRequestTransaction[] = []
    for (let index = 0; index < count; index++) items.push(decodeAddPartitionsToTxnRequestTransaction(reader, version))
    transactions = items
  }
  const v3AndBelowTransactionalId: string = version <= 3 ? (version >= 3 ? reader.compactString() : reader.string()) : ''
  const v3AndBelowProducerId: number = version <= 3 ? reader.int64() : 0
  const v3AndBelowProducerEpoch: number = version <= 3 ? reader.int16() : 0
  let v3AndBelowTopics: readonly AddPartitionsToTxnRequestV3AndBelowTopic[] = []
  if (version <= 3) {
    const count = version >= 3 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: AddPartitionsToTxnRequestV3AndBelowTopic[] = []
    for (let index = 0; index < count; index++) items.push(decodeAddPartitionsToTxnRequestV3AndBelowTopic(reader, version))
    v3AndBelowTopics = items
  }
  if (version >= 3) reader.skipTaggedFields()
  return { transactions, v3AndBelowTransactionalId, v3AndBelowProducerId, v3AndBelowProducerEpoch, v3AndBelowTopics }
}

/** The answer to AddPartitionsToTxn. */
export interface AddPartitionsToTxnResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v4+) */
  readonly errorCode: number
  /** The outcome per transaction. (v4+) */
  readonly resultsByTransaction: readonly AddPartitionsToTxnResponseTransactionResult[]
  /** The outcome per topic. (v0-3) */
  readonly resultsByTopicV3AndBelow: readonly AddPartitionsToTxnResponseTopicResult[]
}

/** What encode takes for AddPartitionsToTxnResponse. */
export interface AddPartitionsToTxnResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode?: number | undefined
  readonly resultsByTransaction?: readonly AddPartitionsToTxnResponseTransactionResultInput[] | undefined
  readonly resultsByTopicV3AndBelow?: readonly AddPartitionsToTxnResponseTopicResultInput[] | undefined
}

/** The outcome per transaction. */
export interface AddPartitionsToTxnResponseTransactionResult {
  /** The transactional id. (v4+) */
  readonly transactionalId: string
  /** The outcome per topic. (v4+) */
  readonly topicResults: readonly AddPartitionsToTxnResponseTransactionTopicResult[]
}

/** What encode takes for AddPartitionsToTxnResponseTransactionResult. */
export interface AddPartitionsToTxnResponseTransactionResultInput {
  readonly transactionalId: string
  readonly topicResults: readonly AddPartitionsToTxnResponseTransactionTopicResultInput[]
}

/** The outcome per topic. */
export interface AddPartitionsToTxnResponseTransactionTopicResult {
  /** The topic. (v4+) */
  readonly name: string
  /** The outcome per partition. (v4+) */
  readonly resultsByPartition: readonly AddPartitionsToTxnResponseTransactionPartitionResult[]
}

/** What encode takes for AddPartitionsToTxnResponseTransactionTopicResult. */
export interface AddPartitionsToTxnResponseTransactionTopicResultInput {
  readonly name: string
  readonly resultsByPartition: readonly AddPartitionsToTxnResponseTransactionPartitionResultInput[]
}

/** The outcome per partition. */
export interface AddPartitionsToTxnResponseTransactionPartitionResult {
  /** The partition. (v4+) */
  readonly partitionIndex: number
  /** The outcome for the partition; 0 is success. (v4+) */
  readonly partitionErrorCode: number
}

/** What encode takes for AddPartitionsToTxnResponseTransactionPartitionResult. */
export interface AddPartitionsToTxnResponseTransactionPartitionResultInput {
  readonly partitionIndex: number
  readonly partitionErrorCode: number
}

/** The outcome per topic. */
export interface AddPartitionsToTxnResponseTopicResult {
  /** The topic. (v0-3) */
  readonly name: string
  /** The outcome per partition. (v0-3) */
  readonly resultsByPartition: readonly AddPartitionsToTxnResponsePartitionResult[]
}

/** What encode takes for AddPartitionsToTxnResponseTopicResult. */
export interface AddPartitionsToTxnResponseTopicResultInput {
  readonly name: string
  readonly resultsByPartition: readonly AddPartitionsToTxnResponsePartitionResultInput[]
}

/** The outcome per partition. */
export interface AddPartitionsToTxnResponsePartitionResult {
  /** The partition. (v0-3) */
  readonly partitionIndex: number
  /** The outcome for the partition; 0 is success. (v0-3) */
  readonly partitionErrorCode: number
}

/** What encode takes for AddPartitionsToTxnResponsePartitionResult. */
export interface AddPartitionsToTxnResponsePartitionResultInput {
  readonly partitionIndex: number
  readonly partitionErrorCode: number
}

function encodeAddPartitionsToTxnResponsePartitionResult(writer: Writer, message: AddPartitionsToTxnResponsePartitionResultInput, version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const partitionErrorCode = message.partitionErrorCode
  writer.int16(partitionErrorCode)
  if (version === 3) writer.unsignedVarint(0)
}

function decodeAddPartitionsToTxnResponsePartitionResult(reader: Reader, version: number): AddPartitionsToTxnResponsePartitionResult {
  const partitionIndex = reader.int32()
  const partitionErrorCode = reader.int16()
  if (version === 3) reader.skipTaggedFields()
  return { partitionIndex, partitionErrorCode }
}

function encodeAddPartitionsToTxnResponseTopicResult(writer: Writer, message: AddPartitionsToTxnResponseTopicResultInput, version: number): void {
  const name = message.name
  if (version === 3) writer.compactString(name)
  else writer.string(name)
  const resultsByPartition = message.resultsByPartition
  if (version === 3) writer.compactArrayLength(resultsByPartition.length)
  else writer.arrayLength(resultsByPartition.length)
  for (const item of resultsByPartition) encodeAddPartitionsToTxnResponsePartitionResult(writer, item, version)
  if (version === 3) writer.unsignedVarint(0)
}

function decodeAddPartitionsToTxnResponseTopicResult(reader: Reader, version: number): AddPartitionsToTxnResponseTopicResult {
  const name = (version >= 3 ? reader.compactString() : reader.string())
  let resultsByPartition: readonly AddPartitionsToTxnResponsePartitionResult[]
  {
    const count = version >= 3 ? reader.compactArrayLength(6) : reader.arrayLength(6)
    const items: AddPartitionsToTxnResponsePartitionResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeAddPartitionsToTxnResponsePartitionResult(reader, version))
    resultsByPartition = items
  }
  if (version === 3) reader.skipTaggedFields()
  return { name, resultsByPartition }
}

function encodeAddPartitionsToTxnResponseTransactionPartitionResult(writer: Writer, message: AddPartitionsToTxnResponseTransactionPartitionResultInput, _version: number): void {
  const partitionIndex = message.partitionIndex
  writer.int32(partitionIndex)
  const partitionErrorCode = message.partitionErrorCode
  writer.int16(partitionErrorCode)
  writer.unsignedVarint(0)
}

function decodeAddPartitionsToTxnResponseTransactionPartitionResult(reader: Reader, _version: number): AddPartitionsToTxnResponseTransactionPartitionResult {
  const partitionIndex = reader.int32()
  const partitionErrorCode = reader.int16()
  reader.skipTaggedFields()
  return { partitionIndex, partitionErrorCode }
}

function encodeAddPartitionsToTxnResponseTransactionTopicResult(writer: Writer, message: AddPartitionsToTxnResponseTransactionTopicResultInput, version: number): void {
  const name = message.name
  writer.compactString(name)
  const resultsByPartition = message.resultsByPartition
  writer.compactArrayLength(resultsByPartition.length)
  for (const item of resultsByPartition) encodeAddPartitionsToTxnResponseTransactionPartitionResult(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAddPartitionsToTxnResponseTransactionTopicResult(reader: Reader, version: number): AddPartitionsToTxnResponseTransactionTopicResult {
  const name = reader.compactString()
  let resultsByPartition: readonly AddPartitionsToTxnResponseTransactionPartitionResult[]
  {
    const count = reader.compactArrayLength(7)
    const items: AddPartitionsToTxnResponseTransactionPartitionResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeAddPartitionsToTxnResponseTransactionPartitionResult(reader, version))
    resultsByPartition = items
  }
  reader.skipTaggedFields()
  return { name, resultsByPartition }
}

function encodeAddPartitionsToTxnResponseTransactionResult(writer: Writer, message: AddPartitionsToTxnResponseTransactionResultInput, version: number): void {
  const transactionalId = message.transactionalId
  writer.compactString(transactionalId)
  const topicResults = message.topicResults
  writer.compactArrayLength(topicResults.length)
  for (const item of topicResults) encodeAddPartitionsToTxnResponseTransactionTopicResult(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeAddPartitionsToTxnResponseTransactionResult(reader: Reader, version: number): AddPartitionsToTxnResponseTransactionResult {
  const transactionalId = reader.compactString()
  let topicResults: readonly AddPartitionsToTxnResponseTransactionTopicResult[]
  {
    const count = reader.compactArrayLength(3)
    const items: AddPartitionsToTxnResponseTransactionTopicResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeAddPartitionsToTxnResponseTransactionTopicResult(reader, version))
    topicResults = items
  }
  reader.skipTaggedFields()
  return { transactionalId, topicResults }
}

function encodeAddPartitionsToTxnResponse(writer: Writer, message: AddPartitionsToTxnResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  if (version >= 4) {
    const errorCode: number = message.errorCode ?? 0
    writer.int16(errorCode)
  }
  const resultsByTransaction: readonly AddPartitionsToTxnResponseTransactionResultInput[] = message.resultsByTransaction ?? []
  if (version >= 4) {
    writer.compactArrayLength(resultsByTransaction.length)
    for (const item of resultsByTransaction) encodeAddPartitionsToTxnResponseTransactionResult(writer, item, version)
  } else if (resultsByTransaction.length > 0) throw cannotCarry('resultsByTransaction', version)
  const resultsByTopicV3AndBelow: readonly AddPartitionsToTxnResponseTopicResultInput[] = message.resultsByTopicV3AndBelow ?? []
  if (version <= 3) {
    if (version === 3) writer.compactArrayLength(resultsByTopicV3AndBelow.length)
    else writer.arrayLength(resultsByTopicV3AndBelow.length)
    for (const item of resultsByTopicV3AndBelow) encodeAddPartitionsToTxnResponseTopicResult(writer, item, version)
  } else if (resultsByTopicV3AndBelow.length > 0) throw cannotCarry('resultsByTopicV3AndBelow', version)
  if (version >= 3) writer.unsignedVarint(0)
}

function decodeAddPartitionsToTxnResponse(reader: Reader, version: number): AddPartitionsToTxnResponse {
  const throttleTimeMs = reader.int32()
  const errorCode: number = version >= 4 ? reader.int16() : 0
  let resultsByTransaction: readonly AddPartitionsToTxnResponseTransactionResult[] = []
  if (version >= 4) {
    const count = reader.compactArrayLength(3)
    const items: AddPartitionsToTxnResponseTransactionResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeAddPartitionsToTxnResponseTransactionResult(reader, version))
    resultsByTransaction = items
  }
  let resultsByTopicV3AndBelow: readonly AddPartitionsToTxnResponseTopicResult[] = []
  if (version <= 3) {
    const count = version >= 3 ? reader.compactArrayLength(3) : reader.arrayLength(3)
    const items: AddPartitionsToTxnResponseTopicResult[] = []
    for (let index = 0; index < count; index++) items.push(decodeAddPartitionsToTxnResponseTopicResult(reader, version))
    resultsByTopicV3AndBelow = items
  }
  if (version >= 3) reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, resultsByTransaction, resultsByTopicV3AndBelow }
}

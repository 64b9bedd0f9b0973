// Generated from broker/wire/schema/records/transaction-log-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A transactional id with its transaction. */
export const transactionLogValue: RecordCodec<TransactionLogValue, TransactionLogValueInput> = {
  recordType: null,
  name: 'TransactionLogValue',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 1,
  encode(writer, message, version) {
    checkVersion('TransactionLogValue', version, { min: 0, max: 1 })
    encodeTransactionLogValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('TransactionLogValue', version, { min: 0, max: 1 })
    return decodeTransactionLogValue(reader, version)
  },
}

/** A transactional id with its transaction. */
export interface TransactionLogValue {
  /** The producer. (v0+) */
  readonly producerId: number
  /** Its epoch. (v0+) */
  readonly producerEpoch: number
  /** Time after which an open transaction is aborted, ms. (v0+) */
  readonly transactionTimeoutMs: number
  /** Its state, by number. (v0+) */
  readonly transactionStatus: number
  /** What it has written to; null when it has written nothing. (v0+) */
  readonly transactionPartitions: readonly TransactionLogValueTransactionPartition[] | null
  /** When it last changed, ms since 1970. (v0+) */
  readonly transactionLastUpdateTimestampMs: number
  /** When it started, ms since 1970; -1 when it is not open. (v0+) */
  readonly transactionStartTimestampMs: number
  /** The producer id before it ran out of epochs; -1 for none. (v1+) */
  readonly previousProducerId: number
  /** The producer id that comes next; -1 for none. (v1+) */
  readonly nextProducerId: number
  /** Version of the protocol the client speaks. (v1+) */
  readonly clientTransactionVersion: number
}

/** What encode takes for TransactionLogValue. */
export interface TransactionLogValueInput {
  readonly producerId: number
  readonly producerEpoch: number
  readonly transactionTimeoutMs: number
  readonly transactionStatus: number
  readonly transactionPartitions: readonly TransactionLogValueTransactionPartitionInput[] | null
  readonly transactionLastUpdateTimestampMs: number
  readonly transactionStartTimestampMs: number
  readonly previousProducerId?: number | undefined
  readonly nextProducerId?: number | undefined
  readonly clientTransactionVersion?: number | undefined
}

/** What it has written to; null when it has written nothing. */
export interface TransactionLogValueTransactionPartition {
  /** The topic. (v0+) */
  readonly topic: string
  /** The partitions. (v0+) */
  readonly partitionIds: readonly number[]
}

/** What encode takes for TransactionLogValueTransactionPartition. */
export interface TransactionLogValueTransactionPartitionInput {
  readonly topic: string
  readonly partitionIds: readonly number[]
}

function encodeTransactionLogValueTransactionPartition(writer: Writer, message: TransactionLogValueTransactionPartitionInput, version: number): void {
  const topic = message.topic
  if (version === 1) writer.compactString(topic)
  else writer.string(topic)
  const partitionIds = message.partitionIds
  if (version === 1) writer.compactArrayLength(partitionIds.length)
  else writer.arrayLength(partitionIds.length)
  for (const item of partitionIds) writer.int32(item)
  if (version === 1) writer.unsignedVarint(0)
}

function decodeTransactionLogValueTransactionPartition(reader: Reader, version: number): TransactionLogValueTransactionPartition {
  const topic = (version >= 1 ? reader.compactString() : reader.string())
  let partitionIds: readonly number[]
  {
    const count = version >= 1 ? reader.compactArrayLength(4) : reader.arrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitionIds = items
  }
  if (version === 1) reader.skipTaggedFields()
  return { topic, partitionIds }
}

function encodeTransactionLogValue(writer: Writer, message: TransactionLogValueInput, version: number): void {
  const producerId = message.producerId
  writer.int64(producerId)
  const producerEpoch = message.producerEpoch
  writer.int16(producerEpoch)
  const transactionTimeoutMs = message.transactionTimeoutMs
  writer.int32(transactionTimeoutMs)
  const transactionStatus = message.transactionStatus
  writer.int8(transactionStatus)
  const transactionPartitions = message.transactionPartitions
  if (version === 1) writer.compactArrayLength(transactionPartitions === null ? -1 : transactionPartitions.length)
  else writer.arrayLength(transactionPartitions === null ? -1 : transactionPartitions.length)
  if (transactionPartitions !== null) for (const item of transactionPartitions) encodeTransactionLogValueTransactionPartition(writer, item, version)
  const transactionLastUpdateTimestampMs = message.transactionLastUpdateTimestampMs
  writer.int64(transactionLastUpdateTimestampMs)
  const transactionStartTimestampMs = message.transactionStartTimestampMs
  writer.int64(transactionStartTimestampMs)
  const previousProducerId: number = message.previousProducerId ?? -1
  const previousProducerIdIsSet = version === 1 && previousProducerId !== -1
  const nextProducerId: number = message.nextProducerId ?? -1
  const nextProducerIdIsSet = version === 1 && nextProducerId !== -1
  const clientTransactionVersion: number = message.clientTransactionVersion ?? 0
  const clientTransactionVersionIsSet = version === 1 && clientTransactionVersion !== 0
  if (version === 1) {
    writer.unsignedVarint((previousProducerIdIsSet ? 1 : 0) + (nextProducerIdIsSet ? 1 : 0) + (clientTransactionVersionIsSet ? 1 : 0))
    if (previousProducerIdIsSet) {
      writer.taggedField(0, (inner) => {
        inner.int64(previousProducerId)
      })
    }
    if (nextProducerIdIsSet) {
      writer.taggedField(1, (inner) => {
        inner.int64(nextProducerId)
      })
    }
    if (clientTransactionVersionIsSet) {
      writer.taggedField(2, (inner) => {
        inner.int16(clientTransactionVersion)
      })
    }
  }
}

function decodeTransactionLogValue(reader: Reader, version: number): TransactionLogValue {
  const producerId = reader.int64()
  const producerEpoch = reader.int16()
  const transactionTimeoutMs = reader.int32()
  const transactionStatus = reader.int8()
  let transactionPartitions: readonly TransactionLogValueTransactionPartition[] | null
  {
    const count = version >= 1 ? reader.compactNullableArrayLength(3) : reader.nullableArrayLength(3)
    const items: TransactionLogValueTransactionPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeTransactionLogValueTransactionPartition(reader, version))
    transactionPartitions = count < 0 ? null : items
  }
  const transactionLastUpdateTimestampMs = reader.int64()
  const transactionStartTimestampMs = reader.int64()
  let previousProducerId: number = -1
  let nextProducerId: number = -1
  let clientTransactionVersion: number = 0
  if (version === 1) {
    for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {
      const tag = reader.unsignedVarint()
      const end = reader.taggedFieldEnd()
      if (tag === 0) {
        previousProducerId = reader.int64()
        reader.expectOffset(end)
      } else if (tag === 1) {
        nextProducerId = reader.int64()
        reader.expectOffset(end)
      } else if (tag === 2) {
        clientTransactionVersion = reader.int16()
        reader.expectOffset(end)
      } else reader.offset = end
    }
  }
  return { producerId, producerEpoch, transactionTimeoutMs, transactionStatus, transactionPartitions, transactionLastUpdateTimestampMs, transactionStartTimestampMs, previousProducerId, nextProducerId, clientTransactionVersion }
}

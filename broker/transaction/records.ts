/** Transactions in the form `__transaction_state` has them: key and value each start with an int16 version. */
import { transactionLogKey } from '../wire/generated/transaction-log-key.ts'
import { transactionLogValue } from '../wire/generated/transaction-log-value.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { Reader } from '../wire/reader.ts'
import { encodeBatch } from '../wire/record-batch-records.ts'
import { Writer } from '../wire/writer.ts'
import { TRANSACTION_STATES, type Transaction } from './transaction.ts'

/** One change of what is stored; a null transaction forgets the id. */
export interface TransactionRecord {
  readonly transactionalId: string
  readonly transaction: Transaction | null
}

const KEY_VERSION = 0
/** Of values as transaction.version 0 has them, and from 1 on: with tagged fields. */
const CLASSIC_VALUE_VERSION = 0
const FLEXIBLE_VALUE_VERSION = 1
const CHUNK_BYTES = 256

/** The batch that stores a change, as the cluster's transaction.version has it. */
export function encodeTransactionRecord(
  record: TransactionRecord,
  { timestampMs, transactionVersion }: { readonly timestampMs: number; readonly transactionVersion: number },
): Buffer {
  const key = new Writer(CHUNK_BYTES)
  key.int16(KEY_VERSION)
  transactionLogKey.encode(key, record, KEY_VERSION)
  const value =
    record.transaction === null
      ? null
      : encodeValue(
          record.transaction,
          transactionVersion > 0 ? FLEXIBLE_VALUE_VERSION : CLASSIC_VALUE_VERSION,
        )
  return encodeBatch({ records: [{ timestampMs, key: key.toBuffer(), value }] })
}

/** What a record of the log says; null for keys of versions to come. @throws KafkaError when it cannot be read. */
export function decodeTransactionRecord(key: Buffer, value: Buffer | null): TransactionRecord | null {
  const reader = new Reader(key)
  const version = reader.int16()
  if (version !== KEY_VERSION) return null
  const { transactionalId } = transactionLogKey.decode(reader, version)
  return { transactionalId, transaction: value === null ? null : decodeValue(transactionalId, value) }
}

function encodeValue(transaction: Transaction, version: number): Buffer {
  const writer = new Writer(CHUNK_BYTES)
  writer.int16(version)
  transactionLogValue.encode(
    writer,
    {
      producerId: transaction.producerId,
      previousProducerId: transaction.previousProducerId,
      nextProducerId: transaction.nextProducerId,
      producerEpoch: transaction.producerEpoch,
      transactionTimeoutMs: transaction.timeoutMs,
      transactionStatus: TRANSACTION_STATES.indexOf(transaction.state),
      transactionPartitions:
        transaction.state === 'Empty'
          ? null
          : [...transaction.partitions].map(([topic, indexes]) => ({ topic, partitionIds: [...indexes] })),
      transactionLastUpdateTimestampMs: transaction.changedMs,
      transactionStartTimestampMs: transaction.startedMs,
      clientTransactionVersion: transaction.clientVersion,
    },
    version,
  )
  return writer.toBuffer()
}

function decodeValue(transactionalId: string, bytes: Buffer): Transaction {
  const reader = new Reader(bytes)
  const value = transactionLogValue.decode(reader, reader.int16())
  const state = TRANSACTION_STATES[value.transactionStatus]
  if (state === undefined) {
    throw new KafkaError('UNSUPPORTED_VERSION', `State ${value.transactionStatus} is not known`)
  }
  return {
    transactionalId,
    producerId: value.producerId,
    previousProducerId: value.previousProducerId,
    nextProducerId: value.nextProducerId,
    producerEpoch: value.producerEpoch,
    timeoutMs: value.transactionTimeoutMs,
    state,
    partitions: new Map(
      (value.transactionPartitions ?? []).map(({ topic, partitionIds }) => [topic, new Set(partitionIds)]),
    ),
    startedMs: value.transactionStartTimestampMs,
    changedMs: value.transactionLastUpdateTimestampMs,
    clientVersion: value.clientTransactionVersion,
  }
}

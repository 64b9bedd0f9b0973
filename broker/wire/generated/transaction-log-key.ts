// Generated from broker/wire/schema/records/transaction-log-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of a transactional id. */
export const transactionLogKey: RecordCodec<TransactionLogKey, TransactionLogKeyInput> = {
  recordType: null,
  name: 'TransactionLogKey',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('TransactionLogKey', version, { min: 0, max: 0 })
    encodeTransactionLogKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('TransactionLogKey', version, { min: 0, max: 0 })
    return decodeTransactionLogKey(reader, version)
  },
}

/** Key of a transactional id. */
export interface TransactionLogKey {
  /** The transactional id. (v0+) */
  readonly transactionalId: string
}

/** What encode takes for TransactionLogKey. */
export interface TransactionLogKeyInput {
  readonly transactionalId: string
}

function encodeTransactionLogKey(writer: Writer, message: TransactionLogKeyInput, _version: number): void {
  const transactionalId = message.transactionalId
  writer.string(transactionalId)
}

function decodeTransactionLogKey(reader: Reader, _version: number): TransactionLogKey {
  const transactionalId = reader.string()
  return { transactionalId }
}

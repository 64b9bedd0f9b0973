// Generated from broker/wire/schema/66-list-transactions.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { cannotCarry, checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Lists the transactions that the broker coordinates. */
export const listTransactions: ApiCodec<ListTransactionsRequest, ListTransactionsRequestInput, ListTransactionsResponse, ListTransactionsResponseInput> = {
  key: 66,
  name: 'ListTransactions',
  minVersion: 0,
  maxVersion: 2,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('ListTransactionsRequest', version, { min: 0, max: 2 })
      encodeListTransactionsRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ListTransactionsRequest', version, { min: 0, max: 2 })
      return decodeListTransactionsRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('ListTransactionsResponse', version, { min: 0, max: 2 })
      encodeListTransactionsResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ListTransactionsResponse', version, { min: 0, max: 2 })
      return decodeListTransactionsResponse(reader, version)
    },
  },
}

/** Lists the transactions that the broker coordinates. */
export interface ListTransactionsRequest {
  /** States wanted; empty for all. (v0+) */
  readonly stateFilters: readonly string[]
  /** Producers wanted; empty for all. (v0+) */
  readonly producerIdFilters: readonly number[]
  /** Shortest duration wanted, ms; -1 for any. (v1+) */
  readonly durationFilter: number
  /** Regular expression for the transactional id; null for any. (v2+) */
  readonly transactionalIdPattern: string | null
}

/** What encode takes for ListTransactionsRequest. */
export interface ListTransactionsRequestInput {
  readonly stateFilters: readonly string[]
  readonly producerIdFilters: readonly number[]
  readonly durationFilter?: number | undefined
  readonly transactionalIdPattern?: string | null | undefined
}

function encodeListTransactionsRequest(writer: Writer, message: ListTransactionsRequestInput, version: number): void {
  const stateFilters = message.stateFilters
  writer.compactArrayLength(stateFilters.length)
  for (const item of stateFilters) writer.compactString(item)
  const producerIdFilters = message.producerIdFilters
  writer.compactArrayLength(producerIdFilters.length)
  for (const item of producerIdFilters) writer.int64(item)
  const durationFilter: number = message.durationFilter ?? -1
  if (version >= 1) {
    writer.int64(durationFilter)
  } else if (durationFilter !== -1) throw cannotCarry('durationFilter', version)
  const transactionalIdPattern: string | null = message.transactionalIdPattern === undefined ? null : message.transactionalIdPattern
  if (version === 2) {
    writer.compactNullableString(transactionalIdPattern)
  } else if (transactionalIdPattern !== null) throw cannotCarry('transactionalIdPattern', version)
  writer.unsignedVarint(0)
}

function decodeListTransactionsRequest(reader: Reader, version: number): ListTransactionsRequest {
  let stateFilters: readonly string[]
  {
    const count = reader.compactArrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(reader.compactString())
    stateFilters = items
  }
  let producerIdFilters: readonly number[]
  {
    const count = reader.compactArrayLength(8)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int64())
    producerIdFilters = items
  }
  const durationFilter: number = version >= 1 ? reader.int64() : -1
  const transactionalIdPattern: string | null = version === 2 ? reader.compactNullableString() : null
  reader.skipTaggedFields()
  return { stateFilters, producerIdFilters, durationFilter, transactionalIdPattern }
}

/** The answer to ListTransactions. */
export interface ListTransactionsResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** The outcome for the request; 0 is success. (v0+) */
  readonly errorCode: number
  /** States in the filter that do not exist. (v0+) */
  readonly unknownStateFilters: readonly string[]
  /** The transactions. (v0+) */
  readonly transactionStates: readonly ListTransactionsResponseTransactionState[]
}

/** What encode takes for ListTransactionsResponse. */
export interface ListTransactionsResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly errorCode: number
  readonly unknownStateFilters: readonly string[]
  readonly transactionStates: readonly ListTransactionsResponseTransactionStateInput[]
}

/** The transactions. */
export interface ListTransactionsResponseTransactionState {
  /** The transactional id. (v0+) */
  readonly transactionalId: string
  /** The producer. (v0+) */
  readonly producerId: number
  /** Its state. (v0+) */
  readonly transactionState: string
}

/** What encode takes for ListTransactionsResponseTransactionState. */
export interface ListTransactionsResponseTransactionStateInput {
  readonly transactionalId: string
  readonly producerId: number
  readonly transactionState: string
}

function encodeListTransactionsResponseTransactionState(writer: Writer, message: ListTransactionsResponseTransactionStateInput, _version: number): void {
  const transactionalId = message.transactionalId
  writer.compactString(transactionalId)
  const producerId = message.producerId
  writer.int64(producerId)
  const transactionState = message.transactionState
  writer.compactString(transactionState)
  writer.unsignedVarint(0)
}

function decodeListTransactionsResponseTransactionState(reader: Reader, _version: number): ListTransactionsResponseTransactionState {
  const transactionalId = reader.compactString()
  const producerId = reader.int64()
  const transactionState = reader.compactString()
  reader.skipTaggedFields()
  return { transactionalId, producerId, transactionState }
}

function encodeListTransactionsResponse(writer: Writer, message: ListTransactionsResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const unknownStateFilters = message.unknownStateFilters
  writer.compactArrayLength(unknownStateFilters.length)
  for (const item of unknownStateFilters) writer.compactString(item)
  const transactionStates = message.transactionStates
  writer.compactArrayLength(transactionStates.length)
  for (const item of transactionStates) encodeListTransactionsResponseTransactionState(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeListTransactionsResponse(reader: Reader, version: number): ListTransactionsResponse {
  const throttleTimeMs = reader.int32()
  const errorCode = reader.int16()
  let unknownStateFilters: readonly string[]
  {
    const count = reader.compactArrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(reader.compactString())
    unknownStateFilters = items
  }
  let transactionStates: readonly ListTransactionsResponseTransactionState[]
  {
    const count = reader.compactArrayLength(11)
    const items: ListTransactionsResponseTransactionState[] = []
    for (let index = 0; index < count; index++) items.push(decodeListTransactionsResponseTransactionState(reader, version))
    transactionStates = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, errorCode, unknownStateFilters, transactionStates }
}

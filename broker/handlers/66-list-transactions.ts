/**
 * ListTransactions (key 66), served v0-v2: what this broker coordinates, filtered by state, producer, age
 * (v1) and a pattern of the id (v2).
 */
import { TRANSACTION_STATES, type TransactionState } from '../transaction/transaction.ts'
import { listTransactions } from '../wire/generated/list-transactions.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { brokerHandler } from './services.ts'

/** Longest pattern taken: an expression of the client's runs here. */
const MAX_PATTERN_LENGTH = 256

export const listTransactionsHandler = brokerHandler({
  api: listTransactions,
  versions: { min: 0, max: 2 },
  handle(request, { services }) {
    const known = new Set<string>(TRANSACTION_STATES)
    const states = new Set(request.stateFilters.filter((state) => known.has(state)) as TransactionState[]) // filtered by the list of them
    const producerIds = new Set(request.producerIdFilters)
    const pattern = patternOf(request.transactionalIdPattern)
    const nowMs = services.runtime.clock.nowMs()
    const isWanted = (startedMs: number) =>
      request.durationFilter < 0 || (startedMs >= 0 && nowMs - startedMs > request.durationFilter)
    const transactionStates = services.transactions
      .list()
      .filter(({ state }) => state !== 'Dead' && (request.stateFilters.length === 0 || states.has(state)))
      .filter(({ producerId }) => producerIds.size === 0 || producerIds.has(producerId))
      .filter(({ startedMs }) => isWanted(startedMs))
      .filter(({ transactionalId }) => pattern === null || pattern.test(transactionalId))
      .map(({ transactionalId, producerId, state }) => ({
        transactionalId,
        producerId,
        transactionState: state,
      }))
    return {
      errorCode: 0,
      unknownStateFilters: request.stateFilters.filter((state) => !known.has(state)),
      transactionStates,
    }
  },
  fail: (error) => ({ errorCode: error.code, unknownStateFilters: [], transactionStates: [] }),
})

/** @throws KafkaError INVALID_REGULAR_EXPRESSION. */
function patternOf(text: string | null): RegExp | null {
  if (text === null || text === '') return null
  if (text.length > MAX_PATTERN_LENGTH)
    throw new KafkaError('INVALID_REGULAR_EXPRESSION', 'The pattern is too long')
  try {
    return new RegExp(`^(?:${text})$`)
  } catch (error) {
    throw new KafkaError('INVALID_REGULAR_EXPRESSION', `The pattern cannot be read: ${text}`, {
      cause: error,
    })
  }
}

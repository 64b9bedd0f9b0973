/**
 * One transactional id and its transaction, as a value that is replaced as a whole: what is stored in
 * `__transaction_state`, and the rules for who may go on with it.
 */
import { KafkaError } from '../wire/kafka-error.ts'
import type { ErrorName } from '../wire/schema/errors.ts'

export type TransactionState =
  | 'Empty'
  | 'Ongoing'
  | 'PrepareCommit'
  | 'PrepareAbort'
  | 'CompleteCommit'
  | 'CompleteAbort'
  | 'Dead'

/** States by the numbers in the log. */
export const TRANSACTION_STATES: readonly TransactionState[] = [
  'Empty',
  'Ongoing',
  'PrepareCommit',
  'PrepareAbort',
  'CompleteCommit',
  'CompleteAbort',
  'Dead',
]

/** Partitions by topic. */
export type TransactionPartitions = ReadonlyMap<string, ReadonlySet<number>>

export interface Transaction {
  readonly transactionalId: string
  readonly producerId: number
  /** Producer id before this one, while a client may still come with it; -1 for none. */
  readonly previousProducerId: number
  /** Producer id that takes over when the transaction is over, because this one has no epochs left; -1 for none. */
  readonly nextProducerId: number
  readonly producerEpoch: number
  readonly timeoutMs: number
  readonly state: TransactionState
  readonly partitions: TransactionPartitions
  /** -1 while it is not open. */
  readonly startedMs: number
  readonly changedMs: number
  /** 2 when the client lets every transaction raise its epoch (KIP-890). */
  readonly clientVersion: number
}

export const NO_PARTITIONS: TransactionPartitions = new Map()

/** -1 stands for "no producer", "no epoch" and "not open". */
export const NONE = -1

const MAX_EPOCH = 0x7fff

/** True when no epoch is left for another producer of this id: the last one is kept for fencing. */
export function isEpochExhausted(producerEpoch: number): boolean {
  return producerEpoch >= MAX_EPOCH - 1
}

/** An epoch above all that clients were given: markers that carry it fence whoever has the transaction open. */
export function fencingEpoch({ producerEpoch }: Transaction): number {
  return Math.min(producerEpoch + 1, MAX_EPOCH)
}

/** True while markers are on their way: whoever wants something has to come again. */
export function isEnding({ state }: Transaction): boolean {
  return state === 'PrepareCommit' || state === 'PrepareAbort'
}

/** The transaction with these partitions added, open from now on if it was not. */
export function withPartitions(
  transaction: Transaction,
  added: TransactionPartitions,
  options: { readonly nowMs: number; readonly clientVersion: number },
): Transaction {
  const isOpen = transaction.state === 'Ongoing'
  const partitions = new Map<string, ReadonlySet<number>>(isOpen ? transaction.partitions : [])
  for (const [topic, indexes] of added) {
    partitions.set(topic, new Set([...(partitions.get(topic) ?? []), ...indexes]))
  }
  return {
    ...transaction,
    state: 'Ongoing',
    partitions,
    startedMs: isOpen ? transaction.startedMs : options.nowMs,
    changedMs: options.nowMs,
    clientVersion: options.clientVersion,
  }
}

/** True when every partition is in the transaction already. */
export function hasPartitions(transaction: Transaction, asked: TransactionPartitions): boolean {
  for (const [topic, indexes] of asked) {
    const present = transaction.partitions.get(topic)
    for (const index of indexes) if (present?.has(index) !== true) return false
  }
  return true
}

/** The transaction on its way to its end; `producerEpoch` is that of the markers. */
export function prepared(
  transaction: Transaction,
  end: {
    readonly isCommit: boolean
    readonly producerEpoch: number
    readonly nextProducerId: number
    readonly nowMs: number
  },
): Transaction {
  return {
    ...transaction,
    state: end.isCommit ? 'PrepareCommit' : 'PrepareAbort',
    producerEpoch: end.producerEpoch,
    nextProducerId: end.nextProducerId,
    startedMs: transaction.startedMs === NONE ? end.nowMs : transaction.startedMs,
    changedMs: end.nowMs,
  }
}

/** The transaction whose markers are all written; a fresh producer id takes over if one was chosen. */
export function completed(transaction: Transaction, nowMs: number): Transaction {
  const over: Transaction = {
    ...transaction,
    state: transaction.state === 'PrepareCommit' ? 'CompleteCommit' : 'CompleteAbort',
    partitions: NO_PARTITIONS,
    startedMs: NONE,
    changedMs: nowMs,
  }
  if (transaction.nextProducerId === NONE) return over
  return {
    ...over,
    producerId: transaction.nextProducerId,
    producerEpoch: 0,
    previousProducerId: transaction.producerId,
    nextProducerId: NONE,
  }
}

/**
 * Refuses a producer that is not the transaction's own.
 * @throws KafkaError INVALID_PRODUCER_ID_MAPPING, PRODUCER_FENCED.
 */
export function checkProducer(
  transaction: Transaction,
  producer: { readonly producerId: number; readonly producerEpoch: number },
): void {
  if (transaction.producerId !== producer.producerId) throw new KafkaError('INVALID_PRODUCER_ID_MAPPING')
  if (transaction.producerEpoch !== producer.producerEpoch) throw new KafkaError('PRODUCER_FENCED')
}

/** What EndTxn comes to in a state that is not Ongoing. */
export function endOutcome(state: TransactionState, isCommit: boolean): ErrorName {
  switch (state) {
    case 'CompleteCommit':
      return isCommit ? 'NONE' : 'INVALID_TXN_STATE'
    case 'CompleteAbort':
      return isCommit ? 'INVALID_TXN_STATE' : 'NONE'
    case 'PrepareCommit':
      return isCommit ? 'CONCURRENT_TRANSACTIONS' : 'INVALID_TXN_STATE'
    case 'PrepareAbort':
      return isCommit ? 'INVALID_TXN_STATE' : 'CONCURRENT_TRANSACTIONS'
    default:
      return 'INVALID_TXN_STATE'
  }
}

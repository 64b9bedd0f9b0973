import type { TransactionMarker } from '../wire/control-record.ts'
import type { BatchHeader } from '../wire/record-batch.ts'
import type { AbortedTransaction } from './transaction-index.ts'

/**
 * Follows the transactions of a log while its batches go by in order: which records were aborted, and which
 * markers end a transaction of which nothing is left. Source: Kafka's CleanedTransactionMetadata.
 */
export class CleanedTransactions {
  /** By first offset, descending: the next one is the last. */
  readonly #upcoming: AbortedTransaction[]
  readonly #aborted = new Map<number, { readonly transaction: AbortedTransaction; hasRecords: boolean }>()
  readonly #committed = new Set<number>()
  #kept: AbortedTransaction[] = []

  /** @param aborted all that concern the batches that will go by. */
  constructor(aborted: readonly AbortedTransaction[]) {
    this.#upcoming = aborted.toSorted((a, b) => b.firstOffset - a.firstOffset)
  }

  /** Takes note of a batch of records; true when its transaction was aborted. */
  onRecords(header: BatchHeader): boolean {
    this.#begin(header.lastOffset)
    if (!header.isTransactional) return false
    const aborted = this.#aborted.get(header.producerId)
    if (aborted === undefined) {
      this.#committed.add(header.producerId)
      return false
    }
    aborted.hasRecords = true
    return true
  }

  /** Takes note of a control batch; true when none of the records that it concerns has gone by. */
  onMarker(header: BatchHeader, marker: TransactionMarker | null): boolean {
    this.#begin(header.lastOffset)
    // Emptied by an earlier pass, or a control record that ends no transaction.
    if (marker === null) return header.recordCount === 0
    if (marker.isCommit) return !this.#committed.delete(header.producerId)
    const aborted = this.#aborted.get(header.producerId)
    this.#aborted.delete(header.producerId)
    if (aborted?.hasRecords !== true) return true
    this.#kept.push(aborted.transaction)
    return false
  }

  /** The aborted transactions whose markers went by since the last call and of which something was still there. */
  takeKept(): AbortedTransaction[] {
    const kept = this.#kept
    this.#kept = []
    return kept
  }

  #begin(offset: number): void {
    for (let next = this.#upcoming.at(-1); next !== undefined; next = this.#upcoming.at(-1)) {
      if (next.firstOffset > offset) return
      this.#upcoming.pop()
      if (!this.#aborted.has(next.producerId)) {
        this.#aborted.set(next.producerId, { transaction: next, hasRecords: false })
      }
    }
  }
}

import type { RecordPreview } from '#contract/messages'

/** Bytes that a row takes besides its texts, and bytes of a character in memory at the most. */
const ROW_BYTES = 256
const CHARACTER_BYTES = 2

/** Rows in the order of their offsets, taken from either end, with a notion of the memory they take. */
export class RowBuffer {
  #rows: RecordPreview[] = []
  #start = 0
  #sizeBytes = 0

  get length(): number {
    return this.#rows.length - this.#start
  }

  get sizeBytes(): number {
    return this.#sizeBytes
  }

  get first(): RecordPreview | undefined {
    return this.#rows[this.#start]
  }

  get last(): RecordPreview | undefined {
    return this.length === 0 ? undefined : this.#rows.at(-1)
  }

  push(row: RecordPreview): void {
    this.#rows.push(row)
    this.#sizeBytes += sizeOf(row)
  }

  takeFirst(): RecordPreview | undefined {
    const row = this.first
    if (row === undefined) return undefined
    this.#start += 1
    this.#forget(row)
    // Half of it is gone: give the memory back, at a cost that is constant per row.
    if (this.#start * 2 > this.#rows.length) {
      this.#rows = this.#rows.slice(this.#start)
      this.#start = 0
    }
    return row
  }

  takeLast(): RecordPreview | undefined {
    if (this.length === 0) return undefined
    const row = this.#rows.pop()
    if (row !== undefined) this.#forget(row)
    return row
  }

  /** Lets go of the first rows until the others are within `most`; one always stays. */
  keepLast(most: { readonly rows: number; readonly bytes: number }): void {
    while (this.length > 1 && (this.length > most.rows || this.#sizeBytes > most.bytes)) this.takeFirst()
  }

  #forget(row: RecordPreview): void {
    this.#sizeBytes -= sizeOf(row)
  }
}

function sizeOf({ key, value }: RecordPreview): number {
  return ROW_BYTES + (key.text.length + value.text.length) * CHARACTER_BYTES
}

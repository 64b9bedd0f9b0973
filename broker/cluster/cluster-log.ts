/** Log lines of all nodes in the order they came, the newest of them kept for somebody who looks later. */
import type { LogRecord } from '../base/logger.ts'

/** Log lines kept for somebody who looks later, over all nodes. */
export const MAX_KEPT_LOG_LINES = 2_000

/** A log line with its place in the sequence of all lines. */
export interface ClusterLogLine {
  readonly sequence: number
  readonly nodeId: number
  readonly record: LogRecord
}

export class ClusterLog {
  readonly #listeners = new Set<(line: ClusterLogLine) => void>()
  #lines: ClusterLogLine[] = []
  #nextSequence = 1

  keep(nodeId: number, record: LogRecord): void {
    const line = { sequence: this.#nextSequence++, nodeId, record }
    this.#lines.push(line)
    if (this.#lines.length >= MAX_KEPT_LOG_LINES * 2) this.#lines = this.#lines.slice(-MAX_KEPT_LOG_LINES)
    for (const listener of this.#listeners) listener(line)
  }

  /** Calls `listener` with every line from now on; returns how to stop that. */
  onLine(listener: (line: ClusterLogLine) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** The newest kept lines, oldest first. */
  recent(limit: number, nodeId?: number): readonly ClusterLogLine[] {
    const lines = nodeId === undefined ? this.#lines : this.#lines.filter((line) => line.nodeId === nodeId)
    return lines.slice(-limit)
  }
}

/**
 * The snapshots in the directory of the metadata log, under Kafka's names: `<end offset>-<epoch>.checkpoint`.
 * A snapshot is there whole or not at all; one that turns out to be damaged is left where it is and not used.
 */
import { assert } from '../base/assert.ts'
import type { Disk } from '../base/disk.ts'
import { describeError, type Logger } from '../base/logger.ts'
import { onDisk } from '../log/storage-error.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { MetadataRecord } from '../wire/metadata-record.ts'
import { decodeSnapshot, MAX_SNAPSHOT_BYTES, type SnapshotId } from './snapshot-file.ts'

const FILE_NAME = /^(\d{20})-(\d{10})\.checkpoint$/
const OFFSET_DIGITS = 20
const EPOCH_DIGITS = 10

/** Name of a snapshot's file. */
export function snapshotFileName({ endOffset, epoch }: SnapshotId): string {
  const offset = String(endOffset).padStart(OFFSET_DIGITS, '0')
  return `${offset}-${String(epoch).padStart(EPOCH_DIGITS, '0')}.checkpoint`
}

export interface LoadedSnapshot {
  readonly id: SnapshotId
  readonly records: readonly MetadataRecord[]
}

export class SnapshotStore {
  readonly #disk: Disk
  readonly #directory: string
  /** Ascending. */
  #ids: SnapshotId[]

  /** @throws DiskError. */
  constructor(disk: Disk, directory: string) {
    this.#disk = disk
    this.#directory = directory
    this.#ids = disk.list(directory).flatMap(({ name }) => idFromName(name) ?? [])
    this.#ids.sort((a, b) => a.endOffset - b.endOffset)
  }

  /** The newest, or null when there is none. */
  get latest(): SnapshotId | null {
    return this.#ids.at(-1) ?? null
  }

  /** The oldest, or null when there is none. */
  get earliest(): SnapshotId | null {
    return this.#ids[0] ?? null
  }

  /** All, oldest first. */
  get ids(): readonly SnapshotId[] {
    return this.#ids
  }

  /** The newest that can be read, or null. Damaged ones are passed over and forgotten. */
  load(logger: Logger): LoadedSnapshot | null {
    for (const id of this.#ids.toReversed()) {
      try {
        return { id, records: decodeSnapshot(Buffer.from(this.#disk.readFile(this.#pathOf(id)))) }
      } catch (error) {
        if (!(error instanceof KafkaError)) throw error
        logger.warn('a snapshot is damaged and not used', {
          file: this.#pathOf(id),
          error: describeError(error),
        })
        this.#ids = this.#ids.filter((other) => other !== id)
      }
    }
    return null
  }

  /** Stores a snapshot: durable when this returns. @throws KafkaError KAFKA_STORAGE_ERROR; nothing is stored then. */
  write(id: SnapshotId, bytes: Buffer): void {
    const { latest } = this
    assert(latest === null || id.endOffset > latest.endOffset, 'snapshots go forward')
    onDisk('Writing a snapshot', () => this.#disk.replaceFile(this.#pathOf(id), bytes))
    this.#ids.push(id)
  }

  /**
   * A piece of a snapshot, and the size of the whole.
   * @throws KafkaError SNAPSHOT_NOT_FOUND, POSITION_OUT_OF_RANGE, KAFKA_STORAGE_ERROR.
   */
  read(
    id: SnapshotId,
    from: { readonly position: number; readonly maxBytes: number },
  ): { readonly sizeBytes: number; readonly bytes: Buffer } {
    const known = this.#ids.find(({ endOffset, epoch }) => endOffset === id.endOffset && epoch === id.epoch)
    if (known === undefined) throw new KafkaError('SNAPSHOT_NOT_FOUND')
    return onDisk('Reading a snapshot', () => this.#readFrom(known, from))
  }

  #readFrom(id: SnapshotId, from: { readonly position: number; readonly maxBytes: number }) {
    const file = this.#disk.open(this.#pathOf(id), { create: false })
    try {
      const sizeBytes = file.sizeBytes()
      assert(sizeBytes <= MAX_SNAPSHOT_BYTES, 'a snapshot has a limit')
      if (from.position < 0 || from.position >= sizeBytes) throw new KafkaError('POSITION_OUT_OF_RANGE')
      const bytes = Buffer.alloc(Math.max(0, Math.min(from.maxBytes, sizeBytes - from.position)))
      file.read(bytes, from.position)
      return { sizeBytes, bytes }
    } finally {
      file.close()
    }
  }

  /** Removes snapshots that end before `offset`, but never the newest. @throws KafkaError KAFKA_STORAGE_ERROR. */
  removeBefore(offset: number): void {
    const { latest } = this
    for (const id of Array.from(this.#ids)) {
      if (id.endOffset >= offset || id === latest) continue
      onDisk('Removing a snapshot', () => this.#disk.removeFile(this.#pathOf(id)))
      this.#ids = this.#ids.filter((other) => other !== id)
    }
  }

  #pathOf(id: SnapshotId): string {
    return this.#disk.join(this.#directory, snapshotFileName(id))
  }
}

function idFromName(name: string): SnapshotId | null {
  const match = FILE_NAME.exec(name)
  if (match === null) return null
  const [endOffset, epoch] = [Number(match[1]), Number(match[2])]
  return Number.isSafeInteger(endOffset) ? { endOffset, epoch } : null
}

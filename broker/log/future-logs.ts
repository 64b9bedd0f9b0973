/**
 * The future replicas in one log directory: copies of replicas that lie in another directory of the broker and
 * are to take their place, each in a folder `topic-P.<uuid>-future`. It opens, finds and removes them; what is
 * copied, and when one takes its place, is decided by others. Source: KIP-113.
 */
import type { LogConfig } from '../base/log-config.ts'
import { describeError, type Logger } from '../base/logger.ts'
import type { Runtime } from '../base/runtime.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { readPartitionMetadata, writePartitionMetadata } from './checkpoint.ts'
import type { FileHandles } from './file-handles.ts'
import { PartitionLog } from './partition-log.ts'
import { partitionDirectoryName } from './segment-names.ts'
import { onDisk } from './storage-error.ts'

const FUTURE_FOLDER = /^(.+-\d+)\.[0-9a-f]{32}-future$/

interface Future {
  readonly folder: string
  readonly log: PartitionLog
}

export class FutureLogs {
  readonly #directory: string
  readonly #runtime: Pick<Runtime, 'disk' | 'clock' | 'random'>
  readonly #logger: Logger
  readonly #handles: FileHandles
  readonly #open = new Map<string, Future>()

  constructor(options: {
    readonly directory: string
    readonly runtime: Pick<Runtime, 'disk' | 'clock' | 'random'>
    readonly logger: Logger
    readonly handles: FileHandles
  }) {
    this.#directory = options.directory
    this.#runtime = options.runtime
    this.#logger = options.logger
    this.#handles = options.handles
  }

  /** Names of the partitions that have a folder here, opened or not. @throws KafkaError KAFKA_STORAGE_ERROR. */
  stored(): Set<string> {
    return new Set(this.#folders().map(({ name }) => name))
  }

  get(topic: string, partition: number): PartitionLog | undefined {
    return this.#open.get(partitionDirectoryName(topic, partition))?.log
  }

  /** All that are open. */
  *logs(): Generator<PartitionLog> {
    for (const { log } of this.#open.values()) yield log
  }

  /** The future log of a partition, begun or taken up again where a copy was given up. @throws KafkaError KAFKA_STORAGE_ERROR. */
  open(request: {
    readonly topic: string
    readonly partition: number
    readonly topicId: string
    readonly config: LogConfig
  }): PartitionLog {
    const { topic, partition, topicId } = request
    const name = partitionDirectoryName(topic, partition)
    const known = this.#open.get(name)
    if (known?.log.topicId === topicId) return known.log
    const { disk, random } = this.#runtime
    const usable = this.#folders().find(
      (one) => one.name === name && readPartitionMetadata(disk, one.path) === topicId,
    )
    const unique = Buffer.from(random.bytes(16)).toString('hex')
    const folder = usable?.path ?? disk.join(this.#directory, `${name}.${unique}-future`)
    this.#removeAllBut(name, usable?.path ?? null)
    onDisk(`Preparing a future replica of ${name}`, () => {
      disk.makeDirectory(folder)
      if (usable === undefined) writePartitionMetadata(disk, folder, topicId)
    })
    const log = PartitionLog.open({
      ...request,
      directory: folder,
      runtime: this.#runtime,
      logger: this.#logger,
      handles: this.#handles,
    })
    this.#open.set(name, { folder, log })
    return log
  }

  /** Gives up the copy of a partition; fine when there is none. @throws KafkaError KAFKA_STORAGE_ERROR. */
  remove(topic: string, partition: number): void {
    this.#removeAllBut(partitionDirectoryName(topic, partition), null)
  }

  /** Closes a future log, which others take from here; returns its folder. @throws KafkaError KAFKA_STORAGE_ERROR, REPLICA_NOT_AVAILABLE. */
  release(topic: string, partition: number): string {
    const name = partitionDirectoryName(topic, partition)
    const future = this.#open.get(name)
    if (future === undefined) throw new KafkaError('REPLICA_NOT_AVAILABLE', `${name} has no future replica`)
    this.#open.delete(name)
    future.log.seal()
    return future.folder
  }

  /** Closes all; they are taken up again by the next start. Never throws. */
  async close(): Promise<void> {
    for (const { log } of this.#open.values()) {
      await log.close().catch((error: unknown) => {
        this.#logger.warn('future replica not closed cleanly', { reason: describeError(error) })
      })
    }
    this.#open.clear()
  }

  /** Lets go of everything without writing. */
  abandon(): void {
    for (const { log } of this.#open.values()) log.abandon()
    this.#open.clear()
  }

  #removeAllBut(name: string, kept: string | null): void {
    this.#open.get(name)?.log.abandon()
    this.#open.delete(name)
    onDisk(`Removing future replicas of ${name}`, () => {
      for (const one of this.#folders()) {
        if (one.name === name && one.path !== kept) this.#runtime.disk.removeTree(one.path)
      }
    })
  }

  #folders(): { readonly name: string; readonly path: string }[] {
    const { disk } = this.#runtime
    return onDisk('Listing future replicas', () =>
      disk.list(this.#directory).flatMap((entry) => {
        const name = entry.isDirectory ? FUTURE_FOLDER.exec(entry.name)?.[1] : undefined
        return name === undefined ? [] : [{ name, path: disk.join(this.#directory, entry.name) }]
      }),
    )
  }
}

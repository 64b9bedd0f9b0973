import type { Disk } from '../base/disk.ts'
import { DiskError } from '../base/disk.ts'
import { PARTITION_METADATA_FILE } from './segment-names.ts'

/**
 * The small text files of a log directory, as Kafka writes them: offset checkpoints, leader epochs,
 * `partition.metadata`, `meta.properties`. A damaged one reads as null and its owner starts without it;
 * none of them is the only copy of anything acknowledged.
 */

const CHECKPOINT_VERSION = 0
/** Lines a checkpoint may hold: one per partition replica of a broker. */
const MAX_CHECKPOINT_LINES = 1_000_000

/** Files of a log directory. */
export const RECOVERY_POINT_FILE = 'recovery-point-offset-checkpoint'
export const LOG_START_OFFSET_FILE = 'log-start-offset-checkpoint'
export const CLEANER_OFFSET_FILE = 'cleaner-offset-checkpoint'
export const HIGH_WATERMARK_FILE = 'replication-offset-checkpoint'
export const CLEAN_SHUTDOWN_FILE = '.kafka_cleanshutdown'
export const META_PROPERTIES_FILE = 'meta.properties'

/** Content of an offset checkpoint. */
export function formatOffsetCheckpoint(offsets: Iterable<readonly [string, number]>): string {
  const lines: string[] = []
  for (const [name, offset] of offsets) {
    const cut = name.lastIndexOf('-')
    lines.push(`${name.slice(0, cut)} ${name.slice(cut + 1)} ${offset}`)
  }
  return `${CHECKPOINT_VERSION}\n${lines.length}\n${lines.map((line) => `${line}\n`).join('')}`
}

/** The offsets of a checkpoint, or null when it is damaged. */
export function parseOffsetCheckpoint(text: string): Map<string, number> | null {
  const rows = parseRows(text, 3)
  if (rows === null) return null
  const offsets = new Map<string, number>()
  for (const [topic, partition, offset] of rows) {
    const value = parseWhole(offset)
    if (topic === undefined || parseWhole(partition) === null || value === null) return null
    offsets.set(`${topic}-${partition}`, value)
  }
  return offsets
}

/** An entry of `leader-epoch-checkpoint`. */
export interface EpochEntry {
  readonly epoch: number
  readonly startOffset: number
}

export function formatEpochCheckpoint(entries: readonly EpochEntry[]): string {
  const lines = entries.map((entry) => `${entry.epoch} ${entry.startOffset}\n`)
  return `${CHECKPOINT_VERSION}\n${lines.length}\n${lines.join('')}`
}

/** The entries, or null when the text is damaged or not ascending. */
export function parseEpochCheckpoint(text: string): EpochEntry[] | null {
  const rows = parseRows(text, 2)
  if (rows === null) return null
  const entries: EpochEntry[] = []
  for (const row of rows) {
    const epoch = parseWhole(row[0])
    const startOffset = parseWhole(row[1])
    if (epoch === null || startOffset === null) return null
    const last = entries.at(-1)
    if (last !== undefined && (last.epoch >= epoch || last.startOffset >= startOffset)) return null
    entries.push({ epoch, startOffset })
  }
  return entries
}

/** `partition.metadata`: which topic the directory belongs to. */
export function writePartitionMetadata(disk: Disk, directory: string, topicId: string): void {
  replaceQuickly(disk, disk.join(directory, PARTITION_METADATA_FILE), `version: 0\ntopic_id: ${topicId}`)
}

/** The topic id of a partition directory, or null when there is none to be read. */
export function readPartitionMetadata(disk: Disk, directory: string): string | null {
  const text = readTextIfAny(disk, disk.join(directory, PARTITION_METADATA_FILE))
  const match = text === null ? null : /^version: 0\r?\ntopic_id: ([A-Za-z0-9_-]{22})\s*$/.exec(text)
  return match?.[1] ?? null
}

/** `meta.properties`: which broker of which cluster a log directory belongs to. */
export interface MetaProperties {
  readonly clusterId: string
  readonly nodeId: number
  readonly directoryId: string
}

export function writeMetaProperties(disk: Disk, directory: string, properties: MetaProperties): void {
  const text =
    `version=1\ncluster.id=${properties.clusterId}\n` +
    `node.id=${properties.nodeId}\ndirectory.id=${properties.directoryId}\n`
  disk.replaceFile(disk.join(directory, META_PROPERTIES_FILE), Buffer.from(text))
}

/** The properties, or null when the file is missing or lacks one. @throws DiskError other than NOT_FOUND. */
export function readMetaProperties(disk: Disk, directory: string): MetaProperties | null {
  const text = readTextIfAny(disk, disk.join(directory, META_PROPERTIES_FILE))
  if (text === null) return null
  const values = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const cut = line.indexOf('=')
    if (cut > 0 && !line.startsWith('#')) values.set(line.slice(0, cut).trim(), line.slice(cut + 1).trim())
  }
  const clusterId = values.get('cluster.id')
  const nodeId = parseWhole(values.get('node.id'))
  const directoryId = values.get('directory.id')
  if (values.get('version') !== '1' || clusterId === undefined) return null
  return nodeId === null || directoryId === undefined ? null : { clusterId, nodeId, directoryId }
}

/** Text of a file, or null when there is no such file. @throws DiskError other than NOT_FOUND. */
export function readTextIfAny(disk: Disk, path: string): string | null {
  try {
    return Buffer.from(disk.readFile(path)).toString('utf8')
  } catch (error) {
    if (error instanceof DiskError && error.code === 'NOT_FOUND') return null
    throw error
  }
}

/**
 * Replaces a file without waiting for the device: safe against a kill, not against power loss. For files
 * that can be made again, written once per partition, where fifty syncs would dominate a start.
 */
export function replaceQuickly(disk: Disk, path: string, content: string | Uint8Array): void {
  const temporary = `${path}.tmp`
  disk.removeFile(temporary)
  const file = disk.open(temporary, { create: true })
  try {
    file.write([typeof content === 'string' ? Buffer.from(content) : content], 0)
  } finally {
    file.close()
  }
  disk.rename(temporary, path)
}

function parseRows(text: string, columnCount: number): string[][] | null {
  const lines = text.split(/\r?\n/)
  if (lines[0] !== String(CHECKPOINT_VERSION)) return null
  const count = parseWhole(lines[1])
  if (count === null || count > MAX_CHECKPOINT_LINES) return null
  const rows: string[][] = []
  for (const line of lines.slice(2)) {
    if (line === '') continue
    const row = line.split(' ')
    if (row.length !== columnCount) return null
    rows.push(row)
  }
  return rows.length === count ? rows : null
}

function parseWhole(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,16}$/.test(text)) return null
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : null
}

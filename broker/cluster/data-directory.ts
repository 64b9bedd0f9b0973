/**
 * The folder that holds a whole local cluster: one lock, one description, one folder per node. A second
 * process is refused while the first one lives; a lock left by a crash is taken over.
 */
import fs from 'node:fs'
import path from 'node:path'
import { DataDirectoryError, lockDirectory } from './directory-lock.ts'

/** Version of the folder's layout; another one is refused with a clear error. */
export const LAYOUT_VERSION = 1

const LOCK_FILE = 'cluster.lock'
const NODE_FOLDER = /^node-\d+$/
/** A further log directory of a node; the first is in its folder. */
const FURTHER_FOLDER = /^node-(\d+)\.dir-(\d+)$/
const DESCRIPTION_FILE = 'cluster.json'

/** Where the brokers listened last; without it they listen where they are told to. */
const PORTS_FILE = 'ports.json'

/** Which brokers there are, once that is not what the cluster was begun with. */
const BROKERS_FILE = 'brokers.json'

/** The cluster's own, beside its lock. */
const OWN_FILES: readonly string[] = [DESCRIPTION_FILE, PORTS_FILE, BROKERS_FILE]

/** In the folder of a node in both roles. */
const METADATA_FOLDER = 'metadata'
const MAX_PORT = 65_535

/** What the folder remembers between runs. */
export interface ClusterDescription {
  readonly layoutVersion: number
  readonly clusterId: string
}

export class DataDirectory {
  readonly path: string
  readonly description: ClusterDescription
  readonly #unlock: () => void
  #isReleased = false

  private constructor(directory: string, description: ClusterDescription, unlock: () => void) {
    this.path = directory
    this.description = description
    this.#unlock = unlock
  }

  /**
   * Takes the folder, making it when it is missing.
   * @throws DataDirectoryError LOCKED, NOT_WRITABLE, INCOMPATIBLE.
   */
  static claim(directory: string, newClusterId: () => string): DataDirectory {
    const resolved = path.resolve(directory)
    const unlock = lockDirectory(resolved, LOCK_FILE)
    try {
      return new DataDirectory(resolved, describe(resolved, newClusterId), unlock)
    } catch (error) {
      unlock()
      throw error
    }
  }

  /**
   * What a cluster has left in the folder, by name: all that `release` would delete, and nothing else. Empty for a
   * folder that is missing or that no cluster was in. Takes nothing.
   */
  static leftIn(directory: string): readonly string[] {
    if (!fs.existsSync(directory) || !fs.statSync(directory).isDirectory()) return []
    return fs.readdirSync(directory).filter(isMadeByClusters).sort()
  }

  /** Port of the first broker in the last run that might choose; null before, and for what no port is. */
  keptPort(): number | null {
    const { firstPort } = this.#kept(PORTS_FILE)
    if (typeof firstPort !== 'number' || !Number.isInteger(firstPort)) return null
    return firstPort >= 1 && firstPort <= MAX_PORT ? firstPort : null
  }

  /** Remembers the ports for the next run. */
  keepPort(firstPort: number): void {
    replaceFile(path.join(this.path, PORTS_FILE), JSON.stringify({ firstPort }))
  }

  /** Ids of the brokers as adding and removing has left them, for a cluster of so many to begin with; else null. */
  keptBrokers(brokerCount: number): readonly number[] | null {
    const { brokerCount: begun, brokerIds } = this.#kept(BROKERS_FILE)
    if (begun !== brokerCount || !Array.isArray(brokerIds) || brokerIds.length === 0) return null
    return brokerIds.every((id) => Number.isInteger(id) && id > 0) ? brokerIds : null
  }

  /** Remembers which brokers there are after one was added or removed. */
  keepBrokers(brokerCount: number, brokerIds: readonly number[]): void {
    replaceFile(path.join(this.path, BROKERS_FILE), JSON.stringify({ brokerCount, brokerIds }))
  }

  /** What was remembered in the file; empty where nothing was, or where it is torn: it is chosen again then. */
  #kept(name: string): Readonly<Record<string, unknown>> {
    try {
      return parseObject(fs.readFileSync(path.join(this.path, name), 'utf8')) ?? {}
    } catch {
      return {} // never written
    }
  }

  /** Voters that are brokers too, by what they have left here. */
  combinedNodeIds(): readonly number[] {
    return this.nodeIds().filter((nodeId) =>
      fs.existsSync(path.join(this.nodeDirectory(nodeId), METADATA_FOLDER)),
    )
  }

  /** Deletes one node's data. */
  removeNode(nodeId: number): void {
    fs.rmSync(this.nodeDirectory(nodeId), { recursive: true, force: true })
    for (const name of this.#furtherFolders(nodeId)) {
      fs.rmSync(path.join(this.path, name), { recursive: true, force: true })
    }
  }

  /** So many log directories of a node: its own folder, and siblings of it. */
  logDirectories(nodeId: number, count: number): string[] {
    const own = this.nodeDirectory(nodeId)
    return Array.from({ length: count }, (_, index) => (index === 0 ? own : `${own}.dir-${index + 1}`))
  }

  /** Most log directories that some node has. */
  logDirectoryCount(): number {
    return this.#furtherFolders(null).reduce(
      (most, name) => Math.max(most, Number(FURTHER_FOLDER.exec(name)?.[2])),
      1,
    )
  }

  #furtherFolders(nodeId: number | null): string[] {
    return fs.readdirSync(this.path).filter((name) => {
      const match = FURTHER_FOLDER.exec(name)
      return match !== null && (nodeId === null || Number(match[1]) === nodeId)
    })
  }

  get isReleased(): boolean {
    return this.#isReleased
  }

  /** Folder of one node. */
  nodeDirectory(nodeId: number): string {
    return path.join(this.path, `node-${nodeId}`)
  }

  /** Nodes that have a folder, ascending. */
  nodeIds(): readonly number[] {
    return fs
      .readdirSync(this.path)
      .filter((name) => NODE_FOLDER.test(name))
      .map((name) => Number(name.slice('node-'.length)))
      .sort((a, b) => a - b)
  }

  /** Deletes every node's data but keeps the claim. */
  clear(): void {
    for (const name of fs.readdirSync(this.path)) {
      if (!NODE_FOLDER.test(name) && !FURTHER_FOLDER.test(name)) continue
      fs.rmSync(path.join(this.path, name), { recursive: true, force: true })
    }
  }

  /** Bytes free on the folder's volume. */
  freeBytes(): number {
    const stats = fs.statfsSync(this.path)
    return stats.bavail * stats.bsize
  }

  /** Gives the folder back. With `remove`, deletes what the cluster made; the folder too if that was all. */
  release(options: { readonly remove: boolean }): void {
    if (this.#isReleased) return // the lock may be another process's by now
    this.#isReleased = true
    if (options.remove) {
      this.clear()
      for (const name of OWN_FILES) fs.rmSync(path.join(this.path, name), { force: true })
    }
    this.#unlock()
    if (options.remove && fs.readdirSync(this.path).length === 0) fs.rmdirSync(this.path)
  }
}

function isMadeByClusters(name: string): boolean {
  return NODE_FOLDER.test(name) || FURTHER_FOLDER.test(name) || OWN_FILES.includes(name)
}

function describe(directory: string, newClusterId: () => string): ClusterDescription {
  const file = path.join(directory, DESCRIPTION_FILE)
  if (!fs.existsSync(file)) {
    const fresh: ClusterDescription = { layoutVersion: LAYOUT_VERSION, clusterId: newClusterId() }
    replaceFile(file, JSON.stringify(fresh, null, 2))
    return fresh
  }
  const { layoutVersion, clusterId } = parseObject(fs.readFileSync(file, 'utf8')) ?? {}
  if (layoutVersion === LAYOUT_VERSION && typeof clusterId === 'string') return { layoutVersion, clusterId }
  throw new DataDirectoryError(
    'INCOMPATIBLE',
    `${file} was not written by this version of Loupe, which reads layout ${LAYOUT_VERSION}. Choose another directory with --data-dir, or move this one away.`,
  )
}

/** The old text or the whole new one is there, whenever the process ends. */
function replaceFile(file: string, text: string): void {
  fs.writeFileSync(`${file}.tmp`, `${text}\n`)
  fs.renameSync(`${file}.tmp`, file)
}

/** Null for what is no JSON object. */
function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : null // any object can be indexed
  } catch {
    return null // the caller knows what that means
  }
}

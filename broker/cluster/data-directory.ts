/**
 * The folder that holds a whole local cluster: one lock, one description, one folder per node. A second
 * process is refused while the first one lives; a lock left by a crash is taken over.
 */
import fs from 'node:fs'
import path from 'node:path'

/** Version of the folder's layout; another one is refused with a clear error. */
export const LAYOUT_VERSION = 1

const LOCK_FILE = 'cluster.lock'
const DESCRIPTION_FILE = 'cluster.json'

/** What the folder remembers between runs. */
export interface ClusterDescription {
  readonly layoutVersion: number
  readonly clusterId: string
}

/** Why a data directory cannot be used. */
export type DataDirectoryFault = 'LOCKED' | 'NOT_WRITABLE' | 'INCOMPATIBLE'

export class DataDirectoryError extends Error {
  readonly code: DataDirectoryFault

  constructor(code: DataDirectoryFault, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DataDirectoryError'
    this.code = code
  }
}

export class DataDirectory {
  readonly path: string
  readonly description: ClusterDescription

  private constructor(directory: string, description: ClusterDescription) {
    this.path = directory
    this.description = description
  }

  /**
   * Takes the folder, making it when it is missing.
   * @throws DataDirectoryError LOCKED, NOT_WRITABLE, INCOMPATIBLE.
   */
  static claim(directory: string, newClusterId: () => string): DataDirectory {
    const resolved = path.resolve(directory)
    try {
      fs.mkdirSync(resolved, { recursive: true })
      takeLock(resolved)
    } catch (error) {
      if (error instanceof DataDirectoryError) throw error
      throw new DataDirectoryError(
        'NOT_WRITABLE',
        `The data directory ${resolved} cannot be written (${reasonOf(error)}). Choose another with --data-dir.`,
        { cause: error },
      )
    }
    try {
      return new DataDirectory(resolved, describe(resolved, newClusterId))
    } catch (error) {
      fs.rmSync(path.join(resolved, LOCK_FILE), { force: true })
      throw error
    }
  }

  /** Folder of one node. */
  nodeDirectory(nodeId: number): string {
    return path.join(this.path, `node-${nodeId}`)
  }

  /** Deletes every node's data but keeps the claim. */
  clear(): void {
    for (const name of fs.readdirSync(this.path)) {
      if (name.startsWith('node-')) fs.rmSync(path.join(this.path, name), { recursive: true, force: true })
    }
  }

  /** Bytes free on the folder's volume. */
  freeBytes(): number {
    const stats = fs.statfsSync(this.path)
    return stats.bavail * stats.bsize
  }

  /** Gives the folder back; with `remove`, deletes it. */
  release(options: { readonly remove: boolean }): void {
    if (options.remove) fs.rmSync(this.path, { recursive: true, force: true })
    else fs.rmSync(path.join(this.path, LOCK_FILE), { force: true })
  }
}

function takeLock(directory: string): void {
  const file = path.join(directory, LOCK_FILE)
  const mine = JSON.stringify({ pid: process.pid, startedAt: startTimeOf(process.pid) })
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      fs.writeFileSync(file, mine, { flag: 'wx' })
      return
    } catch (error) {
      if (!isErrno(error) || error.code !== 'EEXIST') throw error
    }
    const holder = readHolder(file)
    if (holder !== null && isAlive(holder)) {
      throw new DataDirectoryError(
        'LOCKED',
        `The data directory ${directory} is in use by process ${holder.pid}. Stop it, or choose another with --data-dir.`,
      )
    }
    fs.rmSync(file, { force: true }) // left by a crash
  }
  throw new DataDirectoryError('LOCKED', `The lock of ${directory} is being taken by another process.`)
}

interface Holder {
  readonly pid: number
  readonly startedAt: string | null
}

function readHolder(file: string): Holder | null {
  try {
    const parsed: unknown = JSON.parse(fs.readFileSync(file, 'utf8'))
    if (typeof parsed !== 'object' || parsed === null || !('pid' in parsed)) return null
    const startedAt = 'startedAt' in parsed && typeof parsed.startedAt === 'string' ? parsed.startedAt : null
    return typeof parsed.pid === 'number' ? { pid: parsed.pid, startedAt } : null
  } catch {
    return null // gone, or torn by a crash: nobody holds it
  }
}

/** A process id may have been given to another program since: then its start time differs. */
function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if (isErrno(error) && error.code === 'ESRCH') return false
  }
  return holder.startedAt === null || holder.startedAt === startTimeOf(holder.pid)
}

/** Start of a process in clock ticks since boot, with the boot's id, where the system tells (Linux); else null. */
function startTimeOf(pid: number): string | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
    return `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${ticks}`
  } catch {
    return null
  }
}

function describe(directory: string, newClusterId: () => string): ClusterDescription {
  const file = path.join(directory, DESCRIPTION_FILE)
  if (!fs.existsSync(file)) {
    const fresh: ClusterDescription = { layoutVersion: LAYOUT_VERSION, clusterId: newClusterId() }
    fs.writeFileSync(`${file}.tmp`, `${JSON.stringify(fresh, null, 2)}\n`)
    fs.renameSync(`${file}.tmp`, file)
    return fresh
  }
  const parsed: unknown = parseJson(fs.readFileSync(file, 'utf8'))
  if (typeof parsed === 'object' && parsed !== null && 'layoutVersion' in parsed && 'clusterId' in parsed) {
    const { layoutVersion, clusterId } = parsed
    if (layoutVersion === LAYOUT_VERSION && typeof clusterId === 'string') return { layoutVersion, clusterId }
  }
  throw new DataDirectoryError(
    'INCOMPATIBLE',
    `${file} was not written by this version of Loupe. Choose another directory with --data-dir, or move this one away.`,
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // reported by the caller as an incompatible file
  }
}

function isErrno(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error
}

function reasonOf(error: unknown): string {
  return isErrno(error) ? (error.code ?? error.message) : String(error)
}

/**
 * The folder that holds a whole local cluster: one lock, one description, one folder per node. A second
 * process is refused while the first one lives; a lock left by a crash is taken over.
 */
import fs from 'node:fs'
import path from 'node:path'

/** Version of the folder's layout; another one is refused with a clear error. */
export const LAYOUT_VERSION = 1

const LOCK_FILE = 'cluster.lock'
const NODE_FOLDER = /^node-\d+$/

/** Times a lock that a crash left is taken away before somebody else is believed to be doing the same. */
const TAKEOVER_ATTEMPTS = 3
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
  #isReleased = false

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
      makeDirectories(resolved)
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

  get isReleased(): boolean {
    return this.#isReleased
  }

  /** Folder of one node. */
  nodeDirectory(nodeId: number): string {
    return path.join(this.path, `node-${nodeId}`)
  }

  /** Deletes every node's data but keeps the claim. */
  clear(): void {
    for (const name of fs.readdirSync(this.path)) {
      if (NODE_FOLDER.test(name)) fs.rmSync(path.join(this.path, name), { recursive: true, force: true })
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
      fs.rmSync(path.join(this.path, DESCRIPTION_FILE), { force: true })
    }
    fs.rmSync(path.join(this.path, LOCK_FILE), { force: true })
    if (options.remove && fs.readdirSync(this.path).length === 0) fs.rmdirSync(this.path)
  }
}

/**
 * Makes a folder and those above it. Not with `recursive`: Node's own loop never ends where the system
 * says that a parent is missing which is there, as in /proc.
 */
function makeDirectories(directory: string): void {
  const missing: string[] = []
  let at = directory
  while (!fs.existsSync(at) && path.dirname(at) !== at) {
    missing.push(at)
    at = path.dirname(at)
  }
  for (const each of missing.reverse()) {
    try {
      fs.mkdirSync(each)
    } catch (error) {
      if (!isErrno(error) || error.code !== 'EEXIST') throw error // somebody else has just made it
    }
  }
}

/** The lock appears with its content in one step, so that nobody reads half of it. */
function takeLock(directory: string): void {
  const file = path.join(directory, LOCK_FILE)
  const mine = `${file}.${process.pid}`
  fs.writeFileSync(mine, JSON.stringify({ pid: process.pid, startedAt: startTimeOf(process.pid) }))
  try {
    for (let attempt = 0; attempt < TAKEOVER_ATTEMPTS; attempt += 1) {
      if (publish(mine, file)) return
      const holder = readHolder(file)
      if (holder !== null && isAlive(holder)) throw locked(directory, holder.pid)
      removeStale(file, `${mine}.stale`)
    }
  } finally {
    fs.rmSync(mine, { force: true })
  }
  throw new DataDirectoryError('LOCKED', `The lock of ${directory} is being taken by another process.`)
}

/** False when there is a lock already. */
function publish(mine: string, file: string): boolean {
  try {
    fs.linkSync(mine, file)
    return true
  } catch (error) {
    if (!isErrno(error)) throw error
    if (error.code === 'EEXIST') return false
    if (error.code !== 'EPERM' && error.code !== 'ENOTSUP') throw error
  }
  try {
    fs.copyFileSync(mine, file, fs.constants.COPYFILE_EXCL) // a file system without links
    return true
  } catch (error) {
    if (isErrno(error) && error.code === 'EEXIST') return false
    throw error
  }
}

/** Takes a dead process's lock away; one that has meanwhile become a living process's is put back. */
function removeStale(file: string, aside: string): void {
  try {
    fs.renameSync(file, aside)
  } catch (error) {
    if (isErrno(error) && error.code === 'ENOENT') return // somebody else has taken it away
    throw error
  }
  const holder = readHolder(aside)
  if (holder !== null && isAlive(holder)) publish(aside, file)
  fs.rmSync(aside, { force: true })
}

function locked(directory: string, pid: number): DataDirectoryError {
  const who = pid === process.pid ? 'this process' : `process ${pid}`
  return new DataDirectoryError(
    'LOCKED',
    `The data directory ${directory} is in use by ${who}. Stop it, or choose another with --data-dir.`,
  )
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

/**
 * A process id may have been given to another program since: then its start time differs. A process that
 * was killed and not yet waited for still has its id, but runs no more.
 */
function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if (isErrno(error) && error.code === 'ESRCH') return false
  }
  const stat = statOf(holder.pid)
  if (stat !== null && DEAD_STATES.has(stat.state)) return false
  return holder.startedAt === null || holder.startedAt === startTimeOf(holder.pid)
}

/** Zombie and dead, in the words of proc(5). */
const DEAD_STATES: ReadonlySet<string> = new Set(['Z', 'X', 'x'])

/** Start of a process in clock ticks since boot, with the boot's id, where the system tells (Linux); else null. */
function startTimeOf(pid: number): string | null {
  const stat = statOf(pid)
  if (stat === null) return null
  try {
    return `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${stat.startTicks}`
  } catch {
    return null // a container may hide it
  }
}

/** What /proc tells of a process; null on systems without it. Fields are counted from behind the name. */
function statOf(pid: number): { readonly state: string; readonly startTicks: string } | null {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', startTicks: fields[19] ?? '' }
  } catch {
    return null // gone, or a system that does not tell
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
    `${file} was not written by this version of Loupe, which reads layout ${LAYOUT_VERSION}. Choose another directory with --data-dir, or move this one away.`,
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

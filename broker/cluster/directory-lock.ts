/**
 * Locks of folders between processes. A lock is a file that tells who holds it; a second process is
 * refused while the first one lives, and a lock that a crash left is taken over.
 */
import fs from 'node:fs'
import path from 'node:path'

/** Times a lock that a crash left is taken away before somebody else is believed to be doing the same. */
const TAKEOVER_ATTEMPTS = 3

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

/**
 * Makes `directory` when it is missing, and takes the lock `lockFile` in it.
 * @returns how to give the lock back; calling that twice does nothing.
 * @throws DataDirectoryError LOCKED, NOT_WRITABLE.
 */
export function lockDirectory(directory: string, lockFile: string): () => void {
  const resolved = path.resolve(directory)
  const file = path.join(resolved, lockFile)
  try {
    makeDirectories(resolved)
    takeLock(resolved, file)
  } catch (error) {
    if (error instanceof DataDirectoryError) throw error
    throw new DataDirectoryError(
      'NOT_WRITABLE',
      `The data directory ${resolved} cannot be written: ${reasonOf(error, resolved)}. Choose another with --data-dir.`,
      { cause: error },
    )
  }
  let isReleased = false
  return () => {
    if (isReleased) return // the lock may be another process's by now
    isReleased = true
    fs.rmSync(file, { force: true })
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
function takeLock(directory: string, file: string): void {
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

function isErrno(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EEXIST: 'there is a file in its place',
  ENOTDIR: 'there is a file in its path',
  ENOENT: 'the system makes no folder there',
}

/** In words, with the place it failed at where that is another one, and the system's code. */
function reasonOf(error: unknown, directory: string): string {
  if (!isErrno(error) || error.code === undefined) return String(error)
  const at = error.path === undefined || path.dirname(error.path) === directory ? directory : error.path
  return `${REASONS[error.code] ?? 'the system refuses'} (${error.code}${at === directory ? '' : ` at ${at}`})`
}

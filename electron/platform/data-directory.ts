/**
 * Where the app and the cluster command keep their things, by each system's own custom, and who has it: one
 * process at a time. Both mean the same by a data directory: the cluster lies in `cluster` below it.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { lockDirectory } from '#broker'

const LOCK_FILE = 'loupe.lock'

/** An absolute path; it need not exist. `LOUPE_HOME` overrides it. */
export function defaultDataDirectory(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const home = os.homedir()
  if (env['LOUPE_HOME']) return path.resolve(env['LOUPE_HOME'])
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'Loupe')
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Loupe')
  return path.join(env['XDG_DATA_HOME'] ?? path.join(home, '.local', 'share'), 'loupe')
}

/**
 * Makes the directory when it is missing and takes it for this process.
 * @returns how to give it back.
 * @throws DataDirectoryError LOCKED, NOT_WRITABLE; the message is one line for people.
 */
export function claimDataDirectory(directory: string): () => void {
  const release = lockDirectory(directory, LOCK_FILE)
  const cluster = clusterDirectoryIn(directory)
  try {
    // A test suite's cluster may run in there: better said at once than when ours is to start.
    if (fs.existsSync(cluster)) lockDirectory(cluster, 'cluster.lock')()
  } catch (error) {
    release()
    throw error
  }
  return release
}

/** Folder of the local cluster. A data directory that is a cluster's folder itself is used as it is. */
export function clusterDirectoryIn(directory: string): string {
  const below = path.join(directory, 'cluster')
  const isItself = (folder: string) => fs.existsSync(path.join(folder, 'cluster.json'))
  return isItself(directory) && !isItself(below) ? directory : below
}

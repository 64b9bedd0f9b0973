/** Whether a data directory can be opened as a cluster of these roles: what is there was decided by others. */
import type { DataDirectory } from './data-directory.ts'

/** Node id of the first controller of its own, the others above it; brokers are 1 to 9. */
export const CONTROLLER_ID = 101

/**
 * Why the directory cannot be opened with so many controllers, or null. A smaller quorum could have a
 * majority of those that lack what the larger one has decided.
 */
export function misfit(
  directory: DataDirectory,
  wanted: {
    readonly controllerCount: number
    readonly isCombined: boolean
    readonly logDirectoryCount: number
  },
): string | null {
  const logDirectoryCount = directory.logDirectoryCount()
  if (wanted.logDirectoryCount < logDirectoryCount) {
    return `${directory.path} belongs to brokers with ${logDirectoryCount} log directories each: it cannot be opened with ${wanted.logDirectoryCount}. Open it with --log-dirs ${logDirectoryCount}.`
  }
  const own = directory.nodeIds().filter((nodeId) => nodeId >= CONTROLLER_ID)
  const combined = directory.combinedNodeIds()
  if (wanted.isCombined && own.length > 0) {
    return `${directory.path} belongs to a cluster with controllers of their own: it cannot be opened with --combined.`
  }
  if (!wanted.isCombined && combined.length > 0) {
    return `${directory.path} belongs to a cluster whose brokers are its controllers: it can only be opened with --combined.`
  }
  const first = wanted.isCombined ? 1 : CONTROLLER_ID
  const count = Math.max(0, ...[...own, ...combined].map((nodeId) => nodeId - first + 1))
  if (count <= wanted.controllerCount) return null
  return `${directory.path} belongs to a cluster of ${count} controllers: it cannot be opened with ${wanted.controllerCount}.`
}

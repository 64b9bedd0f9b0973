/** Which form of cluster a data directory can be opened as: what is there was decided by others. */
import type { DataDirectory } from './data-directory.ts'
import { DataDirectoryError } from './directory-lock.ts'

/** Node id of the first controller of its own, the others above it; brokers are 1 to 9. */
export const CONTROLLER_ID = 101

/** Most voters of a local cluster. */
export const MAX_CONTROLLERS = 5

/** How many voters the metadata quorum has, and whether they are the first brokers. */
export interface ClusterForm {
  readonly controllerCount: number
  readonly isCombined: boolean
}

/** What was asked for; null is what the directory was made with, or else the form of a fresh one. */
export interface AskedForm {
  readonly brokerCount: number
  readonly controllerCount: number | null
  readonly isCombined: boolean | null
  /** Log directories of each broker; fewer than there are is refused. */
  readonly logDirectoryCount: number
}

const FRESH_FORM: ClusterForm = { controllerCount: 1, isCombined: false }

/**
 * The form to open the directory in. A smaller quorum than it was made with is refused: it could have a majority of
 * those that lack what the larger one has decided. @throws DataDirectoryError INCOMPATIBLE.
 */
export function formOf(directory: DataDirectory, asked: AskedForm): ClusterForm {
  checkLogDirectories(directory, asked.logDirectoryCount)
  const stored = storedForm(directory)
  const { controllerCount, isCombined } = stored ?? FRESH_FORM
  if (controllerCount > MAX_CONTROLLERS) {
    throw new DataDirectoryError(
      'INCOMPATIBLE',
      `${directory.path} holds folders of ${controllerCount} controllers: a local cluster has at most ${MAX_CONTROLLERS}.`,
    )
  }
  const form = {
    controllerCount: asked.controllerCount ?? controllerCount,
    isCombined: asked.isCombined ?? isCombined,
  }
  if (stored === null) return form
  if (form.isCombined !== isCombined || form.controllerCount < controllerCount) {
    const flags = `${isCombined ? '--combined ' : ''}--controllers ${controllerCount}`
    throw new DataDirectoryError(
      'INCOMPATIBLE',
      `${directory.path} belongs to ${inWords(stored)}: open it with ${flags}, or leave --combined and --controllers out.`,
    )
  }
  if (form.isCombined && form.controllerCount > asked.brokerCount) {
    throw new DataDirectoryError(
      'INCOMPATIBLE',
      `${directory.path} belongs to ${inWords(stored)}: ${form.controllerCount} controllers need as many brokers (--brokers), not ${asked.brokerCount}.`,
    )
  }
  return form
}

/** @throws DataDirectoryError INCOMPATIBLE. */
function checkLogDirectories(directory: DataDirectory, wantedCount: number): void {
  const count = directory.logDirectoryCount()
  if (wantedCount >= count) return
  throw new DataDirectoryError(
    'INCOMPATIBLE',
    `${directory.path} belongs to brokers with ${count} log directories each: it cannot be opened with ${wantedCount}. Open it with --log-dirs ${count}.`,
  )
}

/** What the nodes have left; null where no controller was ever. */
function storedForm(directory: DataDirectory): ClusterForm | null {
  const own = directory.nodeIds().filter((nodeId) => nodeId >= CONTROLLER_ID)
  if (own.length > 0) return { controllerCount: Math.max(...own) - CONTROLLER_ID + 1, isCombined: false }
  const combined = directory.combinedNodeIds()
  return combined.length === 0 ? null : { controllerCount: Math.max(...combined), isCombined: true }
}

function inWords({ controllerCount, isCombined }: ClusterForm): string {
  if (isCombined) return `a cluster whose brokers are its controllers, the first ${controllerCount}`
  return `a cluster of ${controllerCount} controllers of their own`
}

/** Why nothing is known of the quorum at this moment, in words. */
import type { LocalNode } from '#contract/local-cluster'
import { errorMessage } from '../../domain/describe-error.tsx'
import { lostControllers } from '../../domain/node-name.ts'

/**
 * Null while the quorum can be read. The supervisor of the local cluster knows at once that too few
 * controllers run; of any other cluster only the failure of the last look tells.
 */
export function quorumProblem(nodes: readonly LocalNode[], error: unknown): string | null {
  const down = lostControllers(nodes).map(({ id }) => id)
  if (down.length > 0) {
    const names = down.length === 1 ? `Controller ${down[0]} is` : `Controllers ${down.join(', ')} are`
    return `${names} down: nobody leads the quorum.`
  }
  return error === null ? null : errorMessage(error)
}

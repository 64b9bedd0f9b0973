/** Why nothing is known of the quorum at this moment, in words. */
import type { LocalNode } from '#contract/local-cluster'
import { errorMessage } from '../../domain/describe-error.tsx'

/**
 * Null while the quorum can be read. The supervisor of the local cluster knows at once that too few
 * controllers run; of any other cluster only the failure of the last look tells.
 */
export function quorumProblem(controllers: readonly LocalNode[], error: unknown): string | null {
  const down = controllers.filter(({ state }) => state !== 'running').map(({ id }) => id)
  if (down.length > 0 && down.length * 2 >= controllers.length) {
    const names = down.length === 1 ? `Controller ${down[0]} is` : `Controllers ${down.join(', ')} are`
    return `${names} down: nobody leads the quorum.`
  }
  return error === null ? null : errorMessage(error)
}

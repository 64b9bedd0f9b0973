/**
 * Who is in a cluster and where its replicas are, from a broker that answers: one that leaves the question
 * unanswered is passed over, and none is asked that the supervisor knows to stand still or to be cut off.
 */
import { type KafkaClient, KafkaError } from '#broker'
import type { WatchedNode } from '../watched-nodes.ts'

type Admin = Pick<KafkaClient['admin'], 'describePlacement'>
type ClusterPlacement = Awaited<ReturnType<Admin['describePlacement']>>

/** Time of each attempt: short while another broker may answer, long for a large cluster that is slow. */
const ATTEMPT_TIMEOUTS_MS = [2_000, 4_000, 15_000] as const

/** Rejects with the KafkaError of the last attempt. */
export async function readPlacement(
  admin: Admin,
  options: { readonly nodes: readonly WatchedNode[]; readonly signal: AbortSignal },
): Promise<ClusterPlacement> {
  const { nodes, signal } = options
  const askable = nodes
    .filter(({ role, state, isCutOff }) => role !== 'controller' && state === 'running' && !isCutOff)
    .map(({ id }) => id)
  let last: unknown
  for (const [attempt, timeoutMs] of ATTEMPT_TIMEOUTS_MS.entries()) {
    try {
      return await admin.describePlacement({ broker: askable[attempt] ?? 'any', timeoutMs, signal })
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof KafkaError) || !error.isRetriable) throw error
      last = error
    }
  }
  throw last
}

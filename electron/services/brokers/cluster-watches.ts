/** One watch per connection, however many look; made when the first one does. */
import type { Clock } from '#broker/base/clock'
import type { ClusterEvent, ClusterMap } from '#contract/cluster-map'
import { type ConnectionId, LOCAL_CONNECTION_ID } from '#contract/values'
import type { ClusterAccess } from '../cluster-access.ts'
import { watchEvents, watchValue } from '../watch.ts'
import type { WatchedNode, WatchedNodes } from '../watched-nodes.ts'
import { ClusterWatch } from './cluster-watch.ts'

export interface ClusterWatchesOptions {
  readonly access: Pick<ClusterAccess, 'client'>
  readonly clock: Clock
  /** The bundled cluster's own. */
  readonly localNodes: WatchedNodes | null
}

export class ClusterWatches {
  readonly #options: ClusterWatchesOptions
  readonly #watches = new Map<ConnectionId, ClusterWatch>()

  constructor(options: ClusterWatchesOptions) {
    this.#options = options
  }

  /** What the supervisor knows of the nodes; empty for a cluster that is not the bundled one. */
  nodes(connectionId: ConnectionId): readonly WatchedNode[] {
    return connectionId === LOCAL_CONNECTION_ID ? (this.#options.localNodes?.read() ?? []) : []
  }

  async *map(connectionId: ConnectionId, signal: AbortSignal): AsyncGenerator<ClusterMap> {
    const watch = this.#of(connectionId)
    const maps = watchValue(
      () => watch.map,
      (listener) => watch.onMap(listener),
      signal,
    )
    for await (const map of maps) if (map !== undefined) yield map
  }

  async *events(connectionId: ConnectionId, signal: AbortSignal): AsyncGenerator<ClusterEvent> {
    const watch = this.#of(connectionId)
    const kept = [...watch.events]
    const following = watchEvents<ClusterEvent>((listener) => watch.onEvent(listener), signal)
    yield* kept
    const lastSequence = kept.at(-1)?.sequence ?? 0
    for (const event of watch.events) if (event.sequence > lastSequence) yield event
    for await (const event of following) yield event
  }

  dispose(): void {
    for (const watch of this.#watches.values()) watch.dispose()
    this.#watches.clear()
  }

  #of(connectionId: ConnectionId): ClusterWatch {
    const present = this.#watches.get(connectionId)
    if (present !== undefined) return present
    const { access, clock, localNodes } = this.#options
    const made = new ClusterWatch({
      clock,
      client: () => access.client(connectionId),
      nodes: connectionId === LOCAL_CONNECTION_ID ? localNodes : null,
    })
    this.#watches.set(connectionId, made)
    return made
  }
}

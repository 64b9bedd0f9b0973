/** The connections of an app whose folder is empty, for tests of its services on a real cluster. */
import { nodeClientRuntime } from '#broker'
import { silentLogger } from '#broker/base/logger'
import type { GuardMode } from '#contract/connections'
import type { ConnectionId } from '#contract/values'
import { Connections } from '../services/connections/connections-service.ts'
import { ProfileStore } from '../store/profile-store.ts'

/** No local cluster; what is saved lies in `dataDirectory`. */
export function connectionsIn(dataDirectory: string): Connections {
  return new Connections({
    profiles: new ProfileStore(dataDirectory, silentLogger),
    runtime: nodeClientRuntime,
    logger: silentLogger,
    localBootstrapServers: () => '',
  })
}

/** Saves a connection to a cluster as one to production, under a name of its guard. */
export async function saveConnection(
  connections: Connections,
  bootstrapServers: string,
  guard: GuardMode = 'open',
): Promise<ConnectionId> {
  const saved = await connections.service.save(
    { name: `cluster ${guard}`, bootstrapServers, color: 1, environment: 'production', guard },
    { signal: new AbortController().signal },
  )
  return saved.id as ConnectionId // what the service made
}

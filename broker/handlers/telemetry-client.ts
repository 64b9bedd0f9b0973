import type { TelemetryClient } from '../telemetry/client-telemetry.ts'
import type { RequestContext } from './handler.ts'

/** The client of a request as subscriptions of client metrics match it. */
export function telemetryClientOf({
  clientId,
  connection,
}: Pick<RequestContext<unknown>, 'clientId' | 'connection'>): TelemetryClient {
  return {
    clientId,
    softwareName: connection.software.name,
    softwareVersion: connection.software.version,
    sourceAddress: connection.remoteHost,
    sourcePort: connection.remotePort,
  }
}

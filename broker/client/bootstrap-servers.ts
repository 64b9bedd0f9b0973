import { KafkaError } from '../wire/kafka-error.ts'
import type { Endpoint } from './connection-pool.ts'

/** Port of a bootstrap server that names none. */
const DEFAULT_PORT = 9092
/** Bootstrap servers of one client. */
const MAX_BOOTSTRAP_SERVERS = 100

const WITH_PORT = /^(?:\[(?<v6>[^\]]+)\]|(?<name>[^:[\]\s]+))(?::(?<port>\d{1,5}))?$/

/** Reads `host`, `host:port` and `[ipv6]:port`. @throws KafkaError INVALID_REQUEST that names the entry. */
export function parseBootstrapServers(servers: readonly string[]): Endpoint[] {
  if (servers.length === 0) throw new KafkaError('INVALID_REQUEST', 'No bootstrap server is given')
  if (servers.length > MAX_BOOTSTRAP_SERVERS) {
    throw new KafkaError('INVALID_REQUEST', `More than ${MAX_BOOTSTRAP_SERVERS} bootstrap servers are given`)
  }
  return servers.map((server) => {
    const parts = WITH_PORT.exec(server.trim())?.groups
    const host = parts?.v6 ?? parts?.name
    const port = parts?.port === undefined ? DEFAULT_PORT : Number(parts.port)
    if (host === undefined || port < 1 || port > 65_535) {
      throw new KafkaError('INVALID_REQUEST', `"${server}" is not a bootstrap server of the form host:port`)
    }
    return { host, port }
  })
}

/**
 * Which versions a broker and this client both speak.
 *
 * ApiVersions is asked in version 3; brokers before Kafka 2.4 do not know it and either answer in
 * version 0 with UNSUPPORTED_VERSION or close the connection, and are asked again in version 0.
 * Source: KIP-511.
 */
import type { ClientConnection } from '../net/client-connection.ts'
import type { AnyApiCodec } from '../wire/codec.ts'
import { type ApiVersionsResponse, apiVersions } from '../wire/generated/api-versions.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import { throwIfError } from './failures.ts'

const FIRST_ASKED_VERSION = 3
/** What this client says it is. */
export const CLIENT_SOFTWARE = { clientSoftwareName: 'loupe', clientSoftwareVersion: '1.0.0' }

/** The version ranges and features of one broker. */
class BrokerVersions {
  /** Levels of the features the cluster has settled on, such as `metadata.version`. */
  readonly features: ReadonlyMap<string, number>
  readonly #ranges: ReadonlyMap<number, { readonly min: number; readonly max: number }>

  constructor(response: Pick<ApiVersionsResponse, 'apiKeys' | 'finalizedFeatures'>) {
    this.#ranges = new Map(
      response.apiKeys.map((row) => [row.apiKey, { min: row.minVersion, max: row.maxVersion }]),
    )
    this.features = new Map(response.finalizedFeatures.map((row) => [row.name, row.maxVersionLevel]))
  }

  /** The highest version both sides know, at most `maxVersion`. @throws KafkaError UNSUPPORTED_VERSION. */
  pick(api: Pick<AnyApiCodec, 'key' | 'name' | 'minVersion' | 'maxVersion'>, maxVersion?: number): number {
    const served = this.#ranges.get(api.key)
    if (served === undefined) {
      throw new KafkaError('UNSUPPORTED_VERSION', `The broker does not serve ${api.name}`)
    }
    const highest = Math.min(api.maxVersion, served.max, maxVersion ?? api.maxVersion)
    if (highest >= Math.max(api.minVersion, served.min)) return highest
    throw new KafkaError(
      'UNSUPPORTED_VERSION',
      `The broker serves ${api.name} in versions ${served.min} to ${served.max}; ` +
        `${api.minVersion} to ${Math.min(api.maxVersion, maxVersion ?? api.maxVersion)} would be needed`,
    )
  }
}

/** A connection whose versions are known. */
export interface OpenConnection {
  readonly connection: ClientConnection
  readonly versions: BrokerVersions
}

/** Opens a connection and learns what the broker speaks. Rejects as `open` does, or with KafkaError. */
export async function negotiate(options: {
  readonly open: () => Promise<ClientConnection>
  readonly timeoutMs: number
  readonly signal: AbortSignal
}): Promise<OpenConnection> {
  let connection = await options.open()
  try {
    let response = await ask(connection, FIRST_ASKED_VERSION, options)
    if (response === null) {
      if (connection.isClosed) connection = await options.open()
      response = await ask(connection, 0, options)
    }
    if (response === null) throw new KafkaError('UNSUPPORTED_VERSION', 'The broker answers no ApiVersions')
    throwIfError(response.errorCode)
    return { connection, versions: new BrokerVersions(response) }
  } catch (error) {
    connection.close()
    throw error
  }
}

/** One question; null when the broker does not know the version. */
async function ask(
  connection: ClientConnection,
  version: number,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<ApiVersionsResponse | null> {
  try {
    const response = await connection.send(
      apiVersions,
      version >= FIRST_ASKED_VERSION ? CLIENT_SOFTWARE : {},
      {
        version,
        timeoutMs: options.timeoutMs,
        signal: options.signal,
      },
    )
    return response.errorCode === errorCode('UNSUPPORTED_VERSION') ? null : response
  } catch (error) {
    // An answer in version 0 does not read as version 3; a broker that closes did not know the version.
    if (version === 0 || !(error instanceof KafkaError)) throw error
    if (error.errorName === 'REQUEST_TIMED_OUT') throw error
    return null
  }
}

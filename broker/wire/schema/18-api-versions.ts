import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int16, int64, string, struct } from './vocabulary.ts'

/** What a node can be asked; the first request on a connection. */
export const apiVersions = api({
  key: 18,
  name: 'ApiVersions',
  doc: 'Asks which requests and versions the node serves, and which features are on.',
  versions: '0-4',
  flexible: '3+',
  notes: {
    1: 'Throttle time.',
    2: 'The response is sent before the client is throttled (KIP-219).',
    3: 'Client software name and version (KIP-511); features (KIP-584). The response header stays v0.',
    4: 'Supported features may start at version 0 (KAFKA-17011).',
  },
  errors: ['UNSUPPORTED_VERSION', 'INVALID_REQUEST'],
  request: {
    clientSoftwareName: string('3+', 'Name of the client library.', { ignorable: true }),
    clientSoftwareVersion: string('3+', 'Version of the client library.', { ignorable: true }),
  },
  response: {
    errorCode: errorCode('0+', 'the request'),
    apiKeys: array(
      struct({
        apiKey: int16('0+', 'The API key.'),
        minVersion: int16('0+', 'First version served.'),
        maxVersion: int16('0+', 'Last version served.'),
      }),
      '0+',
      'What the node serves.',
    ),
    throttleTimeMs: throttleTimeMs('1+'),
    supportedFeatures: array(
      struct({
        name: string('0+', 'The feature.'),
        minVersion: int16('0+', 'First level the node supports.'),
        maxVersion: int16('0+', 'Last level the node supports.'),
      }),
      '3+',
      'Feature levels that the node supports.',
      { tag: 0, ignorable: true },
    ),
    finalizedFeaturesEpoch: int64('3+', 'Epoch of the finalized features; -1 when unknown.', {
      tag: 1,
      default: -1,
      ignorable: true,
    }),
    finalizedFeatures: array(
      struct({
        name: string('0+', 'The feature.'),
        maxVersionLevel: int16('0+', 'Highest level the cluster has agreed on.'),
        minVersionLevel: int16('0+', 'Lowest level the cluster has agreed on.'),
      }),
      '3+',
      'Feature levels that the cluster runs at.',
      { tag: 2, ignorable: true },
    ),
    zkMigrationReady: bool('3+', 'Whether a migration from ZooKeeper may start; always false here.', {
      tag: 3,
      default: false,
      ignorable: true,
    }),
  },
})

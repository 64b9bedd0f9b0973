import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, bool, bytes, int8, int32, uuid } from './vocabulary.ts'

/** A client's own metrics. */
export const pushTelemetry = api({
  key: 72,
  name: 'PushTelemetry',
  doc: 'Hands in the metrics of a client.',
  versions: '0',
  flexible: '0+',
  notes: { 0: 'Client telemetry (KIP-714).' },
  errors: [
    'THROTTLING_QUOTA_EXCEEDED',
    'INVALID_REQUEST',
    'UNKNOWN_SUBSCRIPTION_ID',
    'UNSUPPORTED_COMPRESSION_TYPE',
    'TELEMETRY_TOO_LARGE',
    'INVALID_RECORD',
  ],
  request: {
    clientInstanceId: uuid('0+', 'The id of the client instance.'),
    subscriptionId: int32('0+', 'The subscription as the client was last told it.'),
    terminating: bool('0+', 'Whether the client is ending: this is its last push.'),
    compressionType: int8('0+', 'How the metrics are compressed.'),
    metrics: bytes('0+', 'Metrics as OpenTelemetry MetricsData.'),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
  },
})

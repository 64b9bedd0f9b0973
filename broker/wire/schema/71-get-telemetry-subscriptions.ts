import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int8, int32, string, uuid } from './vocabulary.ts'

/** What of its own metrics a client is asked for. */
export const getTelemetrySubscriptions = api({
  key: 71,
  name: 'GetTelemetrySubscriptions',
  doc: 'Asks which of its metrics a client is to push.',
  versions: '0',
  flexible: '0+',
  notes: { 0: 'Client telemetry (KIP-714).' },
  errors: ['THROTTLING_QUOTA_EXCEEDED', 'INVALID_REQUEST'],
  request: {
    clientInstanceId: uuid('0+', 'The id of the client instance; zero to be given one.'),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    clientInstanceId: uuid('0+', 'The id of the client instance.'),
    subscriptionId: int32('0+', 'The id of the subscription, which every push names.'),
    acceptedCompressionTypes: array(int8(), '0+', 'Compressions that are understood, the best first.'),
    pushIntervalMs: int32('0+', 'Time from one push to the next.'),
    telemetryMaxBytes: int32('0+', 'Most bytes of a push.'),
    deltaTemporality: bool('0+', 'Whether counters tell what has come since the last push.'),
    requestedMetrics: array(
      string(),
      '0+',
      'Prefixes of the names of wanted metrics: none for nothing, an empty one for all.',
    ),
  },
})

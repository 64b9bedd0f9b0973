/** GetTelemetrySubscriptions (key 71), served v0. Differs: Kafka serves it only with a plugin that takes metrics. */
import { getTelemetrySubscriptions } from '../wire/generated/get-telemetry-subscriptions.ts'
import { ZERO_UUID } from '../wire/reader.ts'
import { brokerHandler } from './services.ts'
import { telemetryClientOf } from './telemetry-client.ts'

export const getTelemetrySubscriptionsHandler = brokerHandler({
  api: getTelemetrySubscriptions,
  versions: { min: 0, max: 0 },
  handle: (request, context) => ({
    errorCode: 0,
    ...context.services.telemetry.subscribe(request.clientInstanceId, telemetryClientOf(context)),
  }),
  fail: (error, request) => ({
    errorCode: error.code,
    clientInstanceId: request.clientInstanceId ?? ZERO_UUID,
    subscriptionId: 0,
    acceptedCompressionTypes: [],
    pushIntervalMs: 0,
    telemetryMaxBytes: 0,
    deltaTemporality: false,
    requestedMetrics: [],
  }),
})

/** PushTelemetry (key 72), served v0: what clients push is checked, and kept nowhere. */
import { pushTelemetry } from '../wire/generated/push-telemetry.ts'
import { brokerHandler } from './services.ts'
import { telemetryClientOf } from './telemetry-client.ts'

export const pushTelemetryHandler = brokerHandler({
  api: pushTelemetry,
  versions: { min: 0, max: 0 },
  handle(request, context) {
    context.services.telemetry.push(request, telemetryClientOf(context))
    return { errorCode: 0 }
  },
  fail: (error) => ({ errorCode: error.code }),
})

/**
 * Requests that only the controller may carry out: a broker checks nothing and passes them on. Kafka
 * wraps them in an Envelope that names the client; here the decoded request goes on as it is, until
 * there are principals to carry.
 */
import type { ApiCodec } from '../wire/codec.ts'
import type { KafkaError } from '../wire/kafka-error.ts'
import type { AnyHandler, VersionRange } from './handler.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

/**
 * A handler that sends the request to the controller, in the newest version, and answers with what it
 * said. `adapt` puts what only older versions have fields for into those of the newest.
 */
export function forwarded<Req extends ReqInput, ReqInput, Res extends ResInput, ResInput>(options: {
  readonly api: ApiCodec<Req, ReqInput, Res, ResInput>
  readonly versions: VersionRange
  readonly adapt?: (request: Req) => ReqInput
  readonly fail: (error: KafkaError, request: Req) => ResInput
}): AnyHandler<BrokerServices> {
  return brokerHandler<Req, ReqInput, Res, ResInput>({
    api: options.api,
    versions: options.versions,
    handle: (request, { services }) =>
      services.controller.send(options.api, options.adapt === undefined ? request : options.adapt(request)),
    fail: options.fail,
  })
}

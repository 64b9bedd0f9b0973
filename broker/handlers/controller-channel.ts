import type { ApiCodec } from '../wire/codec.ts'

/** The way from a broker to the active controller. */
export interface ControllerChannel {
  /** Rejects with KafkaError when the controller cannot be reached in time. */
  send<Req, ReqInput, Res, ResInput>(
    api: ApiCodec<Req, ReqInput, Res, ResInput>,
    request: ReqInput,
    options?: { readonly timeoutMs?: number },
  ): Promise<Res>
}

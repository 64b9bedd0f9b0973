import type { Reader } from './reader.ts'
import type { Writer } from './writer.ts'

/** What the generator writes: codecs between bytes and plain objects. */

/** One message in all its versions. `decode` fills in every field; `encode` takes defaults for what is left out. */
export interface MessageCodec<Value, Input> {
  /** @throws KafkaError UNSUPPORTED_VERSION when `version` does not exist or cannot carry a value that is set. */
  encode(writer: Writer, value: Input, version: number): void
  /** @throws KafkaError UNSUPPORTED_VERSION, INVALID_REQUEST. */
  decode(reader: Reader, version: number): Value
}

/** A message outside the request protocol: a record on disk, a consumer's subscription. */
export interface RecordCodec<Value, Input> extends MessageCodec<Value, Input> {
  readonly name: string
  /** The id the log gives this kind of record; null where there is none. */
  readonly recordType: number | null
  readonly minVersion: number
  readonly maxVersion: number
  /** First version with compact lengths and tagged fields; Infinity when there is none. */
  readonly flexibleFrom: number
}

/** One API key: its request and its response. */
export interface ApiCodec<Request, RequestInput, Response, ResponseInput> {
  readonly key: number
  /** As Kafka spells it: `FindCoordinator`. */
  readonly name: string
  readonly minVersion: number
  readonly maxVersion: number
  /** First version with compact lengths and tagged fields; Infinity when there is none. */
  readonly flexibleFrom: number
  readonly request: MessageCodec<Request, RequestInput>
  readonly response: MessageCodec<Response, ResponseInput>
}

/** Any API, for tables. */
export type AnyApiCodec = ApiCodec<unknown, unknown, unknown, unknown>

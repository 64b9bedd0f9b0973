// Generated from broker/wire/schema/records/consumer-group-regular-expression-key.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Key of a regular expression of a modern consumer group. */
export const consumerGroupRegularExpressionKey: RecordCodec<ConsumerGroupRegularExpressionKey, ConsumerGroupRegularExpressionKeyInput> = {
  recordType: null,
  name: 'ConsumerGroupRegularExpressionKey',
  minVersion: 16,
  maxVersion: 16,
  flexibleFrom: Number.POSITIVE_INFINITY,
  encode(writer, message, version) {
    checkVersion('ConsumerGroupRegularExpressionKey', version, { min: 16, max: 16 })
    encodeConsumerGroupRegularExpressionKey(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ConsumerGroupRegularExpressionKey', version, { min: 16, max: 16 })
    return decodeConsumerGroupRegularExpressionKey(reader, version)
  },
}

/** Key of a regular expression of a modern consumer group. */
export interface ConsumerGroupRegularExpressionKey {
  /** The group. (v16) */
  readonly groupId: string
  /** The regular expression. (v16) */
  readonly regularExpression: string
}

/** What encode takes for ConsumerGroupRegularExpressionKey. */
export interface ConsumerGroupRegularExpressionKeyInput {
  readonly groupId: string
  readonly regularExpression: string
}

function encodeConsumerGroupRegularExpressionKey(writer: Writer, message: ConsumerGroupRegularExpressionKeyInput, _version: number): void {
  const groupId = message.groupId
  writer.string(groupId)
  const regularExpression = message.regularExpression
  writer.string(regularExpression)
}

function decodeConsumerGroupRegularExpressionKey(reader: Reader, _version: number): ConsumerGroupRegularExpressionKey {
  const groupId = reader.string()
  const regularExpression = reader.string()
  return { groupId, regularExpression }
}

// Generated from broker/wire/schema/records/consumer-group-regular-expression-value.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** The topics a regular expression of a modern consumer group matches. */
export const consumerGroupRegularExpressionValue: RecordCodec<ConsumerGroupRegularExpressionValue, ConsumerGroupRegularExpressionValueInput> = {
  recordType: null,
  name: 'ConsumerGroupRegularExpressionValue',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('ConsumerGroupRegularExpressionValue', version, { min: 0, max: 0 })
    encodeConsumerGroupRegularExpressionValue(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ConsumerGroupRegularExpressionValue', version, { min: 0, max: 0 })
    return decodeConsumerGroupRegularExpressionValue(reader, version)
  },
}

/** The topics a regular expression of a modern consumer group matches. */
export interface ConsumerGroupRegularExpressionValue {
  /** The topics. (v0+) */
  readonly topics: readonly string[]
  /** Offset of the metadata log they were looked up at. (v0+) */
  readonly version: number
  /** When they were looked up, ms since 1970. (v0+) */
  readonly timestamp: number
}

/** What encode takes for ConsumerGroupRegularExpressionValue. */
export interface ConsumerGroupRegularExpressionValueInput {
  readonly topics: readonly string[]
  readonly version: number
  readonly timestamp: number
}

function encodeConsumerGroupRegularExpressionValue(writer: Writer, message: ConsumerGroupRegularExpressionValueInput, _version: number): void {
  const topics = message.topics
  writer.compactArrayLength(topics.length)
  for (const item of topics) writer.compactString(item)
  const versionField = message.version
  writer.int64(versionField)
  const timestamp = message.timestamp
  writer.int64(timestamp)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupRegularExpressionValue(reader: Reader, _version: number): ConsumerGroupRegularExpressionValue {
  let topics: readonly string[]
  {
    const count = reader.compactArrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(reader.compactString())
    topics = items
  }
  const versionField = reader.int64()
  const timestamp = reader.int64()
  reader.skipTaggedFields()
  return { topics, version: versionField, timestamp }
}

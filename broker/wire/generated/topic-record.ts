// Generated from broker/wire/schema/records/topic-record.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A topic has been created. */
export const topicRecord: RecordCodec<TopicRecord, TopicRecordInput> = {
  recordType: 2,
  name: 'TopicRecord',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('TopicRecord', version, { min: 0, max: 0 })
    encodeTopicRecord(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('TopicRecord', version, { min: 0, max: 0 })
    return decodeTopicRecord(reader, version)
  },
}

/** A topic has been created. */
export interface TopicRecord {
  /** The topic. (v0+) */
  readonly name: string
  /** Its id. (v0+) */
  readonly topicId: Uuid
}

/** What encode takes for TopicRecord. */
export interface TopicRecordInput {
  readonly name: string
  readonly topicId: Uuid
}

function encodeTopicRecord(writer: Writer, message: TopicRecordInput, _version: number): void {
  const name = message.name
  writer.compactString(name)
  const topicId = message.topicId
  writer.uuid(topicId)
  writer.unsignedVarint(0)
}

function decodeTopicRecord(reader: Reader, _version: number): TopicRecord {
  const name = reader.compactString()
  const topicId = reader.uuid()
  reader.skipTaggedFields()
  return { name, topicId }
}

// Generated from broker/wire/schema/records/remove-topic-record.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A topic has been deleted. */
export const removeTopicRecord: RecordCodec<RemoveTopicRecord, RemoveTopicRecordInput> = {
  recordType: 9,
  name: 'RemoveTopicRecord',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('RemoveTopicRecord', version, { min: 0, max: 0 })
    encodeRemoveTopicRecord(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('RemoveTopicRecord', version, { min: 0, max: 0 })
    return decodeRemoveTopicRecord(reader, version)
  },
}

/** A topic has been deleted. */
export interface RemoveTopicRecord {
  /** The topic. (v0+) */
  readonly topicId: Uuid
}

/** What encode takes for RemoveTopicRecord. */
export interface RemoveTopicRecordInput {
  readonly topicId: Uuid
}

function encodeRemoveTopicRecord(writer: Writer, message: RemoveTopicRecordInput, _version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  writer.unsignedVarint(0)
}

function decodeRemoveTopicRecord(reader: Reader, _version: number): RemoveTopicRecord {
  const topicId = reader.uuid()
  reader.skipTaggedFields()
  return { topicId }
}

// Generated from broker/wire/schema/records/producer-ids-record.ts by scripts/generate-protocol.ts; do not edit.
import type { RecordCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** A block of producer ids has been given away. */
export const producerIdsRecord: RecordCodec<ProducerIdsRecord, ProducerIdsRecordInput> = {
  recordType: 15,
  name: 'ProducerIdsRecord',
  minVersion: 0,
  maxVersion: 0,
  flexibleFrom: 0,
  encode(writer, message, version) {
    checkVersion('ProducerIdsRecord', version, { min: 0, max: 0 })
    encodeProducerIdsRecord(writer, message, version)
  },
  decode(reader, version) {
    checkVersion('ProducerIdsRecord', version, { min: 0, max: 0 })
    return decodeProducerIdsRecord(reader, version)
  },
}

/** A block of producer ids has been given away. */
export interface ProducerIdsRecord {
  /** The broker that got it. (v0+) */
  readonly brokerId: number
  /** Its epoch. (v0+) */
  readonly brokerEpoch: number
  /** First id after the block. (v0+) */
  readonly nextProducerId: number
}

/** What encode takes for ProducerIdsRecord. */
export interface ProducerIdsRecordInput {
  readonly brokerId: number
  readonly brokerEpoch: number
  readonly nextProducerId: number
}

function encodeProducerIdsRecord(writer: Writer, message: ProducerIdsRecordInput, _version: number): void {
  const brokerId = message.brokerId
  writer.int32(brokerId)
  const brokerEpoch = message.brokerEpoch
  writer.int64(brokerEpoch)
  const nextProducerId = message.nextProducerId
  writer.int64(nextProducerId)
  writer.unsignedVarint(0)
}

function decodeProducerIdsRecord(reader: Reader, _version: number): ProducerIdsRecord {
  const brokerId = reader.int32()
  const brokerEpoch = reader.int64()
  const nextProducerId = reader.int64()
  reader.skipTaggedFields()
  return { brokerId, brokerEpoch, nextProducerId }
}

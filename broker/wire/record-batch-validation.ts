import { KafkaError } from './kafka-error.ts'
import {
  BATCH_HEADER_BYTES,
  type BatchHeader,
  isCrcValid,
  MIN_RECORD_BYTES,
  NO_PRODUCER_ID,
  NO_TIMESTAMP,
  splitBatches,
  type TimestampType,
} from './record-batch.ts'

/** Limits a produced batch is held against. */
export interface ProduceLimits {
  readonly maxMessageBytes: number
  readonly nowMs: number
  readonly timestampType: TimestampType
  readonly timestampBeforeMaxMs: number
  readonly timestampAfterMaxMs: number
}

/**
 * Checks what a client produced to one partition, by its header alone, and returns the header of the one
 * batch it must hold. No record is touched, so a client that lies inside a valid checksum is believed
 * (broker.md §3.1); topics that need more are checked record by record in `broker/log`.
 *
 * @throws KafkaError CORRUPT_MESSAGE, UNSUPPORTED_FOR_MESSAGE_FORMAT, INVALID_RECORD, INVALID_TIMESTAMP,
 * MESSAGE_TOO_LARGE.
 */
export function validateProducedBatches(records: Buffer, limits: ProduceLimits): BatchHeader {
  const headers = splitBatches(records, 'strict')
  const header = headers[0]
  if (header === undefined) throw invalid('the request holds no record batch for the partition')
  if (headers.length > 1) throw invalid('the request holds more than one record batch for the partition')
  if (header.sizeBytes > limits.maxMessageBytes) {
    throw new KafkaError(
      'MESSAGE_TOO_LARGE',
      `The batch of ${header.sizeBytes} bytes is larger than max.message.bytes = ${limits.maxMessageBytes}`,
    )
  }
  if (!isCrcValid(records, header)) throw corrupt('its checksum does not fit its bytes')
  checkCounts(header)
  checkKind(header)
  checkTimestamps(header, limits)
  return header
}

function checkCounts(header: BatchHeader): void {
  if (header.recordCount <= 0) throw invalid(`the batch declares ${header.recordCount} records`)
  if (header.lastOffsetDelta !== header.recordCount - 1) {
    throw corrupt(`${header.recordCount} records do not end at offset delta ${header.lastOffsetDelta}`)
  }
  const recordBytes = header.sizeBytes - BATCH_HEADER_BYTES
  if (header.compression === 'none' && header.recordCount * MIN_RECORD_BYTES > recordBytes) {
    throw corrupt(`${recordBytes} bytes cannot hold ${header.recordCount} records`)
  }
}

function checkKind(header: BatchHeader): void {
  if (header.baseOffset !== 0) throw invalid(`the base offset is ${header.baseOffset} instead of 0`)
  if (header.isControl) throw invalid('clients may not write control batches')
  if (header.producerId === NO_PRODUCER_ID) {
    if (header.isTransactional) throw invalid('a transactional batch needs a producer id')
    return
  }
  if (header.producerId < 0) throw invalid(`the producer id is ${header.producerId}`)
  if (header.producerEpoch < 0) throw invalid(`the producer epoch is ${header.producerEpoch}`)
  if (header.baseSequence < 0) throw invalid(`the base sequence is ${header.baseSequence}`)
}

function checkTimestamps(header: BatchHeader, limits: ProduceLimits): void {
  if (header.timestampType === 'LogAppendTime') {
    throw new KafkaError('INVALID_TIMESTAMP', 'Producers may not set the timestamp type LogAppendTime')
  }
  if (limits.timestampType === 'LogAppendTime') return
  const { baseTimestampMs, maxTimestampMs } = header
  const isTooOld =
    baseTimestampMs !== NO_TIMESTAMP && limits.nowMs - baseTimestampMs > limits.timestampBeforeMaxMs
  const isTooNew =
    maxTimestampMs !== NO_TIMESTAMP && maxTimestampMs - limits.nowMs > limits.timestampAfterMaxMs
  if (isTooOld || isTooNew) {
    throw new KafkaError(
      'INVALID_TIMESTAMP',
      `Timestamp ${isTooOld ? baseTimestampMs : maxTimestampMs} is out of range: accepted are ` +
        `${limits.timestampBeforeMaxMs} ms before to ${limits.timestampAfterMaxMs} ms after ${limits.nowMs}`,
    )
  }
  if (maxTimestampMs < NO_TIMESTAMP || baseTimestampMs < NO_TIMESTAMP) {
    throw new KafkaError('INVALID_TIMESTAMP', 'The batch has a negative timestamp')
  }
}

function invalid(what: string): KafkaError {
  return new KafkaError('INVALID_RECORD', `Invalid record batch: ${what}`)
}

function corrupt(what: string): KafkaError {
  return new KafkaError('CORRUPT_MESSAGE', `Corrupt record batch: ${what}`)
}

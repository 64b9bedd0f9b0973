import type { RecordCodec } from './codec.ts'
import {
  type ConsumerProtocolAssignment,
  type ConsumerProtocolAssignmentInput,
  consumerProtocolAssignment,
} from './generated/consumer-protocol-assignment.ts'
import {
  type ConsumerProtocolSubscription,
  type ConsumerProtocolSubscriptionInput,
  consumerProtocolSubscription,
} from './generated/consumer-protocol-subscription.ts'
import { KafkaError } from './kafka-error.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

/**
 * What consumers put into the opaque bytes of JoinGroup and SyncGroup: an int16 version, then the message.
 * A version above the last known one is read as the last known one, because each only adds fields at the end.
 */

const CHUNK_BYTES = 512

/** The metadata a consumer joins with. */
export function encodeConsumerSubscription(
  value: ConsumerProtocolSubscriptionInput,
  version = consumerProtocolSubscription.maxVersion,
): Buffer {
  return encode(consumerProtocolSubscription, value, version)
}

/** What a consumer told when it joined. @throws KafkaError INVALID_REQUEST. */
export function decodeConsumerSubscription(bytes: Buffer): ConsumerProtocolSubscription {
  return decode(consumerProtocolSubscription, bytes)
}

/** The assignment of one consumer. */
export function encodeConsumerAssignment(
  value: ConsumerProtocolAssignmentInput,
  version = consumerProtocolAssignment.maxVersion,
): Buffer {
  return encode(consumerProtocolAssignment, value, version)
}

/** What a consumer was assigned. @throws KafkaError INVALID_REQUEST. */
export function decodeConsumerAssignment(bytes: Buffer): ConsumerProtocolAssignment {
  return decode(consumerProtocolAssignment, bytes)
}

function encode<Input>(codec: RecordCodec<unknown, Input>, value: Input, version: number): Buffer {
  const writer = new Writer(CHUNK_BYTES)
  writer.int16(version)
  codec.encode(writer, value, version)
  return writer.toBuffer()
}

function decode<Value>(codec: RecordCodec<Value, unknown>, bytes: Buffer): Value {
  const reader = new Reader(bytes)
  const version = reader.int16()
  if (version < 0)
    throw new KafkaError('INVALID_REQUEST', 'A consumer protocol message has a negative version.')
  return codec.decode(reader, Math.min(version, codec.maxVersion))
}

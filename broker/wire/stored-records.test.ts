import { describe, expect, it } from 'vitest'
import {
  decodeConsumerAssignment,
  decodeConsumerSubscription,
  encodeConsumerAssignment,
  encodeConsumerSubscription,
} from './consumer-protocol.ts'
import {
  decodeCoordinatorKey,
  decodeGroupMetadataValue,
  decodeOffsetCommitValue,
  encodeCoordinatorKey,
  encodeGroupMetadataValue,
  encodeOffsetCommitValue,
} from './coordinator-record.ts'
import { KafkaError } from './kafka-error.ts'
import { decodeMetadataRecord, encodeMetadataRecord } from './metadata-record.ts'
import { ZERO_UUID } from './reader.ts'

describe('metadata records', () => {
  it('are framed with frame version, type and record version', () => {
    const bytes = encodeMetadataRecord({ type: 'TopicRecord', name: 'orders', topicId: ZERO_UUID })
    expect(bytes.toString('hex')).toBe(`010200076f7264657273${'00'.repeat(16)}00`)
    expect(decodeMetadataRecord(bytes)).toEqual({ type: 'TopicRecord', name: 'orders', topicId: ZERO_UUID })
  })

  it('leave unchanged fields of a change out', () => {
    const bytes = encodeMetadataRecord({
      type: 'PartitionChangeRecord',
      partitionId: 3,
      topicId: ZERO_UUID,
      leader: 2,
    })
    expect(bytes.toString('hex')).toBe(`01050200000003${'00'.repeat(16)}01010400000002`)
    expect(decodeMetadataRecord(bytes)).toMatchObject({
      type: 'PartitionChangeRecord',
      isr: null,
      leader: 2,
      leaderRecoveryState: -1,
    })
  })

  it('have a type without fields', () => {
    expect(decodeMetadataRecord(encodeMetadataRecord({ type: 'NoOpRecord' }))).toEqual({ type: 'NoOpRecord' })
  })

  it.each([
    ['an unknown frame version', '02020000'],
    ['an unknown type', '01630000'],
    ['an unknown record version', '01020900'],
  ])('refuse %s', (_, hex) => {
    expect(() => decodeMetadataRecord(Buffer.from(hex, 'hex'))).toThrow(
      expect.objectContaining({ errorName: 'UNSUPPORTED_VERSION' }),
    )
  })

  it('refuse truncated bytes', () => {
    const bytes = encodeMetadataRecord({ type: 'RemoveTopicRecord', topicId: ZERO_UUID })
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeMetadataRecord(bytes.subarray(0, length))).toThrow(KafkaError)
    }
  })
})

describe('coordinator records', () => {
  it('keep offsets as Kafka stores them', () => {
    const key = encodeCoordinatorKey({ type: 'offset', group: 'g', topic: 't', partition: 1 })
    expect(key.toString('hex')).toBe('0001000167000174' + '00000001')
    expect(decodeCoordinatorKey(key)).toEqual({ type: 'offset', group: 'g', topic: 't', partition: 1 })
    const value = encodeOffsetCommitValue({ offset: 42, leaderEpoch: 1, metadata: 'm', commitTimestamp: 7 })
    expect(value.toString('hex')).toBe('0003000000000000002a0000000100016d0000000000000007')
    expect(decodeOffsetCommitValue(value)).toMatchObject({ offset: 42, leaderEpoch: 1, metadata: 'm' })
  })

  it('read values of older and newer versions', () => {
    const v1 = Buffer.from('0001000000000000002a00000000000000000007ffffffffffffffff', 'hex')
    expect(decodeOffsetCommitValue(v1)).toMatchObject({ offset: 42, leaderEpoch: -1, expireTimestamp: -1 })
    const v4 = Buffer.from('0004000000000000002a00000001026d000000000000000700', 'hex')
    expect(decodeOffsetCommitValue(v4)).toMatchObject({ offset: 42, metadata: 'm', topicId: ZERO_UUID })
  })

  it('keep groups as Kafka stores them', () => {
    const key = encodeCoordinatorKey({ type: 'group', group: 'g' })
    expect(key.toString('hex')).toBe('0002000167')
    expect(decodeCoordinatorKey(key)).toEqual({ type: 'group', group: 'g' })
    const group = {
      protocolType: 'consumer',
      generation: 3,
      protocol: 'range',
      leader: 'm1',
      currentStateTimestamp: 5,
      members: [
        {
          memberId: 'm1',
          groupInstanceId: null,
          clientId: 'c',
          clientHost: '/127.0.0.1',
          rebalanceTimeout: 60_000,
          sessionTimeout: 10_000,
          subscription: Buffer.from([1]),
          assignment: Buffer.from([2]),
        },
      ],
    }
    expect(decodeGroupMetadataValue(encodeGroupMetadataValue(group))).toEqual(group)
  })

  it('read keys of kinds that are not known as null', () => {
    expect(decodeCoordinatorKey(Buffer.from('0003000167', 'hex'))).toBeNull()
    expect(() => decodeCoordinatorKey(Buffer.from('00', 'hex'))).toThrow(KafkaError)
  })
})

describe('the consumer protocol', () => {
  it('reads subscriptions of every version', () => {
    const subscription = {
      topics: ['a', 'b'],
      userData: Buffer.from([9]),
      ownedPartitions: [{ topic: 'a', partitions: [0, 1] }],
      generationId: 4,
      rackId: 'r',
    }
    expect(decodeConsumerSubscription(encodeConsumerSubscription(subscription))).toEqual(subscription)
    expect(decodeConsumerSubscription(encodeConsumerSubscription(subscription, 0))).toEqual({
      ...subscription,
      ownedPartitions: [],
      generationId: -1,
      rackId: null,
    })
  })

  it('reads a later version as the last known one', () => {
    const bytes = Buffer.concat([encodeConsumerSubscription({ topics: ['a'] }), Buffer.from([1, 2, 3])])
    bytes.writeInt16BE(9)
    expect(decodeConsumerSubscription(bytes).topics).toEqual(['a'])
  })

  it('reads assignments', () => {
    const assignment = { assignedPartitions: [{ topic: 'a', partitions: [0] }], userData: null }
    const bytes = encodeConsumerAssignment(assignment, 0)
    expect(bytes.toString('hex')).toBe('0000' + '00000001' + '000161' + '0000000100000000' + 'ffffffff')
    expect(decodeConsumerAssignment(bytes)).toEqual(assignment)
  })

  it.each(['', 'ffff', '0000'])('refuses "%s"', (hex) => {
    expect(() => decodeConsumerAssignment(Buffer.from(hex, 'hex'))).toThrow(KafkaError)
  })
})

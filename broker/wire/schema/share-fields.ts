import { array, int8, int16, int32, int64, string, struct, uuid } from './vocabulary.ts'

/** Fields that requests and records about share groups (KIP-932) have in common. */

/** Whose share session a request belongs to, and which of its requests it is. */
export const shareSession = {
  groupId: string('1+', 'The group.', { nullable: '1+', default: null }),
  memberId: string('1+', 'The member.', { nullable: '1+' }),
  shareSessionEpoch: int32('1+', '0 opens a share session, -1 closes it; otherwise counts its requests.'),
}

/** What a member says of records. */
export const acknowledgementBatches = array(
  struct({
    firstOffset: int64('1+', 'First offset of the range.'),
    lastOffset: int64('1+', 'Last offset of the range, inclusive.'),
    acknowledgeTypes: array(
      int8(),
      '1+',
      'One for the range or one per offset: 0 gap, 1 accept, 2 release, 3 reject, 4 renew.',
    ),
  }),
  '1+',
  'Ranges of offsets that are acknowledged.',
  { name: 'AcknowledgementBatch' },
)

/** Who leads a partition. */
export const currentLeader = struct(
  {
    leaderId: int32('1+', 'The leader; -1 when unknown.'),
    leaderEpoch: int32('1+', 'The leader epoch of the partition.'),
  },
  '1+',
  'The leader, when it is another broker.',
  { name: 'LeaderIdAndEpoch' },
)

/** Where leaders listen. */
export const nodeEndpoints = array(
  struct({
    nodeId: int32('1+', 'The broker.'),
    host: string('1+', 'Its host.'),
    port: int32('1+', 'Its port.'),
    rack: string('1+', 'Its rack.', { nullable: '1+', default: null }),
  }),
  '1+',
  'Where the leaders named above listen.',
  { name: 'NodeEndpoint' },
)

/** Stored states of ranges of offsets. */
export const stateBatches = array(
  struct({
    firstOffset: int64('0+', 'First offset of the range.'),
    lastOffset: int64('0+', 'Last offset of the range, inclusive.'),
    deliveryState: int8('0+', '0 available, 2 acknowledged, 4 archived.'),
    deliveryCount: int16('0+', 'How often the records were delivered.'),
  }),
  '0+',
  'States of ranges of offsets.',
  { name: 'StateBatch' },
)

/** Topics whose states are read by the leaders of their partitions. @param name of the struct of a topic. */
export function topicsToRead(name: string) {
  return array(
    struct({
      topicId: uuid('0+', 'The id of the topic.'),
      partitions: array(
        struct({
          partition: int32('0+', 'The partition.'),
          leaderEpoch: int32('0+', 'The leader epoch of the partition.'),
        }),
        '0+',
        'The partitions.',
        { name: 'PartitionData' },
      ),
    }),
    '0+',
    'The topics.',
    { name },
  )
}

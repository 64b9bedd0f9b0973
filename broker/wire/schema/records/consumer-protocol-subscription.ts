import { array, bytes, int32, message, string, struct } from '../vocabulary.ts'

/** What a consumer tells the leader of its group. */
export const consumerProtocolSubscription = message({
  name: 'ConsumerProtocolSubscription',
  doc: 'What a consumer tells the leader of its group.',
  versions: '0-3',
  flexible: 'none',
  notes: { 1: 'Owned partitions (KIP-429).', 2: 'Generation (KIP-792).', 3: 'Rack (KIP-881).' },
  fields: {
    topics: array(string(), '0+', 'Topics it subscribes to.'),
    userData: bytes('0+', 'What its assignor adds.', { nullable: '0+', default: null }),
    ownedPartitions: array(
      struct({
        topic: string('1+', 'The topic.'),
        partitions: array(int32(), '1+', 'The partitions.'),
      }),
      '1+',
      'What it holds.',
      { ignorable: true },
    ),
    generationId: int32('2+', 'Generation in which it got them; -1 for none.', {
      default: -1,
      ignorable: true,
    }),
    rackId: string('3+', 'Its rack.', { nullable: '3+', default: null, ignorable: true }),
  },
})

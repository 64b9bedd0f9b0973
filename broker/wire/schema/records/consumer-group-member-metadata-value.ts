import { array, bytes, int32, message, string, struct } from '../vocabulary.ts'

/** What a member of a modern consumer group told of itself. */
export const consumerGroupMemberMetadataValue = message({
  name: 'ConsumerGroupMemberMetadataValue',
  doc: 'What a member of a modern consumer group told of itself.',
  versions: '0',
  flexible: '0+',
  fields: {
    instanceId: string('0+', 'The id of a static member.', { nullable: '0+' }),
    rackId: string('0+', 'Its rack.', { nullable: '0+' }),
    clientId: string('0+', 'Its client id.'),
    clientHost: string('0+', 'Its address.'),
    subscribedTopicNames: array(string(), '0+', 'Topics it subscribes to.'),
    subscribedTopicRegex: string('0+', 'Regular expression it subscribes with.', { nullable: '0+' }),
    rebalanceTimeoutMs: int32('0+', 'How long it may take to give up partitions, ms.', { default: -1 }),
    serverAssignor: string('0+', 'The assignor it wants.', { nullable: '0+' }),
    classicMemberMetadata: struct(
      {
        sessionTimeoutMs: int32('0+', 'Silence after which it is dropped, ms.'),
        supportedProtocols: array(
          struct({
            name: string('0+', 'The protocol.'),
            metadata: bytes('0+', 'What it told for it.'),
          }),
          '0+',
          'The protocols of its JoinGroup.',
          { name: 'ClassicProtocol' },
        ),
      },
      '0+',
      'Null unless it speaks the classic protocol.',
      { nullable: '0+', tag: 0, name: 'ClassicMemberMetadata' },
    ),
  },
})

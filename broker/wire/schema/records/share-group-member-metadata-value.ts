import { array, message, string } from '../vocabulary.ts'

/** A member of a share group. */
export const shareGroupMemberMetadataValue = message({
  name: 'ShareGroupMemberMetadataValue',
  doc: 'A member of a share group.',
  versions: '0',
  flexible: '0+',
  fields: {
    rackId: string('0+', 'Its rack.', { nullable: '0+' }),
    clientId: string('0+', 'The client id.'),
    clientHost: string('0+', 'The address of the client.'),
    subscribedTopicNames: array(string(), '0+', 'Topics it subscribes to.'),
  },
})

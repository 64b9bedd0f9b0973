import { array, bytes, int32, int64, message, string, struct } from '../vocabulary.ts'

/** A classic group in `__consumer_offsets`. */
export const groupMetadataValue = message({
  name: 'GroupMetadataValue',
  doc: 'A classic group with its members.',
  versions: '0-4',
  flexible: '4+',
  notes: { 1: 'Rebalance time-out.', 2: 'Time of the state.', 3: 'Static members.' },
  fields: {
    protocolType: string('0+', 'The kind of group.'),
    generation: int32('0+', 'The generation.'),
    protocol: string('0+', 'The protocol chosen.', { nullable: '0+' }),
    leader: string('0+', 'The member that leads.', { nullable: '0+' }),
    currentStateTimestamp: int64('2+', 'When the group entered its state, ms since 1970; -1 when unknown.', {
      default: -1,
      ignorable: true,
    }),
    members: array(
      struct({
        memberId: string('0+', 'The member.'),
        groupInstanceId: string('3+', 'The id of a static member.', {
          nullable: '3+',
          default: null,
          ignorable: true,
        }),
        clientId: string('0+', 'Its client id.'),
        clientHost: string('0+', 'Its address.'),
        rebalanceTimeout: int32('1+', 'How long it may take to rejoin, ms.', { ignorable: true }),
        sessionTimeout: int32('0+', 'Silence after which it is dropped, ms.'),
        subscription: bytes('0+', 'What it told the leader.'),
        assignment: bytes('0+', 'What it was assigned.'),
      }),
      '0+',
      'The members.',
    ),
  },
})

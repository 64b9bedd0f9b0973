/** What memberships of modern groups, of consumers and share groups alike, have in common. */
import { KafkaError } from '../../wire/kafka-error.ts'
import { MAX_GROUP_MEMBERS } from '../limits.ts'

/** Epoch of a member that joins. */
export const JOIN_EPOCH = 0

/** Epoch of a member that leaves. */
export const LEAVE_EPOCH = -1

/** Who sends a request. */
export interface GroupClient {
  readonly clientId: string
  readonly clientHost: string
}

/** @throws KafkaError GROUP_MAX_SIZE_REACHED when the group is full and the member is not in it. */
export function checkGroupRoom(
  members: ReadonlyMap<string, unknown>,
  memberId: string,
  group: { readonly kind: 'consumer' | 'share'; readonly maxSize: number },
): void {
  const limit = Math.min(group.maxSize, MAX_GROUP_MEMBERS)
  if (members.size < limit || members.has(memberId)) return
  throw new KafkaError(
    'GROUP_MAX_SIZE_REACHED',
    `The ${group.kind} group has reached its maximum capacity of ${limit} members.`,
  )
}

/** A member that is not there. */
export function unknownMember(groupId: string, memberId: string): KafkaError {
  return new KafkaError('UNKNOWN_MEMBER_ID', `Member ${memberId} is not a member of group ${groupId}.`)
}

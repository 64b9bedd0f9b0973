/** Who asks, and what a request of a share session names: the same for ShareFetch and ShareAcknowledge. */
import type { PartitionAcknowledgements } from '../../share/share-service.ts'
import type { SessionMember } from '../../share/share-sessions.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { Uuid } from '../../wire/reader.ts'

/** Longest member id: that of a UUID in hexadecimal digits. */
const MAX_MEMBER_ID_LENGTH = 36

interface NamedTopic {
  readonly topicId: Uuid
  readonly partitions: readonly {
    readonly partitionIndex: number
    readonly acknowledgementBatches: readonly {
      readonly firstOffset: number
      readonly lastOffset: number
      readonly acknowledgeTypes: readonly number[]
    }[]
  }[]
}

/** The member of a request. @throws KafkaError INVALID_REQUEST when group or member is missing. */
export function memberOf(request: {
  readonly groupId: string | null
  readonly memberId: string | null
}): SessionMember {
  const { groupId, memberId } = request
  if (groupId === null || groupId === '' || memberId === null || memberId === '') {
    throw new KafkaError('INVALID_REQUEST', 'A share session belongs to a member of a group')
  }
  if (memberId.length > MAX_MEMBER_ID_LENGTH) throw new KafkaError('INVALID_REQUEST')
  return { groupId, memberId }
}

/** Every partition a request names, with what it says about its records. */
export function partitionsOf(topics: readonly NamedTopic[]): PartitionAcknowledgements[] {
  return topics.flatMap(({ topicId, partitions }) =>
    partitions.map(({ partitionIndex, acknowledgementBatches }) => ({
      topicId,
      partition: partitionIndex,
      batches: acknowledgementBatches,
    })),
  )
}

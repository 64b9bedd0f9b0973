/**
 * OffsetCommit (key 8), served v2-v10: stores positions of a group. Partitions fail one by one; an error
 * that concerns the group is repeated for each of them, because the response has no other place for it.
 */
import type { OffsetToCommit } from '../group/offsets.ts'
import {
  type OffsetCommitRequest,
  type OffsetCommitRequestTopic,
  offsetCommit,
} from '../wire/generated/offset-commit.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import { type ErrorName } from '../wire/schema/errors.ts'
import type { RequestContext } from './handler.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

/** First version that names topics by id. */
const TOPIC_IDS_FROM = 10

/** First version in which an unknown group is told apart from an old generation. */
const GROUP_ERRORS_FROM = 9

type Context = RequestContext<BrokerServices>

/** One partition of the request: refused here, or handed to the coordinator. */
type Checked =
  | { readonly refusal: ErrorName; readonly offset: null }
  | { readonly refusal: null; readonly offset: OffsetToCommit }

export const offsetCommitHandler = brokerHandler({
  api: offsetCommit,
  versions: { min: 2, max: 10 },
  async handle(request, context) {
    const topics = request.topics.map((topic) => ({ topic, checked: checkTopic(topic, context) }))
    const offsets = topics.flatMap(({ checked }) =>
      checked.flatMap(({ offset }) => (offset === null ? [] : [offset])),
    )
    const outcomes = await commit(request, offsets, context)
    let next = 0
    return {
      topics: topics.map(({ topic, checked }) => ({
        name: topic.name,
        topicId: topic.topicId,
        partitions: topic.partitions.map(({ partitionIndex }, index) => ({
          partitionIndex,
          errorCode: errorCode(checked[index]?.refusal ?? outcomes[next++] ?? 'NONE'),
        })),
      })),
    }
  },
})

async function commit(
  request: OffsetCommitRequest,
  offsets: readonly OffsetToCommit[],
  { services, version }: Context,
): Promise<readonly ErrorName[]> {
  if (offsets.length === 0) return []
  try {
    return await services.groups.commitOffsets(
      {
        groupId: request.groupId,
        memberId: request.memberId,
        groupInstanceId: request.groupInstanceId,
        generationId: request.generationIdOrMemberEpoch,
        retentionTimeMs: request.retentionTimeMs,
        isTransactional: false,
        knowsGroupErrors: version >= GROUP_ERRORS_FROM,
      },
      offsets,
    )
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return offsets.map(() => error.errorName)
  }
}

function checkTopic(topic: OffsetCommitRequestTopic, { services, version }: Context): Checked[] {
  const isById = version >= TOPIC_IDS_FROM
  const name = isById ? services.replicas.topicName(topic.topicId) : topic.name
  const known = name === undefined ? undefined : services.image.topics.get(name)
  return topic.partitions.map((partition): Checked => {
    if (known?.partitions[partition.partitionIndex] === undefined) {
      const isUnknownId = isById && known === undefined
      return { refusal: isUnknownId ? 'UNKNOWN_TOPIC_ID' : 'UNKNOWN_TOPIC_OR_PARTITION', offset: null }
    }
    return {
      refusal: null,
      offset: {
        topic: known.name,
        partition: partition.partitionIndex,
        offset: partition.committedOffset,
        leaderEpoch: partition.committedLeaderEpoch,
        metadata: partition.committedMetadata ?? '',
      },
    }
  })
}

/**
 * OffsetFetch (key 9), served v1-v10: reads positions of groups. With `requireStable`, one that an open
 * transaction may still change is answered with UNSTABLE_OFFSET_COMMIT.
 */
import type { FetchedPartition, FetchedTopic, TopicPartitions } from '../group/offsets.ts'
import {
  type OffsetFetchRequest,
  type OffsetFetchRequestGroup,
  type OffsetFetchRequestGroupTopic,
  type OffsetFetchResponseGroupInput,
  type OffsetFetchResponseInput,
  offsetFetch,
} from '../wire/generated/offset-fetch.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import { ZERO_UUID } from '../wire/reader.ts'
import type { RequestContext } from './handler.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

/** First version that asks for several groups at once. */
const GROUPS_FROM = 8

/** First version that names topics by id. */
const TOPIC_IDS_FROM = 10

/** First version with an error code for the group. */
const GROUP_ERROR_FROM = 2

type Context = RequestContext<BrokerServices>

export const offsetFetchHandler = brokerHandler({
  api: offsetFetch,
  versions: { min: 1, max: 10 },
  async handle(request, context) {
    if (context.version >= GROUPS_FROM) {
      return {
        groups: await Promise.all(
          request.groups.map((group) => fetchGroup(group, request.requireStable, context)),
        ),
      }
    }
    return fetchOne(request, context)
  },
})

async function fetchOne(
  { groupId, topics, requireStable }: OffsetFetchRequest,
  { services, version }: Context,
): Promise<OffsetFetchResponseInput> {
  try {
    return { topics: await services.groups.fetchOffsets(groupId, topics, { requireStable }), errorCode: 0 }
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    if (version >= GROUP_ERROR_FROM) return { topics: [], errorCode: error.code }
    return { topics: (topics ?? []).map((topic) => failedTopic(topic, error.code)) }
  }
}

async function fetchGroup(
  group: OffsetFetchRequestGroup,
  requireStable: boolean,
  context: Context,
): Promise<OffsetFetchResponseGroupInput> {
  const { groupId } = group
  try {
    if (context.version >= TOPIC_IDS_FROM)
      return { groupId, topics: await fetchById(group, requireStable, context), errorCode: 0 }
    return {
      groupId,
      topics: await context.services.groups.fetchOffsets(
        groupId,
        group.topics,
        optionsOf(group, requireStable),
      ),
      errorCode: 0,
    }
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return { groupId, topics: [], errorCode: error.code }
  }
}

async function fetchById(group: OffsetFetchRequestGroup, requireStable: boolean, { services }: Context) {
  const { groupId, topics } = group
  if (topics === null) {
    const found = await services.groups.fetchOffsets(groupId, null, optionsOf(group, requireStable))
    return found.flatMap((topic) => {
      const topicId = services.image.topics.get(topic.name)?.topicId
      return topicId === undefined ? [] : [{ ...topic, topicId }]
    })
  }
  const named = topics.map((topic) => ({ topic, name: services.replicas.topicName(topic.topicId) }))
  const known = named.flatMap(({ topic, name }) =>
    name === undefined ? [] : [{ name, partitionIndexes: topic.partitionIndexes }],
  )
  const found = await services.groups.fetchOffsets(groupId, known, optionsOf(group, requireStable))
  let next = 0
  return named.map(({ topic, name }) => {
    const answer = name === undefined ? unknownTopic(topic) : found[next++]
    return { topicId: topic.topicId ?? ZERO_UUID, partitions: answer?.partitions ?? [] }
  })
}

/** From v9 on a member says that it is one, and of which epoch. */
function optionsOf({ memberId, memberEpoch }: OffsetFetchRequestGroup, requireStable: boolean) {
  return { requireStable, fetcher: { memberId, memberEpoch } }
}

function unknownTopic(topic: OffsetFetchRequestGroupTopic): FetchedTopic {
  return failedTopic(topic, errorCode('UNKNOWN_TOPIC_ID'))
}

function failedTopic(topic: TopicPartitions, code: number): FetchedTopic {
  return {
    name: topic.name,
    partitions: topic.partitionIndexes.map(
      (partitionIndex): FetchedPartition => ({
        partitionIndex,
        committedOffset: -1,
        committedLeaderEpoch: -1,
        metadata: '',
        errorCode: code,
      }),
    ),
  }
}

/**
 * DescribeShareGroupOffsets (key 90), served v0-v1: where share groups begin, and how many records are still
 * to be delivered. The lag is -1 while a group has not begun in a partition, or while its leader is silent.
 *
 * Source: KIP-932, KIP-1226. A group that is not there has no offsets, which is no error.
 */
import type { NamedPartition } from '../group/share/share-requests.ts'
import { NO_START_OFFSET, UNKNOWN_COUNT } from '../share/state-store.ts'
import {
  type DescribeShareGroupOffsetsResponsePartitionInput,
  describeShareGroupOffsets,
} from '../wire/generated/describe-share-group-offsets.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { ZERO_UUID } from '../wire/reader.ts'
import { requireFeature } from './feature-check.ts'
import { type BrokerServices, brokerHandler } from './services.ts'
import { byTopicName } from './share/offset-outcomes.ts'

const UNKNOWN_LAG = -1

type RequestedTopics =
  | readonly { readonly topicName: string; readonly partitions: readonly number[] }[]
  | null

export const describeShareGroupOffsetsHandler = brokerHandler({
  api: describeShareGroupOffsets,
  versions: { min: 0, max: 1 },
  handle: async (request, { services }) => ({
    groups: await Promise.all(
      request.groups.map(async ({ groupId, topics }) => {
        try {
          return { groupId, errorCode: 0, topics: await describe(groupId, topics, services) }
        } catch (error) {
          if (!(error instanceof KafkaError)) throw error
          return { groupId, errorCode: error.code, errorMessage: error.message, topics: [] }
        }
      }),
    ), // no more than the request names
  }),
})

async function describe(groupId: string, topics: RequestedTopics, services: BrokerServices) {
  requireFeature(services.image, 'share.version')
  const named = services.groups.shareRequestsOf(groupId).partitionsToDescribe(groupId, topics)
  const described = await Promise.all(
    named.map(async (each) => ({ ...each, answer: await describeOne(groupId, each, services) })),
  ) // no more than the request names, or the group reads
  return byTopicName(described)
}

async function describeOne(
  groupId: string,
  { topicName, topicId, partition }: NamedPartition,
  services: BrokerServices,
): Promise<DescribeShareGroupOffsetsResponsePartitionInput> {
  const answer = {
    partitionIndex: partition,
    startOffset: NO_START_OFFSET,
    leaderEpoch: 0,
    lag: UNKNOWN_LAG,
    errorCode: 0,
  }
  if (topicId === ZERO_UUID) return answer
  try {
    const summary = await services.share.store.summarize({ groupId, topicId, partition })
    const { startOffset, leaderEpoch, deliveryCompleteCount } = summary
    const hasBegun = startOffset !== NO_START_OFFSET && deliveryCompleteCount !== UNKNOWN_COUNT
    const lag = hasBegun
      ? await lagOf({ topicName, partition, done: startOffset + deliveryCompleteCount }, services)
      : UNKNOWN_LAG
    return { ...answer, startOffset, leaderEpoch, lag }
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return { ...answer, errorCode: error.code, errorMessage: error.message }
  }
}

async function lagOf(
  { topicName, partition, done }: { topicName: string; partition: number; done: number },
  services: BrokerServices,
): Promise<number> {
  try {
    return Math.max(0, (await services.share.ends.endOf(topicName, partition)) - done)
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return UNKNOWN_LAG // the leader is being replaced
  }
}

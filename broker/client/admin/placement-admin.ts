/** Who is in the cluster and where its replicas are, as one broker has it. */
import { describeCluster as describeClusterApi } from '../../wire/generated/describe-cluster.ts'
import { metadata as metadataApi } from '../../wire/generated/metadata.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import type { BrokerAddress } from '../client-types.ts'
import { throwIfError } from '../failures.ts'
import { clusterOf } from '../metadata-cache.ts'
import type { ClusterPlacement } from './admin.ts'

/** First DescribeCluster version that can list fenced brokers. */
const FENCED_FROM = 2
/** First Metadata version that can say whether a missing topic is to be made. */
const AUTO_CREATION_FLAG_FROM = 4

/** One look, at one broker. Rejects with the KafkaError of the first request that fails. */
export async function describePlacement(
  core: ClientCore,
  broker: number | 'any',
  scope: CallScope,
): Promise<ClusterPlacement> {
  const response = await core.request(
    metadataApi,
    (version) => ({
      topics: null,
      ...(version >= AUTO_CREATION_FLAG_FROM ? { allowAutoTopicCreation: false } : {}),
    }),
    { broker, scope },
  )
  throwIfError(response.errorCode)
  const { brokers, ...cluster } = clusterOf(response)
  return { ...cluster, brokers: (await brokersOf(core, broker, scope)) ?? brokers.map(unfenced) }
}

/** Null where the broker cannot tell (before Kafka 2.8). */
async function brokersOf(
  core: ClientCore,
  broker: number | 'any',
  scope: CallScope,
): Promise<ClusterPlacement['brokers'] | null> {
  try {
    const response = await core.request(
      describeClusterApi,
      (version) => ({
        includeClusterAuthorizedOperations: false,
        ...(version >= FENCED_FROM ? { includeFencedBrokers: true } : {}),
      }),
      { broker, scope },
    )
    throwIfError(response.errorCode, response.errorMessage)
    return response.brokers
      .map(({ brokerId, host, port, rack, isFenced }) => ({ brokerId, host, port, rack, isFenced }))
      .sort((a, b) => a.brokerId - b.brokerId)
  } catch (error) {
    if (error instanceof KafkaError && error.errorName === 'UNSUPPORTED_VERSION') return null
    throw error
  }
}

function unfenced(broker: BrokerAddress): ClusterPlacement['brokers'][number] {
  return { ...broker, isFenced: false }
}

import { describeCluster as describeClusterApi } from '../../wire/generated/describe-cluster.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import { ORDINARY_LANE } from '../connection-pool.ts'
import { throwIfError } from '../failures.ts'
import { withRetries } from '../retry.ts'
import type { ClusterDescription } from './admin.ts'

/** First DescribeCluster version that can list fenced brokers. */
const FENCED_FROM = 2

/** The cluster as its brokers see it: DescribeCluster, or Metadata before Kafka 2.8. */
export function describeCluster(core: ClientCore, scope: CallScope): Promise<ClusterDescription> {
  return withRetries(core.runtime, scope, {
    attempt: async () => {
      const { versions } = await core.open('any', ORDINARY_LANE, scope)
      const features = versions.features
      try {
        return { ...(await ask(core, scope)), features }
      } catch (error) {
        if (!(error instanceof KafkaError) || error.errorName !== 'UNSUPPORTED_VERSION') throw error
        return { ...(await fromMetadata(core, scope)), features }
      }
    },
  })
}

async function ask(core: ClientCore, scope: CallScope): Promise<Omit<ClusterDescription, 'features'>> {
  const response = await core.request(
    describeClusterApi,
    (version) => ({
      includeClusterAuthorizedOperations: false,
      ...(version >= FENCED_FROM ? { includeFencedBrokers: true } : {}),
    }),
    { broker: 'any', scope },
  )
  throwIfError(response.errorCode, response.errorMessage)
  return {
    clusterId: response.clusterId,
    controllerId: response.controllerId,
    brokers: response.brokers.map(({ brokerId, host, port, rack, isFenced }) => ({
      brokerId,
      host,
      port,
      rack,
      isFenced,
    })),
  }
}

async function fromMetadata(
  core: ClientCore,
  scope: CallScope,
): Promise<Omit<ClusterDescription, 'features'>> {
  const { clusterId, controllerId, brokers } = await core.metadata({ topics: [], fresh: true }, scope)
  return { clusterId, controllerId, brokers: brokers.map((broker) => ({ ...broker, isFenced: false })) }
}

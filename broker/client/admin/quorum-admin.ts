/** The metadata quorum, and brokers that are gone for good. */
import { apiVersions } from '../../wire/generated/api-versions.ts'
import { describeQuorum as describeApi } from '../../wire/generated/describe-quorum.ts'
import { unregisterBroker as unregisterApi } from '../../wire/generated/unregister-broker.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import { throwIfError } from '../failures.ts'
import { withRetries } from '../retry.ts'
import { CLIENT_SOFTWARE } from '../version-negotiation.ts'
import type { FeatureDescription, QuorumDescription, QuorumReplica } from './admin.ts'

/** First ApiVersions version in which a client names its software. */
const NAMES_SOFTWARE_FROM = 3

const METADATA_TOPIC = '__cluster_metadata'

/** Who leads, and how far everybody is. Rejects with KafkaError UNSUPPORTED_VERSION before Kafka 3.0. */
export function describeQuorum(core: ClientCore, scope: CallScope): Promise<QuorumDescription> {
  return withRetries(core.runtime, scope, {
    attempt: async () => {
      const response = await core.request(
        describeApi,
        () => ({ topics: [{ topicName: METADATA_TOPIC, partitions: [{ partitionIndex: 0 }] }] }),
        { broker: 'any', scope },
      )
      throwIfError(response.errorCode, response.errorMessage)
      const partition = response.topics[0]?.partitions[0]
      if (partition === undefined) throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
      throwIfError(partition.errorCode, partition.errorMessage)
      const replicaOf = (replica: (typeof partition.currentVoters)[number]): QuorumReplica => ({
        nodeId: replica.replicaId,
        logEndOffset: replica.logEndOffset,
        lastFetchMs: replica.lastFetchTimestamp,
        lastCaughtUpMs: replica.lastCaughtUpTimestamp,
      })
      return {
        leaderId: partition.leaderId,
        leaderEpoch: partition.leaderEpoch,
        highWatermark: partition.highWatermark,
        voters: partition.currentVoters.map(replicaOf),
        observers: partition.observers.map(replicaOf),
        features: await features(core, scope),
      }
    },
  })
}

/** Asked anew: what a connection has learned at its start may have changed. */
async function features(core: ClientCore, scope: CallScope): Promise<FeatureDescription[]> {
  const response = await core.request(
    apiVersions,
    (version) => (version >= NAMES_SOFTWARE_FROM ? CLIENT_SOFTWARE : {}),
    { broker: 'any', scope },
  )
  throwIfError(response.errorCode)
  const levels = new Map(response.finalizedFeatures.map((row) => [row.name, row.maxVersionLevel]))
  return response.supportedFeatures
    .map(({ name, minVersion, maxVersion }) => ({
      name,
      level: levels.get(name) ?? 0,
      minLevel: minVersion,
      maxLevel: maxVersion,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Forgets a broker that will not come back. Rejects with KafkaError BROKER_ID_NOT_REGISTERED and others. */
export function unregisterBroker(core: ClientCore, brokerId: number, scope: CallScope): Promise<void> {
  return withRetries(core.runtime, scope, {
    attempt: async () => {
      const response = await core.request(unregisterApi, () => ({ brokerId }), {
        broker: 'controller',
        scope,
      })
      throwIfError(response.errorCode, response.errorMessage)
    },
    onFailure: () => core.invalidateMetadata(),
  })
}

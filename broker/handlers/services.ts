/** What a broker's handlers may call: the domain modules of one broker, wired by `node/broker-node.ts`. */

import type { KafkaRelease } from '../base/kafka-releases.ts'
import type { Runtime } from '../base/runtime.ts'
import type { ClusterConfigs } from '../controller/cluster-configs.ts'
import type { ClusterImage } from '../controller/image/cluster-image.ts'
import type { GroupCoordinator } from '../group/coordinator.ts'
import type { LogDirectories } from '../log/log-directories.ts'
import type { ReplicaManager } from '../replication/replica-manager.ts'
import type { ShareService } from '../share/share-service.ts'
import type { ClientTelemetry } from '../telemetry/client-telemetry.ts'
import type { TransactionCoordinator } from '../transaction/coordinator.ts'
import type { TransactionVerifier } from '../transaction/verifier.ts'
import type { ControllerChannel } from './controller-channel.ts'
import type { FetchSessionCache } from './fetch/sessions.ts'
import { defineHandler, type HandlerTable } from './handler.ts'
import type { ProducerIds } from './producer-ids.ts'

export interface BrokerServices {
  readonly brokerId: number
  readonly clusterId: string
  /** Which one the cluster is to look like. */
  readonly release: KafkaRelease
  readonly runtime: Pick<Runtime, 'clock' | 'random'>
  readonly image: ClusterImage
  readonly configs: ClusterConfigs
  readonly replicas: ReplicaManager
  readonly logs: LogDirectories
  readonly groups: GroupCoordinator
  readonly transactions: TransactionCoordinator
  readonly verifier: TransactionVerifier
  readonly share: ShareService
  readonly controller: ControllerChannel
  readonly fetchSessions: FetchSessionCache
  readonly producerIds: ProducerIds
  readonly telemetry: ClientTelemetry
  /** Asks for missing topics to be made, without waiting for it. */
  readonly requestTopics: (topics: readonly string[]) => void
  /** This broker's own table: ApiVersions answers from it. */
  readonly handlers: () => HandlerTable<BrokerServices>
}

/** Declares a handler of the broker's listener. */
export const brokerHandler = defineHandler<BrokerServices>()

/** Puts together what a broker needs for share groups. */
import type { Clock } from '../base/clock.ts'
import type { Logger } from '../base/logger.ts'
import type { Runtime } from '../base/runtime.ts'
import { SECOND_MS } from '../base/units.ts'
import type { ClusterConfigs } from '../controller/cluster-configs.ts'
import type { ClusterImage } from '../controller/image/cluster-image.ts'
import { CONFIG_RESOURCE } from '../controller/image/configs.ts'
import { NO_LEADER } from '../controller/image/topics.ts'
import type { BrokerChannels } from '../net/broker-channels.ts'
import { partitionForKey } from '../replication/partition-for-key.ts'
import type { LeadershipListener, ReplicaManager } from '../replication/replica-manager.ts'
import { type ShareGroupConfig, shareGroupConfigFrom } from '../share/group-config.ts'
import { PartitionEnds } from '../share/partition-ends.ts'
import { ShareCoordinator } from '../share/share-coordinator.ts'
import { SharePartitions } from '../share/share-partitions.ts'
import { ShareService } from '../share/share-service.ts'
import { SHARE_STATE_TOPIC } from '../share/share-state-topic.ts'
import { ShareStateClient } from '../share/state-client.ts'

/** Share groups of a running broker. */
export interface ShareGroups {
  readonly service: ShareService
  /** To be told about leadership. */
  readonly listeners: readonly LeadershipListener[]
  readonly stop: () => void
}

/** Wires them; nothing is stored or asked for before the first request. */
export function createShareGroups(options: {
  readonly brokerId: number
  readonly runtime: Pick<Runtime, 'clock'>
  readonly logger: Logger
  readonly image: ClusterImage
  readonly configs: ClusterConfigs
  readonly replicas: ReplicaManager
  /** Channels to the other brokers for this purpose alone. */
  readonly channels: BrokerChannels
  readonly requestTopics: (topics: readonly string[]) => void
  readonly onFatal: (error: unknown) => void
}): ShareGroups {
  const { image, configs, replicas, logger, onFatal } = options
  const { clock } = options.runtime
  const coordinator = new ShareCoordinator({
    clock,
    replicas,
    topics: image.topics,
    logger,
    updatesPerSnapshot: () => configs.broker.share.updatesPerSnapshot,
    writeTimeoutMs: () => configs.broker.share.writeTimeoutMs,
  })
  const store = new ShareStateClient({
    brokerId: options.brokerId,
    clock,
    channels: options.channels,
    local: coordinator,
    coordinatorOf: (coordinatorKey) => {
      const topic = image.topics.get(SHARE_STATE_TOPIC)
      if (topic === undefined) {
        options.requestTopics([SHARE_STATE_TOPIC])
        return null
      }
      const leaderId = topic.partitions[partitionForKey(coordinatorKey, topic.partitions.length)]?.leaderId
      return leaderId === undefined || leaderId === NO_LEADER ? null : leaderId
    },
  })
  const groupConfig = cachedConfigs(clock, (groupId) =>
    shareGroupConfigFrom(configs.overrides(CONFIG_RESOURCE.GROUP, groupId), configs.sources),
  )
  const partitions = new SharePartitions({
    clock,
    logger,
    replicas,
    store,
    groupConfig,
    maxSessions: () => configs.broker.share.maxSessions,
    onFatal,
  })
  const ends = new PartitionEnds({
    brokerId: options.brokerId,
    topics: image.topics,
    replicas,
    channels: options.channels,
  })
  return {
    service: new ShareService({ partitions, coordinator, store, ends, replicas, groupConfig }),
    listeners: [coordinator, partitions],
    stop: () => {
      partitions.stop()
      coordinator.stop()
      store.close()
    },
  }
}

/** How long a changed config may go unnoticed; it is asked for at every record that is acquired. */
const CONFIG_CACHE_MS = SECOND_MS

/** Groups whose configs are remembered; with one more, all are read again. */
const MAX_CACHED_CONFIGS = 10_000

function cachedConfigs(
  clock: Clock,
  read: (groupId: string) => ShareGroupConfig,
): (groupId: string) => ShareGroupConfig {
  const cached = new Map<string, { readonly config: ShareGroupConfig; readonly readAtMs: number }>()
  return (groupId) => {
    const nowMs = clock.monotonicMs()
    const known = cached.get(groupId)
    if (known !== undefined && nowMs - known.readAtMs < CONFIG_CACHE_MS) return known.config
    if (cached.size >= MAX_CACHED_CONFIGS) cached.clear()
    const config = read(groupId)
    cached.set(groupId, { config, readAtMs: nowMs })
    return config
  }
}

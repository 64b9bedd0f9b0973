import type { Logger } from '../base/logger.ts'
import type { Runtime } from '../base/runtime.ts'
import type { BrokerGroupSettings } from '../config/broker-settings.ts'
import type { ClusterImage } from '../controller/image/cluster-image.ts'
import type { Partition } from '../replication/partition.ts'
import type { LeadershipListener, ReplicaManager } from '../replication/replica-manager.ts'
import type { JoinGroupRequest, JoinGroupResponseInput } from '../wire/generated/join-group.ts'
import type { HeartbeatRequest } from '../wire/generated/heartbeat.ts'
import type { SyncGroupRequest, SyncGroupResponseInput } from '../wire/generated/sync-group.ts'
import type { LeaveGroupResponseMemberInput } from '../wire/generated/leave-group.ts'
import type { DescribeGroupsResponseMemberInput } from '../wire/generated/describe-groups.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { ErrorName } from '../wire/schema/errors.ts'
import type { FetchedTopic, OffsetToCommit, TopicPartitions } from './offsets.ts'

export class GroupCoordinator implements LeadershipListener {
  constructor(_options: {
    readonly runtime: Pick<Runtime, 'clock' | 'random'>
    readonly replicas: ReplicaManager
    readonly image: ClusterImage
    readonly settings: () => BrokerGroupSettings
    readonly logger: Logger
  }) {}

  onLeader(_partition: Partition): void {}
  onNotLeader(_topic: string, _partition: number): void {}
  stop(): void {}

  joinGroup(
    _request: JoinGroupRequest,
    _client: {
      clientId: string
      clientHost: string
      closed: AbortSignal
      mustKnowMemberId: boolean
      canSkipAssignment: boolean
    },
  ): Promise<JoinGroupResponseInput> {
    throw new KafkaError('COORDINATOR_NOT_AVAILABLE')
  }
  syncGroup(_request: SyncGroupRequest, _closed: AbortSignal): Promise<SyncGroupResponseInput> {
    throw new KafkaError('COORDINATOR_NOT_AVAILABLE')
  }
  heartbeat(_request: HeartbeatRequest): void {
    throw new KafkaError('COORDINATOR_NOT_AVAILABLE')
  }
  leaveGroup(
    _groupId: string,
    _members: readonly { readonly memberId: string; readonly groupInstanceId: string | null }[],
  ): LeaveGroupResponseMemberInput[] {
    throw new KafkaError('COORDINATOR_NOT_AVAILABLE')
  }
  commitOffsets(
    _request: {
      groupId: string
      memberId: string
      groupInstanceId: string | null
      generationId: number
      retentionTimeMs: number
      knowsGroupErrors: boolean
    },
    _offsets: readonly OffsetToCommit[],
  ): Promise<ErrorName[]> {
    throw new KafkaError('COORDINATOR_NOT_AVAILABLE')
  }
  fetchOffsets(_groupId: string, _topics: readonly TopicPartitions[] | null): Promise<FetchedTopic[]> {
    throw new KafkaError('COORDINATOR_NOT_AVAILABLE')
  }
  deleteOffsets(
    _groupId: string,
    _partitions: readonly { topic: string; partition: number }[],
  ): Promise<ErrorName[]> {
    throw new KafkaError('COORDINATOR_NOT_AVAILABLE')
  }
  deleteGroup(_groupId: string): Promise<void> {
    throw new KafkaError('COORDINATOR_NOT_AVAILABLE')
  }
  describeGroup(_groupId: string): {
    groupState: string
    protocolType: string
    protocolData: string
    members: DescribeGroupsResponseMemberInput[]
  } | null {
    return null
  }
  listGroups(): { groupId: string; protocolType: string; groupState: string }[] {
    return []
  }
}

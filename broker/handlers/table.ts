/** What each listener serves: explicit lists, from which ApiVersions is computed. */
import { produceHandler } from './00-produce.ts'
import { fetchHandler } from './01-fetch.ts'
import { listOffsetsHandler } from './02-list-offsets.ts'
import { metadataHandler } from './03-metadata.ts'
import { offsetCommitHandler } from './08-offset-commit.ts'
import { offsetFetchHandler } from './09-offset-fetch.ts'
import { findCoordinatorHandler } from './10-find-coordinator.ts'
import { joinGroupHandler } from './11-join-group.ts'
import { heartbeatHandler } from './12-heartbeat.ts'
import { leaveGroupHandler } from './13-leave-group.ts'
import { syncGroupHandler } from './14-sync-group.ts'
import { describeGroupsHandler } from './15-describe-groups.ts'
import { listGroupsHandler } from './16-list-groups.ts'
import { apiVersionsHandler } from './18-api-versions.ts'
import { createTopicsHandler } from './19-create-topics.ts'
import { deleteTopicsHandler } from './20-delete-topics.ts'
import { deleteRecordsHandler } from './21-delete-records.ts'
import { initProducerIdHandler } from './22-init-producer-id.ts'
import { offsetForLeaderEpochHandler } from './23-offset-for-leader-epoch.ts'
import { addPartitionsToTxnHandler } from './24-add-partitions-to-txn.ts'
import { addOffsetsToTxnHandler } from './25-add-offsets-to-txn.ts'
import { endTxnHandler } from './26-end-txn.ts'
import { writeTxnMarkersHandler } from './27-write-txn-markers.ts'
import { txnOffsetCommitHandler } from './28-txn-offset-commit.ts'
import { describeConfigsHandler } from './32-describe-configs.ts'
import { alterConfigsHandler } from './33-alter-configs.ts'
import { alterReplicaLogDirsHandler } from './34-alter-replica-log-dirs.ts'
import { describeLogDirsHandler } from './35-describe-log-dirs.ts'
import { createPartitionsHandler } from './37-create-partitions.ts'
import { deleteGroupsHandler } from './42-delete-groups.ts'
import { electLeadersHandler } from './43-elect-leaders.ts'
import { incrementalAlterConfigsHandler } from './44-incremental-alter-configs.ts'
import { alterPartitionReassignmentsHandler } from './45-alter-partition-reassignments.ts'
import { listPartitionReassignmentsHandler } from './46-list-partition-reassignments.ts'
import { offsetDeleteHandler } from './47-offset-delete.ts'
import { describeQuorumHandler } from './55-describe-quorum.ts'
import { updateFeaturesHandler } from './57-update-features.ts'
import { describeClusterHandler } from './60-describe-cluster.ts'
import { describeProducersHandler } from './61-describe-producers.ts'
import { unregisterBrokerHandler } from './64-unregister-broker.ts'
import { describeTransactionsHandler } from './65-describe-transactions.ts'
import { listTransactionsHandler } from './66-list-transactions.ts'
import { consumerGroupHeartbeatHandler } from './68-consumer-group-heartbeat.ts'
import { consumerGroupDescribeHandler } from './69-consumer-group-describe.ts'
import { getTelemetrySubscriptionsHandler } from './71-get-telemetry-subscriptions.ts'
import { pushTelemetryHandler } from './72-push-telemetry.ts'
import { listConfigResourcesHandler } from './74-list-config-resources.ts'
import { describeTopicPartitionsHandler } from './75-describe-topic-partitions.ts'
import { shareGroupHeartbeatHandler } from './76-share-group-heartbeat.ts'
import { shareGroupDescribeHandler } from './77-share-group-describe.ts'
import { shareFetchHandler } from './78-share-fetch.ts'
import { shareAcknowledgeHandler } from './79-share-acknowledge.ts'
import { initializeShareGroupStateHandler } from './83-initialize-share-group-state.ts'
import { readShareGroupStateHandler } from './84-read-share-group-state.ts'
import { writeShareGroupStateHandler } from './85-write-share-group-state.ts'
import { deleteShareGroupStateHandler } from './86-delete-share-group-state.ts'
import { readShareGroupStateSummaryHandler } from './87-read-share-group-state-summary.ts'
import { describeShareGroupOffsetsHandler } from './90-describe-share-group-offsets.ts'
import { alterShareGroupOffsetsHandler } from './91-alter-share-group-offsets.ts'
import { deleteShareGroupOffsetsHandler } from './92-delete-share-group-offsets.ts'
import { controllerFetchHandler } from './controller/01-fetch.ts'
import { controllerApiVersionsHandler } from './controller/18-api-versions.ts'
import { controllerCreateTopicsHandler } from './controller/19-create-topics.ts'
import { controllerDeleteTopicsHandler } from './controller/20-delete-topics.ts'
import { controllerAlterConfigsHandler } from './controller/33-alter-configs.ts'
import { controllerCreatePartitionsHandler } from './controller/37-create-partitions.ts'
import { controllerElectLeadersHandler } from './controller/43-elect-leaders.ts'
import { controllerIncrementalAlterConfigsHandler } from './controller/44-incremental-alter-configs.ts'
import { controllerAlterPartitionReassignmentsHandler } from './controller/45-alter-partition-reassignments.ts'
import { voteHandler } from './controller/52-vote.ts'
import { beginQuorumEpochHandler } from './controller/53-begin-quorum-epoch.ts'
import { endQuorumEpochHandler } from './controller/54-end-quorum-epoch.ts'
import { controllerDescribeQuorumHandler } from './controller/55-describe-quorum.ts'
import { alterPartitionHandler } from './controller/56-alter-partition.ts'
import { controllerUpdateFeaturesHandler } from './controller/57-update-features.ts'
import { fetchSnapshotHandler } from './controller/59-fetch-snapshot.ts'
import { controllerDescribeClusterHandler } from './controller/60-describe-cluster.ts'
import { brokerRegistrationHandler } from './controller/62-broker-registration.ts'
import { brokerHeartbeatHandler } from './controller/63-broker-heartbeat.ts'
import { controllerUnregisterBrokerHandler } from './controller/64-unregister-broker.ts'
import { allocateProducerIdsHandler } from './controller/67-allocate-producer-ids.ts'
import { assignReplicasToDirsHandler } from './controller/73-assign-replicas-to-dirs.ts'
import type { ControllerServices } from './controller/services.ts'
import type { AnyHandler, HandlerTable } from './handler.ts'
import type { BrokerServices } from './services.ts'

function tableOf<Services>(handlers: readonly AnyHandler<Services>[]): HandlerTable<Services> {
  return new Map(handlers.map((handler) => [handler.api.key, handler]))
}

/** What clients are served. */
export const brokerTable: HandlerTable<BrokerServices> = tableOf([
  produceHandler,
  fetchHandler,
  listOffsetsHandler,
  metadataHandler,
  offsetCommitHandler,
  offsetFetchHandler,
  findCoordinatorHandler,
  joinGroupHandler,
  heartbeatHandler,
  leaveGroupHandler,
  syncGroupHandler,
  describeGroupsHandler,
  listGroupsHandler,
  apiVersionsHandler,
  createTopicsHandler,
  deleteTopicsHandler,
  deleteRecordsHandler,
  initProducerIdHandler,
  offsetForLeaderEpochHandler,
  addPartitionsToTxnHandler,
  addOffsetsToTxnHandler,
  endTxnHandler,
  writeTxnMarkersHandler,
  txnOffsetCommitHandler,
  describeConfigsHandler,
  alterConfigsHandler,
  alterReplicaLogDirsHandler,
  describeLogDirsHandler,
  createPartitionsHandler,
  deleteGroupsHandler,
  electLeadersHandler,
  incrementalAlterConfigsHandler,
  alterPartitionReassignmentsHandler,
  listPartitionReassignmentsHandler,
  offsetDeleteHandler,
  describeQuorumHandler,
  updateFeaturesHandler,
  describeClusterHandler,
  describeProducersHandler,
  describeTransactionsHandler,
  listTransactionsHandler,
  unregisterBrokerHandler,
  consumerGroupHeartbeatHandler,
  consumerGroupDescribeHandler,
  getTelemetrySubscriptionsHandler,
  pushTelemetryHandler,
  listConfigResourcesHandler,
  describeTopicPartitionsHandler,
  shareGroupHeartbeatHandler,
  shareGroupDescribeHandler,
  shareFetchHandler,
  shareAcknowledgeHandler,
  initializeShareGroupStateHandler,
  readShareGroupStateHandler,
  writeShareGroupStateHandler,
  deleteShareGroupStateHandler,
  readShareGroupStateSummaryHandler,
  describeShareGroupOffsetsHandler,
  alterShareGroupOffsetsHandler,
  deleteShareGroupOffsetsHandler,
])

/** What brokers are served by the controller. */
export const controllerTable: HandlerTable<ControllerServices> = tableOf([
  controllerFetchHandler,
  controllerApiVersionsHandler,
  controllerCreateTopicsHandler,
  controllerDeleteTopicsHandler,
  controllerAlterConfigsHandler,
  controllerCreatePartitionsHandler,
  controllerElectLeadersHandler,
  controllerIncrementalAlterConfigsHandler,
  controllerAlterPartitionReassignmentsHandler,
  voteHandler,
  beginQuorumEpochHandler,
  endQuorumEpochHandler,
  controllerDescribeQuorumHandler,
  alterPartitionHandler,
  controllerUpdateFeaturesHandler,
  fetchSnapshotHandler,
  controllerDescribeClusterHandler,
  brokerRegistrationHandler,
  brokerHeartbeatHandler,
  controllerUnregisterBrokerHandler,
  allocateProducerIdsHandler,
  assignReplicasToDirsHandler,
])

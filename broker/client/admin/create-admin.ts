import type { ClientCore } from '../client-core.ts'
import type { Admin } from './admin.ts'
import { describeCluster } from './cluster-admin.ts'
import { alterConfigs, describeConfigs } from './configs-admin.ts'
import { electPreferredLeaders } from './elections-admin.ts'
import { alterGroupOffsets, deleteGroupOffsets, listGroupOffsets } from './group-offsets-admin.ts'
import { deleteGroups, describeGroups, listGroups } from './groups-admin.ts'
import { describeLogDirs } from './log-dirs-admin.ts'
import { listOffsets } from './offsets-admin.ts'
import { describePlacement } from './placement-admin.ts'
import { describeQuorum, unregisterBroker } from './quorum-admin.ts'
import { alterReassignments, listReassignments } from './reassignments-admin.ts'
import { listShareGroupOffsets } from './share-groups-admin.ts'
import { createPartitions, createTopics, deleteRecords, deleteTopics } from './topics-admin.ts'
import { abortTransaction, describeProducers, listTransactions } from './transactions-admin.ts'

/** The administration of the cluster that `core` is connected to. */
export function createAdmin(core: ClientCore): Admin {
  return {
    describeCluster: (options) => describeCluster(core, core.scope(options)),
    describePlacement: ({ broker, ...options }) => describePlacement(core, broker, core.scope(options)),
    electPreferredLeaders: (partitions, options) =>
      electPreferredLeaders(core, partitions, core.scope(options)),
    alterReassignments: (reassignments, options) =>
      alterReassignments(core, reassignments, core.scope(options)),
    listReassignments: (options) => listReassignments(core, core.scope(options)),
    describeQuorum: (options) => describeQuorum(core, core.scope(options)),
    unregisterBroker: (brokerId, options) => unregisterBroker(core, brokerId, core.scope(options)),
    listTransactions: (options) => listTransactions(core, core.scope(options)),
    describeProducers: (partitions, options) => describeProducers(core, partitions, core.scope(options)),
    abortTransaction: (hanging, options) => abortTransaction(core, hanging, core.scope(options)),
    createTopics: (topics, options) =>
      createTopics(core, topics, {
        scope: core.scope(options),
        validateOnly: options?.validateOnly ?? false,
      }),
    deleteTopics: (names, options) => deleteTopics(core, names, core.scope(options)),
    createPartitions: (name, totalCount, options) =>
      createPartitions(core, { name, totalCount }, core.scope(options)),
    deleteRecords: (topic, before, options) =>
      deleteRecords(core, topic, { before, scope: core.scope(options) }),
    describeConfigs: (resources, options) => describeConfigs(core, resources, core.scope(options)),
    alterConfigs: (resource, changes, options) =>
      alterConfigs(core, { resource, changes }, core.scope(options)),
    listOffsets: (wanted, options) =>
      listOffsets(core, wanted, {
        scope: core.scope(options),
        isolation: options?.isolation ?? 'readUncommitted',
      }),
    describeLogDirs: (brokerIds, options) => describeLogDirs(core, brokerIds, core.scope(options)),
    listGroups: (options) => listGroups(core, core.scope(options)),
    describeGroups: (groupIds, options) => describeGroups(core, groupIds, core.scope(options)),
    listGroupOffsets: (groupIds, options) => listGroupOffsets(core, groupIds, core.scope(options)),
    listShareGroupOffsets: (groupIds, options) => listShareGroupOffsets(core, groupIds, core.scope(options)),
    alterGroupOffsets: (groupId, offsets, options) =>
      alterGroupOffsets(core, { groupId, offsets }, core.scope(options)),
    deleteGroupOffsets: (groupId, partitions, options) =>
      deleteGroupOffsets(core, { groupId, partitions }, core.scope(options)),
    deleteGroups: (groupIds, options) => deleteGroups(core, groupIds, core.scope(options)),
  }
}

import type { AppClient } from '#contract'
import { AppError } from '#contract/errors'
import type { GroupDetail } from '#contract/groups'
import { nowMs } from '../lib/now.ts'
import { leaderOf } from './fake-brokers.ts'
import type { FakeCluster, FakeGroup } from './fake-cluster.ts'
import type { FakeContext } from './fake-context.ts'

export function fakeGroups({ cluster, gate, poker }: FakeContext): AppClient['groups'] {
  return {
    list: async (_, options) => {
      await gate(options?.signal)
      return {
        groups: cluster.groups.map(({ groupId, state, kind }) => ({
          groupId,
          state,
          kind,
          protocolType: kind === 'share' ? 'share' : 'consumer',
        })),
        unreachable: cluster.nodes.filter(({ state }) => state !== 'running').map(({ id }) => id),
      }
    },
    summaries: async ({ groupIds }, options) => {
      await gate(options?.signal)
      return groupIds.map((groupId) => {
        const group = groupOf(cluster, groupId)
        const lags = group.topics.map((topic) => lagOf(cluster, group, topic) ?? 0)
        const isLagPartial = group.topics.some((topic) => hasLeaderless(cluster, topic))
        return {
          groupId,
          memberCount: group.memberCount,
          topics: [...group.topics],
          lagRecords: lags.length === 0 ? null : lags.reduce((sum, lag) => sum + lag, 0),
          isLagPartial,
          coordinatorId: (groupId.length % 3) + 1,
          error: null,
        }
      })
    },
    get: async ({ groupId }, options) => {
      await gate(options?.signal)
      return detailOf(cluster, groupOf(cluster, groupId))
    },
    watch: async function* ({ groupId, intervalMs }, options) {
      await gate(options?.signal)
      yield* poker.watch(() => detailOf(cluster, groupOf(cluster, groupId)), intervalMs, options?.signal)
    },
    delete: async ({ groupId }) => {
      await gate()
      const index = cluster.groups.findIndex((group) => group.groupId === groupId)
      if ((cluster.groups[index]?.memberCount ?? 0) > 0) {
        throw new AppError('broker-error', `${groupId} has members. Stop its consumers first.`, {
          detail: { kafkaError: 'NON_EMPTY_GROUP' },
        })
      }
      cluster.groups.splice(index, 1)
      return {}
    },
  }
}

/** Records of one topic a group has not read. */
export function lagOf(cluster: FakeCluster, group: FakeGroup, topicName: string): number | null {
  const topic = cluster.topics.get(topicName)
  if (topic === undefined) return null
  return topic.partitions.reduce((sum, partition) => sum + partitionLag(group, partition), 0)
}

/** Whether some partition of a topic can be asked nothing. */
export function hasLeaderless(cluster: FakeCluster, topicName: string): boolean {
  return (cluster.topics.get(topicName)?.partitions ?? []).some(
    (partition) => leaderOf(cluster, partition) === -1,
  )
}

function partitionLag(
  group: FakeGroup,
  {
    startOffset,
    endOffset,
    partition,
  }: { readonly startOffset: number; readonly endOffset: number; readonly partition: number },
): number {
  return Math.round((endOffset - startOffset) * group.lagRatio * (0.6 + ((partition * 7) % 5) * 0.2))
}

/** Epoch of every group of the consumer protocol. */
const GROUP_EPOCH = 7

function groupOf(cluster: FakeCluster, groupId: string): FakeGroup {
  const group = cluster.groups.find((candidate) => candidate.groupId === groupId)
  if (group === undefined)
    throw new AppError('not-found', `There is no group ${groupId}. It may have expired or been deleted.`)
  return group
}

function detailOf(cluster: FakeCluster, group: FakeGroup): GroupDetail {
  const isShared = group.kind === 'share'
  const isModern = group.kind === 'consumer' || isShared
  const members = Array.from({ length: group.memberCount }, (_, index) => {
    const assignments = group.topics.map((topic) => ({
      topic,
      partitions: (cluster.topics.get(topic)?.partitions ?? [])
        .filter(({ partition }) => isShared || partition % group.memberCount === index)
        .map(({ partition }) => partition),
    }))
    return {
      memberId: `${group.groupId}-${index + 1}-3f6c1c1e-8d0b-4c1f-9a11-0c6d2f1b7e${index}0`,
      instanceId: null,
      clientId: `${group.groupId}-${index + 1}`,
      host: `10.20.1.${31 + index}`,
      assignments,
      modern: isModern
        ? {
            memberEpoch: GROUP_EPOCH,
            target: assignments,
            isClassic: false,
            subscribedTopics: group.topics.slice(),
            subscribedRegex: null,
          }
        : null,
    }
  })
  const partitions = group.topics.flatMap((topic) =>
    (cluster.topics.get(topic)?.partitions ?? []).map((partition) => {
      const lag = partitionLag(group, partition)
      return {
        topic,
        partition: partition.partition,
        committedOffset: partition.endOffset - (isShared ? Math.round(lag * 1.2) : lag),
        startOffset: partition.startOffset,
        endOffset: partition.endOffset,
        lagRecords: lag,
        metadata: '',
        memberIds: members
          .filter((_, index) => isShared || index === partition.partition % members.length)
          .map(({ memberId }) => memberId),
        error: null,
      }
    }),
  )
  return {
    groupId: group.groupId,
    state: group.state,
    kind: group.kind,
    protocolType: isShared ? 'share' : 'consumer',
    protocolName: isShared ? 'simple' : isModern ? 'uniform' : 'range',
    coordinatorId: (group.groupId.length % 3) + 1,
    epochs: isModern ? { groupEpoch: GROUP_EPOCH, assignmentEpoch: GROUP_EPOCH } : null,
    members,
    partitions,
    lagRecords:
      partitions.length === 0 ? null : partitions.reduce((sum, { lagRecords }) => sum + lagRecords, 0),
    sampledAtMs: nowMs(),
  }
}

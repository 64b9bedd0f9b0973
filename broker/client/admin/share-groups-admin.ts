/** Share groups (KIP-932): who is in them, and where they are. They commit nothing; leaders store what is done with. */
import { describeShareGroupOffsets } from '../../wire/generated/describe-share-group-offsets.ts'
import {
  type ShareGroupDescribeResponseDescribedGroup,
  shareGroupDescribe,
} from '../../wire/generated/share-group-describe.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import { errorOf } from '../failures.ts'
import { atCoordinators, settleItems } from '../settle-items.ts'
import type { GroupDescription, ShareGroupOffsets, ShareOffset } from './admin.ts'

const SHARE_PROTOCOL = 'share'

/** Those of the groups that are share groups, as one coordinator has them. `KafkaError` UNSUPPORTED_VERSION
 *  rejects: a broker before Kafka 4.1. */
export async function describeShareGroups(
  core: ClientCore,
  groupIds: readonly string[],
  at: { readonly broker: number; readonly scope: CallScope },
): Promise<ReadonlyMap<string, GroupDescription | KafkaError>> {
  const { groups } = await core.request(
    shareGroupDescribe,
    () => ({ groupIds, includeAuthorizedOperations: false }),
    at,
  )
  const found = new Map<string, GroupDescription | KafkaError>()
  for (const group of groups) {
    const error = errorOf(group.errorCode, group.errorMessage)
    // Where share groups are switched off there are none.
    if (error?.errorName === 'GROUP_ID_NOT_FOUND' || error?.errorName === 'UNSUPPORTED_VERSION') continue
    found.set(group.groupId, error ?? descriptionOf(group, at.broker))
  }
  return found
}

/** Where each share group is, in the order asked. */
export async function listShareGroupOffsets(
  core: ClientCore,
  groupIds: readonly string[],
  scope: CallScope,
): Promise<ShareGroupOffsets[]> {
  const work = atCoordinators<ShareOffset[]>(core, scope, async (broker, items) => {
    const response = await core.request(
      describeShareGroupOffsets,
      () => ({ groups: items.map((groupId) => ({ groupId, topics: null })) }),
      { broker, scope },
    )
    return new Map(
      response.groups.map(({ groupId, errorCode, errorMessage, topics }) => [
        groupId,
        errorOf(errorCode, errorMessage) ?? offsetsOf(topics),
      ]),
    )
  })
  const outcomes = await settleItems(core, scope, { items: groupIds, work })
  return [...outcomes].map(([groupId, outcome]) =>
    outcome instanceof KafkaError
      ? { groupId, error: outcome, partitions: [] }
      : { groupId, error: null, partitions: outcome },
  )
}

interface OffsetRows {
  readonly topicName: string
  readonly partitions: readonly {
    readonly partitionIndex: number
    readonly startOffset: number
    readonly leaderEpoch: number
    readonly lag: number
    readonly errorCode: number
    readonly errorMessage: string | null
  }[]
}

function offsetsOf(topics: readonly OffsetRows[]): ShareOffset[] {
  return topics.flatMap(({ topicName, partitions }) =>
    partitions.map((row) => ({
      topic: topicName,
      partition: row.partitionIndex,
      startOffset: row.startOffset < 0 ? null : row.startOffset,
      leaderEpoch: row.leaderEpoch,
      lagRecords: row.lag < 0 ? null : row.lag,
      error: errorOf(row.errorCode, row.errorMessage),
    })),
  )
}

function descriptionOf(
  group: ShareGroupDescribeResponseDescribedGroup,
  coordinatorId: number,
): GroupDescription {
  const { groupEpoch, assignmentEpoch } = group
  return {
    groupId: group.groupId,
    error: null,
    kind: 'share',
    state: group.groupState,
    protocolType: SHARE_PROTOCOL,
    protocolName: group.assignorName,
    coordinatorId,
    epochs: { groupEpoch, assignmentEpoch },
    members: group.members.map((member) => {
      const assignment = member.assignment.topicPartitions.map(({ topicName, partitions }) => ({
        topic: topicName,
        partitions,
      }))
      return {
        memberId: member.memberId,
        instanceId: null,
        clientId: member.clientId,
        clientHost: member.clientHost,
        assignment,
        modern: {
          memberEpoch: member.memberEpoch,
          target: assignment, // nothing is handed over: partitions are shared
          isClassic: false,
          subscribedTopics: member.subscribedTopicNames,
          subscribedRegex: null,
        },
      }
    }),
  }
}

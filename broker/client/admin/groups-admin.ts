/** Listing, describing and deleting groups. */
import { decodeConsumerAssignment } from '../../wire/consumer-protocol.ts'
import {
  type ConsumerGroupDescribeResponseAssignment,
  type ConsumerGroupDescribeResponseGroup,
  consumerGroupDescribe,
} from '../../wire/generated/consumer-group-describe.ts'
import { deleteGroups as deleteGroupsApi } from '../../wire/generated/delete-groups.ts'
import {
  type DescribeGroupsResponseGroup,
  describeGroups as describeGroupsApi,
} from '../../wire/generated/describe-groups.ts'
import { listGroups as listGroupsApi } from '../../wire/generated/list-groups.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import { errorOf, throwIfError } from '../failures.ts'
import { withRetries } from '../retry.ts'
import { atCoordinators, settleItems } from '../settle-items.ts'
import type { GroupAssignment, GroupDescription, GroupListing, GroupMemberDescription } from './admin.ts'
import { describeShareGroups } from './share-groups-admin.ts'

const CONSUMER_PROTOCOL = 'consumer'

/** State of a group that is not there. */
const DEAD = 'Dead'

/** Kind of a member that speaks the classic protocol, in ConsumerGroupDescribe v1. */
const CLASSIC_MEMBER = 0

/** The groups of every broker; a broker that fails is named, and the others still count. */
export async function listGroups(core: ClientCore, scope: CallScope): Promise<GroupListing> {
  const { brokers } = await core.metadata({ topics: [], fresh: true }, scope)
  const listings = await Promise.all(
    brokers.map(async ({ brokerId }) => {
      try {
        const response = await withRetries(core.runtime, scope, {
          attempt: async () => {
            const answer = await core.request(listGroupsApi, () => ({ statesFilter: [], typesFilter: [] }), {
              broker: brokerId,
              scope,
            })
            // A broker without a coordinator has no groups to tell of.
            if (errorOf(answer.errorCode)?.errorName !== 'COORDINATOR_NOT_AVAILABLE')
              throwIfError(answer.errorCode)
            return answer
          },
        })
        return { brokerId, groups: response.groups }
      } catch (error) {
        scope.signal.throwIfAborted()
        if (!(error instanceof KafkaError)) throw error
        return { brokerId, error }
      }
    }),
  )
  return {
    groups: listings.flatMap(({ brokerId, groups = [] }) =>
      groups.map((group) => ({
        groupId: group.groupId,
        state: group.groupState,
        protocolType: group.protocolType,
        groupType: group.groupType,
        coordinatorId: brokerId,
      })),
    ),
    failed: listings.flatMap(({ brokerId, error }) => (error === undefined ? [] : [{ brokerId, error }])),
  }
}

/** One entry per group, in the order asked, of whatever kind it is. */
export async function describeGroups(
  core: ClientCore,
  groupIds: readonly string[],
  scope: CallScope,
): Promise<GroupDescription[]> {
  const work = atCoordinators<GroupDescription>(core, scope, async (broker, items) => {
    const response = await core.request(describeGroupsApi, () => ({ groups: items }), { broker, scope })
    let found: ReadonlyMap<string, GroupDescription | KafkaError> = new Map(
      response.groups.map((group) => [
        group.groupId,
        errorOf(group.errorCode, group.errorMessage) ?? descriptionOf(group, broker),
      ]),
    )
    for (const describeKind of [describeConsumerGroups, describeShareGroups, nameUndescribed]) {
      const others = [...found].filter(([, outcome]) => mayBeOfOtherKind(outcome)).map(([groupId]) => groupId)
      if (others.length === 0) break
      found = new Map([...found, ...(await unlessUnsupported(describeKind(core, others, { broker, scope })))])
    }
    return found
  })
  const outcomes = await settleItems(core, scope, { items: groupIds, work })
  return [...outcomes].map(([groupId, outcome]) =>
    outcome instanceof KafkaError
      ? {
          groupId,
          error: outcome,
          kind: 'classic',
          state: '',
          protocolType: '',
          protocolName: '',
          coordinatorId: -1,
          epochs: null,
          members: [],
        }
      : outcome,
  )
}

/** To DescribeGroups a group of another kind is one that is not there: an error, or dead before v6. */
function mayBeOfOtherKind(outcome: GroupDescription | KafkaError): boolean {
  return outcome instanceof KafkaError
    ? outcome.errorName === 'GROUP_ID_NOT_FOUND'
    : outcome.state === DEAD && outcome.members.length === 0
}

/** None where the broker does not know the request. */
async function unlessUnsupported(
  described: Promise<ReadonlyMap<string, GroupDescription | KafkaError>>,
): Promise<ReadonlyMap<string, GroupDescription | KafkaError>> {
  try {
    return await described
  } catch (error) {
    if (!(error instanceof KafkaError) || error.errorName !== 'UNSUPPORTED_VERSION') throw error
    return new Map()
  }
}

/** Those of the groups that are of the consumer protocol. */
async function describeConsumerGroups(
  core: ClientCore,
  groupIds: readonly string[],
  at: { readonly broker: number; readonly scope: CallScope },
): Promise<ReadonlyMap<string, GroupDescription | KafkaError>> {
  const { groups } = await core.request(
    consumerGroupDescribe,
    () => ({ groupIds, includeAuthorizedOperations: false }),
    at,
  )
  const found = new Map<string, GroupDescription | KafkaError>()
  for (const group of groups) {
    const error = errorOf(group.errorCode, group.errorMessage)
    if (error?.errorName === 'GROUP_ID_NOT_FOUND') continue
    found.set(group.groupId, error ?? consumerDescriptionOf(group, at.broker))
  }
  return found
}

/** Of groups that nothing describes: those the coordinator lists all the same, with the reason. */
async function nameUndescribed(
  core: ClientCore,
  groupIds: readonly string[],
  at: { readonly broker: number; readonly scope: CallScope },
): Promise<ReadonlyMap<string, KafkaError>> {
  const { groups } = await core.request(listGroupsApi, () => ({ statesFilter: [], typesFilter: [] }), at)
  const wanted = new Set(groupIds)
  return new Map(
    groups
      .filter(({ groupId, groupType }) => wanted.has(groupId) && isModern(groupType))
      .map(({ groupId, groupType }) => [
        groupId,
        new KafkaError('UNSUPPORTED_VERSION', undescribedWords(groupType.toLowerCase())),
      ]),
  )
}

function isModern(groupType: string): boolean {
  return groupType !== '' && groupType.toLowerCase() !== 'classic'
}

function undescribedWords(kind: string): string {
  return kind === 'share'
    ? 'It is a share group, and the broker does not describe those: Kafka does from 4.1 on'
    : `It is a group of the kind "${kind}", which is listed but cannot be described here`
}

/** One outcome per group, in the order asked. */
export async function deleteGroups(
  core: ClientCore,
  groupIds: readonly string[],
  scope: CallScope,
): Promise<{ readonly groupId: string; readonly error: KafkaError | null }[]> {
  const work = atCoordinators<null>(core, scope, async (broker, items) => {
    const response = await core.request(deleteGroupsApi, () => ({ groupsNames: items }), { broker, scope })
    return new Map(response.results.map((row) => [row.groupId, errorOf(row.errorCode)]))
  })
  const outcomes = await settleItems(core, scope, { items: groupIds, work })
  return [...outcomes].map(([groupId, error]) => ({ groupId, error }))
}

function descriptionOf(group: DescribeGroupsResponseGroup, coordinatorId: number): GroupDescription {
  return {
    groupId: group.groupId,
    error: null,
    kind: 'classic',
    state: group.groupState,
    protocolType: group.protocolType,
    protocolName: group.protocolData,
    coordinatorId,
    epochs: null,
    members: group.members.map((member) => ({
      memberId: member.memberId,
      instanceId: member.groupInstanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      assignment: group.protocolType === CONSUMER_PROTOCOL ? assignmentOf(member.memberAssignment) : [],
      modern: null,
    })),
  }
}

function consumerDescriptionOf(
  group: ConsumerGroupDescribeResponseGroup,
  coordinatorId: number,
): GroupDescription {
  const { groupEpoch, assignmentEpoch } = group
  return {
    groupId: group.groupId,
    error: null,
    kind: 'consumer',
    state: group.groupState,
    protocolType: CONSUMER_PROTOCOL,
    protocolName: group.assignorName,
    coordinatorId,
    epochs: { groupEpoch, assignmentEpoch },
    members: group.members.map((member) => ({
      memberId: member.memberId,
      instanceId: member.instanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      assignment: byName(member.assignment),
      modern: {
        memberEpoch: member.memberEpoch,
        target: byName(member.targetAssignment),
        isClassic: member.memberType === CLASSIC_MEMBER,
        subscribedTopics: member.subscribedTopicNames,
        subscribedRegex: member.subscribedTopicRegex === '' ? null : member.subscribedTopicRegex,
      },
    })),
  }
}

function byName({ topicPartitions }: ConsumerGroupDescribeResponseAssignment): GroupAssignment {
  return topicPartitions.map(({ topicName, partitions }) => ({ topic: topicName, partitions }))
}

/** What a member was assigned; empty for bytes of a client that does not follow the consumer protocol. */
function assignmentOf(bytes: Buffer): GroupMemberDescription['assignment'] {
  if (bytes.length === 0) return []
  try {
    return decodeConsumerAssignment(bytes).assignedPartitions
  } catch (error) {
    if (error instanceof KafkaError) return []
    throw error
  }
}

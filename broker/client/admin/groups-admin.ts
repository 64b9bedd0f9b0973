/** Listing, describing and deleting groups. */
import { decodeConsumerAssignment } from '../../wire/consumer-protocol.ts'
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
import type { GroupDescription, GroupListing, GroupMemberDescription } from './admin.ts'

const CONSUMER_PROTOCOL = 'consumer'

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

/** One entry per group, in the order asked. */
export async function describeGroups(
  core: ClientCore,
  groupIds: readonly string[],
  scope: CallScope,
): Promise<GroupDescription[]> {
  const work = atCoordinators<GroupDescription>(core, scope, async (broker, items) => {
    const response = await core.request(describeGroupsApi, () => ({ groups: items }), { broker, scope })
    return new Map(
      response.groups.map((group) => [
        group.groupId,
        errorOf(group.errorCode, group.errorMessage) ?? descriptionOf(group, broker),
      ]),
    )
  })
  const outcomes = await settleItems(core, scope, { items: groupIds, work })
  return [...outcomes].map(([groupId, outcome]) =>
    outcome instanceof KafkaError
      ? {
          groupId,
          error: outcome,
          state: '',
          protocolType: '',
          protocolName: '',
          coordinatorId: -1,
          members: [],
        }
      : outcome,
  )
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
    state: group.groupState,
    protocolType: group.protocolType,
    protocolName: group.protocolData,
    coordinatorId,
    members: group.members.map((member) => ({
      memberId: member.memberId,
      instanceId: member.groupInstanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      assignment: group.protocolType === CONSUMER_PROTOCOL ? assignmentOf(member.memberAssignment) : [],
    })),
  }
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

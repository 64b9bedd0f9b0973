/**
 * DescribeGroups (key 15), served v0-v6: state and members of classic groups. Before v6 an unknown group,
 * which is also what a group of another kind is, reads as a dead one without an error, as clients of the time expect.
 */
import { type DescribeGroupsResponseGroupInput, describeGroups } from '../wire/generated/describe-groups.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { GROUP_OPERATIONS } from './authorized-operations.ts'
import type { RequestContext } from './handler.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

/** First version in which an unknown group is an error. */
const UNKNOWN_IS_ERROR_FROM = 6

export const describeGroupsHandler = brokerHandler({
  api: describeGroups,
  versions: { min: 0, max: 6 },
  handle: (request, context) => ({
    groups: request.groups.map((groupId) => ({
      ...describe(groupId, context),
      ...(request.includeAuthorizedOperations ? { authorizedOperations: GROUP_OPERATIONS } : {}),
    })),
  }),
})

function describe(
  groupId: string,
  { services, version }: RequestContext<BrokerServices>,
): DescribeGroupsResponseGroupInput {
  const nothing = { groupId, protocolType: '', protocolData: '', members: [] }
  try {
    const group = services.groups.describeGroup(groupId)
    if (group === null) throw new KafkaError('GROUP_ID_NOT_FOUND', `Group ${groupId} not found.`)
    return { errorCode: 0, groupId, ...group }
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    if (error.errorName !== 'GROUP_ID_NOT_FOUND') return { errorCode: error.code, groupState: '', ...nothing }
    if (version < UNKNOWN_IS_ERROR_FROM) return { errorCode: 0, groupState: 'Dead', ...nothing }
    return { errorCode: error.code, errorMessage: error.message, groupState: 'Dead', ...nothing }
  }
}

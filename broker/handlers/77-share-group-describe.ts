/** ShareGroupDescribe (key 77), served v1: state, members and assignments of share groups (KIP-932). */
import {
  type ShareGroupDescribeResponseDescribedGroupInput,
  shareGroupDescribe,
} from '../wire/generated/share-group-describe.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { GROUP_OPERATIONS } from './authorized-operations.ts'
import { requireFeature } from './feature-check.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

export const shareGroupDescribeHandler = brokerHandler({
  api: shareGroupDescribe,
  versions: { min: 1, max: 1 },
  handle: async (request, { services }) => ({
    groups: await Promise.all(
      request.groupIds.map(async (groupId) => {
        const group = await describe(services, groupId)
        const tellsOperations = request.includeAuthorizedOperations && group.errorCode === 0
        return tellsOperations ? { ...group, authorizedOperations: GROUP_OPERATIONS } : group
      }),
    ), // no more than the request names
  }),
})

async function describe(
  services: BrokerServices,
  groupId: string,
): Promise<ShareGroupDescribeResponseDescribedGroupInput> {
  try {
    requireFeature(services.image, 'share.version')
    return await services.groups.describeShareGroup(groupId)
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return {
      errorCode: error.code,
      errorMessage: error.message,
      groupId,
      groupState: '',
      groupEpoch: 0,
      assignmentEpoch: 0,
      assignorName: '',
      members: [],
    }
  }
}

/** ConsumerGroupDescribe (key 69), served v0-v1: state, members and assignments of consumer groups (KIP-848). */
import {
  type ConsumerGroupDescribeResponseGroupInput,
  consumerGroupDescribe,
} from '../wire/generated/consumer-group-describe.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { GROUP_OPERATIONS } from './authorized-operations.ts'
import { requireFeature } from './feature-check.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

export const consumerGroupDescribeHandler = brokerHandler({
  api: consumerGroupDescribe,
  versions: { min: 0, max: 1 },
  handle: async (request, { services }) => ({
    groups: await Promise.all(
      request.groupIds.map(async (groupId) => {
        const group = await describe(services, groupId)
        const tellsOperations = request.includeAuthorizedOperations && group.errorCode === 0
        return tellsOperations ? { ...group, authorizedOperations: GROUP_OPERATIONS } : group
      }),
    ),
  }),
})

async function describe(
  services: BrokerServices,
  groupId: string,
): Promise<ConsumerGroupDescribeResponseGroupInput> {
  try {
    requireFeature(services.image, 'group.version')
    return await services.groups.describeConsumerGroup(groupId)
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return {
      errorCode: error.code,
      errorMessage: error.errorName === 'GROUP_ID_NOT_FOUND' ? error.message : null,
      groupId,
      groupState: '',
      groupEpoch: 0,
      assignmentEpoch: 0,
      assignorName: '',
      members: [],
    }
  }
}

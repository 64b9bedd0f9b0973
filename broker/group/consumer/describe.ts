/** A consumer group as ConsumerGroupDescribe shows it. */
import type { ClusterImage } from '../../controller/image/cluster-image.ts'
import type { ConsumerGroupDescribeResponseGroupInput } from '../../wire/generated/consumer-group-describe.ts'
import { withNames } from '../modern/topics.ts'
import type { ConsumerGroup } from './consumer-group.ts'
import type { ConsumerMember } from './member.ts'
import { preferredAssignor } from './target.ts'

/** How a member takes part, in ConsumerGroupDescribe v1. */
const CLASSIC_MEMBER = 0
const CONSUMER_MEMBER = 1

/** The group and its members; partitions of topics that are gone are left out. */
export function describeConsumerGroup(
  group: ConsumerGroup,
  image: ClusterImage,
  defaultAssignor: string,
): ConsumerGroupDescribeResponseGroupInput {
  return {
    errorCode: 0,
    errorMessage: null,
    groupId: group.groupId,
    groupState: group.state,
    groupEpoch: group.groupEpoch,
    assignmentEpoch: group.targetEpoch,
    assignorName: preferredAssignor(group.members.values()) ?? defaultAssignor,
    members: [...group.members.values()].map((member) => ({
      memberId: member.memberId,
      instanceId: member.instanceId,
      rackId: member.rackId,
      memberEpoch: member.memberEpoch,
      clientId: member.clientId,
      clientHost: member.clientHost,
      subscribedTopicNames: member.subscribedTopicNames,
      subscribedTopicRegex: member.subscribedTopicRegex ?? '',
      assignment: { topicPartitions: withNames(member.assigned, image) },
      targetAssignment: { topicPartitions: withNames(group.target(member.memberId), image) },
      memberType: typeOf(member),
    })),
  }
}

function typeOf({ classic }: ConsumerMember): number {
  return classic === null ? CONSUMER_MEMBER : CLASSIC_MEMBER
}

/** Classic groups as DescribeGroups shows them. */
import type { DescribeGroupsResponseMemberInput } from '../wire/generated/describe-groups.ts'
import { NO_BYTES } from './classic/member.ts'
import type { ClassicGroup, GroupState } from './classic/state-machine.ts'

export interface DescribedGroup {
  readonly groupState: GroupState
  readonly protocolType: string
  readonly protocolData: string
  readonly members: readonly DescribeGroupsResponseMemberInput[]
}

/** The group now; what members told and were assigned is shown in a stable group only, as in Kafka. */
export function describe(group: ClassicGroup): DescribedGroup {
  const protocol = group.state === 'Stable' ? group.protocolName : null
  return {
    groupState: group.state,
    protocolType: group.protocolType ?? '',
    protocolData: protocol ?? '',
    members: [...group.members.values()].map((member) => ({
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      memberMetadata: protocol === null ? NO_BYTES : member.metadataFor(protocol),
      memberAssignment: protocol === null ? NO_BYTES : member.assignment,
    })),
  }
}

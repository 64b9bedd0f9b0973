import { describe, expect, it } from 'vitest'
import { errorOf, GroupFixture, topicIdOf } from '../testing/group-fixture.ts'
import { consumerGroupDescribe } from '../wire/generated/consumer-group-describe.ts'
import { consumerGroupHeartbeat } from '../wire/generated/consumer-group-heartbeat.ts'
import { describeGroups } from '../wire/generated/describe-groups.ts'
import { listGroups } from '../wire/generated/list-groups.ts'
import { offsetFetch } from '../wire/generated/offset-fetch.ts'
import { offsetFetchHandler } from './09-offset-fetch.ts'
import { describeGroupsHandler } from './15-describe-groups.ts'
import { listGroupsHandler } from './16-list-groups.ts'
import { consumerGroupHeartbeatHandler } from './68-consumer-group-heartbeat.ts'
import { consumerGroupDescribeHandler } from './69-consumer-group-describe.ts'

const NOT_ASKED_FOR = -2_147_483_648
const VERSIONS = [0, 1]

const joining = {
  groupId: 'shop',
  memberId: 'a',
  memberEpoch: 0,
  rebalanceTimeoutMs: 60_000,
  subscribedTopicNames: ['orders'],
  topicPartitions: [],
}

async function joined(version = 1): Promise<GroupFixture> {
  const fixture = new GroupFixture()
  const answer = await fixture.call(consumerGroupHeartbeatHandler, consumerGroupHeartbeat, {
    version,
    request: joining,
  })
  expect(answer).toMatchObject({
    errorCode: 0,
    memberId: 'a',
    memberEpoch: 1,
    heartbeatIntervalMs: 5_000,
    assignment: { topicPartitions: [{ topicId: topicIdOf('orders'), partitions: [0, 1, 2] }] },
  })
  return fixture
}

describe('ConsumerGroupHeartbeat', () => {
  it.each(VERSIONS)('joins in v%i', async (version) => {
    await joined(version)
  })

  it('says what is wrong with a request', async () => {
    const answer = await new GroupFixture().call(consumerGroupHeartbeatHandler, consumerGroupHeartbeat, {
      version: 1,
      request: { ...joining, topicPartitions: null },
    })
    expect(errorOf(answer)).toBe('INVALID_REQUEST')
    expect(answer.errorMessage).toBe('TopicPartitions must be empty when (re-)joining.')
  })
})

describe('ConsumerGroupDescribe', () => {
  it.each(VERSIONS)('shows members and both assignments in v%i, and what there is not', async (version) => {
    const fixture = await joined()
    const { groups } = await fixture.call(consumerGroupDescribeHandler, consumerGroupDescribe, {
      version,
      request: { groupIds: ['shop', 'other', ''], includeAuthorizedOperations: true },
    })
    const assignment = {
      topicPartitions: [{ topicId: topicIdOf('orders'), topicName: 'orders', partitions: [0, 1, 2] }],
    }
    expect(groups[0]).toMatchObject({
      errorCode: 0,
      groupState: 'Stable',
      groupEpoch: 1,
      assignmentEpoch: 1,
      assignorName: 'uniform',
      authorizedOperations: 3_400,
      members: [
        {
          memberId: 'a',
          memberEpoch: 1,
          clientId: 'app',
          clientHost: '/10.0.0.1',
          subscribedTopicNames: ['orders'],
          subscribedTopicRegex: '',
          assignment,
          targetAssignment: assignment,
          memberType: version === 0 ? -1 : 1,
        },
      ],
    })
    expect(
      groups.slice(1).map((group) => [errorOf(group), group.errorMessage, group.authorizedOperations]),
    ).toEqual([
      ['GROUP_ID_NOT_FOUND', 'Group other not found.', NOT_ASKED_FOR],
      ['INVALID_GROUP_ID', null, NOT_ASKED_FOR],
    ])
  })
})

describe('older requests about a consumer group', () => {
  it('list it by type', async () => {
    const fixture = await joined()
    const listed = async (typesFilter: string[]) => {
      const request = { statesFilter: [], typesFilter }
      return (await fixture.call(listGroupsHandler, listGroups, { version: 5, request })).groups
    }
    expect(await listed([])).toEqual([
      { groupId: 'shop', protocolType: 'consumer', groupState: 'Stable', groupType: 'consumer' },
    ])
    expect(await listed(['Consumer'])).toHaveLength(1)
    expect(await listed(['classic', 'share'])).toEqual([])
  })

  it.each([
    [5, 'NONE', null],
    [6, 'GROUP_ID_NOT_FOUND', 'Group shop is not a classic group.'],
  ])('describe it as one that is not there (v%i)', async (version, error, message) => {
    const fixture = await joined()
    const request = { groups: ['shop'], includeAuthorizedOperations: false }
    const { groups } = await fixture.call(describeGroupsHandler, describeGroups, { version, request })
    expect(errorOf(groups[0])).toBe(error)
    expect(groups[0]).toMatchObject({ errorMessage: message, groupState: 'Dead', members: [] })
  })

  it('read its positions for members of the right epoch', async () => {
    const fixture = await joined()
    const fetch = async (memberEpoch: number) => {
      const group = { groupId: 'shop', memberId: 'a', memberEpoch, topics: null }
      const { groups } = await fixture.call(offsetFetchHandler, offsetFetch, {
        version: 9,
        request: { groups: [group] },
      })
      return errorOf(groups[0])
    }
    expect(await fetch(1)).toBe('NONE')
    expect(await fetch(0)).toBe('STALE_MEMBER_EPOCH')
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { alterShareGroupOffsets } from '../wire/generated/alter-share-group-offsets.ts'
import { deleteGroups } from '../wire/generated/delete-groups.ts'
import { deleteShareGroupOffsets } from '../wire/generated/delete-share-group-offsets.ts'
import { describeShareGroupOffsets } from '../wire/generated/describe-share-group-offsets.ts'
import { findCoordinator } from '../wire/generated/find-coordinator.ts'
import { listGroups } from '../wire/generated/list-groups.ts'
import { shareGroupDescribe } from '../wire/generated/share-group-describe.ts'
import {
  type ShareGroupHeartbeatRequestInput,
  shareGroupHeartbeat,
} from '../wire/generated/share-group-heartbeat.ts'
import { updateFeatures } from '../wire/generated/update-features.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { ZERO_UUID } from '../wire/reader.ts'

let cluster: ClusterFixture
let topicId: string

beforeAll(async () => {
  cluster = await ClusterFixture.start()
  topicId = await cluster.topic('jobs', { partitions: 2 })
  await cluster.until(async () => {
    const { coordinators } = await cluster.call(
      findCoordinator,
      { keyType: 0, coordinatorKeys: ['any'] },
      { version: 6 },
    )
    return coordinators[0]?.errorCode === 0
  })
})
afterAll(() => cluster.stop())

const heartbeat = (groupId: string, request: Partial<ShareGroupHeartbeatRequestInput> = {}) =>
  cluster.call(
    shareGroupHeartbeat,
    {
      groupId,
      memberId: 'a',
      memberEpoch: 0,
      subscribedTopicNames: request.memberEpoch === undefined ? ['jobs'] : null,
      ...request,
    },
    { version: 1 },
  )

/** A group with one member that has all partitions. */
async function settled(groupId: string): Promise<number> {
  let epoch = 0
  await cluster.until(async () => {
    const answer = await heartbeat(groupId, epoch === 0 ? {} : { memberEpoch: epoch })
    epoch = answer.memberEpoch
    return (answer.assignment?.topicPartitions.length ?? 0) > 0
  })
  return epoch
}

const describeGroup = async (groupId: string) => {
  const { groups } = await cluster.call(
    shareGroupDescribe,
    { groupIds: [groupId], includeAuthorizedOperations: true },
    { version: 1 },
  )
  return groups[0]
}

const offsetsOf = async (groupId: string, version = 1) => {
  const { groups } = await cluster.call(
    describeShareGroupOffsets,
    { groups: [{ groupId, topics: null }] },
    { version },
  )
  return groups[0]
}

describe('ShareGroupHeartbeat', () => {
  it.each([
    ['no group', { groupId: ' ' }, 'INVALID_REQUEST'],
    ['no member', { memberId: '' }, 'INVALID_REQUEST'],
    ['an empty rack', { rackId: '' }, 'INVALID_REQUEST'],
    ['an epoch below all', { memberEpoch: -2 }, 'INVALID_REQUEST'],
    ['a first heartbeat without topics', { subscribedTopicNames: null }, 'INVALID_REQUEST'],
    ['a first heartbeat with no topic', { subscribedTopicNames: [] }, 'INVALID_REQUEST'],
    ['a member of a group that is not there', { memberEpoch: 1 }, 'GROUP_ID_NOT_FOUND'],
    ['a leave from a group that is not there', { memberEpoch: -1 }, 'GROUP_ID_NOT_FOUND'],
  ] as const)('refuses %s', async (_, request, error) => {
    const answer = await heartbeat('refused', request)
    expect(errorNameOf(answer.errorCode)).toBe(error)
    expect(answer.memberId).toBeNull()
  })

  it('gives a member its partitions', async () => {
    const epoch = await settled('joined')
    expect(await describeGroup('joined')).toMatchObject({
      errorCode: 0,
      groupState: 'Stable',
      groupEpoch: epoch,
      assignmentEpoch: epoch,
      assignorName: 'simple',
      members: [
        {
          memberId: 'a',
          memberEpoch: epoch,
          clientId: 'test',
          subscribedTopicNames: ['jobs'],
          assignment: { topicPartitions: [{ topicId, topicName: 'jobs', partitions: [0, 1] }] },
        },
      ],
    })
    const { groups } = await cluster.call(
      listGroups,
      { statesFilter: [], typesFilter: ['share'] },
      { version: 5 },
    )
    expect(groups).toContainEqual({
      groupId: 'joined',
      protocolType: 'share',
      groupState: 'Stable',
      groupType: 'share',
    })
  })
})

describe('ShareGroupDescribe', () => {
  it('tells that a group is not there', async () => {
    const group = await describeGroup('nobody')
    expect(errorNameOf(group?.errorCode ?? 0)).toBe('GROUP_ID_NOT_FOUND')
    expect(group?.errorMessage).toBe('Group nobody not found.')
  })
})

describe('start offsets', () => {
  it('are set, told and deleted; the group goes at last', async () => {
    const groupId = 'moved'
    await settled(groupId)
    const alter = () =>
      cluster.call(
        alterShareGroupOffsets,
        {
          groupId,
          topics: [
            {
              topicName: 'jobs',
              partitions: [
                { partitionIndex: 0, startOffset: 3 },
                { partitionIndex: 9, startOffset: 3 },
              ],
            },
          ],
        },
        { version: 0 },
      )
    expect(errorNameOf((await alter()).errorCode)).toBe('NON_EMPTY_GROUP')
    await heartbeat(groupId, { memberEpoch: -1 })
    const { responses } = await alter()
    expect(responses).toMatchObject([{ topicName: 'jobs', topicId }])
    expect(responses[0]?.partitions.map(({ errorCode }) => errorNameOf(errorCode))).toEqual([
      'NONE',
      'UNKNOWN_TOPIC_OR_PARTITION',
    ])
    expect(await offsetsOf(groupId)).toMatchObject({
      errorCode: 0,
      topics: [
        {
          topicName: 'jobs',
          partitions: [
            { partitionIndex: 0, startOffset: 3, lag: -1, errorCode: 0 },
            { partitionIndex: 1, startOffset: -1, lag: -1, errorCode: 0 },
          ],
        },
      ],
    })
    const remove = async (topicName: string) => {
      const answer = await cluster.call(
        deleteShareGroupOffsets,
        { groupId, topics: [{ topicName }] },
        { version: 0 },
      )
      return answer.responses.map(({ errorCode }) => errorNameOf(errorCode))
    }
    expect(await remove('jobs')).toEqual(['NONE'])
    expect(await remove('jobs')).toEqual(['UNKNOWN_TOPIC_OR_PARTITION'])
    expect(await remove('nowhere')).toEqual(['UNKNOWN_TOPIC_OR_PARTITION'])
    expect((await offsetsOf(groupId))?.topics).toEqual([])
    const { results } = await cluster.call(deleteGroups, { groupsNames: [groupId] }, { version: 2 })
    expect(results).toEqual([{ groupId, errorCode: 0 }])
    expect(errorNameOf((await describeGroup(groupId))?.errorCode ?? 0)).toBe('GROUP_ID_NOT_FOUND')
  })

  it('of what is not there are none, which is no error', async () => {
    expect(await offsetsOf('nobody')).toMatchObject({ errorCode: 0, topics: [] })
    const topics = [{ topicName: 'nowhere', partitions: [0] }]
    const { groups } = await cluster.call(
      describeShareGroupOffsets,
      { groups: [{ groupId: 'nobody', topics }] },
      { version: 0 },
    )
    expect(groups[0]?.topics).toMatchObject([
      { topicName: 'nowhere', topicId: ZERO_UUID, partitions: [{ startOffset: -1, errorCode: 0 }] },
    ])
  })

  it('need a group with a name to be changed', async () => {
    const altered = await cluster.call(alterShareGroupOffsets, { groupId: '', topics: [] }, { version: 0 })
    expect(errorNameOf(altered.errorCode)).toBe('INVALID_GROUP_ID')
    const deleted = await cluster.call(deleteShareGroupOffsets, { groupId: '', topics: [] }, { version: 0 })
    expect(errorNameOf(deleted.errorCode)).toBe('INVALID_GROUP_ID')
  })
})

describe('share.version at level 0', () => {
  it('refuses everything about share groups', async () => {
    const level = async (maxVersionLevel: number) => {
      const { errorCode } = await cluster.call(
        updateFeatures,
        {
          featureUpdates: [
            { feature: 'share.version', maxVersionLevel, upgradeType: maxVersionLevel === 0 ? 2 : 1 },
          ],
        },
        { version: 1 },
      )
      expect(errorCode).toBe(0)
    }
    await level(0)
    await cluster.until(async () => errorNameOf((await heartbeat('off')).errorCode) === 'UNSUPPORTED_VERSION')
    expect(errorNameOf((await describeGroup('off'))?.errorCode ?? 0)).toBe('UNSUPPORTED_VERSION')
    expect(errorNameOf((await offsetsOf('off'))?.errorCode ?? 0)).toBe('UNSUPPORTED_VERSION')
    await level(1)
  })
})

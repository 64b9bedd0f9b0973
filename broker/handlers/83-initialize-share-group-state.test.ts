import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { initializeState, storedState } from '../testing/share-fixture.ts'
import { deleteShareGroupState } from '../wire/generated/delete-share-group-state.ts'
import { readShareGroupState } from '../wire/generated/read-share-group-state.ts'
import { readShareGroupStateSummary } from '../wire/generated/read-share-group-state-summary.ts'
import { writeShareGroupState } from '../wire/generated/write-share-group-state.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

const GROUP = 'g'
const batch = { firstOffset: 0, lastOffset: 4, deliveryState: 2, deliveryCount: 1 }

let cluster: ClusterFixture
let topicId: string

beforeAll(async () => {
  cluster = await ClusterFixture.start()
  topicId = await cluster.topic('t', { partitions: 3 })
  await initializeState(cluster, { groupId: GROUP, topicId, partition: 2 })
})
afterAll(() => cluster.stop())

const read = async (partition: number, leaderEpoch = 0, groupId = GROUP) => {
  const { results } = await cluster.call(
    readShareGroupState,
    { groupId, topics: [{ topicId, partitions: [{ partition, leaderEpoch }] }] },
    { version: 0 },
  )
  return errorNameOf(results[0]?.partitions[0]?.errorCode ?? -1)
}

const write = async (partition: number, change: { leaderEpoch?: number; stateEpoch?: number } = {}) => {
  const { results } = await cluster.call(
    writeShareGroupState,
    {
      groupId: GROUP,
      topics: [
        {
          topicId,
          partitions: [
            {
              partition,
              stateEpoch: 0,
              leaderEpoch: 0,
              startOffset: 0,
              deliveryCompleteCount: 5,
              stateBatches: [batch],
              ...change,
            },
          ],
        },
      ],
    },
    { version: 1 },
  )
  return errorNameOf(results[0]?.partitions[0]?.errorCode ?? -1)
}

describe('states of share partitions over the wire', () => {
  it('are not there before they are made', async () => {
    expect(await read(0)).toBe('INVALID_REQUEST')
    expect(await write(0)).toBe('INVALID_REQUEST')
  })

  it('are written, read, told in short and deleted', async () => {
    const key = { groupId: GROUP, topicId, partition: 0 }
    await initializeState(cluster, key)
    expect(await write(0)).toBe('NONE')
    expect(await storedState(cluster, key)).toMatchObject({
      stateEpoch: 0,
      startOffset: 0,
      stateBatches: [batch],
    })
    const { results } = await cluster.call(
      readShareGroupStateSummary,
      { groupId: GROUP, topics: [{ topicId, partitions: [{ partition: 0, leaderEpoch: 0 }] }] },
      { version: 1 },
    )
    expect(results[0]?.partitions[0]).toMatchObject({
      startOffset: 0,
      deliveryCompleteCount: 5,
      errorCode: 0,
    })
    const remove = () =>
      cluster.call(
        deleteShareGroupState,
        { groupId: GROUP, topics: [{ topicId, partitions: [{ partition: 0 }] }] },
        { version: 0 },
      )
    expect((await remove()).results[0]?.partitions[0]?.errorCode).toBe(0)
    expect(await read(0)).toBe('INVALID_REQUEST')
    expect((await remove()).results[0]?.partitions[0]?.errorCode).toBe(0)
  })

  it('refuse older leaders and states from before', async () => {
    const key = { groupId: GROUP, topicId, partition: 1 }
    await initializeState(cluster, key, { stateEpoch: 4 })
    expect(await read(1, 3)).toBe('NONE')
    expect(await read(1, 2)).toBe('FENCED_LEADER_EPOCH')
    expect(await write(1, { leaderEpoch: 2, stateEpoch: 4 })).toBe('FENCED_LEADER_EPOCH')
    expect(await write(1, { leaderEpoch: 3, stateEpoch: 3 })).toBe('FENCED_STATE_EPOCH')
    expect(await write(1, { leaderEpoch: 3, stateEpoch: 4 })).toBe('NONE')
  })

  it('are refused for what cannot be', async () => {
    expect(await read(-1)).toBe('INVALID_REQUEST')
    expect(await read(0, 0, '')).toBe('UNKNOWN_SERVER_ERROR') // no result at all
  })
})

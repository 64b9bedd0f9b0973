import { describe, expect, it } from 'vitest'
import type { ClusterMetadata } from '#broker'
import { brokersNotAsked, OFFSETS_TOPIC } from './brokers-not-asked.ts'

const metadata = (
  upIds: readonly number[],
  partitions: readonly { leaderId: number; replicas: number[] }[],
): ClusterMetadata => ({
  clusterId: null,
  controllerId: 1,
  brokers: upIds.map((brokerId) => ({ brokerId, host: 'h', port: 1, rack: null })),
  topics: new Map([
    [
      OFFSETS_TOPIC,
      {
        name: OFFSETS_TOPIC,
        topicId: null,
        isInternal: true,
        error: null,
        partitions: partitions.map(({ leaderId, replicas }, partition) => ({
          partition,
          leaderId,
          leaderEpoch: 1,
          replicas,
          inSyncReplicas: replicas,
          offlineReplicas: replicas.filter((id) => !upIds.includes(id)),
          error: null,
        })),
      },
    ],
  ]),
})

describe('brokersNotAsked', () => {
  it('names nobody while everybody answers', () => {
    expect(brokersNotAsked([], metadata([1, 2], [{ leaderId: 1, replicas: [1] }]))).toEqual([])
  })

  it('names those that did not answer', () => {
    expect(brokersNotAsked([2], metadata([1, 2], [{ leaderId: 2, replicas: [2] }]))).toEqual([2])
  })

  it('names a broker that is down and whose groups nobody took over', () => {
    const seen = metadata(
      [1, 2],
      [
        { leaderId: -1, replicas: [3] },
        { leaderId: -1, replicas: [3] },
        { leaderId: 1, replicas: [1] },
      ],
    )
    expect(brokersNotAsked([], seen)).toEqual([3])
  })

  it('does not name a broker that is down and whose groups others took over', () => {
    expect(brokersNotAsked([], metadata([1, 2], [{ leaderId: 1, replicas: [3, 1] }]))).toEqual([])
  })

  it('names nobody where the offsets topic is not to be seen', () => {
    expect(brokersNotAsked([], { ...metadata([1], []), topics: new Map() })).toEqual([])
  })
})

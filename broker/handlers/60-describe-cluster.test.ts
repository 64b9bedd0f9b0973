import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { describeCluster } from '../wire/generated/describe-cluster.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

describe('DescribeCluster', () => {
  let cluster: ClusterFixture
  beforeAll(async () => {
    cluster = await ClusterFixture.start({ brokers: 3 })
  })
  afterAll(() => cluster.stop())

  const ask = (request: object, version: number) => cluster.call(describeCluster, request, { version })

  it.each([0, 1, 2])('lists the brokers and a controller clients can reach in v%i', async (version) => {
    const answer = await ask({}, version)
    expect(answer).toMatchObject({ errorCode: 0, clusterId: 'memory-cluster-000000A' })
    expect(answer.brokers.map(({ brokerId, port }) => [brokerId, port])).toEqual(
      [1, 2, 3].map((brokerId) => [brokerId, cluster.portOf(brokerId)]),
    )
    expect([1, 2, 3]).toContain(answer.controllerId)
  })

  it('tells what may be done to the cluster only when asked', async () => {
    expect((await ask({}, 1)).clusterAuthorizedOperations).toBe(-2_147_483_648)
    const asked = await ask({ includeClusterAuthorizedOperations: true }, 1)
    expect(asked.clusterAuthorizedOperations).toBe(8_096)
  })

  it('refuses to describe controllers, and endpoint types nobody knows', async () => {
    expect(errorNameOf((await ask({ endpointType: 2 }, 1)).errorCode)).toBe('MISMATCHED_ENDPOINT_TYPE')
    expect(errorNameOf((await ask({ endpointType: 9 }, 2)).errorCode)).toBe('UNSUPPORTED_ENDPOINT_TYPE')
  })
})

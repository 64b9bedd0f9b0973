import { describe, expect, it } from 'vitest'
import {
  beat,
  type ControllerFixture,
  joinBroker,
  makeTopic,
  openController,
} from '../testing/controller-fixture.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { assignReplicas } from './directory-commands.ts'
import { UNASSIGNED_DIRECTORY } from './image/brokers.ts'
import { recordsOfImage } from './image-records.ts'

const directory = (name: string) => `${name.padEnd(21, '0')}A`
const [A1, A2, B1, B2, LONE] = ['a1', 'a2', 'b1', 'b2', 'lone'].map(directory) as [
  string,
  string,
  string,
  string,
  string,
] // five names in, five ids out

async function clusterOfTwo() {
  const fixture = await openController()
  const epochs = {
    1: await joinBroker(fixture.controller, 1, 'a', [A1, A2]),
    2: await joinBroker(fixture.controller, 2, 'a', [B1, B2]),
  }
  await makeTopic(fixture, { name: 't', partitions: 2, replicas: 2 })
  return { ...fixture, epochs }
}

function partitionOf({ controller }: Pick<ControllerFixture, 'controller'>, index: number) {
  const topic = controller.image.topics.get('t')
  const partition = topic?.partitions[index]
  if (topic === undefined || partition === undefined) throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
  return { topicId: topic.topicId, ...partition }
}

function assign(
  { controller }: Pick<ControllerFixture, 'controller'>,
  told: {
    readonly brokerId: number
    readonly brokerEpoch: number
    readonly id: string
    readonly index: number
  },
) {
  const { topicId } = partitionOf({ controller }, told.index)
  return controller.submit((image) =>
    assignReplicas(
      image,
      {
        brokerId: told.brokerId,
        brokerEpoch: told.brokerEpoch,
        directories: [{ id: told.id, topics: [{ topicId, partitions: [{ partitionIndex: told.index }] }] }],
      },
      controller.policy(),
    ),
  )
}

describe('log directories at the controller', () => {
  it('foresees the directory of a broker that has one, and leaves it open where there are several', async () => {
    const fixture = await openController()
    await joinBroker(fixture.controller, 1, 'a', [LONE])
    await makeTopic(fixture, { name: 't' })
    expect(partitionOf(fixture, 0).directories).toEqual([LONE])
    const several = await clusterOfTwo()
    expect(partitionOf(several, 0).directories).toEqual([UNASSIGNED_DIRECTORY, UNASSIGNED_DIRECTORY])
  })

  it('takes over where a replica is, once, and keeps it in a snapshot', async () => {
    const cluster = await clusterOfTwo()
    const told = { brokerId: 1, brokerEpoch: cluster.epochs[1], id: A2, index: 0 }
    await assign(cluster, told)
    const { replicas, directories, partitionEpoch } = partitionOf(cluster, 0)
    expect(directories[replicas.indexOf(1)]).toBe(A2)
    await assign(cluster, told)
    expect(partitionOf(cluster, 0).partitionEpoch).toBe(partitionEpoch)
    const records = recordsOfImage(cluster.controller.image)
    expect(records).toContainEqual(expect.objectContaining({ type: 'PartitionRecord', directories }))
  })

  it('refuses what an earlier incarnation says, and partitions that are not there', async () => {
    const cluster = await clusterOfTwo()
    const told = { brokerId: 1, brokerEpoch: cluster.epochs[1] - 1, id: A2, index: 0 }
    await expect(assign(cluster, told)).rejects.toThrow(/later incarnation/)
    await expect(assign(cluster, { ...told, brokerId: 9 })).rejects.toThrow(/not registered/)
    const unknown = await cluster.controller.submit((image) =>
      assignReplicas(
        image,
        {
          brokerId: 1,
          brokerEpoch: cluster.epochs[1],
          directories: [
            { id: A1, topics: [{ topicId: directory('none'), partitions: [{ partitionIndex: 0 }] }] },
          ],
        },
        cluster.controller.policy(),
      ),
    )
    expect(unknown[0]?.topics[0]?.partitions[0]?.errorCode).toBe(100)
  })

  it('moves leadership and in-sync membership out of a directory that failed, and only out of that', async () => {
    const cluster = await clusterOfTwo()
    for (const [index, id] of [A1, A2].entries()) {
      await assign(cluster, { brokerId: 1, brokerEpoch: cluster.epochs[1], id, index })
    }
    const leaderBefore = partitionOf(cluster, 1).leaderId
    await beat(cluster.controller, 1, { brokerEpoch: cluster.epochs[1], offlineLogDirs: [A1] })
    expect(partitionOf(cluster, 0)).toMatchObject({ leaderId: 2, inSyncReplicas: [2] })
    expect(partitionOf(cluster, 1).leaderId).toBe(leaderBefore)
    expect(new Set(partitionOf(cluster, 1).inSyncReplicas)).toEqual(new Set([1, 2]))
    expect(cluster.controller.image.brokers.get(1)).toMatchObject({ logDirectoryIds: [A2], isFenced: false })
    const { lastOffset } = cluster.controller.image
    await beat(cluster.controller, 1, { brokerEpoch: cluster.epochs[1], offlineLogDirs: [A1] })
    expect(cluster.controller.image.lastOffset).toBe(lastOffset)
  })

  it('elects nobody in a directory that failed, and does so once it is back', async () => {
    const cluster = await clusterOfTwo()
    for (const index of [0, 1]) {
      await assign(cluster, { brokerId: 1, brokerEpoch: cluster.epochs[1], id: A1, index })
    }
    await beat(cluster.controller, 2, { brokerEpoch: cluster.epochs[2], wantShutDown: true })
    expect(partitionOf(cluster, 0).leaderId).toBe(1)
    await beat(cluster.controller, 1, { brokerEpoch: cluster.epochs[1], offlineLogDirs: [A1] })
    expect(partitionOf(cluster, 0).leaderId).toBe(-1)
    cluster.clock.advance(60_000)
    await joinBroker(cluster.controller, 1, 'b', [A2])
    expect(partitionOf(cluster, 0).leaderId).toBe(-1)
    cluster.clock.advance(60_000)
    await joinBroker(cluster.controller, 1, 'c', [A1, A2])
    expect(partitionOf(cluster, 0).leaderId).toBe(1)
  })

  it('moves a replica that is told of only after its directory failed', async () => {
    const cluster = await clusterOfTwo()
    await beat(cluster.controller, 1, { brokerEpoch: cluster.epochs[1], offlineLogDirs: [A1] })
    expect(new Set(partitionOf(cluster, 0).inSyncReplicas)).toEqual(new Set([1, 2]))
    await assign(cluster, { brokerId: 1, brokerEpoch: cluster.epochs[1], id: A1, index: 0 })
    expect(partitionOf(cluster, 0)).toMatchObject({ leaderId: 2, inSyncReplicas: [2] })
  })
})

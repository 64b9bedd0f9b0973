import { describe, expect, it } from 'vitest'
import { beat, joinBroker, makeTopic, openController, SESSION_MS } from '../testing/controller-fixture.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { NO_LEADER } from './image/topics.ts'
import { allocateProducerIds, PRODUCER_ID_BLOCK_SIZE } from './producer-id-commands.ts'

const codeOf = (error: unknown) => (error instanceof KafkaError ? error.errorName : String(error))

describe('a controller', () => {
  it('leaves a broker fenced until it has replayed its own registration', async () => {
    const { controller } = await openController()
    const epoch = await joinBroker(controller, 1)
    expect(controller.image.brokers.get(1)).toMatchObject({ brokerEpoch: epoch, isFenced: false })
    const late = await beat(controller, 1, { brokerEpoch: epoch, metadataOffset: 0 })
    expect(late).toMatchObject({ isCaughtUp: false, isFenced: false })
  })

  it('gives each incarnation a higher broker epoch and refuses the old one', async () => {
    const { controller } = await openController()
    const first = await joinBroker(controller, 1, 'a')
    const second = await joinBroker(controller, 1, 'b')
    expect(second).toBeGreaterThan(first)
    await expect(beat(controller, 1, { brokerEpoch: first }).catch(codeOf)).resolves.toBe(
      'STALE_BROKER_EPOCH',
    )
  })

  it('refuses a second broker of the same id while the first is alive', async () => {
    const { controller } = await openController()
    const epoch = await joinBroker(controller, 1, 'a')
    controller.sessions.touch(1, epoch, new AbortController().signal)
    await expect(joinBroker(controller, 1, 'b').catch(codeOf)).resolves.toBe('DUPLICATE_BROKER_REGISTRATION')
  })

  it('lets a killed broker come back at once, when its connection is gone', async () => {
    const { controller } = await openController()
    const connection = new AbortController()
    controller.sessions.touch(1, await joinBroker(controller, 1, 'a'), connection.signal)
    connection.abort()
    await expect(joinBroker(controller, 1, 'b')).resolves.toBeGreaterThan(0)
  })

  it('refuses heartbeats of a broker that never registered', async () => {
    const { controller } = await openController()
    await expect(beat(controller, 5, { brokerEpoch: 1 }).catch(codeOf)).resolves.toBe(
      'BROKER_ID_NOT_REGISTERED',
    )
  })

  it('fences a silent broker after its session and takes leadership from it', async () => {
    const fixture = await openController()
    const { controller, clock } = fixture
    controller.sessions.touch(1, await joinBroker(controller, 1), new AbortController().signal)
    await makeTopic(fixture, { name: 'orders' })
    const epochBefore = controller.image.topics.get('orders')?.partitions[0]?.leaderEpoch ?? -1
    clock.advance(SESSION_MS + 1_000)
    await controller.submit(() => ({ records: [], response: null }))
    expect(controller.image.brokers.get(1)?.isFenced).toBe(true)
    const partition = controller.image.topics.get('orders')?.partitions[0]
    expect(partition).toMatchObject({
      leaderId: NO_LEADER,
      inSyncReplicas: [],
      eligibleLeaderReplicas: [1],
      leaderEpoch: epochBefore + 1,
    })
  })

  it('gives leadership back when the only in-sync replica returns', async () => {
    const fixture = await openController()
    const { controller } = fixture
    const epoch = await joinBroker(controller, 1, 'a')
    await makeTopic(fixture, { name: 'orders' })
    await beat(controller, 1, { brokerEpoch: epoch, wantShutDown: true })
    expect(controller.image.topics.get('orders')?.partitions[0]?.leaderId).toBe(NO_LEADER)
    await joinBroker(controller, 1, 'b')
    expect(controller.image.topics.get('orders')?.partitions[0]).toMatchObject({
      leaderId: 1,
      leaderEpoch: 2,
    })
  })

  it('tells a broker that wants to go that it may, once leadership has moved', async () => {
    const { controller } = await openController()
    const epoch = await joinBroker(controller, 1)
    await expect(beat(controller, 1, { brokerEpoch: epoch, wantShutDown: true })).resolves.toMatchObject({
      shouldShutDown: true,
    })
    expect(controller.image.brokers.get(1)).toMatchObject({ isFenced: true, isInControlledShutdown: true })
  })

  it('never hands out a producer id twice, not even after a restart', async () => {
    const first = await openController()
    const epoch = await joinBroker(first.controller, 1)
    const allocate = (controller: typeof first.controller, brokerEpoch: number) =>
      controller.submit((image) => allocateProducerIds(image, { brokerId: 1, brokerEpoch }))
    const one = await allocate(first.controller, epoch)
    const second = await openController({ disk: first.disk, clock: first.clock })
    const two = await allocate(second.controller, epoch)
    expect(two.firstProducerId).toBe(one.firstProducerId + PRODUCER_ID_BLOCK_SIZE)
  })

  it('comes back from its log exactly as it was, in a later epoch', async () => {
    const first = await openController()
    await joinBroker(first.controller, 1)
    await joinBroker(first.controller, 2)
    await makeTopic(first, { name: 'orders', partitions: 4, configs: { 'retention.ms': '1000' } })
    const second = await openController({ disk: first.disk, clock: first.clock })
    expect(second.controller.quorum.epoch).toBe(first.controller.quorum.epoch + 1)
    const before = first.controller.image
    const after = second.controller.image
    expect([...after.topics.all()]).toEqual([...before.topics.all()])
    expect([...after.brokers]).toEqual([...before.brokers])
    expect(after.configs.get(2, 'orders')).toEqual(before.configs.get(2, 'orders'))
    expect(after.features).toEqual(before.features)
  })

  it('answers commands in the order they came', async () => {
    const { controller } = await openController()
    const order: number[] = []
    await Promise.all(
      [1, 2, 3].map((value) =>
        controller.submit(() => ({ records: [], response: value })).then((one) => order.push(one)),
      ),
    )
    expect(order).toEqual([1, 2, 3])
  })

  it('goes on after a command that was refused', async () => {
    const fixture = await openController()
    await joinBroker(fixture.controller, 1)
    await expect(beat(fixture.controller, 9, { brokerEpoch: 0 })).rejects.toBeInstanceOf(KafkaError)
    const [result] = await makeTopic(fixture, { name: 'orders' })
    expect(result?.errorCode).toBe(0)
  })
})

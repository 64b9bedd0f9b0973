/** Who copies how fast, and who reads where: throttles (KIP-73) and replicas of the reader's rack (KIP-392). */
import { afterEach, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { describeLogDirs } from '../wire/generated/describe-log-dirs.ts'
import { fetch } from '../wire/generated/fetch.ts'
import { incrementalAlterConfigs } from '../wire/generated/incremental-alter-configs.ts'

const FAST = {
  'broker.session.timeout.ms': '60000',
  'replica.lag.time.max.ms': '600',
  'replica.fetch.wait.max.ms': '50',
  'replica.fetch.backoff.ms': '50',
  'replication.quota.window.num': '2',
  // What a replica lacks takes several fetches, so that a throttle finds something to hold back.
  'replica.fetch.max.bytes': '20000',
}
const RACK_AWARE = {
  'replica.selector.class': 'org.apache.kafka.common.replica.RackAwareReplicaSelector',
}
const TOPIC_RESOURCE = 2
const BROKER_RESOURCE = 4
const SET = 0

let cluster: ClusterFixture | null = null

afterEach(async () => {
  for (const brokerId of cluster?.brokerIds ?? []) cluster?.heal(brokerId)
  await cluster?.stop()
  cluster = null
})

const record = (bytes: number) => ({
  records: [{ timestampMs: 1, key: null, value: Buffer.alloc(bytes, 'v') }],
})

async function configure(
  fixture: ClusterFixture,
  type: number,
  name: string,
  values: Record<string, string>,
) {
  const configs = Object.entries(values).map(([key, value]) => ({ name: key, configOperation: SET, value }))
  const { responses } = await fixture.call(
    incrementalAlterConfigs,
    { resources: [{ resourceType: type, resourceName: name, configs }], validateOnly: false },
    { version: 1 },
  )
  expect(responses[0]?.errorCode).toBe(0)
}

const isInSync = async (fixture: ClusterFixture, brokerId: number) =>
  (await fixture.partition('orders', 0, 1)).isrNodes.includes(brokerId)

/** Bytes of the replica on a broker. */
async function sizeAt(fixture: ClusterFixture, broker: number): Promise<number> {
  const { results } = await fixture.call(
    describeLogDirs,
    { topics: [{ topic: 'orders', partitions: [0] }] },
    { version: 4, broker },
  )
  return results[0]?.topics[0]?.partitions[0]?.partitionSize ?? 0
}

/** A replica 200 kB behind its leader, out of sync, cut off. */
async function replicaBehind(
  throttles: Record<string, string>,
  slow: { readonly broker: string; readonly rate: string },
): Promise<ClusterFixture> {
  cluster = await ClusterFixture.start({ brokers: 2, configs: FAST })
  const fixture = cluster
  await configure(fixture, BROKER_RESOURCE, slow.broker, { [slow.rate]: '1' })
  await fixture.topic('orders', { assignment: [[1, 2]], configs: throttles })
  fixture.cut(2)
  for (let index = 0; index < 20; index += 1) await fixture.produce('orders', record(10_000), { acks: 1 })
  await fixture.until(async () => !(await isInSync(fixture, 2)))
  return fixture
}

describe('a throttled replica', () => {
  for (const side of ['leader', 'follower'] as const) {
    it(`is held back at the ${side} until the rate lets it, and then catches up`, async () => {
      const broker = side === 'leader' ? '1' : '2'
      const rate = `${side}.replication.throttled.rate`
      const fixture = await replicaBehind(
        { [`${side}.replication.throttled.replicas`]: '*' },
        { broker, rate },
      )
      fixture.heal(2)
      await fixture.until(async () => (await sizeAt(fixture, 2)) > 0)
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(await sizeAt(fixture, 2)).toBeLessThan(100_000)
      expect(await isInSync(fixture, 2)).toBe(false)
      await configure(fixture, BROKER_RESOURCE, broker, { [rate]: '100000000' })
      await fixture.until(() => isInSync(fixture, 2))
    })
  }

  it('is left alone when it is not named', async () => {
    const fixture = await replicaBehind(
      { 'leader.replication.throttled.replicas': '1:1,0:2' },
      { broker: '1', rate: 'leader.replication.throttled.rate' },
    )
    fixture.heal(2)
    await fixture.until(() => isInSync(fixture, 2))
  })

  it('is never held back while it is in sync', async () => {
    cluster = await ClusterFixture.start({ brokers: 2, configs: FAST })
    const fixture = cluster
    await fixture.topic('orders', { assignment: [[1, 2]] })
    await configure(fixture, TOPIC_RESOURCE, 'orders', {
      'leader.replication.throttled.replicas': '*',
      'follower.replication.throttled.replicas': '*',
    })
    for (const broker of ['1', '2'])
      await configure(fixture, BROKER_RESOURCE, broker, {
        'leader.replication.throttled.rate': '1',
        'follower.replication.throttled.rate': '1',
      })
    for (let index = 0; index < 5; index += 1)
      expect(await fixture.produce('orders', record(10_000))).toMatchObject({ errorCode: 0 })
  })
})

describe('a consumer that names its rack', () => {
  async function racks(configs: Record<string, string>): Promise<ClusterFixture> {
    cluster = await ClusterFixture.start({
      brokers: 3,
      racks: ['north', 'south', 'west'],
      configs: { ...FAST, ...configs },
    })
    await cluster.topic('orders', { assignment: [[1, 2]] })
    await cluster.produce('orders', record(10))
    return cluster
  }

  async function read(
    fixture: ClusterFixture,
    options: { rackId: string; broker?: number; fetchOffset?: number },
  ) {
    const partitions = [{ partition: 0, fetchOffset: options.fetchOffset ?? 0, partitionMaxBytes: 1_000_000 }]
    const response = await fixture.call(
      fetch,
      {
        maxWaitMs: 5_000,
        minBytes: 1,
        maxBytes: 1_000_000,
        sessionEpoch: -1,
        rackId: options.rackId,
        topics: [{ topic: 'orders', partitions }],
      },
      { version: 12, broker: options.broker ?? 1 },
    )
    return response.responses[0]?.partitions[0]
  }

  it('is sent to the replica of its rack, which serves it', async () => {
    const fixture = await racks(RACK_AWARE)
    const advice = await read(fixture, { rackId: 'south' })
    expect(advice).toMatchObject({ errorCode: 0, preferredReadReplica: 2 })
    expect(advice?.records?.length).toBe(0)
    const answer = await read(fixture, { rackId: 'south', broker: 2 })
    expect(answer).toMatchObject({ errorCode: 0, preferredReadReplica: -1 })
    expect(answer?.records?.length).toBeGreaterThan(0)
  })

  it('reads from the leader when that is in its rack, or nobody is', async () => {
    const fixture = await racks(RACK_AWARE)
    for (const rackId of ['north', 'west', 'nowhere', '']) {
      const answer = await read(fixture, { rackId })
      expect(answer).toMatchObject({ errorCode: 0, preferredReadReplica: -1 })
      expect(answer?.records?.length).toBeGreaterThan(0)
    }
  })

  it('is not sent to a replica that is out of sync', async () => {
    const fixture = await racks({ ...RACK_AWARE })
    fixture.cut(2)
    await fixture.produce('orders', record(10), { acks: 1 })
    await fixture.until(async () => !(await isInSync(fixture, 2)))
    expect(await read(fixture, { rackId: 'south' })).toMatchObject({ preferredReadReplica: -1 })
  })

  it('reads from the leader unless the broker is told to choose by racks', async () => {
    const fixture = await racks({})
    expect(await read(fixture, { rackId: 'south' })).toMatchObject({ preferredReadReplica: -1 })
  })
})

/** A cluster that is to look like an older release of Kafka. */
import { afterEach, describe, expect, it } from 'vitest'
import type { KafkaRelease } from '../base/kafka-releases.ts'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { apiVersions } from '../wire/generated/api-versions.ts'
import { consumerGroupHeartbeat } from '../wire/generated/consumer-group-heartbeat.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

let cluster: ClusterFixture | null = null

afterEach(async () => {
  await cluster?.stop()
  cluster = null
})

async function ask(release: KafkaRelease, version = 3) {
  cluster = await ClusterFixture.start({ release, brokers: 2 })
  const request = { clientSoftwareName: 'test', clientSoftwareVersion: '1' }
  const answer = await cluster.call(apiVersions, request, { version })
  const range = (key: number) => {
    const found = answer.apiKeys.find(({ apiKey }) => apiKey === key)
    return found === undefined ? null : `${found.minVersion}-${found.maxVersion}`
  }
  const levels = (features: readonly { readonly name: string; readonly maxVersionLevel: number }[]) =>
    Object.fromEntries(features.map(({ name, maxVersionLevel }) => [name, maxVersionLevel]))
  return { fixture: cluster, answer, range, levels: levels(answer.finalizedFeatures) }
}

describe('a cluster that looks like an older release', () => {
  it('advertises its versions, and no features before 3.3', async () => {
    const { range, answer } = await ask('2.8')
    expect([range(0), range(1), range(3), range(10), range(75)]).toEqual(['0-9', '4-12', '0-11', '0-3', null])
    expect(answer.supportedFeatures).toEqual([])
    expect(answer.finalizedFeatures).toEqual([])
  })

  it('advertises the levels of its features', async () => {
    const { range, levels, answer } = await ask('3.7')
    expect([range(0), range(68), range(69)]).toEqual(['0-10', '0-0', null])
    expect(levels).toEqual({ 'metadata.version': 19 })
    expect(answer.supportedFeatures).toEqual([{ name: 'metadata.version', minVersion: 7, maxVersion: 19 }])
  })

  it('begins as that release did: transactions of the first generation before 4.0, the second since', async () => {
    const { levels } = await ask('4.0', 4)
    expect(levels).toEqual({ 'metadata.version': 25, 'transaction.version': 2, 'group.version': 1 })
  })

  it('tells its versions too where the version of the question is not known', async () => {
    const { fixture } = await ask('2.8')
    const client = await fixture.connect()
    const answer = await client.send(apiVersions, {}, { version: 0, timeoutMs: 5_000 })
    expect(answer.apiKeys.find(({ apiKey }) => apiKey === 1)).toMatchObject({ maxVersion: 12 })
  })

  it('replicates, and serves what it does not advertise to its own nodes', async () => {
    const { fixture } = await ask('2.8')
    await fixture.topic('orders', { assignment: [[1, 2]] })
    const batch = { records: [{ timestampMs: 1, key: null, value: Buffer.from('v') }] }
    expect(await fixture.produce('orders', batch, { version: 9 })).toMatchObject({ errorCode: 0 })
    expect((await fixture.partition('orders', 0, 1)).isrNodes).toEqual([1, 2])
  })

  it('has no consumer groups of the newer kind', async () => {
    const { fixture } = await ask('3.9')
    const answer = await fixture.call(
      consumerGroupHeartbeat,
      {
        groupId: 'shop',
        memberId: 'member',
        memberEpoch: 0,
        rebalanceTimeoutMs: 1_000,
        subscribedTopicNames: ['orders'],
        topicPartitions: [],
      },
      { version: 0 },
    )
    expect(errorNameOf(answer.errorCode)).toBe('UNSUPPORTED_VERSION')
  })
})

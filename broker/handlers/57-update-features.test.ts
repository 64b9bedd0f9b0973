import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { apiVersions } from '../wire/generated/api-versions.ts'
import { updateFeatures } from '../wire/generated/update-features.ts'
import { errorNameOf } from '../wire/kafka-error.ts'

describe('UpdateFeatures', () => {
  let cluster: ClusterFixture
  beforeAll(async () => {
    cluster = await ClusterFixture.start({ brokers: 2 })
  })
  afterAll(() => cluster.stop())

  const update = (version: number, change: object, fields: object = {}) =>
    cluster.call(
      updateFeatures,
      {
        timeoutMs: 5_000,
        featureUpdates: [{ feature: 'transaction.version', maxVersionLevel: 1, ...change }],
        ...fields,
      },
      { version },
    )

  const described = (broker: number, version = 4) =>
    cluster.call(apiVersions, { clientSoftwareName: 'test', clientSoftwareVersion: '1' }, { version, broker })

  const levelAt = async (broker: number) => {
    const { finalizedFeatures } = await described(broker)
    return finalizedFeatures.find(({ name }) => name === 'transaction.version')?.maxVersionLevel
  }

  it.each([
    [0, { allowDowngrade: true }, { allowDowngrade: false }],
    [1, { upgradeType: 2 }, { upgradeType: 1 }],
    [2, { upgradeType: 2 }, { upgradeType: 1 }],
  ])('in v%i changes a level that every broker then tells, with a later epoch', async (version, down, up) => {
    const { finalizedFeaturesEpoch: epochBefore } = await described(1)
    const lowered = await update(version, down)
    expect(errorNameOf(lowered.errorCode)).toBe('NONE')
    expect(lowered.results.map(({ feature }) => feature)).toEqual(version < 2 ? ['transaction.version'] : [])
    for (const broker of [1, 2]) await cluster.until(async () => (await levelAt(broker)) === 1)
    expect((await described(1)).finalizedFeaturesEpoch).toBeGreaterThan(epochBefore)
    const raised = await update(version, { ...up, maxVersionLevel: 2 })
    expect(errorNameOf(raised.errorCode)).toBe('NONE')
  })

  it('tells why it is refused', async () => {
    const refused = await update(2, { maxVersionLevel: 9, upgradeType: 1 })
    expect(errorNameOf(refused.errorCode)).toBe('INVALID_UPDATE_VERSION')
    expect(refused.errorMessage).toContain('Local controller 101 only supports versions 0-2')
  })

  it('does not tell a feature that is off, nor one from level 0 to clients that cannot read that', async () => {
    await update(2, { feature: 'share.version', maxVersionLevel: 0, upgradeType: 2 }, { validateOnly: false })
    await cluster.until(
      async () => !(await described(1)).finalizedFeatures.some(({ name }) => name === 'share.version'),
    )
    expect((await described(1)).supportedFeatures.map(({ name }) => name)).toContain('share.version')
    expect((await described(1, 3)).supportedFeatures.map(({ name }) => name)).toEqual(['metadata.version'])
  })
})

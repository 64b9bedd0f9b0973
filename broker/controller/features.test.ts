import { describe, expect, it } from 'vitest'
import { joinBroker, makeTopic, openController } from '../testing/controller-fixture.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { fenceBroker } from './broker-commands.ts'
import type { Controller } from './controller.ts'
import { FEATURES, type FeatureName, featureLevel, UPGRADE_TYPE, updateFeatures } from './features.ts'
import { NO_LEADER } from './image/topics.ts'

const { UPGRADE, SAFE_DOWNGRADE, UNSAFE_DOWNGRADE } = UPGRADE_TYPE
const ALL_FAIL = 'The update failed for all features since the following feature had an error: '

type Change = readonly [feature: string, level: number, upgradeType?: number]

/** NONE, or the error's name and message. */
async function change(controller: Controller, changes: readonly Change[], validateOnly = false) {
  try {
    await controller.submit((image) =>
      updateFeatures(
        image,
        {
          featureUpdates: changes.map(([feature, maxVersionLevel, upgradeType = UPGRADE]) => ({
            feature,
            maxVersionLevel,
            upgradeType,
          })),
          validateOnly,
        },
        { controllerId: 101 },
      ),
    )
    return 'NONE'
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    expect(error.errorName).toBe('INVALID_UPDATE_VERSION')
    return error.message.replace(ALL_FAIL, '')
  }
}

describe('feature levels', () => {
  const levelsOf = ({ image }: Controller, ...names: FeatureName[]) =>
    names.map((name) => featureLevel(image, name))

  it('are the highest there are in a fresh cluster', async () => {
    const { controller } = await openController()
    await controller.submit(() => ({ records: [], response: null }))
    for (const { name, max } of FEATURES) expect(featureLevel(controller.image, name)).toBe(max)
  })

  it('go down and up again when that is asked for', async () => {
    const { controller } = await openController()
    expect(await change(controller, [['transaction.version', 0, SAFE_DOWNGRADE]])).toBe('NONE')
    expect(levelsOf(controller, 'transaction.version')).toEqual([0])
    expect(await change(controller, [['transaction.version', 1]])).toBe('NONE')
    expect(levelsOf(controller, 'transaction.version')).toEqual([1])
  })

  it('stay off after a restart once they were switched off', async () => {
    const first = await openController()
    expect(await change(first.controller, [['share.version', 0, SAFE_DOWNGRADE]])).toBe('NONE')
    const second = await openController({ disk: first.disk, clock: first.clock })
    await second.controller.submit(() => ({ records: [], response: null }))
    expect(levelsOf(second.controller, 'share.version', 'group.version')).toEqual([0, 1])
  })

  it.each<readonly [string, Change, string]>([
    [
      'a level above what is supported',
      ['transaction.version', 9],
      'Invalid update version 9 for feature transaction.version. Local controller 101 only supports versions 0-2',
    ],
    [
      'a negative level',
      ['transaction.version', -1, SAFE_DOWNGRADE],
      'Invalid update version -1 for feature transaction.version. A feature version cannot be less than 0.',
    ],
    [
      'a feature nobody knows',
      ['bogus.version', 1],
      'Invalid update version 1 for feature bogus.version. Local controller 101 does not support this feature.',
    ],
    [
      'a downgrade that is called an upgrade',
      ['transaction.version', 1],
      "Invalid update version 1 for feature transaction.version. Can't downgrade the version of this feature without setting the upgrade type to either safe or unsafe downgrade.",
    ],
    [
      'a kind of change that there is not',
      ['transaction.version', 2, 0],
      'Invalid update version 2 for feature transaction.version. The controller does not support the given upgrade type.',
    ],
    [
      'metadata below what can be read',
      ['metadata.version', 3, UNSAFE_DOWNGRADE],
      'Invalid update version 3 for feature metadata.version. Local controller 101 only supports versions 7-29',
    ],
    [
      'metadata switched off',
      ['metadata.version', 0, UNSAFE_DOWNGRADE],
      'Invalid update version 0 for feature metadata.version. Local controller 101 only supports versions 7-29',
    ],
    [
      'a metadata downgrade that loses records',
      ['metadata.version', 21, SAFE_DOWNGRADE],
      'Unsupported metadata.version downgrade from 29 to 21. Refusing to perform the requested downgrade because it might delete metadata information.',
    ],
    [
      'the same, forced',
      ['metadata.version', 20, UNSAFE_DOWNGRADE],
      'Unsupported metadata.version downgrade from 29 to 20. Unsafe metadata downgrade is not supported in this version.',
    ],
  ])('refuse %s', async (_what, wanted, message) => {
    const { controller } = await openController()
    expect(await change(controller, [wanted])).toBe(message)
  })

  it('refuse a downgrade to a later level', async () => {
    const { controller } = await openController()
    await change(controller, [['transaction.version', 1, SAFE_DOWNGRADE]])
    expect(await change(controller, [['transaction.version', 2, SAFE_DOWNGRADE]])).toBe(
      "Invalid update version 2 for feature transaction.version. Can't downgrade to a newer version.",
    )
  })

  it('let metadata go down where no record is lost', async () => {
    const { controller } = await openController()
    expect(await change(controller, [['metadata.version', 23, SAFE_DOWNGRADE]])).toBe('NONE')
    expect(levelsOf(controller, 'metadata.version')).toEqual([23])
  })

  it('change all together or none', async () => {
    const { controller } = await openController()
    const changes: Change[] = [
      ['transaction.version', 0, SAFE_DOWNGRADE],
      ['share.version', 7],
    ]
    expect(await change(controller, changes)).toContain('share.version')
    expect(levelsOf(controller, 'transaction.version')).toEqual([2])
  })

  it('change nothing when they are only checked', async () => {
    const { controller } = await openController()
    expect(await change(controller, [['transaction.version', 0, SAFE_DOWNGRADE]], true)).toBe('NONE')
    expect(levelsOf(controller, 'transaction.version')).toEqual([2])
  })

  it('refuse a level that a registered broker cannot work at', async () => {
    const { controller } = await openController()
    await joinBroker(controller, 1) // it has registered without features
    await change(controller, [['transaction.version', 0, SAFE_DOWNGRADE]])
    expect(await change(controller, [['transaction.version', 1]])).toBe(
      'Invalid update version 1 for feature transaction.version. Broker 1 does not support this feature.',
    )
  })

  it('without eligible leader replicas keep the last replica in the in-sync set, and let it lead again', async () => {
    const fixture = await openController()
    const { controller } = fixture
    await joinBroker(controller, 1)
    await makeTopic(fixture, { name: 'orders' })
    await change(controller, [['eligible.leader.replicas.version', 0, SAFE_DOWNGRADE]])
    await controller.submit((image) => fenceBroker(image, 1, controller.policy()))
    expect(controller.image.topics.get('orders')?.partitions[0]).toMatchObject({
      leaderId: NO_LEADER,
      inSyncReplicas: [1],
      eligibleLeaderReplicas: [],
    })
    await joinBroker(controller, 1, 'b')
    expect(controller.image.topics.get('orders')?.partitions[0]).toMatchObject({ leaderId: 1 })
  })
})

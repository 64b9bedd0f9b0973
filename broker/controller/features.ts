/**
 * The features of the cluster and the levels they can be at: the one table of them, how a level is read, and
 * the command that changes levels. Levels are decided in the metadata log; a feature at level 0 is off.
 * Source: KIP-584, KIP-778, KIP-1022 and what Kafka 4.2 answers.
 */
import { assert } from '../base/assert.ts'
import { initialFeatureLevel, type KafkaRelease, maxFeatureLevel } from '../base/kafka-releases.ts'
import type { UpdateFeaturesRequest } from '../wire/generated/update-features.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { MetadataRecord } from '../wire/metadata-record.ts'
import type { Decision } from './decision.ts'
import type { ClusterImage } from './image/cluster-image.ts'

/** A feature and the levels that this software can work at. */
export interface Feature {
  readonly name: string
  readonly min: number
  readonly max: number
  /** What has to be at such a level before this one may be above 0. */
  readonly requires?: { readonly name: FeatureName; readonly level: number }
}

export type FeatureName =
  | 'eligible.leader.replicas.version'
  | 'group.version'
  | 'kraft.version'
  | 'metadata.version'
  | 'share.version'
  | 'transaction.version'

/**
 * Every feature, by name. A fresh cluster has each at the level that its release began with.
 * Differs: kraft.version stays 0, because the voters of the quorum are fixed (no KIP-853).
 */
export const FEATURES: readonly (Feature & { readonly name: FeatureName })[] = [
  {
    name: 'eligible.leader.replicas.version',
    min: 0,
    max: 1,
    requires: { name: 'metadata.version', level: 23 },
  },
  { name: 'group.version', min: 0, max: 1 },
  { name: 'kraft.version', min: 0, max: 0 },
  { name: 'metadata.version', min: 7, max: 29 },
  { name: 'share.version', min: 0, max: 1 },
  { name: 'transaction.version', min: 0, max: 2 },
]

/** Levels of metadata.version that brought other records: below them a downgrade would lose some. */
const METADATA_CHANGING_LEVELS: readonly number[] = [7, 8, 11, 13, 14, 15, 17, 23]

/** Kinds of changes in an UpdateFeatures request. */
export const UPGRADE_TYPE = { UPGRADE: 1, SAFE_DOWNGRADE: 2, UNSAFE_DOWNGRADE: 3 } as const

const UPGRADE_TYPES: ReadonlySet<number> = new Set(Object.values(UPGRADE_TYPE))

/** The kind of change an update asks for: version 0 of the request has a flag for it. */
export function upgradeTypeOf(update: {
  readonly allowDowngrade: boolean
  readonly upgradeType: number
}): number {
  return update.allowDowngrade ? UPGRADE_TYPE.SAFE_DOWNGRADE : update.upgradeType
}

/** The level the cluster runs a feature at; 0 when it is off. */
export function featureLevel(image: Pick<ClusterImage, 'features'>, name: FeatureName): number {
  return image.features.get(name) ?? 0
}

/** Features above level 0, as clients of a release are told them: no higher than its brokers could. */
export function finalizedFeatures(
  image: Pick<ClusterImage, 'features'>,
  release: KafkaRelease,
): { readonly name: string; readonly level: number }[] {
  return [...image.features]
    .map(([name, level]) => ({ name, level: Math.min(level, maxFeatureLevel(release, name) ?? 0) }))
    .filter(({ level }) => level > 0)
}

/** The features that brokers of a release knew, as far as this software knows them. */
export function supportedFeatures(release: KafkaRelease): readonly Feature[] {
  return FEATURES.flatMap((feature) => {
    const max = maxFeatureLevel(release, feature.name)
    return max === null ? [] : [{ ...feature, max: Math.min(feature.max, max) }]
  })
}

/** Levels of features that the log says nothing of: at the first start, and at the first of a later version. */
export function initialFeatureRecords(image: ClusterImage, release: KafkaRelease): MetadataRecord[] {
  return FEATURES.filter(({ name }) => !image.features.has(name)).flatMap(({ name, min, max }) => {
    const featureLevel = Math.max(min, Math.min(max, initialFeatureLevel(release, name)))
    return featureLevel === 0 ? [] : [{ type: 'FeatureLevelRecord', name, featureLevel }]
  })
}

type Update = Pick<
  UpdateFeaturesRequest['featureUpdates'][number],
  'feature' | 'maxVersionLevel' | 'upgradeType'
>

/**
 * Changes levels, all of them or none.
 * @throws KafkaError INVALID_UPDATE_VERSION with the first feature that cannot have the level asked for.
 */
export function updateFeatures(
  image: ClusterImage,
  request: { readonly featureUpdates: readonly Update[]; readonly validateOnly: boolean },
  facts: { readonly controllerId: number },
): Decision<null> {
  // As in Kafka, a feature that is named twice is changed to what is said last.
  const updates = new Map(request.featureUpdates.map((update) => [update.feature, update]))
  const proposed = new Map(image.features)
  for (const { feature, maxVersionLevel } of updates.values()) proposed.set(feature, maxVersionLevel)
  for (const update of updates.values()) checkUpdate(image, update, { ...facts, proposed })
  if (request.validateOnly) return { records: [], response: null }
  const records: MetadataRecord[] = [...updates.values()]
    .filter(({ feature, maxVersionLevel }) => (image.features.get(feature) ?? 0) !== maxVersionLevel)
    .map(({ feature, maxVersionLevel }) => ({
      type: 'FeatureLevelRecord',
      name: feature,
      featureLevel: maxVersionLevel,
    }))
  return { records, response: null }
}

function checkUpdate(
  image: ClusterImage,
  update: Update,
  facts: { readonly controllerId: number; readonly proposed: ReadonlyMap<string, number> },
): void {
  const { feature: name, maxVersionLevel: level, upgradeType } = update
  const refuse = (reason: string): never => {
    throw refused(`Invalid update version ${level} for feature ${name}. ${reason}`)
  }
  if (!UPGRADE_TYPES.has(upgradeType)) refuse('The controller does not support the given upgrade type.')
  if (level < 0) refuse('A feature version cannot be less than 0.')
  const reason = unsupported(image, { name, level, controllerId: facts.controllerId })
  if (reason !== null) refuse(reason)
  const current = image.features.get(name) ?? 0
  const isUpgrade = upgradeType === UPGRADE_TYPE.UPGRADE
  if (level < current && isUpgrade) {
    refuse(
      "Can't downgrade the version of this feature without setting the upgrade type to either safe or unsafe downgrade.",
    )
  }
  if (level > current && !isUpgrade) refuse("Can't downgrade to a newer version.")
  if (name === 'metadata.version') return checkMetadataDowngrade(current, level, upgradeType)
  const requires = FEATURES.find((feature) => feature.name === name)?.requires
  if (requires !== undefined && level > 0 && (facts.proposed.get(requires.name) ?? 0) < requires.level) {
    refuse(
      `${name} could not be set to ${level} because it depends on ${requires.name} level ${requires.level}`,
    )
  }
}

/** Why some node of the cluster cannot work at the level, or null when all can. */
function unsupported(
  image: ClusterImage,
  asked: { readonly name: string; readonly level: number; readonly controllerId: number },
): string | null {
  const { name, level, controllerId } = asked
  const reasonOf = (who: string, range: { readonly min: number; readonly max: number } | undefined) => {
    // A node that does not know a feature can have it off.
    if (range === undefined) return level === 0 ? null : `${who} does not support this feature.`
    if (level === 0 && range.min <= 1 && name !== 'metadata.version') return null
    if (level >= range.min && level <= range.max) return null
    return `${who} only supports versions ${range.min}-${range.max}`
  }
  const known = FEATURES.find((feature) => feature.name === name)
  if (known === undefined) return `Local controller ${controllerId} does not support this feature.`
  const own = reasonOf(`Local controller ${controllerId}`, known)
  if (own !== null) return own
  for (const broker of image.brokers.values()) {
    const reason = reasonOf(
      `Broker ${broker.brokerId}`,
      broker.features.find((feature) => feature.name === name),
    )
    if (reason !== null) return reason
  }
  return null
}

/** A later level may have brought records that an earlier one cannot read. */
function checkMetadataDowngrade(current: number, level: number, upgradeType: number): void {
  if (level >= current) return
  const isLossless = METADATA_CHANGING_LEVELS.every((changing) => changing <= level || changing > current)
  if (isLossless) return
  assert(upgradeType !== UPGRADE_TYPE.UPGRADE, 'a downgrade was asked for as one')
  const why =
    upgradeType === UPGRADE_TYPE.UNSAFE_DOWNGRADE
      ? 'Unsafe metadata downgrade is not supported in this version.'
      : 'Refusing to perform the requested downgrade because it might delete metadata information.'
  throw refused(`Unsupported metadata.version downgrade from ${current} to ${level}. ${why}`)
}

function refused(reason: string): KafkaError {
  return new KafkaError(
    'INVALID_UPDATE_VERSION',
    `The update failed for all features since the following feature had an error: ${reason}`,
  )
}

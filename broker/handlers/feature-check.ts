import { type FeatureName, featureLevel } from '../controller/features.ts'
import type { ClusterImage } from '../controller/image/cluster-image.ts'
import { KafkaError } from '../wire/kafka-error.ts'

/** Refuses what belongs to a feature that is off. @throws KafkaError UNSUPPORTED_VERSION. */
export function requireFeature(image: Pick<ClusterImage, 'features'>, name: FeatureName): void {
  if (featureLevel(image, name) < 1) throw new KafkaError('UNSUPPORTED_VERSION', `${name} is at level 0`)
}

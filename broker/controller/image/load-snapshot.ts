/**
 * A snapshot taken over into an image that others hold on to: afterwards it is what the snapshot says, and
 * `changes` names all that may differ.
 */
import type { MetadataRecord } from '../../wire/metadata-record.ts'
import { replay } from '../replay.ts'
import { ClusterImage, ImageChanges } from './cluster-image.ts'

/** Replaces the content of `image` by that of a snapshot which reaches up to `endOffset`. */
export function loadSnapshot(
  image: ClusterImage,
  snapshot: {
    readonly records: readonly MetadataRecord[]
    readonly endOffset: number
    readonly epoch: number
  },
  changes: ImageChanges,
): void {
  const fresh = new ClusterImage()
  const replayed = new ImageChanges()
  for (const record of snapshot.records) replay(fresh, record, replayed)
  for (const topic of image.topics.all()) {
    if (fresh.topics.getById(topic.topicId) !== undefined) continue
    changes.topics.delete(topic.topicId)
    changes.removedTopics.set(topic.topicId, topic)
  }
  for (const topicId of replayed.topics) changes.topics.add(topicId)
  for (const brokerId of [...image.brokers.keys(), ...fresh.brokers.keys()]) changes.brokers.add(brokerId)
  for (const each of [image, fresh]) {
    for (const { type, resourceName } of each.configs.entries()) {
      changes.configResources.push({ type, name: resourceName })
    }
  }
  image.become(fresh)
  image.lastOffset = snapshot.endOffset - 1
  image.lastEpoch = snapshot.epoch
}

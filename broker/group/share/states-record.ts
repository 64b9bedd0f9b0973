/** The record that tells which partitions of a share group have a state. */
import type { ClusterImage } from '../../controller/image/cluster-image.ts'
import { type Assignment, toTopicPartitions } from '../modern/assignment.ts'
import type { ShareGroup, StateTopic } from './share-group.ts'
import type { ShareRecord } from './share-records.ts'

/** What is stored, with these changes; topics that are gone are left out. */
export function statesRecord(
  group: ShareGroup,
  image: ClusterImage,
  changes: { readonly initializing?: Assignment; readonly initialized?: Assignment },
): ShareRecord {
  const { states, groupId } = group
  const { initializing, initialized } = changes
  return {
    type: 'shareStates',
    key: { groupId },
    value: {
      initializingTopics:
        initializing === undefined ? copied(states.initializing) : named(initializing, image),
      initializedTopics: initialized === undefined ? copied(states.initialized) : named(initialized, image),
      deletingTopics: states.deleting.map((topic) => ({ ...topic })),
    },
  }
}

function named(
  partitions: Assignment,
  image: ClusterImage,
): { topicId: string; topicName: string; partitions: number[] }[] {
  return toTopicPartitions(partitions).flatMap(({ topicId, partitions: indexes }) => {
    const topicName = image.topics.getById(topicId)?.name
    return topicName === undefined ? [] : [{ topicId, topicName, partitions: indexes }]
  })
}

function copied(
  topics: readonly StateTopic[],
): { topicId: string; topicName: string; partitions: number[] }[] {
  return topics.map(({ topicId, topicName, partitions }) => ({
    topicId,
    topicName,
    partitions: [...partitions],
  }))
}

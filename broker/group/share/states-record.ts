/** The record that tells which partitions of a share group have a state. */
import type { ClusterImage } from '../../controller/image/cluster-image.ts'
import type { Assignment } from '../modern/assignment.ts'
import { type NamedPartitions, withNames } from '../modern/topics.ts'
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
        initializing === undefined ? copied(states.initializing) : withNames(initializing, image),
      initializedTopics:
        initialized === undefined ? copied(states.initialized) : withNames(initialized, image),
      deletingTopics: states.deleting.map((topic) => ({ ...topic })),
    },
  }
}

function copied(topics: readonly StateTopic[]): NamedPartitions[] {
  return topics.map(({ topicId, topicName, partitions }) => ({
    topicId,
    topicName,
    partitions: [...partitions],
  }))
}

/** Commands about topics. Pure: image and request in, decision out; each topic of a request stands alone. */
import { assert } from '../base/assert.ts'
import type { Random } from '../base/random.ts'
import { describeTopicConfigs } from '../config/resolve.ts'
import type {
  CreatePartitionsRequest,
  CreatePartitionsRequestTopic,
  CreatePartitionsResponseResultInput,
} from '../wire/generated/create-partitions.ts'
import type {
  CreateTopicsRequest,
  CreateTopicsRequestTopic,
  CreateTopicsResponseConfigInput,
  CreateTopicsResponseTopicInput,
} from '../wire/generated/create-topics.ts'
import type {
  DeleteTopicsRequest,
  DeleteTopicsResponseResponseInput,
} from '../wire/generated/delete-topics.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import type { MetadataRecord } from '../wire/metadata-record.ts'
import { type Uuid, ZERO_UUID } from '../wire/reader.ts'
import { brokerSources, checkConfigLength } from './config-commands.ts'
import type { Decision } from './decision.ts'
import { foreseenDirectory } from './image/brokers.ts'
import type { ClusterImage } from './image/cluster-image.ts'
import { CONFIG_RESOURCE } from './image/configs.ts'
import type { TopicImage } from './image/topics.ts'
import { METADATA_TOPIC } from './metadata-batches.ts'
import { placeReplicas } from './placement.ts'
import { checkTopicName, collisionKeyOf } from './topic-name.ts'

/** Most partitions one request may create in total: a length must never drive an allocation. */
export const MAX_PARTITIONS_PER_REQUEST = 10_000

/** What a controller adds to a request to create something. */
export interface CreateFacts {
  readonly defaultPartitionCount: number
  readonly defaultReplicationFactor: number
  readonly random: Random
  readonly newTopicId: () => Uuid
  /** @throws KafkaError INVALID_CONFIG. */
  readonly checkConfigs: (configs: ReadonlyMap<string, string | null>) => void
  /** Static broker configs: what topics inherit. */
  readonly staticConfigs: ReadonlyMap<string, string>
}

/** Creates topics; a topic that fails leaves no record. */
export function createTopics(
  image: ClusterImage,
  request: CreateTopicsRequest,
  facts: CreateFacts,
): Decision<readonly CreateTopicsResponseTopicInput[]> {
  const records: MetadataRecord[] = []
  const claimed = new Map<string, string>()
  for (const topic of image.topics.all()) claimed.set(collisionKeyOf(topic.name), topic.name)
  const counts = new Map<string, number>()
  for (const topic of request.topics) counts.set(topic.name, (counts.get(topic.name) ?? 0) + 1)
  let partitionBudget = MAX_PARTITIONS_PER_REQUEST

  const response = request.topics.map((topic): CreateTopicsResponseTopicInput => {
    try {
      if ((counts.get(topic.name) ?? 0) > 1) {
        throw new KafkaError('INVALID_REQUEST', `Topic ${topic.name} appears more than once in the request`)
      }
      const created = createTopic(topic, { image, facts, claimed, partitionBudget })
      claimed.set(collisionKeyOf(topic.name), topic.name)
      partitionBudget -= created.partitionCount
      if (!request.validateOnly) records.push(...created.records)
      return {
        name: topic.name,
        topicId: request.validateOnly ? ZERO_UUID : created.topicId,
        errorCode: 0,
        errorMessage: null,
        numPartitions: created.partitionCount,
        replicationFactor: created.replicationFactor,
        configs: effectiveConfigs(image, facts, created.configs),
      }
    } catch (error) {
      return { name: topic.name, topicId: ZERO_UUID, ...errorFields(error), configs: [] }
    }
  })
  return { records, response }
}

/** Every config of a topic with these overrides, as CreateTopics v5 and later tell it (KIP-525). */
function effectiveConfigs(
  image: ClusterImage,
  facts: CreateFacts,
  overrides: ReadonlyMap<string, string>,
): CreateTopicsResponseConfigInput[] {
  return describeTopicConfigs(overrides, brokerSources(image, facts.staticConfigs)).map((config) => ({
    name: config.name,
    value: config.value,
    readOnly: config.isReadOnly,
    configSource: config.source,
    isSensitive: config.isSensitive,
  }))
}

interface CreatedTopic {
  readonly records: readonly MetadataRecord[]
  readonly configs: ReadonlyMap<string, string>
  readonly topicId: Uuid
  readonly partitionCount: number
  readonly replicationFactor: number
}

function createTopic(
  topic: CreateTopicsRequestTopic,
  context: {
    readonly image: ClusterImage
    readonly facts: CreateFacts
    readonly claimed: ReadonlyMap<string, string>
    readonly partitionBudget: number
  },
): CreatedTopic {
  const { image, facts } = context
  checkTopicName(topic.name)
  if (topic.name === METADATA_TOPIC) {
    throw new KafkaError('INVALID_REQUEST', `Creation of internal topic ${METADATA_TOPIC} is prohibited.`)
  }
  if (image.topics.get(topic.name) !== undefined) {
    throw new KafkaError('TOPIC_ALREADY_EXISTS', `Topic '${topic.name}' already exists.`)
  }
  const collision = context.claimed.get(collisionKeyOf(topic.name))
  if (collision !== undefined) {
    throw new KafkaError(
      'INVALID_TOPIC_EXCEPTION',
      `Topic '${topic.name}' collides with existing topic: ${collision}`,
    )
  }
  const configs = checkedConfigs(topic, facts)
  const assignment = assignmentOf(topic, context)
  const topicId = facts.newTopicId()
  return {
    topicId,
    configs,
    partitionCount: assignment.length,
    replicationFactor: assignment[0]?.length ?? 0,
    records: [
      { type: 'TopicRecord', name: topic.name, topicId },
      ...[...configs].map(
        ([name, value]): MetadataRecord => ({
          type: 'ConfigRecord',
          resourceType: CONFIG_RESOURCE.TOPIC,
          resourceName: topic.name,
          name,
          value,
        }),
      ),
      ...assignment.map((replicas, partition) => partitionRecord(image, { topicId, partition, replicas })),
    ],
  }
}

/** @throws KafkaError INVALID_REQUEST, INVALID_CONFIG. */
function checkedConfigs(topic: CreateTopicsRequestTopic, facts: CreateFacts): Map<string, string> {
  const given = new Map(topic.configs.map((config) => [config.name, config.value]))
  if (given.size < topic.configs.length) {
    throw new KafkaError('INVALID_REQUEST', `A config of topic ${topic.name} appears more than once`)
  }
  facts.checkConfigs(given)
  const configs = new Map<string, string>()
  for (const [name, value] of given) {
    assert(value !== null, 'null values are refused')
    checkConfigLength(name, value)
    configs.set(name, value)
  }
  return configs
}

function assignmentOf(
  topic: CreateTopicsRequestTopic,
  context: { readonly image: ClusterImage; readonly facts: CreateFacts; readonly partitionBudget: number },
): readonly (readonly number[])[] {
  const { image, facts } = context
  if (topic.assignments.length > 0) {
    if (topic.numPartitions !== -1 || topic.replicationFactor !== -1) {
      throw new KafkaError(
        'INVALID_REQUEST',
        'Both a replica assignment and a number of partitions or replicas were given',
      )
    }
    if (topic.assignments.length > context.partitionBudget) throw tooManyPartitions()
    const byIndex = [...topic.assignments].sort((a, b) => a.partitionIndex - b.partitionIndex)
    byIndex.forEach((assignment, index) => {
      if (assignment.partitionIndex !== index) {
        throw new KafkaError('INVALID_REPLICA_ASSIGNMENT', 'Partitions must be numbered from 0 without gaps')
      }
    })
    return checkedAssignments(
      image,
      byIndex.map((assignment) => assignment.brokerIds),
    )
  }
  const partitionCount = topic.numPartitions === -1 ? facts.defaultPartitionCount : topic.numPartitions
  if (partitionCount <= 0)
    throw new KafkaError('INVALID_PARTITIONS', 'Number of partitions must be larger than 0.')
  if (partitionCount > context.partitionBudget) throw tooManyPartitions()
  const replicationFactor =
    topic.replicationFactor === -1 ? facts.defaultReplicationFactor : topic.replicationFactor
  if (replicationFactor <= 0) {
    throw new KafkaError('INVALID_REPLICATION_FACTOR', 'Replication factor must be larger than 0.')
  }
  return placeReplicas({
    brokers: image.unfencedBrokers(),
    firstPartition: 0,
    partitionCount,
    replicationFactor,
    random: facts.random,
  })
}

function tooManyPartitions(): KafkaError {
  return new KafkaError(
    'POLICY_VIOLATION',
    `At most ${MAX_PARTITIONS_PER_REQUEST} partitions can be created at once`,
  )
}

/** @throws KafkaError INVALID_REPLICA_ASSIGNMENT. */
function checkedAssignments(
  image: ClusterImage,
  assignments: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const replicationFactor = assignments[0]?.length ?? 0
  for (const replicas of assignments) {
    if (replicas.length === 0)
      throw new KafkaError('INVALID_REPLICA_ASSIGNMENT', 'A partition needs a replica')
    if (replicas.length !== replicationFactor) {
      throw new KafkaError('INVALID_REPLICA_ASSIGNMENT', 'Every partition needs the same number of replicas')
    }
    if (new Set(replicas).size !== replicas.length) {
      throw new KafkaError('INVALID_REPLICA_ASSIGNMENT', 'A partition names the same broker twice')
    }
    const missing = replicas.find((brokerId) => !image.brokers.has(brokerId))
    if (missing !== undefined) {
      throw new KafkaError('INVALID_REPLICA_ASSIGNMENT', `Broker ${missing} is not registered`)
    }
  }
  return assignments
}

/** Everybody who is there starts in sync: an empty log is the same everywhere. */
function partitionRecord(
  image: ClusterImage,
  partition: { readonly topicId: Uuid; readonly partition: number; readonly replicas: readonly number[] },
): MetadataRecord {
  const alive = partition.replicas.filter((brokerId) => image.brokers.get(brokerId)?.isFenced === false)
  const leader = alive[0]
  if (leader === undefined) {
    throw new KafkaError('INVALID_REPLICA_ASSIGNMENT', 'No broker of the assignment is available')
  }
  return {
    type: 'PartitionRecord',
    partitionId: partition.partition,
    topicId: partition.topicId,
    replicas: [...partition.replicas],
    isr: alive,
    removingReplicas: [],
    addingReplicas: [],
    leader,
    leaderRecoveryState: 0,
    leaderEpoch: 0,
    partitionEpoch: 0,
    directories: partition.replicas.map((brokerId) => foreseenDirectory(image.brokers.get(brokerId))),
    eligibleLeaderReplicas: null,
    lastKnownElr: null,
  }
}

/** Deletes topics by name or by id. */
export function deleteTopics(
  image: ClusterImage,
  request: DeleteTopicsRequest,
): Decision<readonly DeleteTopicsResponseResponseInput[]> {
  const asked =
    request.topics.length > 0
      ? request.topics
      : request.topicNames.map((name) => ({ name: name as string | null, topicId: ZERO_UUID }))
  const records: MetadataRecord[] = []
  const seen = new Set<Uuid>()
  const response = asked.map(({ name, topicId }): DeleteTopicsResponseResponseInput => {
    try {
      const topic = findTopic(image, name, topicId)
      if (seen.has(topic.topicId)) throw new KafkaError('INVALID_REQUEST', 'The topic appears more than once')
      seen.add(topic.topicId)
      records.push({ type: 'RemoveTopicRecord', topicId: topic.topicId })
      return { name: topic.name, topicId: topic.topicId, errorCode: 0, errorMessage: null }
    } catch (error) {
      return { name, topicId, ...errorFields(error) }
    }
  })
  return { records, response }
}

function findTopic(image: ClusterImage, name: string | null, topicId: Uuid): TopicImage {
  if (name !== null && topicId !== ZERO_UUID) {
    throw new KafkaError('INVALID_REQUEST', 'A topic is named by name or by id, not by both')
  }
  if (name !== null) {
    const topic = image.topics.get(name)
    if (topic === undefined) throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
    return topic
  }
  const topic = image.topics.getById(topicId)
  if (topic === undefined) throw new KafkaError('UNKNOWN_TOPIC_ID')
  return topic
}

/** Raises partition counts. */
export function createPartitions(
  image: ClusterImage,
  request: CreatePartitionsRequest,
  facts: Pick<CreateFacts, 'random'>,
): Decision<readonly CreatePartitionsResponseResultInput[]> {
  const records: MetadataRecord[] = []
  const counts = new Map<string, number>()
  for (const topic of request.topics) counts.set(topic.name, (counts.get(topic.name) ?? 0) + 1)
  let partitionBudget = MAX_PARTITIONS_PER_REQUEST
  const response = request.topics.map((topic): CreatePartitionsResponseResultInput => {
    try {
      if ((counts.get(topic.name) ?? 0) > 1) {
        throw new KafkaError('INVALID_REQUEST', `Topic ${topic.name} appears more than once in the request`)
      }
      const added = addedPartitions(image, topic, { random: facts.random, partitionBudget })
      partitionBudget -= added.length
      if (!request.validateOnly) records.push(...added)
      return { name: topic.name, errorCode: 0, errorMessage: null }
    } catch (error) {
      return { name: topic.name, ...errorFields(error) }
    }
  })
  return { records, response }
}

function addedPartitions(
  image: ClusterImage,
  request: CreatePartitionsRequestTopic,
  { random, partitionBudget }: { readonly random: Random; readonly partitionBudget: number },
): readonly MetadataRecord[] {
  const topic = image.topics.get(request.name)
  if (topic === undefined) throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
  const present = topic.partitions.length
  if (request.count === present) {
    throw new KafkaError('INVALID_PARTITIONS', `Topic already has ${present} partition(s).`)
  }
  if (request.count < present) {
    throw new KafkaError(
      'INVALID_PARTITIONS',
      `The topic ${request.name} currently has ${present} partition(s); ${request.count} would not be an increase.`,
    )
  }
  const partitionCount = request.count - present
  if (partitionCount > partitionBudget) {
    throw new KafkaError(
      'INVALID_PARTITIONS',
      `At most ${MAX_PARTITIONS_PER_REQUEST} partitions can be added at once`,
    )
  }
  const first = topic.partitions[0]
  assert(first !== undefined, 'a topic has a partition')
  const assignments =
    request.assignments === null
      ? placeReplicas({
          brokers: image.unfencedBrokers(),
          firstPartition: present,
          partitionCount,
          replicationFactor: first.replicas.length,
          random,
        })
      : checkedAssignments(
          image,
          request.assignments.map((assignment) => assignment.brokerIds),
        )
  if (assignments.length !== partitionCount) {
    throw new KafkaError(
      'INVALID_REPLICA_ASSIGNMENT',
      `${partitionCount} partitions are to be added, but ${assignments.length} were assigned`,
    )
  }
  return assignments.map((replicas, index) =>
    partitionRecord(image, { topicId: topic.topicId, partition: present + index, replicas }),
  )
}

/** The error fields of a per-item result. Anything but a KafkaError is a bug and goes on up. */
export function errorFields(error: unknown): { readonly errorCode: number; readonly errorMessage: string } {
  if (!(error instanceof KafkaError)) throw error
  return { errorCode: errorCode(error.errorName), errorMessage: error.message }
}

/**
 * Responses of the requests that the controller carries out when the request failed as a whole: every
 * item is answered with the same error. The same on both listeners.
 */
import type { AlteredResource } from '../controller/config-commands.ts'
import type { AlterPartitionReassignmentsResponseInput } from '../wire/generated/alter-partition-reassignments.ts'
import type {
  CreatePartitionsRequest,
  CreatePartitionsResponseInput,
} from '../wire/generated/create-partitions.ts'
import type { CreateTopicsRequest, CreateTopicsResponseInput } from '../wire/generated/create-topics.ts'
import type { DeleteTopicsRequest, DeleteTopicsResponseInput } from '../wire/generated/delete-topics.ts'
import type { ElectLeadersRequest, ElectLeadersResponseInput } from '../wire/generated/elect-leaders.ts'
import type { KafkaError } from '../wire/kafka-error.ts'
import { ZERO_UUID } from '../wire/reader.ts'

/** For CreateTopics. */
export function failCreateTopics(error: KafkaError, request: CreateTopicsRequest): CreateTopicsResponseInput {
  return { topics: request.topics.map(({ name }) => ({ name, ...fieldsOf(error), configs: [] })) }
}

/** For DeleteTopics. */
export function failDeleteTopics(error: KafkaError, request: DeleteTopicsRequest): DeleteTopicsResponseInput {
  return {
    responses: topicsToDelete(request).map(({ name, topicId }) => ({ name, topicId, ...fieldsOf(error) })),
  }
}

/** For CreatePartitions. */
export function failCreatePartitions(
  error: KafkaError,
  request: CreatePartitionsRequest,
): CreatePartitionsResponseInput {
  return { results: request.topics.map(({ name }) => ({ name, ...fieldsOf(error) })) }
}

/** For AlterConfigs and IncrementalAlterConfigs. */
export function failAlterConfigs(
  error: KafkaError,
  request: {
    readonly resources: readonly { readonly resourceType: number; readonly resourceName: string }[]
  },
): { responses: AlteredResource[] } {
  return {
    responses: request.resources.map(({ resourceType, resourceName }) => ({
      resourceType,
      resourceName,
      ...fieldsOf(error),
    })),
  }
}

/** For ElectLeaders: the error concerns the whole request, which has a place for that. */
export function failElectLeaders(error: KafkaError, request: ElectLeadersRequest): ElectLeadersResponseInput {
  const { errorCode, errorMessage } = fieldsOf(error)
  return {
    errorCode,
    replicaElectionResults: (request.topicPartitions ?? []).map(({ topic, partitions }) => ({
      topic,
      partitionResult: partitions.map((partitionId) => ({ partitionId, errorCode, errorMessage })),
    })),
  }
}

/** For AlterPartitionReassignments. */
export function failAlterReassignments(error: KafkaError): AlterPartitionReassignmentsResponseInput {
  return { ...fieldsOf(error), responses: [] }
}

/** Every topic a request wants deleted: up to v5 they are in a list of names, which v6 does not have. */
export function topicsToDelete(request: DeleteTopicsRequest): { name: string | null; topicId: string }[] {
  return [...request.topics, ...request.topicNames.map((name) => ({ name, topicId: ZERO_UUID }))]
}

function fieldsOf(error: KafkaError): { errorCode: number; errorMessage: string } {
  return { errorCode: error.code, errorMessage: error.message }
}

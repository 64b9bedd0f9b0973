/** What members of share groups are told when the state of their records could not be read or stored. */
import { KafkaError } from '../wire/kafka-error.ts'

/**
 * The error for members of what the share coordinator, or the way to it, has answered. What another attempt may
 * mend is COORDINATOR_NOT_AVAILABLE: the records stay with their member until their locks end.
 * UNKNOWN_SERVER_ERROR is left for what nobody can mend by waiting, as a request the coordinator takes for wrong.
 *
 * Source: SharePartition.fetchPersisterError. Differs: there every error without a case of its own is
 * UNKNOWN_SERVER_ERROR, whether or not it passes.
 */
export function asLeaderError(error: KafkaError): KafkaError {
  switch (error.errorName) {
    case 'NOT_LEADER_OR_FOLLOWER':
    case 'GROUP_ID_NOT_FOUND':
    case 'UNKNOWN_TOPIC_OR_PARTITION':
    case 'FENCED_STATE_EPOCH':
    case 'COORDINATOR_NOT_AVAILABLE':
      return error
    case 'FENCED_LEADER_EPOCH':
      return new KafkaError('NOT_LEADER_OR_FOLLOWER', error.message, { cause: error })
    default: {
      // NOT_COORDINATOR, COORDINATOR_LOAD_IN_PROGRESS, NETWORK_EXCEPTION, REQUEST_TIMED_OUT and their like.
      const mayPass = error.isRetriable || error.errorName === 'BROKER_NOT_AVAILABLE'
      const name = mayPass ? 'COORDINATOR_NOT_AVAILABLE' : 'UNKNOWN_SERVER_ERROR'
      return new KafkaError(name, error.message, { cause: error })
    }
  }
}

import { describe, expect, it } from 'vitest'
import { KafkaError } from '../wire/kafka-error.ts'
import { asLeaderError } from './leader-errors.ts'

describe('what members are told', () => {
  it.each([
    ['FENCED_STATE_EPOCH', 'FENCED_STATE_EPOCH'],
    ['FENCED_LEADER_EPOCH', 'NOT_LEADER_OR_FOLLOWER'],
    ['NOT_LEADER_OR_FOLLOWER', 'NOT_LEADER_OR_FOLLOWER'],
    ['GROUP_ID_NOT_FOUND', 'GROUP_ID_NOT_FOUND'],
    ['UNKNOWN_TOPIC_OR_PARTITION', 'UNKNOWN_TOPIC_OR_PARTITION'],
  ] as const)('of %s says whose the state is: %s', (name, told) => {
    expect(asLeaderError(new KafkaError(name)).errorName).toBe(told)
  })

  it.each([
    'COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR',
    'COORDINATOR_LOAD_IN_PROGRESS',
    'BROKER_NOT_AVAILABLE',
    'NETWORK_EXCEPTION',
    'REQUEST_TIMED_OUT',
    'NOT_ENOUGH_REPLICAS',
    'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
    'KAFKA_STORAGE_ERROR',
    'LEADER_NOT_AVAILABLE',
  ] as const)('of %s, which passes, is that the coordinator is not available', (name) => {
    const told = asLeaderError(new KafkaError(name, 'why'))
    expect(told.errorName).toBe('COORDINATOR_NOT_AVAILABLE')
    expect(told.isRetriable).toBe(true)
    expect(told.message).toContain('why')
  })

  it.each(['INVALID_REQUEST', 'UNSUPPORTED_VERSION', 'UNKNOWN_SERVER_ERROR'] as const)(
    'of %s, which stays, is that something is wrong here',
    (name) => {
      expect(asLeaderError(new KafkaError(name)).errorName).toBe('UNKNOWN_SERVER_ERROR')
    },
  )
})

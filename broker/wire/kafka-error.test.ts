import { describe, expect, it } from 'vitest'
import { errorCode, errorNameOf, KafkaError } from './kafka-error.ts'
import { errors } from './schema/errors.ts'

describe('the error table', () => {
  it('holds every code from -1 to 133 once, in order', () => {
    expect(Object.values(errors).map((row) => row.code)).toEqual(
      Array.from({ length: 135 }, (_, index) => index - 1),
    )
  })

  it('maps names to codes and back', () => {
    expect(errorCode('NOT_CONTROLLER')).toBe(41)
    expect(errorNameOf(-1)).toBe('UNKNOWN_SERVER_ERROR')
    expect(errorNameOf(133)).toBe('SHARE_SESSION_LIMIT_REACHED')
  })

  it('reads a code outside the table as UNKNOWN_SERVER_ERROR', () => {
    expect(errorNameOf(134)).toBe('UNKNOWN_SERVER_ERROR')
    expect(errorNameOf(-2)).toBe('UNKNOWN_SERVER_ERROR')
  })
})

describe('KafkaError', () => {
  it('carries code, name and retriability, and keeps its cause', () => {
    const cause = new TypeError('disk')
    const error = new KafkaError('KAFKA_STORAGE_ERROR', 'append failed', { cause })
    expect(error).toMatchObject({ code: 56, errorName: 'KAFKA_STORAGE_ERROR', isRetriable: true, cause })
  })

  it('explains itself when no message is given', () => {
    expect(new KafkaError('INVALID_REQUIRED_ACKS').message).toBe('The acks value is not -1, 0 or 1.')
  })
})

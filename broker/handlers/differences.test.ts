import { describe, expect, it } from 'vitest'
import { API_HISTORY } from '../base/kafka-releases.ts'
import { DIFFERENCES, NOT_SERVED } from './differences.ts'
import { brokerTable, controllerTable } from './table.ts'

/** Between brokers and controllers in Kafka, and needed by nobody here. */
const ENVELOPE = 58

describe('differences from Apache Kafka', () => {
  it('name APIs that there are', () => {
    const known = new Set([...brokerTable.keys(), ...controllerTable.keys(), ENVELOPE])
    for (const { key, text } of DIFFERENCES) expect(key === null || known.has(key), text).toBe(true)
  })

  it('are each said once', () => {
    expect(new Set(DIFFERENCES.map(({ text }) => text)).size).toBe(DIFFERENCES.length)
  })

  it('account for every API of Kafka: it is served, or there is a reason', () => {
    for (const { key, name } of API_HISTORY)
      expect(brokerTable.has(key) !== NOT_SERVED.has(key), `${key} ${name}`).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import { compress } from '../wire/compression/codec.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { ZERO_UUID } from '../wire/reader.ts'
import { ClientTelemetry, type TelemetryPush } from './client-telemetry.ts'

const CLIENT = {
  clientId: 'shop',
  softwareName: 'apache-kafka-java',
  softwareVersion: '4.2.0',
  sourceAddress: '127.0.0.1',
  sourcePort: 50_000,
}
const ID = 'AAECAwQFBgcICQoLDA0ODw'
const EVERYTHING = { metrics: '*', 'interval.ms': '1000' }
const ZSTD = 4

function telemetryWith(...subscriptions: Record<string, string>[]) {
  const state = { nowMs: 0, subscriptions, ids: 0 }
  const telemetry = new ClientTelemetry({
    clock: { monotonicMs: () => state.nowMs },
    newId: () => `instance-${(state.ids += 1)}-AAAAAAAAAAAA`,
    subscriptions: () => state.subscriptions.map((one) => new Map(Object.entries(one))),
    maxBytes: () => 1_000,
  })
  const push = (subscriptionId: number, change: Partial<TelemetryPush> = {}) =>
    telemetry.push(
      {
        clientInstanceId: ID,
        subscriptionId,
        terminating: false,
        compressionType: 0,
        metrics: Buffer.from('metrics'),
        ...change,
      },
      CLIENT,
    )
  return { state, telemetry, push }
}

function errorOf(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    if (error instanceof KafkaError) return error.errorName
    throw error
  }
  return 'NONE'
}

describe('what a client is asked for', () => {
  it('is nothing, every five minutes, without a subscription', () => {
    const { telemetry } = telemetryWith()
    expect(telemetry.subscribe(ID, CLIENT)).toMatchObject({
      clientInstanceId: ID,
      pushIntervalMs: 300_000,
      requestedMetrics: [],
      acceptedCompressionTypes: [4, 3, 1, 2],
      telemetryMaxBytes: 1_000,
      deltaTemporality: true,
    })
  })

  it('makes an instance of a client that has no id', () => {
    const { telemetry } = telemetryWith()
    expect(telemetry.subscribe(ZERO_UUID, CLIENT).clientInstanceId).toBe('instance-1-AAAAAAAAAAAA')
  })

  it('is all that any matching subscription wants, as often as the most eager one', () => {
    const { telemetry } = telemetryWith(
      { metrics: 'org.apache.kafka.producer.', 'interval.ms': '60000' },
      {
        metrics: 'org.apache.kafka.consumer.',
        'interval.ms': '30000',
        match: 'client_id=sh.p,client_software_version=4\\..*',
      },
      { metrics: 'other', 'interval.ms': '100', match: 'client_id=sho' },
    )
    expect(telemetry.subscribe(ID, CLIENT)).toMatchObject({
      pushIntervalMs: 30_000,
      requestedMetrics: ['org.apache.kafka.consumer.', 'org.apache.kafka.producer.'],
    })
  })

  it('is everything, spelled as an empty prefix, for *', () => {
    const { telemetry } = telemetryWith(EVERYTHING)
    expect(telemetry.subscribe(ID, CLIENT).requestedMetrics).toEqual([''])
  })

  it('is told once an interval', () => {
    const { telemetry, state } = telemetryWith(EVERYTHING)
    telemetry.subscribe(ID, CLIENT)
    expect(errorOf(() => telemetry.subscribe(ID, CLIENT))).toBe('THROTTLING_QUOTA_EXCEEDED')
    state.nowMs = 1_000
    expect(errorOf(() => telemetry.subscribe(ID, CLIENT))).toBe('NONE')
  })
})

describe('a push', () => {
  it('is taken once an interval, compressed or not', () => {
    const { telemetry, state, push } = telemetryWith(EVERYTHING)
    const { subscriptionId } = telemetry.subscribe(ID, CLIENT)
    push(subscriptionId)
    expect(errorOf(() => push(subscriptionId))).toBe('THROTTLING_QUOTA_EXCEEDED')
    state.nowMs = 1_000
    push(subscriptionId, { compressionType: ZSTD, metrics: compress('zstd', Buffer.from('metrics')) })
  })

  it('of a client that ends is taken before the interval is over, and is its last', () => {
    const { telemetry, state, push } = telemetryWith(EVERYTHING)
    const { subscriptionId } = telemetry.subscribe(ID, CLIENT)
    push(subscriptionId)
    push(subscriptionId, { terminating: true })
    state.nowMs = 5_000
    expect(errorOf(() => push(subscriptionId))).toBe('INVALID_REQUEST')
  })

  it('for what is no longer wanted is refused, and the client may ask at once', () => {
    const { telemetry, state, push } = telemetryWith(EVERYTHING)
    const { subscriptionId } = telemetry.subscribe(ID, CLIENT)
    state.subscriptions = [{ metrics: 'less', 'interval.ms': '1000' }]
    expect(errorOf(() => push(subscriptionId))).toBe('UNKNOWN_SUBSCRIPTION_ID')
    expect(telemetry.subscribe(ID, CLIENT).requestedMetrics).toEqual(['less'])
  })

  it('that makes no sense is refused by name', () => {
    const refused = (change: Partial<TelemetryPush>) => {
      const { telemetry, push } = telemetryWith(EVERYTHING)
      const { subscriptionId } = telemetry.subscribe(ID, CLIENT)
      return errorOf(() => push(subscriptionId, change))
    }
    expect(refused({ clientInstanceId: ZERO_UUID })).toBe('INVALID_REQUEST')
    expect(refused({ compressionType: 9 })).toBe('UNSUPPORTED_COMPRESSION_TYPE')
    expect(refused({ metrics: Buffer.alloc(1_001) })).toBe('TELEMETRY_TOO_LARGE')
    expect(refused({ compressionType: ZSTD, metrics: Buffer.from('no frame') })).toBe('INVALID_RECORD')
  })

  it('from a client that was forgotten is taken as from any other', () => {
    const { telemetry, push } = telemetryWith(EVERYTHING)
    const { subscriptionId } = telemetry.subscribe(ID, CLIENT)
    for (let index = 0; index < 16_384; index += 1) telemetry.subscribe(`other-${index}`, CLIENT)
    expect(errorOf(() => push(subscriptionId))).toBe('NONE')
  })
})

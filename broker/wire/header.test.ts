import { describe, expect, it } from 'vitest'
import { apiByKey, apis } from './generated/table.ts'
import {
  decodeRequestHeader,
  decodeResponseHeader,
  encodeRequestHeader,
  encodeResponseHeader,
  requestHeaderVersion,
  responseHeaderVersion,
} from './header.ts'
import { KafkaError } from './kafka-error.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

function apiOf(key: number): NonNullable<ReturnType<typeof apiByKey.get>> {
  const api = apiByKey.get(key)
  if (api === undefined) throw new TypeError(`no API ${key}`)
  return api
}

describe('header versions', () => {
  it('follow from the flexible versions of the API', () => {
    expect(requestHeaderVersion(apiOf(3), 8)).toBe(1)
    expect(requestHeaderVersion(apiOf(3), 9)).toBe(2)
    expect(responseHeaderVersion(apiOf(3), 8)).toBe(0)
    expect(responseHeaderVersion(apiOf(3), 9)).toBe(1)
  })

  it('are never flexible for SaslHandshake and OffsetDelete', () => {
    for (const key of [17, 47]) {
      expect(requestHeaderVersion(apiOf(key), 100)).toBe(1)
      expect(responseHeaderVersion(apiOf(key), 100)).toBe(0)
    }
  })

  it('keep the plain response header for ApiVersions, and the flexible request header', () => {
    for (const version of [0, 2, 3, 4, 99]) expect(responseHeaderVersion(apiOf(18), version)).toBe(0)
    expect(requestHeaderVersion(apiOf(18), 2)).toBe(1)
    expect(requestHeaderVersion(apiOf(18), 3)).toBe(2)
  })

  it('know the oldest header of ControlledShutdown', () => {
    expect(requestHeaderVersion({ key: 7, flexibleFrom: 3 }, 0)).toBe(0)
    const reader = new Reader(Buffer.from('0007000000000005', 'hex'))
    expect(decodeRequestHeader(reader)).toEqual({
      apiKey: 7,
      apiVersion: 0,
      correlationId: 5,
      clientId: null,
    })
  })
})

describe('headers', () => {
  it.each([null, '', 'client'])('read back with the client id %o, for every API and version', (clientId) => {
    for (const api of apis) {
      for (let apiVersion = api.minVersion; apiVersion <= api.maxVersion; apiVersion++) {
        const writer = new Writer()
        encodeRequestHeader(writer, api, { apiVersion, correlationId: 9, clientId })
        const request = new Reader(writer.toBuffer())
        expect(decodeRequestHeader(request)).toEqual({
          apiKey: api.key,
          apiVersion,
          correlationId: 9,
          clientId,
        })
        expect(request.remaining).toBe(0)
        encodeResponseHeader(writer, api, { apiVersion, correlationId: 9 })
        const response = new Reader(writer.toBuffer())
        expect(decodeResponseHeader(response, api, apiVersion)).toBe(9)
        expect(response.remaining).toBe(0)
      }
    }
  })

  it('read an unknown API as one without flexible versions', () => {
    const reader = new Reader(Buffer.from('03e7000000000001ffff', 'hex'))
    expect(decodeRequestHeader(reader)).toMatchObject({ apiKey: 999, clientId: null })
  })

  it.each(['', '0012', '001200000000000100', '0012000300000001ffff'])(
    'refuse the truncated header "%s"',
    (hex) => {
      expect(() => decodeRequestHeader(new Reader(Buffer.from(hex, 'hex')))).toThrow(KafkaError)
    },
  )
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClusterFixture } from '../testing/cluster-fixture.ts'
import { apiVersions } from '../wire/generated/api-versions.ts'
import { apiByKey } from '../wire/generated/table.ts'
import { errorNameOf } from '../wire/kafka-error.ts'
import { brokerTable, controllerTable } from './table.ts'

const CONTROLLER = 101

describe('ApiVersions', () => {
  let cluster: ClusterFixture
  beforeAll(async () => {
    cluster = await ClusterFixture.start()
  })
  afterAll(() => cluster.stop())

  const software = { clientSoftwareName: 'apache-kafka-java', clientSoftwareVersion: '4.1.0' }
  const ask = (version: number, request: object = {}, broker = 1) =>
    cluster.call(apiVersions, { ...(version >= 3 ? software : {}), ...request }, { version, broker })

  it.each([0, 1, 2, 3, 4])('lists exactly what the listener serves in v%i', async (version) => {
    const { errorCode, apiKeys } = await ask(version)
    expect(errorCode).toBe(0)
    expect(apiKeys.map(({ apiKey }) => apiKey)).toEqual([...brokerTable.keys()].sort((a, b) => a - b))
    for (const { apiKey, minVersion, maxVersion } of apiKeys) {
      expect({ min: minVersion, max: maxVersion }).toEqual(brokerTable.get(apiKey)?.versions)
    }
  })

  it('advertises Produce from v0, for librdkafka’s sake', async () => {
    const { apiKeys } = await ask(0)
    expect(apiKeys.find(({ apiKey }) => apiKey === 0)).toMatchObject({ minVersion: 0 })
  })

  it('advertises no version that has no codec', () => {
    for (const table of [brokerTable, controllerTable]) {
      for (const { api, versions } of table.values()) {
        expect(apiByKey.get(api.key)).toBe(api)
        expect(versions.min).toBeGreaterThanOrEqual(api.minVersion)
        expect(versions.max).toBeLessThanOrEqual(api.maxVersion)
      }
    }
  })

  it('tells the controller’s own list on its listener', async () => {
    const { apiKeys } = await ask(4, {}, CONTROLLER)
    expect(apiKeys.map(({ apiKey }) => apiKey)).toEqual([...controllerTable.keys()].sort((a, b) => a - b))
  })

  it.each([
    ['an empty name', { clientSoftwareName: '' }],
    ['a name that begins with a dash', { clientSoftwareName: '-kafka' }],
    ['a name that ends with a dot', { clientSoftwareName: 'kafka.' }],
    ['a name with a space', { clientSoftwareName: 'my kafka' }],
    ['an empty version', { clientSoftwareVersion: '' }],
    ['a version with a line break', { clientSoftwareVersion: '1\n' }],
    ['a version beyond ASCII', { clientSoftwareVersion: 'é' }],
  ])('refuses %s', async (_what, request) => {
    for (const version of [3, 4]) {
      expect(errorNameOf((await ask(version, request)).errorCode)).toBe('INVALID_REQUEST')
    }
  })

  it.each(['a', 'a-b.c', 'A1', 'librdkafka', '1.0.0-SNAPSHOT'])('accepts %s', async (text) => {
    expect((await ask(3, { clientSoftwareName: text, clientSoftwareVersion: text })).errorCode).toBe(0)
  })
})

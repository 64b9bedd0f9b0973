import { describe, expect, it } from 'vitest'
import type { Fields } from '../wire/schema/vocabulary.ts'
import { loadApis } from '../wire/testing/load-schemas.ts'
import { includes } from '../wire/testing/schema-arbitrary.ts'
import { brokerTable, controllerTable } from './table.ts'

/** Fields of a request that only older versions have: forwarding in the newest version would lose them. */
function fieldsLost(fields: Fields, newest: number, path = ''): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const here = `${path}${name}`
    if (!includes(field.versions, newest)) return [here]
    const inner = field.kind === 'array' ? field.of : field
    return inner.kind === 'struct' ? fieldsLost(inner.fields, newest, `${here}.`) : []
  })
}

describe('requests that are forwarded to the controller', () => {
  it('lose nothing in the newest version but what is adapted by hand', async () => {
    const apis = await loadApis()
    const lost = apis
      .filter(({ codec }) => brokerTable.has(codec.key) && controllerTable.has(codec.key))
      .filter(({ codec }) => codec.name !== 'Fetch' && codec.name !== 'ApiVersions') // answered by each listener itself
      .flatMap(({ schema, codec }) =>
        fieldsLost(schema.request, codec.maxVersion).map((field) => `${codec.name}.${field}`),
      )
    expect(lost).toEqual([
      'DeleteTopics.topicNames', // 20-delete-topics.ts puts the names among the topics
      'UpdateFeatures.featureUpdates.allowDowngrade', // 57-update-features.ts makes it a kind of change
    ])
  })

  it('are served by the controller in every version the broker serves', () => {
    for (const [key, handler] of brokerTable) {
      const there = controllerTable.get(key)
      if (there === undefined || handler.api.name === 'Fetch') continue
      expect(there.versions).toEqual(handler.versions)
    }
  })
})

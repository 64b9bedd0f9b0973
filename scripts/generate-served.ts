import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ApiHistory } from '../broker/base/kafka-releases.ts'
import type { Difference } from '../broker/handlers/differences.ts'
import type { HandlerTable } from '../broker/handlers/handler.ts'
import type { ApiSchema } from '../broker/wire/schema/vocabulary.ts'
import type { Generation } from './generate-files.ts'
import { loadApiSchemas } from './generate-protocol.ts'
import { renderApi } from './generate-protocol-docs.ts'

/**
 * Renders `docs/reference/protocol.md`: what is served at which versions, what is not, and every deliberate
 * difference from Apache Kafka. It reads the handler tables, which stand on the generated codecs, so it runs
 * after them and imports late.
 */
export async function generateServed(root: string): Promise<Generation> {
  const load = (file: string) => import(pathToFileURL(join(root, 'broker/handlers', file)).href)
  const { brokerTable, controllerTable } = (await load('table.ts')) as {
    brokerTable: HandlerTable<never>
    controllerTable: HandlerTable<never>
  } // what the file exports
  const { DIFFERENCES, NOT_SERVED } = (await load('differences.ts')) as {
    DIFFERENCES: readonly Difference[]
    NOT_SERVED: ReadonlyMap<number, string>
  }
  const { API_HISTORY } = (await load('../base/kafka-releases.ts')) as {
    API_HISTORY: readonly ApiHistory[]
  }
  const text = renderServedPage({
    schemas: await loadApiSchemas(root),
    brokerTable,
    controllerTable,
    differences: DIFFERENCES,
    notServed: NOT_SERVED,
    history: API_HISTORY,
  })
  return { files: [{ path: 'docs/reference/protocol.md', text }], ownedFolders: [] }
}

interface Facts {
  readonly schemas: readonly ApiSchema[]
  readonly brokerTable: HandlerTable<never>
  readonly controllerTable: HandlerTable<never>
  readonly differences: readonly Difference[]
  readonly notServed: ReadonlyMap<number, string>
  readonly history: readonly ApiHistory[]
}

/** The text of `docs/reference/protocol.md`. */
export function renderServedPage(facts: Facts): string {
  const { schemas, brokerTable, controllerTable, differences } = facts
  for (const key of facts.notServed.keys()) {
    if (brokerTable.has(key)) throw new TypeError(`differences.ts says that API ${key} is not served`)
  }
  const served = schemas.filter(({ key }) => brokerTable.has(key) || controllerTable.has(key))
  const names = new Map(schemas.map(({ key, name }) => [key, name]))
  for (const { key, name } of facts.history) names.set(key, name)
  return [
    '<!-- Generated from broker/wire/schema and broker/handlers by scripts/generate-served.ts; do not edit. -->',
    '# Protocol',
    '',
    'What a broker of the bundled cluster serves, and the controllers. ApiVersions is answered from the same tables.',
    '',
    '| key | name | broker | controller | flexible | sent by | purpose |',
    '|--:|---|---|---|---|---|---|',
    ...served.map(
      (schema) =>
        `| ${schema.key} | [${schema.name}](#${schema.name.toLowerCase()}) | ${rangeIn(brokerTable, schema.key)} | ${rangeIn(controllerTable, schema.key)} | ${schema.flexible} | ${schema.internal === true ? 'nodes' : 'clients'} | ${schema.doc} |`,
    ),
    '',
    '## Not served',
    '',
    '| key | name | why |',
    '|--:|---|---|',
    ...facts.history
      .filter(({ key }) => !brokerTable.has(key))
      .map(({ key, name }) => `| ${key} | ${name} | ${reason(facts, key)} |`),
    '',
    '## What differs from Apache Kafka',
    '',
    'Every deliberate difference; another one is a bug.',
    '',
    ...differences.map(({ key, text }) => {
      const name = key === null ? undefined : names.get(key)
      return name === undefined ? `- ${text}` : `- **${name}.** ${text}`
    }),
    ...schemas.flatMap(renderApi),
    '',
  ].join('\n')
}

function rangeIn(table: HandlerTable<never>, key: number): string {
  const versions = table.get(key)?.versions
  if (versions === undefined) return ''
  return versions.min === versions.max ? String(versions.min) : `${versions.min}-${versions.max}`
}

function reason(facts: Facts, key: number): string {
  const why = facts.notServed.get(key)
  if (why === undefined) throw new TypeError(`differences.ts does not say why API ${key} is not served`)
  return why
}

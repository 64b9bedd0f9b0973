import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { assert } from '../broker/base/assert.ts'
import type { ApiSchema, MessageSchema } from '../broker/wire/schema/vocabulary.ts'
import type { GeneratedFile, Generation } from './generate-files.ts'
import { renderCodecs } from './generate-protocol-codec.ts'
import { renderErrorsPage } from './generate-protocol-docs.ts'
import { type MessageModel, modelOf } from './generate-protocol-model.ts'
import { renderInterfaces } from './generate-protocol-types.ts'

/**
 * Turns `broker/wire/schema` into `broker/wire/generated` (interfaces, codecs and the table of APIs) and into
 * the reference of the errors. Run it with `npm run generate`; `npm run check` compares.
 */

const SCHEMA_FOLDER = 'broker/wire/schema'
const GENERATED_FOLDER = 'broker/wire/generated'

interface Loaded<Schema> {
  /** Path of the schema file in the repository. */
  readonly source: string
  /** File name without number and ending. */
  readonly stem: string
  readonly schema: Schema
}

/** Reads every schema and renders all files that come from them. */
export async function generateProtocol(root: string): Promise<Generation> {
  const apis = await loadSchemas<ApiSchema>(root, SCHEMA_FOLDER, 'api')
  const messages = await loadSchemas<MessageSchema>(root, `${SCHEMA_FOLDER}/records`, 'message')
  apis.sort((left, right) => left.schema.key - right.schema.key)
  const files: GeneratedFile[] = [
    ...apis.map(renderApiFile),
    ...messages.map(renderMessageFile),
    { path: `${GENERATED_FOLDER}/table.ts`, text: renderTable(apis) },
    { path: 'docs/reference/errors.md', text: renderErrorsPage() },
  ]
  assert(new Set(files.map((file) => file.path)).size === files.length, 'generated paths are unique')
  return { files, ownedFolders: [GENERATED_FOLDER] }
}

/** The schema of every API, by key. */
export async function loadApiSchemas(root: string): Promise<readonly ApiSchema[]> {
  const apis = await loadSchemas<ApiSchema>(root, SCHEMA_FOLDER, 'api')
  return apis.map(({ schema }) => schema).sort((left, right) => left.key - right.key)
}

async function loadSchemas<Schema extends ApiSchema | MessageSchema>(
  root: string,
  folder: string,
  kind: Schema['kind'],
): Promise<Loaded<Schema>[]> {
  const loaded: Loaded<Schema>[] = []
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.ts'))
  for (const name of names.sort()) {
    const source = `${folder}/${name}`
    const exported: Record<string, unknown> = await import(pathToFileURL(join(root, source)).href)
    for (const [exportName, value] of Object.entries(exported)) {
      if (!isSchema<Schema>(value, kind)) continue
      const stem = kebab(value.name)
      if (kind === 'api') {
        assert(name === `${numberOf(value)}-${stem}.ts`, 'an API schema is named for its key', { name })
      }
      assert(exportName === camel(value.name), 'a schema is exported under its own name', { exportName })
      loaded.push({ source, stem, schema: value })
    }
  }
  return loaded
}

function isSchema<Schema extends ApiSchema | MessageSchema>(
  value: unknown,
  kind: Schema['kind'],
): value is Schema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
}

function numberOf(schema: ApiSchema | MessageSchema): string {
  return schema.kind === 'api' ? String(schema.key).padStart(2, '0') : ''
}

function renderApiFile({ source, stem, schema }: Loaded<ApiSchema>): GeneratedFile {
  const base = { versions: schema.versions, flexible: schema.flexible }
  const request = modelOf({
    ...base,
    name: `${schema.name}Request`,
    doc: `${schema.doc}`,
    fields: schema.request,
  })
  const response = modelOf({
    ...base,
    name: `${schema.name}Response`,
    doc: `The answer to ${schema.name}.`,
    fields: schema.response,
  })
  const name = schema.name
  const types = `${name}Request, ${name}RequestInput, ${name}Response, ${name}ResponseInput`
  const codec = [
    `/** ${schema.doc} */`,
    `export const ${camel(name)}: ApiCodec<${types}> = {`,
    `  key: ${schema.key},`,
    ...renderHeader(schema.name, request),
    '  request: {',
    ...renderMethods(request, '    '),
    '  },',
    '  response: {',
    ...renderMethods(response, '    '),
    '  },',
    '}',
  ].join('\n')
  const text = renderFile(source, [codec, ...renderMessage(request), ...renderMessage(response)])
  return { path: `${GENERATED_FOLDER}/${stem}.ts`, text }
}

function renderMessageFile({ source, stem, schema }: Loaded<MessageSchema>): GeneratedFile {
  const model = modelOf(schema)
  const codec = [
    `/** ${schema.doc} */`,
    `export const ${camel(schema.name)}: RecordCodec<${schema.name}, ${schema.name}Input> = {`,
    `  recordType: ${schema.recordType ?? 'null'},`,
    ...renderHeader(schema.name, model),
    ...renderMethods(model, '  '),
    '}',
  ].join('\n')
  return {
    path: `${GENERATED_FOLDER}/${stem}.ts`,
    text: renderFile(source, [codec, ...renderMessage(model)]),
  }
}

function renderHeader(name: string, model: MessageModel): string[] {
  const { min, max } = model.root.range
  const flexibleFrom = Number.isFinite(model.flexibleFrom) ? model.flexibleFrom : 'Number.POSITIVE_INFINITY'
  return [
    `  name: '${name}',`,
    `  minVersion: ${min},`,
    `  maxVersion: ${max},`,
    `  flexibleFrom: ${flexibleFrom},`,
  ]
}

function renderMethods(model: MessageModel, indent: string): string[] {
  const { typeName, range } = model.root
  const check = `checkVersion('${typeName}', version, { min: ${range.min}, max: ${range.max} })`
  return [
    `encode(writer, message, version) {`,
    `  ${check}`,
    `  encode${typeName}(writer, message, version)`,
    `},`,
    `decode(reader, version) {`,
    `  ${check}`,
    `  return decode${typeName}(reader, version)`,
    `},`,
  ].map((line) => indent + line)
}

function renderMessage(model: MessageModel): string[] {
  return [...model.structs.map(renderInterfaces), renderCodecs(model)]
}

function renderFile(source: string, parts: readonly string[]): string {
  const body = parts.join('\n\n')
  const uses = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(body)
  const importLine = (names: readonly string[], from: string): string[] => {
    const used = names.filter((name) => uses(name.replace(/^type /, '')))
    if (used.length === 0) return []
    const areTypes = used.every((name) => name.startsWith('type '))
    const list = areTypes ? used.map((name) => name.replace(/^type /, '')) : used
    return [`import ${areTypes ? 'type ' : ''}{ ${list.join(', ')} } from '../${from}.ts'`]
  }
  const constants = uses('EMPTY_BYTES') ? ['', 'const EMPTY_BYTES = Buffer.alloc(0)'] : []
  return [
    `// Generated from ${source} by scripts/generate-protocol.ts; do not edit.`,
    ...importLine(['type ApiCodec', 'type RecordCodec'], 'codec'),
    ...importLine(['cannotBeNull', 'cannotCarry', 'checkVersion'], 'codec-support'),
    ...importLine(['type Reader', 'type Uuid', 'ZERO_UUID'], 'reader'),
    ...importLine(['type RecordsInput', 'type Writer'], 'writer'),
    ...constants,
    '',
    body,
    '',
  ].join('\n')
}

function renderTable(apis: readonly Loaded<ApiSchema>[]): string {
  const keys = apis.map((loaded) => loaded.schema.key)
  assert(new Set(keys).size === keys.length, 'API keys are unique')
  return [
    `// Generated from ${SCHEMA_FOLDER} by scripts/generate-protocol.ts; do not edit.`,
    "import type { AnyApiCodec } from '../codec.ts'",
    ...apis.map(({ stem, schema }) => `import { ${camel(schema.name)} } from './${stem}.ts'`),
    '',
    '/** Every API that can be read and written, by key. */',
    'export const apis: readonly AnyApiCodec[] = [',
    ...apis.map(({ schema }) => `  ${camel(schema.name)},`),
    ']',
    '',
    '/** The same, to look up. */',
    'export const apiByKey: ReadonlyMap<number, AnyApiCodec> = new Map(apis.map((api) => [api.key, api]))',
    '',
  ].join('\n')
}

function camel(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

function kebab(name: string): string {
  assert(/^[A-Z]/.test(name), 'names start with a capital', { name })
  return name.replace(/(?<!^)(?=[A-Z])/g, '-').toLowerCase()
}

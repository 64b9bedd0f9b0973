import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AnyApiCodec, RecordCodec } from '../codec.ts'
import { apis } from '../generated/table.ts'
import type { ApiSchema, MessageSchema } from '../schema/vocabulary.ts'

/** Schemas with the codecs that were generated from them. */

const WIRE_FOLDER = join(import.meta.dirname, '..')

/** Every API: schema and codec, by key. */
export async function loadApis(): Promise<{ schema: ApiSchema; codec: AnyApiCodec }[]> {
  const schemas = (await exportsOf('schema')).filter((value) => isKind<ApiSchema>(value, 'api'))
  return apis.map((codec) => {
    const schema = schemas.find((candidate) => candidate.key === codec.key)
    if (schema === undefined) throw new TypeError(`no schema for key ${codec.key}`)
    return { schema, codec }
  })
}

/** Every other message: schema and codec. */
export async function loadMessages(): Promise<
  { schema: MessageSchema; codec: RecordCodec<unknown, unknown> }[]
> {
  const schemas = (await exportsOf('schema/records')).filter((value) =>
    isKind<MessageSchema>(value, 'message'),
  )
  const codecs = (await exportsOf('generated')).filter((value) => isRecordCodec(value))
  return schemas.map((schema) => {
    const codec = codecs.find((candidate) => candidate.name === schema.name)
    if (codec === undefined) throw new TypeError(`no codec for ${schema.name}`)
    return { schema, codec }
  })
}

async function exportsOf(folder: string): Promise<unknown[]> {
  const values: unknown[] = []
  const names = readdirSync(join(WIRE_FOLDER, folder)).filter((name) => name.endsWith('.ts'))
  for (const name of names.sort()) {
    const module: Record<string, unknown> = await import(pathToFileURL(join(WIRE_FOLDER, folder, name)).href)
    values.push(...Object.values(module))
  }
  return values
}

function isKind<Schema extends ApiSchema | MessageSchema>(
  value: unknown,
  kind: Schema['kind'],
): value is Schema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
}

function isRecordCodec(value: unknown): value is RecordCodec<unknown, unknown> {
  return typeof value === 'object' && value !== null && 'recordType' in value
}

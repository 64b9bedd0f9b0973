import fc from 'fast-check'
import { ZERO_UUID } from '../reader.ts'
import { type Field, type Fields, type ScalarKind, versionRange } from '../schema/vocabulary.ts'

/** Random messages for a version, made from the schema: an oracle that shares nothing with the generator. */

const MAX_ITEMS = 3

/** Values that a message of `fields` may have in `version`; what the version lacks is at its default. */
export function messageArbitrary(fields: Fields, version: number): fc.Arbitrary<Record<string, unknown>> {
  const parts: Record<string, fc.Arbitrary<unknown>> = {}
  for (const [name, field] of Object.entries(fields)) {
    parts[name] = includes(field.versions, version)
      ? fieldArbitrary(field, version)
      : fc.constant(defaultOf(field))
  }
  return fc.record(parts, { noNullPrototype: true })
}

/** What a field reads as where it does not exist. */
export function defaultOf(field: Field): unknown {
  const given = field.options.default
  if (given === null) return null
  if (field.kind === 'array') return []
  if (field.kind === 'struct') {
    return Object.fromEntries(Object.entries(field.fields).map(([name, inner]) => [name, defaultOf(inner)]))
  }
  return given ?? SCALAR_DEFAULTS[field.kind]
}

/** A value that is not the default. */
export function otherThanDefault(field: Field): unknown {
  if (field.kind === 'array')
    return [field.of.kind === 'struct' ? defaultOf(field.of) : otherThanDefault(field.of)]
  if (field.kind === 'struct') {
    return Object.fromEntries(
      Object.entries(field.fields).map(([name, inner]) => [name, otherThanDefault(inner)]),
    )
  }
  switch (field.kind) {
    case 'bool':
      return !(field.options.default ?? false)
    case 'string':
      return 'other'
    case 'uuid':
      return 'AAAAAAAAAAAAAAAAAAAAAQ'
    case 'bytes':
    case 'records':
      return Buffer.from('other')
    default:
      return 77
  }
}

/** Whether a range of versions contains `version`. */
export function includes(range: string, version: number): boolean {
  const parsed = versionRange(range)
  return parsed !== null && version >= parsed.min && version <= parsed.max
}

const SCALAR_DEFAULTS: Record<ScalarKind, unknown> = {
  int8: 0,
  int16: 0,
  int32: 0,
  int64: 0,
  uint16: 0,
  float64: 0,
  bool: false,
  uuid: ZERO_UUID,
  string: '',
  bytes: Buffer.alloc(0),
  records: Buffer.alloc(0),
}

function fieldArbitrary(field: Field, version: number): fc.Arbitrary<unknown> {
  const present = presentArbitrary(field, version)
  const nullable = field.options.nullable
  return nullable !== undefined && includes(nullable, version) ? fc.option(present, { freq: 4 }) : present
}

function presentArbitrary(field: Field, version: number): fc.Arbitrary<unknown> {
  if (field.kind === 'array') return fc.array(presentArbitrary(field.of, version), { maxLength: MAX_ITEMS })
  if (field.kind === 'struct') return messageArbitrary(field.fields, version)
  return scalarArbitrary(field.kind)
}

function scalarArbitrary(kind: ScalarKind): fc.Arbitrary<unknown> {
  switch (kind) {
    case 'int8':
      return fc.integer({ min: -128, max: 127 })
    case 'int16':
      return fc.integer({ min: -32768, max: 32767 })
    case 'int32':
      return fc.integer()
    case 'int64':
      return fc.maxSafeInteger()
    case 'uint16':
      return fc.integer({ min: 0, max: 65535 })
    case 'float64':
      return fc.double({ noNaN: true })
    case 'bool':
      return fc.boolean()
    case 'uuid':
      return bytesArbitrary(16, 16).map((bytes) => bytes.toString('base64url'))
    case 'string':
      return fc.string({ unit: 'binary', maxLength: 12 })
    case 'bytes':
    case 'records':
      return bytesArbitrary(0, 40)
  }
}

function bytesArbitrary(minLength: number, maxLength: number): fc.Arbitrary<Buffer> {
  return fc.uint8Array({ minLength, maxLength }).map((bytes) => Buffer.from(bytes))
}

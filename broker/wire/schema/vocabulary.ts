import { assert } from '../../base/assert.ts'
import type { ErrorName } from './errors.ts'

/**
 * The words in which the protocol is written down.
 *
 * One file per API key, `NN-kebab-name.ts`, exports `api({...})` with its request and its response; files
 * under `records/` export `message({...})` for what travels inside records. A field is one word for its type,
 * the versions that have it (`'0-3'`, `'4+'`, `'7'`) and one sentence, with the unit. The order of the fields
 * is their order on the wire.
 *
 *     throttleTimeMs: int32('1+', 'How long the client was throttled, ms.', { ignorable: true }),
 *     topics: array(struct({ name: string('0+', 'The topic.') }), '0+', 'What to read.', { nullable: '1+' }),
 *     host: string('0+', 'Where to connect.'), clusterId: string('8+', '...', { tag: 0, nullable: '8+', default: null }),
 *
 * `scripts/generate-protocol.ts` turns these into interfaces and straight-line codecs in `../generated`, and
 * into `docs/reference/protocol.md`; nothing interprets a schema at run time. A field that a version lacks
 * reads as its default: 0, false, '', empty, the zero id, or `default`. Writing another value into a version
 * without the field is UNSUPPORTED_VERSION, unless the field is `ignorable`. A `tag` makes the field a tagged
 * field in all its versions, left out while it has its default; tagged fields come last.
 */

/** Types of one value. */
export type ScalarKind =
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint16'
  | 'float64'
  | 'bool'
  | 'uuid'
  | 'string'
  | 'bytes'
  | 'records'

/** What a field may say about itself besides type, versions and meaning. */
export interface FieldOptions {
  /** What a version without the field reads as, and what may be left out on writing; `'empty'` for arrays. */
  readonly default?: number | string | boolean | null
  /** Versions in which the value may be null. */
  readonly nullable?: string
  /** Number of the tagged field. */
  readonly tag?: number
  /** Whether a version without the field drops the value silently. */
  readonly ignorable?: boolean
  /** Name of the struct inside, without the name of the message; by default the singular of the field. */
  readonly name?: string
}

interface FieldBase {
  readonly versions: string
  readonly doc: string
  readonly options: FieldOptions
}

/** A field of one value. */
export interface ScalarField extends FieldBase {
  readonly kind: ScalarKind
}

/** A field of several values. */
export interface ArrayField extends FieldBase {
  readonly kind: 'array'
  readonly of: Field
}

/** A field of named fields. */
export interface StructField extends FieldBase {
  readonly kind: 'struct'
  readonly fields: Fields
}

/** Any field. */
export type Field = ScalarField | ArrayField | StructField

/** Fields by name, in wire order. */
export type Fields = Readonly<Record<string, Field>>

/** What `api` takes. */
export interface ApiDefinition {
  readonly key: number
  /** As Kafka spells it. */
  readonly name: string
  /** One sentence: what the request is for. */
  readonly doc: string
  /** Versions written down, `'0-6'`. */
  readonly versions: string
  /** First flexible version, `'3+'`, or `'none'`. */
  readonly flexible: string
  /** Whether only nodes of the cluster send it. */
  readonly internal?: boolean
  /** What each version brought, one line each. */
  readonly notes?: Readonly<Record<number, string>>
  /** Errors that may come back, besides those any request may meet. */
  readonly errors: readonly ErrorName[]
  readonly request: Fields
  readonly response: Fields
}

/** An API as a schema. */
export interface ApiSchema extends ApiDefinition {
  readonly kind: 'api'
}

/** What `message` takes. */
export interface MessageDefinition {
  /** As Kafka spells it. */
  readonly name: string
  readonly doc: string
  readonly versions: string
  readonly flexible: string
  /** The id the log gives this kind of record. */
  readonly recordType?: number
  readonly notes?: Readonly<Record<number, string>>
  readonly fields: Fields
}

/** A message outside the request protocol as a schema. */
export interface MessageSchema extends MessageDefinition {
  readonly kind: 'message'
}

/** Declares an API key. */
export function api(definition: ApiDefinition): ApiSchema {
  return { kind: 'api', ...definition }
}

/** Declares a message outside the request protocol. */
export function message(definition: MessageDefinition): MessageSchema {
  return { kind: 'message', ...definition }
}

/** Declares a scalar; called without arguments inside `array(...)`, where the array says the rest. */
type ScalarWord = (versions?: string, doc?: string, options?: FieldOptions) => ScalarField

/** Signed 8-bit integer. */
export const int8: ScalarWord = scalar('int8')
/** Signed 16-bit integer. */
export const int16: ScalarWord = scalar('int16')
/** Signed 32-bit integer. */
export const int32: ScalarWord = scalar('int32')
/** Signed 64-bit integer; a checked number. */
export const int64: ScalarWord = scalar('int64')
/** Unsigned 16-bit integer: ports. */
export const uint16: ScalarWord = scalar('uint16')
/** IEEE 754 double. */
export const float64: ScalarWord = scalar('float64')
/** One byte. */
export const bool: ScalarWord = scalar('bool')
/** 16 bytes; 22 characters of base64url in memory. */
export const uuid: ScalarWord = scalar('uuid')
/** UTF-8. */
export const string: ScalarWord = scalar('string')
/** Opaque bytes. */
export const bytes: ScalarWord = scalar('bytes')
/** Record batches, opaque here. */
export const records: ScalarWord = scalar('records')

/** Declares an array of scalars or structs. */
export function array(of: Field, versions: string, doc: string, options: FieldOptions = {}): ArrayField {
  return { kind: 'array', of, versions, doc, options }
}

/** Declares a struct; inside `array(...)` with its fields alone. */
export function struct(fields: Fields, versions = '0+', doc = '', options: FieldOptions = {}): StructField {
  return { kind: 'struct', fields, versions, doc, options }
}

/** An inclusive range of versions. */
export interface VersionRange {
  readonly min: number
  /** Infinity for an open end. */
  readonly max: number
}

/** Reads `'3'`, `'0-3'`, `'4+'`; null for `'none'`. */
export function versionRange(text: string): VersionRange | null {
  if (text === 'none') return null
  const parts = /^(\d+)(?:(\+)|-(\d+))?$/.exec(text)
  assert(parts !== null, 'a range of versions reads 3, 0-3 or 4+', { text })
  const min = Number(parts[1])
  if (parts[2] !== undefined) return { min, max: Number.POSITIVE_INFINITY }
  return { min, max: parts[3] === undefined ? min : Number(parts[3]) }
}

function scalar(kind: ScalarKind): ScalarWord {
  return (versions = '0+', doc = '', options = {}) => ({ kind, versions, doc, options })
}

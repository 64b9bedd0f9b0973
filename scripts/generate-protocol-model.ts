import { assert } from '../broker/base/assert.ts'
import {
  type ArrayField,
  type Field,
  type Fields,
  type ScalarKind,
  type VersionRange,
  versionRange,
} from '../broker/wire/schema/vocabulary.ts'

/**
 * A schema, resolved: struct names chosen, version ranges intersected with those of the surroundings,
 * defaults turned into source text. The renderers read nothing but this.
 */

/** What a field or an array element is made of. */
export type TypeModel =
  | { readonly kind: ScalarKind }
  | { readonly kind: 'struct'; readonly struct: StructModel }

/** One field of a struct. */
export interface FieldModel {
  readonly name: string
  readonly doc: string
  /** As written in the schema. */
  readonly versionsText: string
  /** Versions that have the field, within those of its struct. */
  readonly range: VersionRange
  readonly type: TypeModel
  readonly isArray: boolean
  /** Versions in which null may travel, within `range`; null when none. */
  readonly nullable: VersionRange | null
  /** Whether the type includes null. */
  readonly mayBeNull: boolean
  readonly tag: number | null
  readonly isIgnorable: boolean
  /** Whether encode accepts the field being left out. */
  readonly isOptional: boolean
  /** Source text of the default. */
  readonly defaultText: string
}

/** One interface with its codec. */
export interface StructModel {
  readonly typeName: string
  readonly doc: string
  readonly range: VersionRange
  readonly fields: readonly FieldModel[]
}

/** One message: its root struct and all structs, root first. */
export interface MessageModel {
  readonly root: StructModel
  readonly structs: readonly StructModel[]
  readonly flexibleFrom: number
}

/** Name, versions and fields of a message to resolve. */
export interface MessageSource {
  readonly name: string
  readonly doc: string
  readonly versions: string
  readonly flexible: string
  readonly fields: Fields
}

/** Resolves one message. @throws AssertionError when the schema contradicts itself. */
export function modelOf(source: MessageSource): MessageModel {
  const range = versionRange(source.versions)
  assert(range !== null, 'a message has versions', { name: source.name })
  const flexible = versionRange(source.flexible)
  const resolver = new Resolver(source.name, flexible?.min ?? Number.POSITIVE_INFINITY)
  const root = resolver.struct(source.fields, { typeName: source.name, doc: source.doc, range })
  return { root, structs: resolver.structs, flexibleFrom: resolver.flexibleFrom }
}

/** The fewest bytes an element of this type takes in any of the versions of `range`. */
export function minElementBytes(type: TypeModel, range: VersionRange, flexibleFrom: number): number {
  let fewest = Number.POSITIVE_INFINITY
  for (let version = range.min; version <= range.max; version++) {
    fewest = Math.min(fewest, typeBytes(type, version, version >= flexibleFrom))
  }
  return Math.max(1, fewest)
}

/** Source of the condition that `version`, known to lie in `context`, lies in `range`; null when it always does. */
export function condition(range: VersionRange, context: VersionRange): string | null {
  const fromMatters = range.min > context.min
  const toMatters = range.max < context.max
  if (!fromMatters && !toMatters) return null
  if (range.min === range.max) return `version === ${range.min}`
  if (fromMatters && toMatters) return `version >= ${range.min} && version <= ${range.max}`
  return fromMatters ? `version >= ${range.min}` : `version <= ${range.max}`
}

/** The versions in both ranges; null when there are none. */
export function intersect(left: VersionRange, right: VersionRange): VersionRange | null {
  const both = { min: Math.max(left.min, right.min), max: Math.min(left.max, right.max) }
  return both.min <= both.max ? both : null
}

const FIXED_BYTES: Partial<Record<ScalarKind, number>> = {
  int8: 1,
  int16: 2,
  int32: 4,
  int64: 8,
  uint16: 2,
  float64: 8,
  bool: 1,
  uuid: 16,
}

const DEFAULTS: Record<ScalarKind, string> = {
  int8: '0',
  int16: '0',
  int32: '0',
  int64: '0',
  uint16: '0',
  float64: '0',
  bool: 'false',
  uuid: 'ZERO_UUID',
  string: "''",
  bytes: 'EMPTY_BYTES',
  records: 'EMPTY_BYTES',
}

class Resolver {
  readonly structs: StructModel[] = []
  readonly flexibleFrom: number
  readonly #messageName: string
  readonly #byFields = new Map<Fields, StructModel>()

  constructor(messageName: string, flexibleFrom: number) {
    this.#messageName = messageName
    this.flexibleFrom = flexibleFrom
  }

  struct(fields: Fields, shape: { typeName: string; doc: string; range: VersionRange }): StructModel {
    const taken = this.structs.some((struct) => struct.typeName === shape.typeName)
    assert(!taken, 'struct names are unique within a message; give one a name', { name: shape.typeName })
    const resolved: FieldModel[] = []
    const model: StructModel = { ...shape, fields: resolved }
    this.structs.push(model)
    for (const [name, field] of Object.entries(fields)) resolved.push(this.#field(name, field, shape.range))
    assert(resolved.length > 0 || shape.typeName === this.#messageName, 'a struct has fields', { ...shape })
    const tags = resolved.flatMap((field) => (field.tag === null ? [] : [field.tag]))
    assert(
      tags.every((tag, index) => index === 0 || tag > (tags[index - 1] ?? -1)),
      'tags ascend',
      { name: shape.typeName, tags },
    )
    const firstTag = resolved.findIndex((field) => field.tag !== null)
    assert(
      firstTag < 0 || resolved.slice(firstTag).every((field) => field.tag !== null),
      'tagged fields come last',
      { name: shape.typeName },
    )
    return model
  }

  #field(name: string, field: Field, context: VersionRange): FieldModel {
    const where = { message: this.#messageName, name }
    const declared = versionRange(field.versions)
    assert(declared !== null, 'a field has versions', where)
    const range = intersect(declared, context)
    assert(range !== null, 'a field exists in some version of its struct', where)
    assert(field.doc !== '', 'a field says what it means', where)
    const tag = field.options.tag ?? null
    assert(tag === null || range.min >= this.flexibleFrom, 'a tagged field needs flexible versions', where)
    const nullableText = field.options.nullable
    const nullableDeclared = nullableText === undefined ? null : versionRange(nullableText)
    const nullable = nullableDeclared === null ? null : intersect(nullableDeclared, range)
    const isAbsentSomewhere = range.min > context.min || range.max < context.max
    const type = this.#type(name, field, range)
    return {
      name,
      doc: field.doc,
      versionsText: field.versions,
      range,
      type,
      isArray: field.kind === 'array',
      nullable,
      mayBeNull: nullable !== null || field.options.default === null,
      tag,
      isIgnorable: field.options.ignorable === true,
      isOptional: isAbsentSomewhere || tag !== null || field.options.default !== undefined,
      defaultText: defaultText(field, type),
    }
  }

  #type(name: string, field: Field, range: VersionRange): TypeModel {
    const inner = field.kind === 'array' ? elementOf(field) : field
    if (inner.kind !== 'struct') return { kind: inner.kind }
    const known = this.#byFields.get(inner.fields)
    if (known !== undefined) {
      assert(
        known.range.min === range.min && known.range.max === range.max,
        'a shared struct has one range',
        {
          name,
        },
      )
      return { kind: 'struct', struct: known }
    }
    const own = field.options.name ?? (field.kind === 'array' ? singular(name) : name)
    const typeName = this.#messageName + own.charAt(0).toUpperCase() + own.slice(1)
    const struct = this.struct(inner.fields, { typeName, doc: field.doc, range })
    this.#byFields.set(inner.fields, struct)
    return { kind: 'struct', struct }
  }
}

function elementOf(field: ArrayField): Exclude<Field, ArrayField> {
  assert(field.of.kind !== 'array', 'an array of arrays is a struct with an array')
  return field.of
}

function defaultText(field: Field, type: TypeModel): string {
  const given = field.options.default
  if (given === null) return 'null'
  if (field.kind === 'array') return '[]' // The one default of an array; `empty` says it aloud.
  if (type.kind === 'struct') return `default${type.struct.typeName}`
  if (given === undefined) return DEFAULTS[type.kind]
  return typeof given === 'string' ? `'${given}'` : String(given)
}

function typeBytes(type: TypeModel, version: number, isFlexible: boolean): number {
  if (type.kind !== 'struct') {
    const lengthBytes = type.kind === 'string' ? 2 : 4
    return FIXED_BYTES[type.kind] ?? (isFlexible ? 1 : lengthBytes)
  }
  let total = isFlexible ? 1 : 0
  for (const field of type.struct.fields) {
    if (field.tag !== null || version < field.range.min || version > field.range.max) continue
    if (field.isArray) total += isFlexible ? 1 : 4
    else if (field.type.kind === 'struct' && field.mayBeNull) total += 1
    else total += typeBytes(field.type, version, isFlexible)
  }
  return total
}

function singular(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`
  return name.endsWith('s') ? name.slice(0, -1) : name
}

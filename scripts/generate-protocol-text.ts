import type { VersionRange } from '../broker/wire/schema/vocabulary.ts'
import { condition, type FieldModel, type TypeModel } from './generate-protocol-model.ts'

/** Pieces of source text that codecs are put together from. */

/** A stretch of versions in which a field has the same form. */
export interface Segment {
  readonly range: VersionRange
  readonly isFlexible: boolean
  readonly isNullable: boolean
}

/** The stretches of versions in which `field` has one form, oldest first. */
export function segments(field: FieldModel, flexibleFrom: number): Segment[] {
  const result: Segment[] = []
  for (let version = field.range.min; version <= field.range.max; version++) {
    const isFlexible = version >= flexibleFrom
    const isNullable =
      field.nullable !== null && version >= field.nullable.min && version <= field.nullable.max
    const last = result.at(-1)
    if (last !== undefined && last.isFlexible === isFlexible && last.isNullable === isNullable) {
      result[result.length - 1] = { ...last, range: { min: last.range.min, max: version } }
    } else result.push({ range: { min: version, max: version }, isFlexible, isNullable })
  }
  return result
}

/** Source text for a range of versions. */
export interface Call {
  readonly range: VersionRange
  readonly text: string
}

/** Calls with equal text next to each other count as one. */
function merged(calls: readonly Call[]): Call[] {
  const result: Call[] = []
  for (const call of calls) {
    const last = result.at(-1)
    if (last?.text === call.text) {
      result[result.length - 1] = { text: call.text, range: { min: last.range.min, max: call.range.max } }
    } else result.push(call)
  }
  return result
}

/** Newest versions first, so that the usual case is decided at once. */
export function chain(calls: readonly Call[], context: VersionRange): string[] {
  const ordered = merged(calls).reverse()
  return ordered.map((call, index) => {
    const isLast = index === ordered.length - 1
    const test = isLast ? null : condition({ min: call.range.min, max: context.max }, context)
    return `${index === 0 ? '' : 'else '}${test === null ? '' : `if (${test}) `}${call.text}`
  })
}

/** Calls as one conditional expression, newest versions first. */
export function ternary(calls: readonly Call[]): string {
  const ordered = merged(calls).reverse()
  return ordered
    .map((call, index) =>
      index === ordered.length - 1 ? call.text : `version >= ${call.range.min} ? ${call.text} : `,
    )
    .join('')
}

/** Source of the test that a value differs from the default of its field. */
export function isSet(field: FieldModel, value: string): string {
  if (field.defaultText === 'null') return `${value} !== null`
  const orNull = field.mayBeNull ? `${value} === null || ` : ''
  const wrap = (test: string): string => (orNull === '' ? test : `(${orNull}${test})`)
  if (field.isArray || field.type.kind === 'bytes' || field.type.kind === 'records') {
    return wrap(`${value}.length > 0`)
  }
  if (field.type.kind === 'struct') return wrap(`!isDefault${field.type.struct.typeName}(${value})`)
  return `${value} !== ${field.defaultText}`
}

/** Whether values of the type start with a length. */
export function hasLength(type: TypeModel): boolean {
  return type.kind === 'string' || type.kind === 'bytes' || type.kind === 'records'
}

/** Name of the Reader and Writer method for a type without a length. */
export function scalarMethod(type: TypeModel): string {
  return type.kind === 'bool' ? 'boolean' : type.kind
}

/** Name of the Reader and Writer method for a type with a length. */
export function lengthMethod(type: TypeModel | 'array', isFlexible: boolean, isNullable: boolean): string {
  const word = type === 'array' ? 'arrayLength' : type.kind
  const parts = [...(isFlexible ? ['compact'] : []), ...(isNullable ? ['nullable'] : []), word]
  return parts.map((part, index) => (index === 0 ? part : part[0]?.toUpperCase() + part.slice(1))).join('')
}

/** Lines moved right by one step. */
export function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`))
}

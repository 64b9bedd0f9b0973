import type { VersionRange } from '../broker/wire/schema/vocabulary.ts'
import {
  condition,
  type FieldModel,
  intersect,
  type MessageModel,
  minElementBytes,
  type StructModel,
  type TypeModel,
} from './generate-protocol-model.ts'
import {
  chain,
  hasLength,
  indent,
  isSet,
  lengthMethod,
  scalarMethod,
  segments,
  ternary,
} from './generate-protocol-text.ts'
import { baseType, fieldType } from './generate-protocol-types.ts'

/**
 * Renders straight-line codecs: one encode and one decode function a struct, with the differences between
 * versions as plain conditions. Conditions that the surroundings already decide are left out.
 */

/** Renders the functions of all structs of a message. */
export function renderCodecs(message: MessageModel): string {
  // Children first: the constant default of a struct holds those of its parts.
  const structs = message.structs.toReversed()
  return structs.map((struct) => new StructRenderer(message, struct).render()).join('\n\n')
}

/** Parameters and locals of the rendered functions; a field of such a name gets another local. */
const TAKEN = new Set([
  'reader',
  'writer',
  'version',
  'message',
  'count',
  'items',
  'index',
  'item',
  'tag',
  'end',
])

function localOf(field: FieldModel): string {
  return TAKEN.has(field.name) ? `${field.name}Field` : field.name
}

class StructRenderer {
  readonly #struct: StructModel
  readonly #message: MessageModel
  readonly #flexible: VersionRange | null

  constructor(message: MessageModel, struct: StructModel) {
    this.#message = message
    this.#struct = struct
    const flexible = { min: message.flexibleFrom, max: Number.POSITIVE_INFINITY }
    this.#flexible = intersect(flexible, struct.range)
  }

  render(): string {
    const parts = [this.#renderEncode(), this.#renderDecode()]
    if (needsDefault(this.#message, this.#struct)) parts.push(this.#renderDefault(), this.#renderIsDefault())
    return parts.join('\n\n')
  }

  // Encoding.

  #renderEncode(): string {
    const { typeName, fields } = this.#struct
    const body: string[] = []
    for (const field of fields) if (field.tag === null) body.push(...this.#encodeField(field))
    body.push(...this.#encodeTagged())
    const used = (name: string): string => parameterName(name, body)
    const parameters = `${used('writer')}: Writer, ${used('message')}: ${typeName}Input, ${used('version')}: number`
    return [`function encode${typeName}(${parameters}): void {`, ...indent(body), '}'].join('\n')
  }

  #bind(field: FieldModel): string {
    const access = `message.${field.name}`
    const local = localOf(field)
    if (!field.isOptional) return `const ${local} = ${access}`
    const fallback = field.mayBeNull
      ? `${access} === undefined ? ${field.defaultText} : ${access}`
      : `${access} ?? ${field.defaultText}`
    return `const ${local}: ${fieldType(field, 'Input')} = ${fallback}`
  }

  #encodeField(field: FieldModel): string[] {
    const present = condition(field.range, this.#struct.range)
    const write = this.#writeField(field, { local: localOf(field), writer: 'writer' })
    if (present === null) return [this.#bind(field), ...write]
    if (field.isIgnorable) return [`if (${present}) {`, ...indent([this.#bind(field), ...write]), '}']
    return [
      this.#bind(field),
      `if (${present}) {`,
      ...indent(write),
      `} else if (${isSet(field, localOf(field))}) throw cannotCarry('${field.name}', version)`,
    ]
  }

  #encodeTagged(): string[] {
    if (this.#flexible === null) return []
    const guard = condition(this.#flexible, this.#struct.range)
    const tagged = this.#struct.fields.filter((field) => field.tag !== null)
    if (tagged.length === 0) {
      return [`${guard === null ? '' : `if (${guard}) `}writer.unsignedVarint(0)`]
    }
    const lines: string[] = []
    for (const field of tagged) {
      const present = condition(field.range, this.#struct.range)
      const isSetText = isSet(field, localOf(field))
      lines.push(this.#bind(field))
      lines.push(`const ${field.name}IsSet = ${present === null ? isSetText : `${present} && ${isSetText}`}`)
      if (present !== null && !field.isIgnorable) {
        lines.push(`if (!(${present}) && ${isSetText}) throw cannotCarry('${field.name}', version)`)
      }
    }
    const section = [
      `writer.unsignedVarint(${tagged.map((field) => `(${field.name}IsSet ? 1 : 0)`).join(' + ')})`,
    ]
    for (const field of tagged) {
      section.push(`if (${field.name}IsSet) {`)
      section.push(`  writer.taggedField(${field.tag}, (inner) => {`)
      section.push(...indent(indent(this.#writeField(field, { local: localOf(field), writer: 'inner' }))))
      section.push('  })', '}')
    }
    if (guard === null) return [...lines, ...section]
    return [...lines, `if (${guard}) {`, ...indent(section), '}']
  }

  #writeField(field: FieldModel, into: { local: string; writer: string }): string[] {
    const { local, writer } = into
    if (field.isArray) return this.#writeArray(field, into)
    if (field.type.kind === 'struct') {
      const encode = `encode${field.type.struct.typeName}(${writer}, ${local}, version)`
      if (!field.mayBeNull) return [encode]
      return [
        ...this.#refuseNull(field, local),
        `${writer}.structPresent(${local} !== null)`,
        `if (${local} !== null) ${encode}`,
      ]
    }
    if (!hasLength(field.type)) return [`${writer}.${scalarMethod(field.type)}(${local})`]
    const nullCheck = field.mayBeNull ? this.#refuseNull(field, local) : []
    const calls = segments(field, this.#message.flexibleFrom).map((segment) => ({
      range: segment.range,
      text: `${writer}.${lengthMethod(field.type, segment.isFlexible, field.mayBeNull)}(${local})`,
    }))
    return [...nullCheck, ...chain(calls, field.range)]
  }

  #writeArray(field: FieldModel, into: { local: string; writer: string }): string[] {
    const { local, writer } = into
    const length = field.mayBeNull ? `${local} === null ? -1 : ${local}.length` : `${local}.length`
    const calls = segments(field, this.#message.flexibleFrom).map((segment) => ({
      range: segment.range,
      text: `${writer}.${segment.isFlexible ? 'compactArrayLength' : 'arrayLength'}(${length})`,
    }))
    const loop = `for (const item of ${local}) ${this.#writeElement(field.type, writer)}`
    return [
      ...(field.mayBeNull ? this.#refuseNull(field, local) : []),
      ...chain(calls, field.range),
      field.mayBeNull ? `if (${local} !== null) ${loop}` : loop,
    ]
  }

  #writeElement(type: TypeModel, writer: string): string {
    if (type.kind === 'struct') return `encode${type.struct.typeName}(${writer}, item, version)`
    if (!hasLength(type)) return `${writer}.${scalarMethod(type)}(item)`
    const compact = `${writer}.${lengthMethod(type, true, false)}(item)`
    const plain = `${writer}.${lengthMethod(type, false, false)}(item)`
    if (this.#flexible === null) return plain
    const guard = condition(this.#flexible, this.#struct.range)
    return guard === null ? compact : `{ if (${guard}) ${compact}; else ${plain} }`
  }

  /** Null may be part of the type and still not part of every version. */
  #refuseNull(field: FieldModel, local: string): string[] {
    const guard = field.nullable === null ? 'false' : condition(field.nullable, field.range)
    if (guard === null) return []
    const refuse = `throw cannotBeNull('${field.name}', version)`
    return [
      guard === 'false'
        ? `if (${local} === null) ${refuse}`
        : `if (${local} === null && !(${guard})) ${refuse}`,
    ]
  }

  // Decoding.

  #renderDecode(): string {
    const { typeName, fields } = this.#struct
    const body: string[] = []
    for (const field of fields) {
      if (field.tag === null) body.push(...this.#decodeField(field))
      else body.push(`let ${localOf(field)}: ${fieldType(field, '')} = ${field.defaultText}`)
    }
    body.push(...this.#decodeTagged())
    const entries = fields.map((field) =>
      localOf(field) === field.name ? field.name : `${field.name}: ${localOf(field)}`,
    )
    body.push(`return {${entries.length === 0 ? '' : ` ${entries.join(', ')} `}}`)
    const parameters = `${parameterName('reader', body)}: Reader, ${parameterName('version', body)}: number`
    return [`function decode${typeName}(${parameters}): ${typeName} {`, ...indent(body), '}'].join('\n')
  }

  #decodeField(field: FieldModel): string[] {
    const present = condition(field.range, this.#struct.range)
    const local = localOf(field)
    if (!field.isArray) {
      const read = this.#readValue(field)
      if (present === null) return [`const ${local} = ${read}`]
      return [`const ${local}: ${fieldType(field, '')} = ${present} ? ${read} : ${field.defaultText}`]
    }
    const declare = `let ${local}: ${fieldType(field, '')} = ${field.defaultText}`
    if (present === null)
      return [`let ${local}: ${fieldType(field, '')}`, '{', ...indent(this.#readArray(field)), '}']
    return [declare, `if (${present}) {`, ...indent(this.#readArray(field)), '}']
  }

  #decodeTagged(): string[] {
    if (this.#flexible === null) return []
    const guard = condition(this.#flexible, this.#struct.range)
    const tagged = this.#struct.fields.filter((field) => field.tag !== null)
    if (tagged.length === 0) return [`${guard === null ? '' : `if (${guard}) `}reader.skipTaggedFields()`]
    const loop = [
      'for (let rest = reader.taggedFieldCount(); rest > 0; rest--) {',
      '  const tag = reader.unsignedVarint()',
      '  const end = reader.taggedFieldEnd()',
    ]
    for (const [index, field] of tagged.entries()) {
      const present = condition(field.range, this.#flexible)
      const test = present === null ? `tag === ${field.tag}` : `tag === ${field.tag} && ${present}`
      loop.push(`  ${index === 0 ? '' : '} else '}if (${test}) {`)
      const read = field.isArray ? this.#readArray(field) : [`${localOf(field)} = ${this.#readValue(field)}`]
      loop.push(...indent(indent([...read, 'reader.expectOffset(end)'])))
    }
    loop.push('  } else reader.offset = end', '}')
    return guard === null ? loop : [`if (${guard}) {`, ...indent(loop), '}']
  }

  #readArray(field: FieldModel): string[] {
    const min = minElementBytes(field.type, field.range, this.#message.flexibleFrom)
    const calls = segments(field, this.#message.flexibleFrom).map((segment) => ({
      range: segment.range,
      text: `reader.${lengthMethod('array', segment.isFlexible, segment.isNullable)}(${min})`,
    }))
    const element = this.#readElement(field.type)
    return [
      `const count = ${ternary(calls)}`,
      `const items: ${baseType(field.type, '')}[] = []`,
      `for (let index = 0; index < count; index++) items.push(${element})`,
      `${localOf(field)} = ${field.nullable === null ? 'items' : 'count < 0 ? null : items'}`,
    ]
  }

  #readElement(type: TypeModel): string {
    if (type.kind === 'struct') return `decode${type.struct.typeName}(reader, version)`
    if (!hasLength(type)) return `reader.${scalarMethod(type)}()`
    const compact = `reader.${lengthMethod(type, true, false)}()`
    const plain = `reader.${lengthMethod(type, false, false)}()`
    if (this.#flexible === null) return plain
    const guard = condition(this.#flexible, this.#struct.range)
    return guard === null ? compact : `${guard} ? ${compact} : ${plain}`
  }

  #readValue(field: FieldModel): string {
    if (field.type.kind === 'struct') {
      const decode = `decode${field.type.struct.typeName}(reader, version)`
      return field.mayBeNull ? `(reader.structPresent() ? ${decode} : null)` : decode
    }
    if (!hasLength(field.type)) return `reader.${scalarMethod(field.type)}()`
    const calls = segments(field, this.#message.flexibleFrom).map((segment) => ({
      range: segment.range,
      text: `reader.${lengthMethod(field.type, segment.isFlexible, segment.isNullable)}()`,
    }))
    return calls.length === 1 ? ternary(calls) : `(${ternary(calls)})`
  }

  // Defaults.

  #renderDefault(): string {
    const { typeName, fields } = this.#struct
    const entries = fields.map((field) => `  ${field.name}: ${field.defaultText},`)
    return [`const default${typeName}: ${typeName} = {`, ...entries, '}'].join('\n')
  }

  #renderIsDefault(): string {
    const { typeName, fields } = this.#struct
    const tests = fields.map((field) => {
      const test = `!(${isSet(field, `message.${field.name}`)})`
      return field.isOptional ? `(message.${field.name} === undefined || ${test})` : test
    })
    return [
      `function isDefault${typeName}(message: ${typeName}Input): boolean {`,
      `  return ${tests.join(' && ')}`,
      '}',
    ].join('\n')
  }
}

/** Whether some field of type `struct` may be absent, so that its default has to be known. */
function needsDefault(message: MessageModel, struct: StructModel): boolean {
  return message.structs.some((parent) =>
    parent.fields.some(
      (field) =>
        field.type.kind === 'struct' &&
        field.type.struct === struct &&
        !field.isArray &&
        field.defaultText !== 'null' &&
        (field.isOptional || needsDefault(message, parent)),
    ),
  )
}

/** A parameter that the body does not use starts with an underscore. */
function parameterName(name: string, body: readonly string[]): string {
  return new RegExp(`(?<![.\\w])${name}\\b(?!:)`).test(body.join('\n')) ? name : `_${name}`
}

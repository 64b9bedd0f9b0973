import type { FieldModel, StructModel, TypeModel } from './generate-protocol-model.ts'

/** Renders the interfaces of a struct: what decode returns, and what encode takes. */
export function renderInterfaces(struct: StructModel): string {
  return `${renderInterface(struct, '')}\n\n${renderInterface(struct, 'Input')}`
}

/** The TypeScript type of a field, without null; `suffix` is '' for values and 'Input' for inputs. */
export function baseType(type: TypeModel, suffix: string): string {
  switch (type.kind) {
    case 'struct':
      return type.struct.typeName + suffix
    case 'bool':
      return 'boolean'
    case 'uuid':
      return 'Uuid'
    case 'string':
      return 'string'
    case 'bytes':
      return suffix === '' ? 'Buffer' : 'Uint8Array'
    case 'records':
      return suffix === '' ? 'Buffer' : 'RecordsInput'
    default:
      return 'number'
  }
}

/** The TypeScript type of a field. */
export function fieldType(field: FieldModel, suffix: string): string {
  const base = baseType(field.type, suffix)
  return (field.isArray ? `readonly ${base}[]` : base) + (field.mayBeNull ? ' | null' : '')
}

function renderInterface(struct: StructModel, suffix: string): string {
  const doc = suffix === '' ? struct.doc : `What encode takes for ${struct.typeName}.`
  const lines = [`/** ${doc} */`, `export interface ${struct.typeName}${suffix} {`]
  if (struct.fields.length === 0) {
    return `/** ${doc} It has no fields. */\nexport type ${struct.typeName}${suffix} = object`
  }
  for (const field of struct.fields) {
    const isOptional = suffix !== '' && field.isOptional
    if (suffix === '') lines.push(`  /** ${field.doc} (v${field.versionsText}) */`)
    const type = fieldType(field, suffix) + (isOptional ? ' | undefined' : '')
    lines.push(`  readonly ${field.name}${isOptional ? '?' : ''}: ${type}`)
  }
  return `${lines.join('\n')}\n}`
}

/**
 * The vocabulary the configuration catalogue is written in, and the checks of single values. A definition
 * is data: what DescribeConfigs tells, what AlterConfigs accepts and what docs/reference/configs.md says
 * all come from it.
 */

/** Types of values, by Kafka's own ids. */
export const CONFIG_TYPE_IDS = {
  BOOLEAN: 1,
  STRING: 2,
  INT: 3,
  SHORT: 4,
  LONG: 5,
  DOUBLE: 6,
  LIST: 7,
  CLASS: 8,
  PASSWORD: 9,
} as const

export type ConfigType = keyof typeof CONFIG_TYPE_IDS

/** Where a value comes from, by Kafka's own ids. */
export const CONFIG_SOURCES = {
  UNKNOWN: 0,
  DYNAMIC_TOPIC: 1,
  DYNAMIC_BROKER: 2,
  DYNAMIC_DEFAULT_BROKER: 3,
  STATIC_BROKER: 4,
  DEFAULT: 5,
  DYNAMIC_BROKER_LOGGER: 6,
  DYNAMIC_CLIENT_METRICS: 7,
  DYNAMIC_GROUP: 8,
} as const

/** Whether a running broker takes a change: not at all, for itself alone, or for the whole cluster too. */
export type UpdateMode = 'read-only' | 'per-broker' | 'cluster-wide'

/** A broker config that gives a topic or group config its default. */
export interface BrokerSynonym {
  readonly name: string
  /** The broker's value times this is the topic's: hours to milliseconds. Negative values stay. */
  readonly factor?: number
}

/** One entry of the catalogue. */
export interface ConfigDefinition {
  readonly name: string
  readonly type: ConfigType
  /** As Kafka prints it; null: no value. */
  readonly default: string | null
  /** One or two sentences, our own words, units included. */
  readonly documentation: string
  /** What values are allowed beyond the type, in words; null: anything. */
  readonly valid: string | null
  /** The same as a check: the problem with a value of the right type, or null. */
  readonly problemWith: (value: string) => string | null
  readonly updateMode: UpdateMode
  readonly isSensitive: boolean
  /** Version of Apache Kafka that brought it. */
  readonly since: string
  /** Best first. */
  readonly synonyms: readonly BrokerSynonym[]
}

/** Definitions by name. */
export type ConfigCatalogue = ReadonlyMap<string, ConfigDefinition>

export const MAX_INT32 = 2 ** 31 - 1
/** 2^63-1, as Kafka prints "for ever" and "no limit". */
export const MAX_LONG = '9223372036854775807'

/** What a definition may say beyond name, default and documentation. */
export interface DefinitionOptions {
  readonly min?: number
  readonly max?: number
  readonly oneOf?: readonly string[]
  readonly canBeEmpty?: boolean
  readonly update?: UpdateMode
  readonly isSensitive?: boolean
  readonly since?: string
  readonly synonyms?: readonly BrokerSynonym[]
  /** A rule that range and choice cannot express. */
  readonly rule?: { readonly valid: string; readonly problemWith: (value: string) => string | null }
}

type Define = (
  name: string,
  defaultValue: string | number | boolean | null,
  documentation: string,
  options?: DefinitionOptions,
) => ConfigDefinition

export const boolean = ofType('BOOLEAN')
export const string = ofType('STRING')
export const int = ofType('INT')
export const short = ofType('SHORT')
export const long = ofType('LONG')
export const double = ofType('DOUBLE')
export const list = ofType('LIST')
export const className = ofType('CLASS')
export const password = ofType('PASSWORD')

/** A catalogue from its definitions. */
export function catalogueOf(definitions: readonly ConfigDefinition[]): ConfigCatalogue {
  return new Map(definitions.map((definition) => [definition.name, definition]))
}

/** What is wrong with `value` for a definition, in one sentence, or null when it is fine. */
export function validateValue(definition: ConfigDefinition, value: string): string | null {
  const problem = problemWithType(definition.type, value) ?? definition.problemWith(value)
  if (problem === null) return null
  const shown = definition.isSensitive ? '[hidden]' : value
  return `Invalid value ${shown} for configuration ${definition.name}: ${problem}`
}

/** The items of a LIST value; none for an empty one. */
export function listItems(value: string): string[] {
  const trimmed = value.trim()
  return trimmed === '' ? [] : trimmed.split(',').map((item) => item.trim())
}

/** A numeric value as a number; LONG values past 2^53 become `Number.MAX_SAFE_INTEGER`, "no limit". */
export function numericValue(value: string): number {
  const parsed = Number(value.trim())
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, parsed))
}

/** Whether a BOOLEAN value says yes. */
export function isTrue(value: string): boolean {
  return value.trim().toLowerCase() === 'true'
}

function ofType(type: ConfigType): Define {
  return (name, defaultValue, documentation, options = {}) => {
    const rule = options.rule ?? ruleFrom(type, options)
    return {
      name,
      type,
      default: defaultValue === null ? null : String(defaultValue),
      documentation,
      valid: rule?.valid ?? null,
      problemWith: rule?.problemWith ?? (() => null),
      updateMode: options.update ?? 'read-only',
      isSensitive: options.isSensitive ?? type === 'PASSWORD',
      since: options.since ?? '0.8',
      synonyms: options.synonyms ?? [],
    }
  }
}

function ruleFrom(type: ConfigType, options: DefinitionOptions): DefinitionOptions['rule'] {
  if (options.oneOf !== undefined)
    return type === 'LIST' ? listRule(options.oneOf, options) : choiceRule(options.oneOf)
  if (options.min !== undefined || options.max !== undefined) return rangeRule(options)
  return undefined
}

function choiceRule(choices: readonly string[]): DefinitionOptions['rule'] {
  const valid = `one of ${choices.join(', ')}`
  return { valid, problemWith: (value) => (choices.includes(value) ? null : `it must be ${valid}`) }
}

function listRule(choices: readonly string[], options: DefinitionOptions): DefinitionOptions['rule'] {
  const valid = `a list of ${choices.join(', ')}${options.canBeEmpty === true ? ', or empty' : ''}`
  return {
    valid,
    problemWith: (value) => {
      const items = listItems(value)
      if (items.length === 0) return options.canBeEmpty === true ? null : `it must be ${valid}`
      if (new Set(items).size < items.length) return 'an item appears twice'
      return items.every((item) => choices.includes(item)) ? null : `it must be ${valid}`
    },
  }
}

function rangeRule({ min, max }: DefinitionOptions): DefinitionOptions['rule'] {
  const bounds = [min === undefined ? null : `at least ${min}`, max === undefined ? null : `at most ${max}`]
  const valid = bounds.filter((bound) => bound !== null).join(' and ')
  return {
    valid,
    problemWith: (value) => {
      const parsed = Number(value)
      const isInside = (min === undefined || parsed >= min) && (max === undefined || parsed <= max)
      return isInside ? null : `it must be ${valid}`
    },
  }
}

const INTEGER_BOUNDS = {
  SHORT: [-(2n ** 15n), 2n ** 15n - 1n],
  INT: [-(2n ** 31n), 2n ** 31n - 1n],
  LONG: [-(2n ** 63n), 2n ** 63n - 1n],
} as const

function problemWithType(type: ConfigType, value: string): string | null {
  const trimmed = value.trim()
  switch (type) {
    case 'BOOLEAN':
      return /^(true|false)$/i.test(trimmed) ? null : 'it must be true or false'
    case 'SHORT':
    case 'INT':
    case 'LONG': {
      // BigInt because a LONG does not fit a double, and a config is not the wire path.
      if (!/^[+-]?\d{1,20}$/.test(trimmed)) return 'it is not a whole number'
      const [min, max] = INTEGER_BOUNDS[type]
      const parsed = BigInt(trimmed.replace(/^\+/, ''))
      return parsed >= min && parsed <= max ? null : `it does not fit the type ${type}`
    }
    case 'DOUBLE':
      return trimmed !== '' && Number.isFinite(Number(trimmed)) ? null : 'it is not a number'
    case 'STRING':
    case 'LIST':
    case 'CLASS':
    case 'PASSWORD':
      return null
  }
}

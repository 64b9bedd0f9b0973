import { KafkaError } from '../wire/kafka-error.ts'
import { brokerConfigs } from './broker-configs.ts'
import { clientMetricsConfigs } from './client-metrics-configs.ts'
import { type ConfigCatalogue, type ConfigDefinition, listItems, validateValue } from './definition.ts'
import { groupConfigs } from './group-configs.ts'
import { problemWithGroupConfigs } from './group-settings.ts'
import {
  type BrokerConfigSources,
  type ConfigValues,
  NO_BROKER_CONFIGS,
  resolveTopicConfig,
} from './resolve.ts'
import { problemWithTopicConfigs, topicConfigs } from './topic-configs.ts'

/** Changing overrides: full replacement (AlterConfigs) and single operations (IncrementalAlterConfigs). Pure. */

/** Whose configs are changed; `all-brokers` is the broker resource with an empty name. */
export type ConfigScope = 'topic' | 'broker' | 'all-brokers' | 'group' | 'client-metrics'

/** Operations by Kafka's ids. */
export const CONFIG_OPERATIONS = { SET: 0, DELETE: 1, APPEND: 2, SUBTRACT: 3 } as const

export interface ConfigOperation {
  readonly name: string
  /** See `CONFIG_OPERATIONS`. */
  readonly operation: number
  readonly value: string | null
}

/**
 * The problem with one value, in a sentence, or null. Unknown names are a problem.
 * @param scope whose config it is.
 */
export function validateConfig(scope: ConfigScope, name: string, value: string): string | null {
  const definition = catalogueOf(scope).get(name)
  return definition === undefined ? unknownName(scope, name) : validateValue(definition, value)
}

/**
 * Overrides after the operations; the input is left as it is.
 * @param defaults what APPEND and SUBTRACT start from where there is no override: the broker's configs.
 * @throws KafkaError INVALID_CONFIG, INVALID_REQUEST for contradictory operations.
 */
export function applyIncremental(
  scope: ConfigScope,
  current: ConfigValues,
  operations: readonly ConfigOperation[],
  defaults: BrokerConfigSources = NO_BROKER_CONFIGS,
): Map<string, string> {
  const changed = new Map(current)
  const seen = new Set<string>()
  for (const operation of operations) {
    if (seen.has(operation.name)) {
      throw new KafkaError('INVALID_REQUEST', `Config ${operation.name} appears more than once`)
    }
    seen.add(operation.name)
    const definition = alterable(scope, operation.name)
    if (operation.operation === CONFIG_OPERATIONS.DELETE) {
      changed.delete(operation.name)
      continue
    }
    const value = valueAfter(definition, operation, () => {
      const override = changed.get(definition.name)
      if (override !== undefined) return override
      return scope === 'topic'
        ? resolveTopicConfig(definition.name, changed, defaults)
        : (definition.default ?? '')
    })
    refuse(validateValue(definition, value))
    changed.set(operation.name, value)
  }
  checkTogether(scope, changed, defaults)
  return changed
}

/**
 * Overrides when `entries` replace all others; null values are refused.
 * @throws KafkaError INVALID_CONFIG.
 */
export function replaceAll(
  scope: ConfigScope,
  entries: Iterable<readonly [string, string | null]>,
  defaults: BrokerConfigSources = NO_BROKER_CONFIGS,
): Map<string, string> {
  const changed = new Map<string, string>()
  for (const [name, value] of entries) {
    const definition = alterable(scope, name)
    if (value === null) throw invalid(`Null value not supported for configs: ${name}`)
    refuse(validateValue(definition, value))
    changed.set(name, value)
  }
  checkTogether(scope, changed, defaults)
  return changed
}

/** Checks the configs a topic is made with. @throws KafkaError INVALID_CONFIG. */
export function validateTopicConfigs(configs: ReadonlyMap<string, string | null>): void {
  replaceAll('topic', configs)
}

/** Problems of configs given at the start of a broker, one sentence each; unknown names are problems. */
export function staticConfigProblems(configs: ConfigValues): string[] {
  const problems: string[] = []
  for (const [name, value] of configs) {
    const definition = brokerConfigs.get(name)
    const problem = definition === undefined ? unknownName('broker', name) : validateValue(definition, value)
    if (problem !== null) problems.push(problem)
  }
  return problems
}

function catalogueOf(scope: ConfigScope): ConfigCatalogue {
  switch (scope) {
    case 'topic':
      return topicConfigs
    case 'group':
      return groupConfigs
    case 'client-metrics':
      return clientMetricsConfigs
    case 'broker':
    case 'all-brokers':
      return brokerConfigs
  }
}

function alterable(scope: ConfigScope, name: string): ConfigDefinition {
  const definition = catalogueOf(scope).get(name)
  if (definition === undefined) throw invalid(unknownName(scope, name))
  if (definition.updateMode === 'read-only') throw invalid(`Cannot update this config dynamically: ${name}`)
  if (scope === 'all-brokers' && definition.updateMode === 'per-broker') {
    throw invalid(`Cannot update this config at cluster level, only per broker: ${name}`)
  }
  return definition
}

function valueAfter(
  definition: ConfigDefinition,
  change: ConfigOperation,
  currentValue: () => string,
): string {
  const { name, operation, value } = change
  if (value === null) throw new KafkaError('INVALID_REQUEST', `Null value not supported for config ${name}`)
  switch (operation) {
    case CONFIG_OPERATIONS.SET:
      return value
    case CONFIG_OPERATIONS.APPEND:
    case CONFIG_OPERATIONS.SUBTRACT: {
      const isAppend = operation === CONFIG_OPERATIONS.APPEND
      if (definition.type !== 'LIST') {
        throw invalid(`Can't ${isAppend ? 'APPEND' : 'SUBTRACT'} to config ${name}: its type is not LIST`)
      }
      const items = listItems(currentValue())
      const given = listItems(value)
      if (!isAppend) return items.filter((item) => !given.includes(item)).join(',')
      return [...new Set([...items, ...given])].join(',')
    }
    default:
      throw new KafkaError('INVALID_REQUEST', `Unknown config operation ${operation} for ${name}`)
  }
}

function checkTogether(scope: ConfigScope, changed: ConfigValues, defaults: BrokerConfigSources): void {
  if (scope === 'group') refuse(problemWithGroupConfigs(changed, defaults))
  if (scope !== 'topic') return
  refuse(problemWithTopicConfigs((name) => resolveTopicConfig(name, changed, defaults)))
}

function unknownName(scope: ConfigScope, name: string): string {
  const kind = scope === 'all-brokers' ? 'broker' : scope
  return `Unknown ${kind} config name: ${name}`
}

function refuse(problem: string | null): void {
  if (problem !== null) throw invalid(problem)
}

function invalid(message: string): KafkaError {
  return new KafkaError('INVALID_CONFIG', message)
}

import { unreachable } from '../base/assert.ts'
import { brokerConfigs, brokerSynonymsOf } from './broker-configs.ts'
import { clientMetricsConfigs } from './client-metrics-configs.ts'
import {
  CONFIG_SOURCES,
  CONFIG_TYPE_IDS,
  type ConfigCatalogue,
  type ConfigDefinition,
  type ConfigType,
} from './definition.ts'
import { groupConfigs } from './group-configs.ts'
import { topicConfigs } from './topic-configs.ts'

/**
 * From what was set where to what counts. A value comes, best first, from the resource's own override,
 * the broker's dynamic config, the cluster's dynamic default, the static config, and the catalogue; among
 * several names for one thing the finer unit wins. Pure: no state, no clock.
 */

/** Config values by name. */
export type ConfigValues = ReadonlyMap<string, string>

/** What was set for one broker, by where it was set. */
export interface BrokerConfigSources {
  /** Given at the start. */
  readonly static: ConfigValues
  /** Dynamic, for every broker (resource name ''). */
  readonly dynamicDefault: ConfigValues
  /** Dynamic, for this broker. */
  readonly dynamic: ConfigValues
}

/** A broker on which nothing was set. */
export const NO_BROKER_CONFIGS: BrokerConfigSources = {
  static: new Map(),
  dynamicDefault: new Map(),
  dynamic: new Map(),
}

/** One place a value was found in. */
export interface ConfigSynonym {
  readonly name: string
  /** Null for sensitive configs. */
  readonly value: string | null
  /** Id of the source, see `CONFIG_SOURCES`. */
  readonly source: number
}

/** A config with its value, as DescribeConfigs reports it. */
export interface DescribedConfig {
  readonly name: string
  /** Null for sensitive configs and where there is no value. */
  readonly value: string | null
  readonly source: number
  readonly isReadOnly: boolean
  readonly isSensitive: boolean
  readonly type: ConfigType
  readonly typeId: number
  readonly documentation: string
  /** Best first; the first is where the value comes from. */
  readonly synonyms: readonly ConfigSynonym[]
}

/** Effective value of a topic config. `name` is in the catalogue. */
export function resolveTopicConfig(
  name: string,
  overrides: ConfigValues,
  broker: BrokerConfigSources,
): string {
  const value = resolved(definitionOf(topicConfigs, name), overrides, broker)
  return value ?? unreachable('every topic config has a default', { name })
}

/** Effective value of a group config. `name` is in the catalogue. */
export function resolveGroupConfig(
  name: string,
  overrides: ConfigValues,
  broker: BrokerConfigSources,
): string {
  const value = resolved(definitionOf(groupConfigs, name), overrides, broker)
  return value ?? unreachable('every group config has a default', { name })
}

/** Effective value of a broker config, its synonyms not considered; null where it has none. */
export function resolveBrokerConfig(name: string, broker: BrokerConfigSources): string | null {
  return layersOf(name, broker)[0]?.value ?? null
}

/** Every config of a topic, or those of `names` that exist. */
export function describeTopicConfigs(
  overrides: ConfigValues,
  broker: BrokerConfigSources,
  names: readonly string[] | null = null,
): DescribedConfig[] {
  const source = CONFIG_SOURCES.DYNAMIC_TOPIC
  return select(topicConfigs, names).map((each) => describeOverridable(each, { overrides, source, broker }))
}

/** Every config of a client metrics subscription, or those of `names` that exist. */
export function describeClientMetricsConfigs(
  overrides: ConfigValues,
  names: readonly string[] | null = null,
): DescribedConfig[] {
  const source = CONFIG_SOURCES.DYNAMIC_CLIENT_METRICS
  const broker = NO_BROKER_CONFIGS
  return select(clientMetricsConfigs, names).map((each) =>
    describeOverridable(each, { overrides, source, broker }),
  )
}

/** Every config of a group, or those of `names` that exist. */
export function describeGroupConfigs(
  overrides: ConfigValues,
  broker: BrokerConfigSources,
  names: readonly string[] | null = null,
): DescribedConfig[] {
  const source = CONFIG_SOURCES.DYNAMIC_GROUP
  return select(groupConfigs, names).map((each) => describeOverridable(each, { overrides, source, broker }))
}

/** Every config of a broker, or those of `names` that exist. */
export function describeBrokerConfigs(
  broker: BrokerConfigSources,
  names: readonly string[] | null = null,
): DescribedConfig[] {
  return select(brokerConfigs, names).map((definition) => {
    const layers = brokerSynonymsOf(definition.name).flatMap((name) => layersOf(name, broker))
    const own = layers.find((layer) => layer.name === definition.name)
    return described(definition, own?.value ?? null, layers)
  })
}

/** What is set for all brokers (resource name ''): those entries alone. */
export function describeDefaultBrokerConfigs(
  dynamicDefault: ConfigValues,
  names: readonly string[] | null = null,
): DescribedConfig[] {
  return select(brokerConfigs, names).flatMap((definition) => {
    const value = dynamicDefault.get(definition.name)
    if (value === undefined) return []
    const source = CONFIG_SOURCES.DYNAMIC_DEFAULT_BROKER
    return [described(definition, value, [{ name: definition.name, value, source }])]
  })
}

/** The definition of a config that is known to exist. */
export function definitionOf(catalogue: ConfigCatalogue, name: string): ConfigDefinition {
  return catalogue.get(name) ?? unreachable('the config is in the catalogue', { name })
}

interface Layer {
  readonly name: string
  readonly value: string
  readonly source: number
}

function select(catalogue: ConfigCatalogue, names: readonly string[] | null): ConfigDefinition[] {
  if (names === null) return [...catalogue.values()]
  return [...new Set(names)].flatMap((name) => catalogue.get(name) ?? [])
}

function resolved(
  definition: ConfigDefinition,
  overrides: ConfigValues,
  broker: BrokerConfigSources,
): string | null {
  const override = overrides.get(definition.name)
  if (override !== undefined) return override
  for (const synonym of definition.synonyms) {
    const value = resolveBrokerConfig(synonym.name, broker)
    if (value !== null) return scaled(value, synonym.factor ?? 1)
  }
  return definition.default
}

function describeOverridable(
  definition: ConfigDefinition,
  context: {
    readonly overrides: ConfigValues
    readonly source: number
    readonly broker: BrokerConfigSources
  },
): DescribedConfig {
  const { overrides, source, broker } = context
  const layers = definition.synonyms.flatMap((synonym) => layersOf(synonym.name, broker))
  const override = overrides.get(definition.name)
  if (override !== undefined) layers.unshift({ name: definition.name, value: override, source })
  return described(definition, resolved(definition, overrides, broker), layers)
}

/** Where one broker config has a value, best first. */
function layersOf(name: string, broker: BrokerConfigSources): Layer[] {
  const layers: Layer[] = []
  const add = (value: string | null | undefined, source: number) => {
    if (value !== undefined && value !== null) layers.push({ name, value, source })
  }
  add(broker.dynamic.get(name), CONFIG_SOURCES.DYNAMIC_BROKER)
  add(broker.dynamicDefault.get(name), CONFIG_SOURCES.DYNAMIC_DEFAULT_BROKER)
  add(broker.static.get(name), CONFIG_SOURCES.STATIC_BROKER)
  add(brokerConfigs.get(name)?.default, CONFIG_SOURCES.DEFAULT)
  return layers
}

function described(
  definition: ConfigDefinition,
  value: string | null,
  layers: readonly Layer[],
): DescribedConfig {
  const { isSensitive } = definition
  return {
    name: definition.name,
    value: isSensitive ? null : value,
    source: layers[0]?.source ?? CONFIG_SOURCES.DEFAULT,
    isReadOnly: definition.updateMode === 'read-only',
    isSensitive,
    type: definition.type,
    typeId: CONFIG_TYPE_IDS[definition.type],
    documentation: definition.documentation,
    synonyms: isSensitive ? layers.map((layer) => ({ ...layer, value: null })) : layers,
  }
}

/** Hours or minutes as milliseconds; "no limit" (negative) stays. BigInt, because a product may pass 2^53. */
function scaled(value: string, factor: number): string {
  if (factor === 1) return value
  const parsed = BigInt(value.trim())
  return String(parsed < 0n ? parsed : parsed * BigInt(factor))
}

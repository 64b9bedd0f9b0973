/** Configs as the contract shows them, from what DescribeConfigs answers. */
import type { ConfigDescription } from '#broker'
import type { ConfigEntry, ConfigSource } from '#contract/brokers'

/** Kafka's config source ids. */
const SOURCES: Readonly<Record<number, ConfigSource>> = {
  1: 'topic',
  2: 'broker',
  3: 'brokerDefault',
  4: 'static',
  5: 'default',
  8: 'group',
}

/** Kafka's config type ids. */
const TYPES = [
  '',
  'BOOLEAN',
  'STRING',
  'INT',
  'SHORT',
  'LONG',
  'DOUBLE',
  'LIST',
  'CLASS',
  'PASSWORD',
] as const

/** By name. */
export function toConfigEntries(configs: readonly ConfigDescription[]): ConfigEntry[] {
  return [...configs].sort((a, b) => a.name.localeCompare(b.name)).map(toConfigEntry)
}

function toConfigEntry(config: ConfigDescription): ConfigEntry {
  const source = sourceOf(config.sourceId)
  const synonyms = config.synonyms.map(({ name, value, sourceId }) => ({
    name,
    value,
    source: sourceOf(sourceId),
  }))
  const inherited = synonyms.find((synonym) => synonym.source !== source)
  return {
    name: config.name,
    value: config.value,
    source,
    isReadOnly: config.isReadOnly,
    isSensitive: config.isSensitive,
    type: TYPES[config.typeId] ?? '',
    documentation: config.documentation ?? '',
    synonyms,
    defaultValue: source === 'default' ? config.value : inMilliseconds(config.name, inherited ?? null),
  }
}

/** Units of broker configs that stand in for one in milliseconds: `log.retention.hours` for `retention.ms`. */
const UNITS_MS: readonly (readonly [string, number])[] = [
  ['.hours', 3_600_000],
  ['.minutes', 60_000],
]

/** A synonym's value, in the unit of the config it stands in for. */
function inMilliseconds(
  name: string,
  synonym: { readonly name: string; readonly value: string | null } | null,
): string | null {
  if (synonym === null || synonym.value === null || !name.endsWith('.ms')) return synonym?.value ?? null
  const factor = UNITS_MS.find(([suffix]) => synonym.name.endsWith(suffix))?.[1] ?? 1
  return factor === 1 ? synonym.value : String(Number(synonym.value) * factor)
}

function sourceOf(id: number): ConfigSource {
  return SOURCES[id] ?? 'unknown'
}

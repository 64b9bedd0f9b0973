import { brokerConfigs } from '../broker/config/broker-configs.ts'
import { clientMetricsConfigs } from '../broker/config/client-metrics-configs.ts'
import type { ConfigCatalogue, ConfigDefinition } from '../broker/config/definition.ts'
import { groupConfigs } from '../broker/config/group-configs.ts'
import { topicConfigs } from '../broker/config/topic-configs.ts'
import type { Generation } from './generate-files.ts'

/** Renders docs/reference/configs.md from the catalogue in broker/config. */

/** The generator, as `scripts/generate.ts` runs it. */
export function generateConfigs(): Generation {
  return { files: [{ path: 'docs/reference/configs.md', text: generateConfigReference() }], ownedFolders: [] }
}

/** The text of `docs/reference/configs.md`. */
export function generateConfigReference(): string {
  return [
    '<!-- Generated from broker/config by scripts/generate-configs.ts; do not edit. -->',
    '# Configs',
    '',
    'Every config DescribeConfigs reports. Changeable: `cluster-wide` at a running cluster, for one broker or all;',
    '`per-broker` for one broker alone; `read-only` at the start of a broker.',
    '',
    ...section('Topics', topicConfigs),
    ...section('Groups', groupConfigs),
    ...section('Client metrics', clientMetricsConfigs),
    ...section('Brokers', brokerConfigs),
  ].join('\n')
}

function section(title: string, catalogue: ConfigCatalogue): string[] {
  return [
    `## ${title}`,
    '',
    '| name | type | default | allowed | changeable | since | meaning |',
    '|---|---|---|---|---|---|---|',
    ...[...catalogue.values()].map(row),
    '',
  ]
}

function row(definition: ConfigDefinition): string {
  const synonyms = definition.synonyms.map((synonym) => `\`${synonym.name}\``).join(', ')
  const cells = [
    `\`${definition.name}\``,
    definition.type,
    defaultText(definition.default),
    definition.valid ?? '',
    definition.updateMode,
    definition.since,
    synonyms === '' ? definition.documentation : `${definition.documentation} Broker default: ${synonyms}.`,
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function defaultText(value: string | null): string {
  if (value === null) return ''
  return value === '' ? '(empty)' : `\`${value}\``
}

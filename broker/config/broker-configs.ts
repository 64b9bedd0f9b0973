import { brokerClusterConfigs } from './broker-cluster-configs.ts'
import { brokerCoordinatorConfigs } from './broker-coordinator-configs.ts'
import { brokerLogConfigs } from './broker-log-configs.ts'
import { brokerNetworkConfigs } from './broker-network-configs.ts'
import { catalogueOf } from './definition.ts'

/** Every config of a broker that DescribeConfigs reports, by name. Kafka 4.3; several are reported only. */
export const brokerConfigs = catalogueOf(
  [...brokerClusterConfigs, ...brokerCoordinatorConfigs, ...brokerLogConfigs, ...brokerNetworkConfigs].sort(
    (a, b) => (a.name < b.name ? -1 : 1),
  ),
)

/**
 * Names that stand for one another, best first: where several are set, the first of them counts. Asked for
 * by any of its names, DescribeConfigs reports them all.
 */
const BROKER_SYNONYM_GROUPS: readonly (readonly string[])[] = [
  ['log.retention.ms', 'log.retention.minutes', 'log.retention.hours'],
  ['log.roll.ms', 'log.roll.hours'],
  ['log.roll.jitter.ms', 'log.roll.jitter.hours'],
  ['log.flush.interval.ms', 'log.flush.scheduler.interval.ms'],
  ['log.dirs', 'log.dir'],
]

/** The name and its synonyms, in order of precedence, beginning with the name itself. */
export function brokerSynonymsOf(name: string): readonly string[] {
  for (const group of BROKER_SYNONYM_GROUPS) {
    const index = group.indexOf(name)
    if (index >= 0) return group.slice(index)
  }
  return [name]
}

/** Commands about configs. Pure: image and request in, decision out; each resource of a request stands alone. */
import { applyIncremental, type ConfigScope, replaceAll } from '../config/alter.ts'
import type { BrokerConfigSources } from '../config/resolve.ts'
import type { AlterConfigsRequest } from '../wire/generated/alter-configs.ts'
import type { IncrementalAlterConfigsRequest } from '../wire/generated/incremental-alter-configs.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import type { MetadataRecord } from '../wire/metadata-record.ts'
import type { Decision } from './decision.ts'
import type { ClusterImage } from './image/cluster-image.ts'
import { ALL_BROKERS, CONFIG_RESOURCE } from './image/configs.ts'

/** Longest config value: strings of before the flexible versions reach no further. */
const MAX_CONFIG_VALUE_BYTES = 32_767

/** One resource's outcome, the same in both requests. */
export interface AlteredResource {
  readonly errorCode: number
  readonly errorMessage: string | null
  readonly resourceType: number
  readonly resourceName: string
}

interface Resource {
  readonly resourceType: number
  readonly resourceName: string
}

/** Applies set, delete, append and subtract to the overrides of each resource. */
export function incrementalAlterConfigs(
  image: ClusterImage,
  request: IncrementalAlterConfigsRequest,
  staticConfigs: ReadonlyMap<string, string>,
): Decision<readonly AlteredResource[]> {
  return alterEach(image, request, (resource, current, scope) =>
    applyIncremental(
      scope,
      current,
      resource.configs.map(({ name, configOperation, value }) => ({
        name,
        operation: configOperation,
        value,
      })),
      brokerSources(image, staticConfigs),
    ),
  )
}

/** Replaces all overrides of each resource. */
export function alterConfigs(
  image: ClusterImage,
  request: AlterConfigsRequest,
  staticConfigs: ReadonlyMap<string, string>,
): Decision<readonly AlteredResource[]> {
  return alterEach(image, request, (resource, _current, scope) =>
    replaceAll(
      scope,
      resource.configs.map(({ name, value }) => [name, value] as const),
      brokerSources(image, staticConfigs),
    ),
  )
}

function alterEach<R extends Resource>(
  image: ClusterImage,
  request: { readonly resources: readonly R[]; readonly validateOnly: boolean },
  change: (
    resource: R,
    current: ReadonlyMap<string, string>,
    scope: ConfigScope,
  ) => ReadonlyMap<string, string>,
): Decision<readonly AlteredResource[]> {
  const records: MetadataRecord[] = []
  const seen = new Set<string>()
  const response = request.resources.map((resource): AlteredResource => {
    const { resourceType, resourceName } = resource
    try {
      const key = `${resourceType}:${resourceName}`
      if (seen.has(key)) throw new KafkaError('INVALID_REQUEST', 'The resource appears more than once')
      seen.add(key)
      const scope = scopeOf(image, resource)
      const current = image.configs.get(resourceType, resourceName)
      const changed = change(resource, current, scope)
      for (const [name, value] of changed) checkConfigLength(name, value)
      if (!request.validateOnly) records.push(...differenceRecords(resource, current, changed))
      return { errorCode: 0, errorMessage: null, resourceType, resourceName }
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      return {
        errorCode: errorCode(error.errorName),
        errorMessage: error.message,
        resourceType,
        resourceName,
      }
    }
  })
  return { records, response }
}

/** @throws KafkaError when the resource is not there or has no configs. */
function scopeOf(image: ClusterImage, { resourceType, resourceName }: Resource): ConfigScope {
  switch (resourceType) {
    case CONFIG_RESOURCE.TOPIC:
      if (image.topics.get(resourceName) === undefined) throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
      return 'topic'
    case CONFIG_RESOURCE.BROKER:
      if (resourceName === ALL_BROKERS) return 'all-brokers'
      if (!/^\d+$/.test(resourceName)) {
        throw new KafkaError('INVALID_REQUEST', `"${resourceName}" is not a broker id`)
      }
      if (!image.brokers.has(Number(resourceName))) {
        throw new KafkaError('INVALID_REQUEST', `Broker ${resourceName} is not registered`)
      }
      return 'broker'
    case CONFIG_RESOURCE.GROUP:
      if (resourceName === '') throw new KafkaError('INVALID_REQUEST', 'A group has a name')
      return 'group'
    case CONFIG_RESOURCE.CLIENT_METRICS:
      if (resourceName === '') throw new KafkaError('INVALID_REQUEST', 'A subscription has a name')
      return 'client-metrics'
    default:
      throw new KafkaError('INVALID_REQUEST', `Configs of resource type ${resourceType} are not served`)
  }
}

function differenceRecords(
  { resourceType, resourceName }: Resource,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): MetadataRecord[] {
  const recordOf = (name: string, value: string | null): MetadataRecord => ({
    type: 'ConfigRecord',
    resourceType,
    resourceName,
    name,
    value,
  })
  return [
    ...[...after]
      .filter(([name, value]) => before.get(name) !== value)
      .map(([name, value]) => recordOf(name, value)),
    ...[...before.keys()].filter((name) => !after.has(name)).map((name) => recordOf(name, null)),
  ]
}

/** @throws KafkaError INVALID_CONFIG for a value that older versions of the protocol could not tell. */
export function checkConfigLength(name: string, value: string): void {
  if (Buffer.byteLength(value) <= MAX_CONFIG_VALUE_BYTES) return
  throw new KafkaError(
    'INVALID_CONFIG',
    `The value of ${name} is longer than the ${MAX_CONFIG_VALUE_BYTES} bytes a config may have`,
  )
}

/** What topics inherit, as the controller knows it: nothing that is set for one broker alone. */
export function brokerSources(
  image: ClusterImage,
  staticConfigs: ReadonlyMap<string, string>,
): BrokerConfigSources {
  return {
    static: staticConfigs,
    dynamicDefault: image.configs.get(CONFIG_RESOURCE.BROKER, ALL_BROKERS),
    dynamic: new Map(),
  }
}

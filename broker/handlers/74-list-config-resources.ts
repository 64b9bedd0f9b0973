/**
 * ListConfigResources (key 74), served v0-v1: what can have configs. v0 knows client metrics alone; of
 * groups and client metrics only those that have a config are known here.
 */
import type { ClusterImage } from '../controller/image/cluster-image.ts'
import { CONFIG_RESOURCE } from '../controller/image/configs.ts'
import { listConfigResources } from '../wire/generated/list-config-resources.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { brokerHandler } from './services.ts'

const TYPES: readonly number[] = Object.values(CONFIG_RESOURCE)

/** First version that asks for types. */
const TYPES_FROM = 1

export const listConfigResourcesHandler = brokerHandler({
  api: listConfigResources,
  versions: { min: 0, max: 1 },
  handle(request, { services, version }) {
    const all = request.resourceTypes.length === 0 ? TYPES : request.resourceTypes
    const types = version < TYPES_FROM ? [CONFIG_RESOURCE.CLIENT_METRICS] : all
    if (!types.every((type) => TYPES.includes(type))) throw new KafkaError('UNSUPPORTED_VERSION')
    return {
      errorCode: 0,
      configResources: types.flatMap((resourceType) =>
        namesOf(services.image, resourceType).map((resourceName) => ({ resourceName, resourceType })),
      ),
    }
  },
  fail: (error) => ({ errorCode: error.code, configResources: [] }),
})

function namesOf(image: ClusterImage, resourceType: number): string[] {
  switch (resourceType) {
    case CONFIG_RESOURCE.TOPIC:
      return Array.from(image.topics.all(), ({ name }) => name)
    case CONFIG_RESOURCE.BROKER:
    case CONFIG_RESOURCE.BROKER_LOGGER:
      return Array.from(image.brokers.keys(), String)
    default:
      return image.configs.resourceNames(resourceType)
  }
}

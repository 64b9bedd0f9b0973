/**
 * DescribeConfigs (key 32), served v1-v4: every config of a topic, a broker or a group with its value,
 * where it comes from, its synonyms, its type and what it does. Only a broker can tell its own configs:
 * asked for another's, it refuses, as Apache Kafka does.
 */
import {
  type DescribedConfig,
  describeBrokerConfigs,
  describeClientMetricsConfigs,
  describeDefaultBrokerConfigs,
  describeGroupConfigs,
  describeTopicConfigs,
} from '../config/resolve.ts'
import { ALL_BROKERS, CONFIG_RESOURCE } from '../controller/image/configs.ts'
import { checkTopicName } from '../controller/topic-name.ts'
import {
  type DescribeConfigsRequest,
  type DescribeConfigsRequestResource,
  type DescribeConfigsResponseResultInput,
  describeConfigs,
} from '../wire/generated/describe-configs.ts'
import { errorCode, KafkaError } from '../wire/kafka-error.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

export const describeConfigsHandler = brokerHandler({
  api: describeConfigs,
  versions: { min: 1, max: 4 },
  handle: (request, { services }) => ({
    results: request.resources.map((resource) => describe(services, request, resource)),
  }),
})

function describe(
  services: BrokerServices,
  request: DescribeConfigsRequest,
  resource: DescribeConfigsRequestResource,
): DescribeConfigsResponseResultInput {
  const { resourceType, resourceName } = resource
  try {
    const configs = configsOf(services, resource).map((config) => ({
      name: config.name,
      value: config.value,
      readOnly: config.isReadOnly,
      configSource: config.source,
      isSensitive: config.isSensitive,
      synonyms: request.includeSynonyms ? config.synonyms : [],
      configType: config.typeId,
      documentation: request.includeDocumentation ? config.documentation : null,
    }))
    return { errorCode: 0, errorMessage: null, resourceType, resourceName, configs }
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    const code = errorCode(error.errorName)
    return { errorCode: code, errorMessage: error.message, resourceType, resourceName, configs: [] }
  }
}

function configsOf(
  services: BrokerServices,
  resource: DescribeConfigsRequestResource,
): readonly DescribedConfig[] {
  const { resourceType, resourceName, configurationKeys: keys } = resource
  const { configs, image, brokerId } = services
  switch (resourceType) {
    case CONFIG_RESOURCE.TOPIC:
      checkTopicName(resourceName)
      if (image.topics.get(resourceName) === undefined) throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION')
      return describeTopicConfigs(configs.overrides(resourceType, resourceName), configs.sources, keys)
    case CONFIG_RESOURCE.BROKER:
      if (resourceName === ALL_BROKERS)
        return describeDefaultBrokerConfigs(configs.sources.dynamicDefault, keys)
      if (resourceName !== String(brokerId)) {
        throw new KafkaError(
          'INVALID_REQUEST',
          `Unexpected broker id, expected ${brokerId} or empty string, but received ${resourceName}`,
        )
      }
      return describeBrokerConfigs(configs.sources, keys)
    case CONFIG_RESOURCE.GROUP:
      if (resourceName === '') throw new KafkaError('INVALID_REQUEST', 'Group name must not be empty')
      return describeGroupConfigs(configs.overrides(resourceType, resourceName), configs.sources, keys)
    case CONFIG_RESOURCE.CLIENT_METRICS:
      if (resourceName === '')
        throw new KafkaError('INVALID_REQUEST', 'Client metrics subscription name must not be empty')
      return describeClientMetricsConfigs(configs.overrides(resourceType, resourceName), keys)
    default:
      throw new KafkaError('INVALID_REQUEST', `Configs of resource type ${resourceType} are not served`)
  }
}

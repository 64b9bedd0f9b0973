/** A broker's effective configs: static ones from its start, dynamic ones from the image, typed and cached. */
import { type BrokerConfigs, brokerConfigsFrom } from '../config/broker-settings.ts'
import { type GroupSettings, groupSettingsFrom } from '../config/group-settings.ts'
import type { BrokerConfigSources, ConfigValues } from '../config/resolve.ts'
import { type TopicSettings, topicSettingsFrom } from '../config/topic-settings.ts'
import type { ClusterImage } from './image/cluster-image.ts'
import { ALL_BROKERS, CONFIG_RESOURCE } from './image/configs.ts'

export class ClusterConfigs {
  readonly #image: ClusterImage
  readonly #brokerId: number
  readonly #static: ConfigValues
  #broker: BrokerConfigs | null = null
  readonly #topics = new Map<string, TopicSettings>()

  constructor(options: {
    readonly image: ClusterImage
    readonly brokerId: number
    readonly static: ConfigValues
  }) {
    this.#image = options.image
    this.#brokerId = options.brokerId
    this.#static = options.static
  }

  /** This broker's configs as typed values. */
  get broker(): BrokerConfigs {
    this.#broker ??= brokerConfigsFrom(this.sources)
    return this.#broker
  }

  /** Where this broker's configs come from. */
  get sources(): BrokerConfigSources {
    const { configs } = this.#image
    return {
      static: this.#static,
      dynamicDefault: configs.get(CONFIG_RESOURCE.BROKER, ALL_BROKERS),
      dynamic: configs.get(CONFIG_RESOURCE.BROKER, String(this.#brokerId)),
    }
  }

  /** A topic's settings as typed values. */
  topic(name: string): TopicSettings {
    const known = this.#topics.get(name)
    if (known !== undefined) return known
    const settings = topicSettingsFrom(this.overrides(CONFIG_RESOURCE.TOPIC, name), this.sources)
    this.#topics.set(name, settings)
    return settings
  }

  /** A group's settings as typed values. */
  group(groupId: string): GroupSettings {
    return groupSettingsFrom(this.overrides(CONFIG_RESOURCE.GROUP, groupId), this.sources)
  }

  /** Dynamic overrides of one resource. */
  overrides(resourceType: number, resourceName: string): ConfigValues {
    return this.#image.configs.get(resourceType, resourceName)
  }

  /** Drops what was cached for a resource whose configs changed, or that is gone. */
  forget(resourceType: number, resourceName: string): void {
    if (resourceType === CONFIG_RESOURCE.TOPIC) {
      this.#topics.delete(resourceName)
      return
    }
    if (resourceType !== CONFIG_RESOURCE.BROKER) return
    this.#broker = null
    this.#topics.clear()
  }
}

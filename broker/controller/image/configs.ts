/** Kafka's resource type ids for configs. */
export const CONFIG_RESOURCE = {
  TOPIC: 2,
  BROKER: 4,
  BROKER_LOGGER: 8,
  CLIENT_METRICS: 16,
  GROUP: 32,
} as const

/** The resource name that stands for every broker. */
export const ALL_BROKERS = ''

const NO_OVERRIDES: ReadonlyMap<string, string> = new Map()

/** Dynamic config overrides by resource. */
export class ConfigsImage {
  readonly #byResource = new Map<string, Map<string, string>>()

  /** Overrides of one resource, by config name; empty when it has none. */
  get(resourceType: number, resourceName: string): ReadonlyMap<string, string> {
    return this.#byResource.get(keyOf(resourceType, resourceName)) ?? NO_OVERRIDES
  }

  /** Names of the resources of a type that have at least one override. */
  resourceNames(resourceType: number): string[] {
    const prefix = keyOf(resourceType, '')
    return [...this.#byResource.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
  }

  /** Every override. */
  *entries(): Generator<{ type: number; resourceName: string; name: string; value: string }> {
    for (const [key, overrides] of this.#byResource) {
      const cut = key.indexOf(':')
      const [type, resourceName] = [Number(key.slice(0, cut)), key.slice(cut + 1)]
      for (const [name, value] of overrides) yield { type, resourceName, name, value }
    }
  }

  /** For a snapshot only: takes over all overrides of another image. */
  become(other: ConfigsImage): void {
    this.#byResource.clear()
    for (const [key, overrides] of other.#byResource) this.#byResource.set(key, overrides)
  }

  /** For replay only; a null value removes the override. */
  put(resource: { readonly type: number; readonly name: string }, name: string, value: string | null): void {
    const key = keyOf(resource.type, resource.name)
    const overrides = this.#byResource.get(key) ?? new Map<string, string>()
    if (value === null) overrides.delete(name)
    else overrides.set(name, value)
    if (overrides.size === 0) this.#byResource.delete(key)
    else this.#byResource.set(key, overrides)
  }

  /** For replay only. */
  removeResource(resourceType: number, resourceName: string): void {
    this.#byResource.delete(keyOf(resourceType, resourceName))
  }
}

function keyOf(resourceType: number, resourceName: string): string {
  return `${resourceType}:${resourceName}`
}

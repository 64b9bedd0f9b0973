/** Reading and changing configs of topics, brokers and groups. */
import { alterConfigs as alterConfigsApi } from '../../wire/generated/alter-configs.ts'
import {
  type DescribeConfigsResponse,
  describeConfigs as describeConfigsApi,
} from '../../wire/generated/describe-configs.ts'
import { incrementalAlterConfigs } from '../../wire/generated/incremental-alter-configs.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import { errorOf, throwIfError } from '../failures.ts'
import { withRetries } from '../retry.ts'
import { settleItems } from '../settle-items.ts'
import type { ConfigChange, ConfigDescription, ConfigResource, ResourceConfigs } from './admin.ts'

const RESOURCE_TYPE_IDS = { topic: 2, broker: 4, group: 32 } as const
const OPERATION_IDS = { set: 0, delete: 1, append: 2, subtract: 3 } as const

/** Sources whose values were set on the resource itself: topic, one broker, all brokers, group. */
const OWN_SOURCE_IDS: Readonly<Record<ConfigResource['type'], readonly number[]>> = {
  topic: [1],
  broker: [2, 3],
  group: [8],
}

type Wanted = ConfigResource & { readonly keys?: readonly string[] }

/** Stands for "whichever broker answers" among broker ids. */
const ANY_BROKER = -1

/** One entry per resource, in the order asked. Configs of one broker come from that broker. */
export async function describeConfigs(
  core: ClientCore,
  resources: readonly Wanted[],
  scope: CallScope,
): Promise<ResourceConfigs[]> {
  const outcomes = await settleItems<Wanted, ConfigDescription[]>(core, scope, {
    items: resources,
    work: {
      route: (items) => Promise.resolve(new Map(items.map((item) => [item, brokerOf(item)]))),
      call: async (brokerId, items) => {
        const response = await core.request(
          describeConfigsApi,
          () => ({
            resources: items.map(({ type, name, keys }) => ({
              resourceType: RESOURCE_TYPE_IDS[type],
              resourceName: name,
              configurationKeys: keys ?? null,
            })),
            includeSynonyms: true,
            includeDocumentation: true,
          }),
          { broker: brokerId === ANY_BROKER ? 'any' : brokerId, scope },
        )
        return resultsOf(response, items)
      },
      onFailure: () => core.invalidateMetadata(),
    },
  })
  return [...outcomes].map(([{ type, name }, outcome]) =>
    outcome instanceof KafkaError
      ? { type, name, error: outcome, configs: [] }
      : { type, name, error: null, configs: outcome },
  )
}

/** Rejects with the KafkaError of the broker. */
export function alterConfigs(
  core: ClientCore,
  change: { readonly resource: ConfigResource; readonly changes: readonly ConfigChange[] },
  scope: CallScope,
): Promise<void> {
  return withRetries(core.runtime, scope, {
    attempt: async () => {
      try {
        await alterIncrementally(core, change, scope)
      } catch (error) {
        const isOld = error instanceof KafkaError && error.errorName === 'UNSUPPORTED_VERSION'
        if (!isOld) throw error
        await readChangeWrite(core, change, scope)
      }
    },
    onFailure: () => core.invalidateMetadata(),
  })
}

async function alterIncrementally(
  core: ClientCore,
  { resource, changes }: { readonly resource: ConfigResource; readonly changes: readonly ConfigChange[] },
  scope: CallScope,
): Promise<void> {
  const response = await core.request(
    incrementalAlterConfigs,
    () => ({
      resources: [
        {
          resourceType: RESOURCE_TYPE_IDS[resource.type],
          resourceName: resource.name,
          configs: changes.map(({ name, operation, value }) => ({
            name,
            configOperation: OPERATION_IDS[operation],
            value,
          })),
        },
      ],
      validateOnly: false,
    }),
    { broker: targetOf(resource), scope },
  )
  for (const row of response.responses) throwIfError(row.errorCode, row.errorMessage)
}

/** AlterConfigs replaces everything, so what was set before has to be sent along. */
async function readChangeWrite(
  core: ClientCore,
  { resource, changes }: { readonly resource: ConfigResource; readonly changes: readonly ConfigChange[] },
  scope: CallScope,
): Promise<void> {
  const [described] = await describeConfigs(core, [resource], scope)
  if (described === undefined || described.error !== null) {
    throw described?.error ?? new KafkaError('UNKNOWN_SERVER_ERROR')
  }
  const own = described.configs.filter(({ sourceId }) => OWN_SOURCE_IDS[resource.type].includes(sourceId))
  const current = new Map(described.configs.map(({ name, value }) => [name, value]))
  const values = new Map(
    own.filter(({ isSensitive }) => !isSensitive).map(({ name, value }) => [name, value]),
  )
  for (const change of changes) applyChange(values, current, change)
  const response = await core.request(
    alterConfigsApi,
    () => ({
      resources: [
        {
          resourceType: RESOURCE_TYPE_IDS[resource.type],
          resourceName: resource.name,
          configs: [...values].map(([name, value]) => ({ name, value })),
        },
      ],
      validateOnly: false,
    }),
    { broker: targetOf(resource), scope },
  )
  for (const row of response.responses) throwIfError(row.errorCode, row.errorMessage)
}

function applyChange(
  values: Map<string, string | null>,
  current: ReadonlyMap<string, string | null>,
  { name, operation, value }: ConfigChange,
): void {
  if (operation === 'delete') {
    values.delete(name)
    return
  }
  if (operation === 'set') {
    values.set(name, value)
    return
  }
  const listed = (values.get(name) ?? current.get(name) ?? '').split(',').filter((entry) => entry !== '')
  const named = (value ?? '').split(',')
  const rest = listed.filter((entry) => !named.includes(entry))
  values.set(name, (operation === 'append' ? [...rest, ...named] : rest).join(','))
}

function brokerOf(resource: ConfigResource): number {
  return resource.type === 'broker' && /^\d+$/.test(resource.name) ? Number(resource.name) : ANY_BROKER
}

function targetOf(resource: ConfigResource): number | 'controller' {
  const brokerId = brokerOf(resource)
  return brokerId === ANY_BROKER ? 'controller' : brokerId
}

function resultsOf(
  response: DescribeConfigsResponse,
  items: readonly Wanted[],
): Map<Wanted, ConfigDescription[] | KafkaError> {
  const outcomes = new Map<Wanted, ConfigDescription[] | KafkaError>()
  for (const row of response.results) {
    const item = items.find(
      ({ type, name }) => RESOURCE_TYPE_IDS[type] === row.resourceType && name === row.resourceName,
    )
    if (item === undefined) continue
    const configs = row.configs.map((config) => ({
      name: config.name,
      value: config.value,
      sourceId: Math.max(0, config.configSource),
      isReadOnly: config.readOnly,
      isSensitive: config.isSensitive,
      typeId: config.configType,
      documentation: config.documentation,
      synonyms: config.synonyms.map(({ name, value, source }) => ({ name, value, sourceId: source })),
    }))
    outcomes.set(item, errorOf(row.errorCode, row.errorMessage) ?? configs)
  }
  return outcomes
}

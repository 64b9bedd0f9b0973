import { listOffsets as listOffsetsApi } from '../../wire/generated/list-offsets.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import type { Isolation } from '../client-types.ts'
import { errorOf } from '../failures.ts'
import { atLeaders, groupByTopic, partitionKey, settleItems } from '../settle-items.ts'
import type { FoundOffset, WantedOffset } from './admin.ts'

/** Asks for the first offset there is. */
export const EARLIEST_TIMESTAMP = -2
/** Asks for the offset the next record gets. */
export const LATEST_TIMESTAMP = -1
/** Asks for the record of the highest timestamp (Kafka 3.0 and later). */
const MAX_TIMESTAMP = -3
const MAX_TIMESTAMP_FROM = 7
/** First version whose request carries a time-out for the broker. */
const TIMEOUT_FROM = 10

interface Found {
  readonly offset: number
  readonly timestampMs: number
  readonly leaderEpoch: number
}

/** Offsets by timestamp, at the leaders, in the order asked. */
export async function listOffsets(
  core: ClientCore,
  wanted: readonly WantedOffset[],
  options: { readonly scope: CallScope; readonly isolation: Isolation },
): Promise<FoundOffset[]> {
  const { scope } = options
  const work = atLeaders<WantedOffset, Found>(core, scope, async (broker, items) => {
    const response = await core.request(
      listOffsetsApi,
      (version) => {
        const asksForMaximum = items.some(({ timestampMs }) => timestampMs === MAX_TIMESTAMP)
        if (asksForMaximum && version < MAX_TIMESTAMP_FROM) {
          throw new KafkaError(
            'UNSUPPORTED_VERSION',
            'The highest timestamp can be asked for from Kafka 3.0 on',
          )
        }
        return {
          replicaId: -1,
          isolationLevel: options.isolation === 'readCommitted' ? 1 : 0,
          ...(version >= TIMEOUT_FROM ? { timeoutMs: Math.floor(core.requestTimeoutMs * 0.9) } : {}),
          topics: groupByTopic(items).map(([name, group]) => ({
            name,
            partitions: group.map(({ partition, timestampMs }) => ({
              partitionIndex: partition,
              timestamp: timestampMs,
            })),
          })),
        }
      },
      { broker, scope },
    )
    const rowByKey = new Map(
      response.topics.flatMap(({ name, partitions }) =>
        partitions.map((row) => [partitionKey({ topic: name, partition: row.partitionIndex }), row] as const),
      ),
    )
    const outcomes = new Map<WantedOffset, Found | KafkaError>()
    for (const item of items) {
      const row = rowByKey.get(partitionKey(item))
      if (row === undefined) continue
      const found = { offset: row.offset, timestampMs: row.timestamp, leaderEpoch: row.leaderEpoch }
      outcomes.set(item, errorOf(row.errorCode) ?? found)
    }
    return outcomes
  })
  // The same partition may be asked for twice, which one request cannot carry: ask in rounds.
  const outcomes = new Map<WantedOffset, Found | KafkaError>()
  for (const items of roundsOf(wanted)) {
    for (const [item, outcome] of await settleItems(core, scope, { items, work })) outcomes.set(item, outcome)
  }
  return wanted.map((item) => {
    const outcome = outcomes.get(item) ?? new KafkaError('UNKNOWN_SERVER_ERROR')
    const { topic, partition } = item
    return outcome instanceof KafkaError
      ? { topic, partition, offset: -1, timestampMs: -1, leaderEpoch: -1, error: outcome }
      : { topic, partition, ...outcome, error: null }
  })
}

/** Splits into lists that name each partition once. */
function roundsOf(wanted: readonly WantedOffset[]): WantedOffset[][] {
  const rounds: WantedOffset[][] = []
  const seen = new Map<string, number>()
  for (const item of wanted) {
    const round = seen.get(partitionKey(item)) ?? 0
    seen.set(partitionKey(item), round + 1)
    const list = rounds[round]
    if (list === undefined) rounds.push([item])
    else list.push(item)
  }
  return rounds
}

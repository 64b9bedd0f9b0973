import {
  type DescribeLogDirsResponse,
  describeLogDirs as describeLogDirsApi,
} from '../../wire/generated/describe-log-dirs.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import type { CallScope } from '../call-scope.ts'
import type { ClientCore } from '../client-core.ts'
import { errorOf } from '../failures.ts'
import { settleItems } from '../settle-items.ts'
import type { BrokerLogDirs } from './admin.ts'

/** Sizes of all replicas of each broker, in the order asked. */
export async function describeLogDirs(
  core: ClientCore,
  brokerIds: readonly number[],
  scope: CallScope,
): Promise<BrokerLogDirs[]> {
  const outcomes = await settleItems<number, BrokerLogDirs>(core, scope, {
    items: brokerIds,
    work: {
      route: (items) => Promise.resolve(new Map(items.map((brokerId) => [brokerId, brokerId]))),
      call: async (brokerId) => {
        const response = await core.request(describeLogDirsApi, () => ({ topics: null }), {
          broker: brokerId,
          scope,
        })
        return new Map([[brokerId, errorOf(response.errorCode) ?? summaryOf(brokerId, response)]])
      },
      onFailure: () => core.invalidateMetadata(),
    },
  })
  return [...outcomes].map(([brokerId, outcome]) =>
    outcome instanceof KafkaError
      ? { brokerId, error: outcome, totalBytes: -1, usableBytes: -1, replicas: [] }
      : outcome,
  )
}

/** All directories of a broker as one; directories that failed make the first error. */
function summaryOf(brokerId: number, response: DescribeLogDirsResponse): BrokerLogDirs {
  const sizes = response.results.filter(({ totalBytes }) => totalBytes >= 0)
  const failed = response.results.find(({ errorCode }) => errorCode !== 0)
  let totalBytes = sizes.length === 0 ? -1 : 0
  let usableBytes = sizes.length === 0 ? -1 : 0
  for (const directory of sizes) {
    totalBytes += directory.totalBytes
    usableBytes += Math.max(0, directory.usableBytes)
  }
  return {
    brokerId,
    error: failed === undefined ? null : errorOf(failed.errorCode),
    totalBytes,
    usableBytes,
    replicas: response.results.flatMap((directory) =>
      directory.topics.flatMap(({ name, partitions }) =>
        partitions
          .filter(({ isFutureKey }) => !isFutureKey)
          .map(({ partitionIndex, partitionSize, offsetLag }) => ({
            topic: name,
            partition: partitionIndex,
            sizeBytes: partitionSize,
            offsetLag,
          })),
      ),
    ),
  }
}

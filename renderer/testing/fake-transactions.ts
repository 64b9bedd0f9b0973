import type { AppClient } from '#contract'
import { nowMs } from '../lib/now.ts'
import type { FakeContext } from './fake-context.ts'

export function fakeTransactions({ cluster, gate }: FakeContext): AppClient['transactions'] {
  const aborted = new Set<number>()
  return {
    overview: async (_, options) => {
      await gate(options?.signal)
      if (cluster.topics.size === 0)
        return { transactions: [], producers: [], unreachable: [], unreadCount: 0 }
      return {
        transactions: [
          {
            transactionalId: 'billing-copy-1',
            state: 'Ongoing',
            coordinatorId: 2,
            producerId: 4_001,
            producerEpoch: 12,
            timeoutMs: 60_000,
            startedAtMs: nowMs() - 4_200,
            partitions: [{ topic: 'shop.orders', partition: 0 }],
            isOverdue: false,
          },
        ],
        producers: [4_001, 3_977].map((producerId, index) => ({
          topic: 'shop.orders',
          partition: index,
          producerId,
          producerEpoch: 12 - index * 9,
          coordinatorEpoch: 3,
          lastSequence: 810,
          lastWriteMs: nowMs() - 4_000 * (index * 400 + 1),
          openSinceOffset: aborted.has(producerId) ? null : 128_400,
          transactionalId: index === 0 ? 'billing-copy-1' : null,
          isHanging: index === 1 && !aborted.has(producerId),
        })),
        unreachable: [],
        unreadCount: 0,
      }
    },
    abort: async ({ producerId }, options) => {
      await gate(options?.signal)
      aborted.add(producerId)
      return {}
    },
  }
}

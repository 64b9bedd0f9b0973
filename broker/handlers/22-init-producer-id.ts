/**
 * InitProducerId (key 22), served v0-v5: an id and an epoch for a producer.
 *
 * A producer without a transactional id that names its id and epoch (KIP-360) is given a fresh id: there is
 * nothing to fence. One with a transactional id fences its earlier incarnations.
 */
import { initProducerId } from '../wire/generated/init-producer-id.ts'
import { brokerHandler } from './services.ts'
import { fencedAs } from './transaction-errors.ts'

/** First version in which clients know PRODUCER_FENCED. */
const FENCED_FROM = 4

const NO_PRODUCER = { producerId: -1, producerEpoch: -1 }

export const initProducerIdHandler = brokerHandler({
  api: initProducerId,
  versions: { min: 0, max: 5 },
  async handle(request, { services }) {
    const { transactionalId } = request
    if (transactionalId === null) {
      return { errorCode: 0, producerId: await services.producerIds.next(), producerEpoch: 0 }
    }
    const producer = await services.transactions.initProducer({
      transactionalId,
      timeoutMs: request.transactionTimeoutMs,
      known: { producerId: request.producerId, producerEpoch: request.producerEpoch },
    })
    return { errorCode: 0, ...producer }
  },
  fail: (error, _request, version) => ({
    errorCode: fencedAs(error, version >= FENCED_FROM),
    ...NO_PRODUCER,
  }),
})

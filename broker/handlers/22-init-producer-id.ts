/**
 * InitProducerId (key 22), served v0-v5, for idempotent producers.
 *
 * A producer that names its id and epoch (KIP-360) is given a fresh id: without a transactional id
 * there is nothing to fence. Differs: transactional ids are refused until transactions are served.
 */
import { initProducerId } from '../wire/generated/init-producer-id.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { brokerHandler } from './services.ts'

const NO_PRODUCER = { producerId: -1, producerEpoch: -1 }

export const initProducerIdHandler = brokerHandler({
  api: initProducerId,
  versions: { min: 0, max: 5 },
  async handle(request, { services }) {
    if (request.transactionalId !== null) {
      const error = request.transactionalId === '' ? 'INVALID_REQUEST' : 'COORDINATOR_NOT_AVAILABLE'
      throw new KafkaError(error, 'Transactions are not served')
    }
    return { errorCode: 0, producerId: await services.producerIds.next(), producerEpoch: 0 }
  },
  fail: (error) => ({ errorCode: error.code, ...NO_PRODUCER }),
})

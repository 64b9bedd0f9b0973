/** Producer ids: handed to brokers in blocks, never twice. */
import { KafkaError } from '../wire/kafka-error.ts'
import type { Decision } from './decision.ts'
import type { ClusterImage } from './image/cluster-image.ts'

/** Ids in a block, as in Kafka. */
export const PRODUCER_ID_BLOCK_SIZE = 1_000

export interface ProducerIdBlock {
  readonly firstProducerId: number
  readonly length: number
}

/** @throws KafkaError STALE_BROKER_EPOCH, BROKER_ID_NOT_REGISTERED. */
export function allocateProducerIds(
  image: ClusterImage,
  request: { readonly brokerId: number; readonly brokerEpoch: number },
): Decision<ProducerIdBlock> {
  const broker = image.brokers.get(request.brokerId)
  if (broker === undefined) throw new KafkaError('BROKER_ID_NOT_REGISTERED')
  if (broker.brokerEpoch !== request.brokerEpoch) throw new KafkaError('STALE_BROKER_EPOCH')
  const firstProducerId = image.nextProducerId
  return {
    records: [
      {
        type: 'ProducerIdsRecord',
        brokerId: request.brokerId,
        brokerEpoch: request.brokerEpoch,
        nextProducerId: firstProducerId + PRODUCER_ID_BLOCK_SIZE,
      },
    ],
    response: { firstProducerId, length: PRODUCER_ID_BLOCK_SIZE },
  }
}

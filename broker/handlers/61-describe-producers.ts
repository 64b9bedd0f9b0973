/** DescribeProducers (key 61), served v0: who writes to a partition, and which transactions are open in it. */
import { describeProducers } from '../wire/generated/describe-producers.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { brokerHandler } from './services.ts'

export const describeProducersHandler = brokerHandler({
  api: describeProducers,
  versions: { min: 0, max: 0 },
  handle: (request, { services }) => ({
    topics: request.topics.map(({ name, partitionIndexes }) => ({
      name,
      partitions: partitionIndexes.map((partitionIndex) => {
        try {
          const partition = services.replicas.get(name, partitionIndex)
          partition.checkLeadership()
          return {
            partitionIndex,
            errorCode: 0,
            activeProducers: partition.log.producerStates().map((producer) => ({
              producerId: producer.producerId,
              producerEpoch: producer.producerEpoch,
              lastSequence: producer.lastSequence,
              lastTimestamp: producer.lastTimestampMs,
              coordinatorEpoch: producer.coordinatorEpoch,
              currentTxnStartOffset: producer.currentTransactionStartOffset,
            })),
          }
        } catch (error) {
          if (!(error instanceof KafkaError)) throw error
          return {
            partitionIndex,
            errorCode: error.code,
            errorMessage: error.message,
            activeProducers: [],
          }
        }
      }),
    })),
  }),
})

/** EndQuorumEpoch (key 54) on the controller's listener, served v0-v1: a leader steps down. */
import { METADATA_TOPIC } from '../../controller/metadata-batches.ts'
import { endQuorumEpoch } from '../../wire/generated/end-quorum-epoch.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import { checkQuorum } from './quorum-checks.ts'
import { controllerHandler } from './services.ts'

export const endQuorumEpochHandler = controllerHandler({
  api: endQuorumEpoch,
  versions: { min: 0, max: 1 },
  handle(request, { services: { controller } }) {
    const told = request.topics[0]?.partitions[0]
    if (told === undefined) throw new KafkaError('INVALID_REQUEST', 'The metadata partition is not named')
    checkQuorum(controller, { clusterId: request.clusterId, voterId: told.leaderId })
    controller.quorum.onResigned(told.leaderEpoch)
    const error = 0
    const { leaderId, epoch } = controller.quorum
    return {
      errorCode: 0,
      topics: [
        {
          topicName: METADATA_TOPIC,
          partitions: [{ partitionIndex: 0, errorCode: error, leaderId: leaderId ?? -1, leaderEpoch: epoch }],
        },
      ],
    }
  },
  fail: (error) => ({ errorCode: error.code, topics: [] }),
})

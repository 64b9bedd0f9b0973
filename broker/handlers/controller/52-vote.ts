/** Vote (key 52) on the controller's listener, served v0-v2: another voter asks for this one's vote. */
import { METADATA_TOPIC } from '../../controller/metadata-batches.ts'
import { vote } from '../../wire/generated/vote.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import { checkQuorum } from './quorum-checks.ts'
import { controllerHandler } from './services.ts'

export const voteHandler = controllerHandler({
  api: vote,
  versions: { min: 0, max: 2 },
  handle(request, { services: { controller } }) {
    const asked = request.topics[0]?.partitions[0]
    if (asked === undefined) throw new KafkaError('INVALID_REQUEST', 'A vote names the metadata partition')
    checkQuorum(controller, { clusterId: request.clusterId, voterId: asked.replicaId })
    const answer = controller.quorum.onQuestion({
      epoch: asked.replicaEpoch,
      candidateId: asked.replicaId,
      log: { endOffset: asked.lastOffset, lastEpoch: asked.lastOffsetEpoch },
      isPreVote: asked.preVote,
    })
    return {
      errorCode: 0,
      topics: [
        {
          topicName: METADATA_TOPIC,
          partitions: [
            {
              partitionIndex: 0,
              errorCode: 0,
              leaderId: answer.leaderId ?? -1,
              leaderEpoch: answer.epoch,
              voteGranted: answer.isGranted,
            },
          ],
        },
      ],
    }
  },
  fail: (error) => ({ errorCode: error.code, topics: [] }),
})

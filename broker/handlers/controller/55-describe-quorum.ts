/** DescribeQuorum (key 55) on the controller's listener, served v0-v2: leader, voters and how far they are. */
import { METADATA_TOPIC } from '../../controller/metadata-batches.ts'
import { describeQuorum } from '../../wire/generated/describe-quorum.ts'
import { KafkaError } from '../../wire/kafka-error.ts'
import { ZERO_UUID } from '../../wire/reader.ts'
import { CONTROLLER_LISTENER, controllerHandler } from './services.ts'

const UNKNOWN = -1

export const controllerDescribeQuorumHandler = controllerHandler({
  api: describeQuorum,
  versions: { min: 0, max: 2 },
  handle(_request, { services }) {
    const { controller, clock } = services
    const { quorum } = controller
    if (!quorum.isLeader) throw new KafkaError('NOT_LEADER_OR_FOLLOWER')
    const nowMs = clock.nowMs()
    const agoMs = clock.monotonicMs()
    const timeOf = (monotonicMs: number) =>
      Number.isFinite(monotonicMs) ? Math.round(nowMs - (agoMs - monotonicMs)) : UNKNOWN
    return {
      errorCode: 0,
      topics: [
        {
          topicName: METADATA_TOPIC,
          partitions: [
            {
              partitionIndex: 0,
              errorCode: 0,
              leaderId: quorum.leaderId ?? UNKNOWN,
              leaderEpoch: quorum.epoch,
              highWatermark: quorum.highWatermark,
              currentVoters: quorum.voters.map((replicaId) => {
                const progress = quorum.progressOf(replicaId)
                const isSelf = replicaId === quorum.nodeId
                return {
                  replicaId,
                  replicaDirectoryId: ZERO_UUID,
                  logEndOffset: isSelf ? quorum.log.logEndOffset : (progress?.endOffset ?? UNKNOWN),
                  lastFetchTimestamp: isSelf
                    ? nowMs
                    : timeOf(progress?.fetchedMs ?? Number.NEGATIVE_INFINITY),
                  lastCaughtUpTimestamp: isSelf
                    ? nowMs
                    : timeOf(progress?.lastCaughtUpMs ?? Number.NEGATIVE_INFINITY),
                }
              }),
              observers: [...quorum.observers()].map(([replicaId, progress]) => ({
                replicaId,
                replicaDirectoryId: ZERO_UUID,
                logEndOffset: progress.endOffset,
                lastFetchTimestamp: timeOf(progress.fetchedMs),
                lastCaughtUpTimestamp: timeOf(progress.lastCaughtUpMs),
              })),
            },
          ],
        },
      ],
      nodes: services.voters().map(({ nodeId, host, port }) => ({
        nodeId,
        listeners: [{ name: CONTROLLER_LISTENER, host, port }],
      })),
    }
  },
  fail: (error) => ({ errorCode: error.code, topics: [] }),
})

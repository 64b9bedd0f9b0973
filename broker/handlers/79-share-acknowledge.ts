/**
 * ShareAcknowledge (key 79), served v1-v2: a member of a share group tells what has become of records it
 * acquired. Answered when it is stored; each partition succeeds or fails as a whole.
 */
import { FINAL_EPOCH, INITIAL_EPOCH } from '../share/share-sessions.ts'
import { shareAcknowledge } from '../wire/generated/share-acknowledge.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { requireFeature } from './feature-check.ts'
import { brokerHandler } from './services.ts'
import { byTopic, endpointsOfLeaders, leaderHint, NO_LEADER_TOLD } from './share/answers.ts'
import { memberOf, partitionsOf } from './share/member.ts'

export const shareAcknowledgeHandler = brokerHandler({
  api: shareAcknowledge,
  versions: { min: 1, max: 2 },
  async handle(request, { services }) {
    requireFeature(services.image, 'share.version')
    const member = memberOf(request)
    const { shareSessionEpoch: epoch } = request
    if (epoch === INITIAL_EPOCH) throw new KafkaError('INVALID_SHARE_SESSION_EPOCH')
    if (epoch === FINAL_EPOCH) services.share.sessions.require(member)
    else services.share.sessions.advance(member, epoch, { added: [], removed: [] })
    // Of partitions nothing is said of, nothing is answered.
    const said = partitionsOf(request.topics).filter(({ batches }) => batches.length > 0)
    const results = await services.share.acknowledge(member, said, {
      mayRenew: request.isRenewAck,
    })
    if (epoch === FINAL_EPOCH) await services.share.closeSession(member)
    const parts = results.map(({ partition, error }) => {
      const leader = leaderHint(partition, error, services)
      return {
        partition,
        leader,
        answer: {
          partitionIndex: partition.partition,
          errorCode: error?.code ?? 0,
          errorMessage: error?.message ?? null,
          currentLeader: leader ?? NO_LEADER_TOLD,
        },
      }
    })
    return {
      errorCode: 0,
      acquisitionLockTimeoutMs: services.share.config(member.groupId).recordLockDurationMs,
      responses: byTopic(parts),
      nodeEndpoints: endpointsOfLeaders(
        parts.map(({ leader }) => leader),
        services,
      ),
    }
  },
  fail: (error) => ({ errorCode: error.code, errorMessage: error.message, responses: [], nodeEndpoints: [] }),
})

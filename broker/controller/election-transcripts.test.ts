/**
 * Elections, in-sync sets and reassignments of one partition, as transcripts (`testdata/*.txt`): what the
 * controller decides when brokers come and go and leaders propose.
 */
import path from 'node:path'
import { assert } from '../base/assert.ts'
import { TEST_TOPIC_ID } from '../testing/log-fixture.ts'
import { describeTranscripts, EventWords, type RunEvent } from '../testing/transcripts.ts'
import { errorNameOf, KafkaError } from '../wire/kafka-error.ts'
import type { MetadataRecord } from '../wire/metadata-record.ts'
import {
  electionPolicy,
  leaderCheck,
  recordsForLostBroker,
  recordsForPreferredLeaders,
  recordsForReturnedBroker,
} from './elections.ts'
import { UNASSIGNED_DIRECTORY } from './image/brokers.ts'
import { ClusterImage, ImageChanges } from './image/cluster-image.ts'
import { CONFIG_RESOURCE } from './image/configs.ts'
import type { PartitionImage } from './image/topics.ts'
import { alterPartitions } from './isr-commands.ts'
import { partitionChangeRecords } from './partition-change.ts'
import { alterReassignments } from './reassignment-commands.ts'
import { replay } from './replay.ts'

const TOPIC = 'orders'

/** As a fresh cluster has it. */
function imageWithEligibleReplicas(): ClusterImage {
  const image = new ClusterImage()
  image.features.set('eligible.leader.replicas.version', 1)
  return image
}

class World {
  readonly #image = imageWithEligibleReplicas()

  readonly run: RunEvent = (line) => {
    const words = new EventWords(line)
    try {
      return this.#run(words)
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      return [error.errorName]
    }
  }

  #run(words: EventWords): string[] {
    switch (words.verb) {
      case 'brokers':
        for (const brokerId of words.list('brokers')) this.#putBroker(brokerId, {})
        return []
      case 'partition':
        return this.#begin(words)
      case 'config': {
        const resource = { type: CONFIG_RESOURCE.TOPIC, name: TOPIC }
        this.#image.configs.put(resource, words.text('config'), words.text('is'))
        return []
      }
      case 'lost': {
        const brokerId = words.number('lost')
        const records = recordsForLostBroker(this.#image, brokerId, this.#policy)
        this.#putBroker(brokerId, { isFenced: true })
        return this.#apply(records)
      }
      case 'leaving': {
        const brokerId = words.number('leaving')
        const records = recordsForLostBroker(this.#image, brokerId, this.#policy)
        this.#putBroker(brokerId, { isInControlledShutdown: true })
        return this.#apply(records)
      }
      case 'back': {
        const brokerId = words.number('back')
        const before = this.#image.brokers.get(brokerId)?.brokerEpoch ?? 0
        this.#putBroker(brokerId, { brokerEpoch: before + 100 })
        return this.#apply(recordsForReturnedBroker(this.#image, brokerId, this.#policy))
      }
      case 'balance':
        return this.#apply(recordsForPreferredLeaders(this.#image, this.#policy))
      case 'elect':
        return this.#elect(words.has('unclean') ? 'unclean' : 'preferred')
      case 'proposed':
        return this.#propose(words)
      case 'reassign':
        return this.#reassign(words)
      default:
        throw new TypeError(`there is no event "${words.verb}"`)
    }
  }

  #begin(words: EventWords): string[] {
    const replicas = words.list('replicas')
    const partition: PartitionImage = {
      partition: 0,
      replicas,
      directories: replicas.map(() => UNASSIGNED_DIRECTORY),
      inSyncReplicas: words.list('isr', replicas),
      removingReplicas: [],
      addingReplicas: [],
      eligibleLeaderReplicas: words.list('elr', []),
      lastKnownLeaders: words.list('last', []),
      leaderId: words.number('leader', replicas[0]),
      leaderEpoch: words.number('epoch', 0),
      partitionEpoch: 0,
    }
    this.#image.topics.put({ name: TOPIC, topicId: TEST_TOPIC_ID, partitions: [partition] })
    const resource = { type: CONFIG_RESOURCE.TOPIC, name: TOPIC }
    this.#image.configs.put(resource, 'min.insync.replicas', String(words.number('min', 1)))
    return []
  }

  #elect(election: 'preferred' | 'unclean'): string[] {
    const topic = this.#image.topics.get(TOPIC)
    assert(topic !== undefined, 'there is a partition')
    return this.#apply(
      partitionChangeRecords({
        topic,
        before: this.#partition,
        election,
        canLead: leaderCheck(this.#image),
        settings: this.#policy(TOPIC),
      }),
    )
  }

  /** `proposed 1,2 by 1 [epoch N] [partition-epoch N] [broker-epoch-of 2 is N]`. */
  #propose(words: EventWords): string[] {
    const leaderId = words.number('by')
    const staleId = words.number('broker-epoch-of', -1)
    const { records, response } = alterPartitions(
      this.#image,
      {
        brokerId: leaderId,
        brokerEpoch: words.number('sender-epoch', this.#image.brokers.get(leaderId)?.brokerEpoch ?? -1),
        topics: [
          {
            topicName: '',
            topicId: TEST_TOPIC_ID,
            partitions: [
              {
                partitionIndex: 0,
                leaderEpoch: words.number('epoch', this.#partition.leaderEpoch),
                newIsr: [],
                newIsrWithEpochs: words.list('proposed').map((brokerId) => ({
                  brokerId,
                  brokerEpoch:
                    brokerId === staleId
                      ? words.number('is')
                      : (this.#image.brokers.get(brokerId)?.brokerEpoch ?? -1),
                })),
                leaderRecoveryState: 0,
                partitionEpoch: words.number('partition-epoch', this.#partition.partitionEpoch),
              },
            ],
          },
        ],
      } as unknown as Parameters<typeof alterPartitions>[1], // fields of other versions are not read
      this.#policy,
    )
    const error = errorNameOf(response[0]?.partitions[0]?.errorCode ?? 0)
    return error === 'NONE' ? this.#apply(records) : [error]
  }

  /** `reassign to 3,4 [resize]`, or `reassign cancel`. */
  #reassign(words: EventWords): string[] {
    const { records, response } = alterReassignments(
      this.#image,
      {
        timeoutMs: 1_000,
        allowReplicationFactorChange: words.has('resize'),
        topics: [
          {
            name: TOPIC,
            partitions: [{ partitionIndex: 0, replicas: words.has('cancel') ? null : [...words.list('to')] }],
          },
        ],
      },
      this.#policy,
    )
    const error = errorNameOf(response[0]?.partitions[0]?.errorCode ?? 0)
    return error === 'NONE' ? this.#apply(records) : [error]
  }

  #apply(records: readonly MetadataRecord[]): string[] {
    if (records.length === 0) return ['unchanged']
    for (const record of records) replay(this.#image, record, new ImageChanges())
    const partition = this.#partition
    const list = (ids: readonly number[]) => (ids.length === 0 ? '-' : ids.join(','))
    const optional = (name: string, ids: readonly number[]) =>
      ids.length === 0 ? '' : ` ${name} ${list(ids)}`
    return [
      `leader ${partition.leaderId} epoch ${partition.leaderEpoch} isr ${list(partition.inSyncReplicas)}` +
        ` replicas ${list(partition.replicas)}` +
        optional('adding', partition.addingReplicas) +
        optional('removing', partition.removingReplicas) +
        optional('elr', partition.eligibleLeaderReplicas) +
        optional('last', partition.lastKnownLeaders) +
        ` partition-epoch ${partition.partitionEpoch}`,
    ]
  }

  #putBroker(
    brokerId: number,
    change: {
      readonly brokerEpoch?: number
      readonly isFenced?: boolean
      readonly isInControlledShutdown?: boolean
    },
  ): void {
    const known = this.#image.brokers.get(brokerId)
    this.#image.brokers.set(brokerId, {
      brokerId,
      brokerEpoch: change.brokerEpoch ?? known?.brokerEpoch ?? brokerId,
      incarnationId: TEST_TOPIC_ID,
      endpoints: [],
      rack: null,
      features: [],
      logDirectoryIds: [],
      isFenced: change.isFenced ?? false,
      isInControlledShutdown: change.isInControlledShutdown ?? false,
    })
  }

  get #partition(): PartitionImage {
    const partition = this.#image.topics.get(TOPIC)?.partitions[0]
    assert(partition !== undefined, 'there is a partition')
    return partition
  }

  /** Made anew: it remembers the configs it has read. */
  get #policy() {
    return electionPolicy(this.#image, new Map())
  }
}

describeTranscripts(path.join(import.meta.dirname, 'testdata'), () => new World().run)

/**
 * One replica of a partition, as transcripts (`testdata/*.txt`): broker 1 leads or follows, brokers 2 and 3 are
 * the others. Offsets in a log are told with the epoch they were written in: `0-2@5` are offsets 0 to 2.
 */
import path from 'node:path'
import { assert } from '../base/assert.ts'
import { ManualClock } from '../base/clock.ts'
import type { BrokerImage } from '../controller/image/brokers.ts'
import { UNASSIGNED_DIRECTORY } from '../controller/image/brokers.ts'
import type { PartitionImage } from '../controller/image/topics.ts'
import type { PartitionLog } from '../log/partition-log.ts'
import { batchOf, openTestLog, TEST_TOPIC_ID } from '../testing/log-fixture.ts'
import { describeTranscripts, EventWords, type RunEvent } from '../testing/transcripts.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { splitBatches, writeBaseOffset, writePartitionLeaderEpoch } from '../wire/record-batch.ts'
import {
  EARLIEST_TIMESTAMP,
  type IsolationLevel,
  type IsrProposal,
  LATEST_TIMESTAMP,
  Partition,
} from './partition.ts'
import { truncate } from './replica-fetcher.ts'

const OWN_ID = 1
const LAG_TIME_MS = 30_000

class World {
  readonly #clock = new ManualClock()
  readonly #brokers = new Map<number, BrokerImage>()
  #log: PartitionLog | null = null
  #partition: Partition | null = null
  #proposal: IsrProposal | null = null
  /** What has happened since the event began. */
  #lines: string[] = []

  readonly run: RunEvent = (line) => {
    const words = new EventWords(line)
    this.#lines = []
    const before = words.verb === 'start' ? undefined : this.#partition?.highWatermark
    try {
      this.#run(words)
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error
      this.#lines.push(error.errorName)
    }
    const after = this.#partition?.highWatermark
    if (before !== undefined && after !== before) this.#lines.push(`high ${after}`)
    return this.#lines
  }

  #run(words: EventWords): void {
    switch (words.verb) {
      case 'start':
        return this.#start(words)
      case 'decided':
        return this.#decided(words)
      case 'append': {
        const values = Array.from({ length: words.number('append') }, () => 'v')
        const { firstOffset, lastOffset } = this.#replica.append(batchOf(values), {
          acks: words.number('acks', 1),
          origin: 'client',
        })
        this.#say(`appended ${firstOffset}-${lastOffset}`)
        return
      }
      case 'fetch':
        this.#replica.recordFetch({
          brokerId: words.number('by'),
          brokerEpoch: words.number('broker-epoch', words.number('by')),
          fetchOffset: words.number('fetch'),
          logStartOffset: 0,
        })
        return
      case 'refused':
        assert(this.#proposal !== null, 'something was proposed')
        return this.#replica.refuseIsr(this.#proposal)
      case 'check':
        return this.#replica.shrinkIsr()
      case 'wait':
        this.#clock.advance(words.number('wait'))
        return
      case 'fence':
        return this.#putBroker(words.number('fence'), { isFenced: true })
      case 'register':
        return this.#putBroker(words.number('register'), { brokerEpoch: words.number('epoch') })
      case 'commit':
        return this.#say(
          this.#replica.commitState(words.number('epoch', this.#replica.leaderEpoch), words.number('commit')),
        )
      case 'read':
        return this.#read(words)
      case 'offset':
        return this.#offset(words)
      case 'asked':
        this.#replica.checkLeadership(words.number('epoch'))
        return this.#say('fine')
      case 'end':
        return this.#endOf(words.number('of'))
      case 'received':
        return this.#receive(words)
      case 'diverging':
        truncate(this.#replica, { epoch: words.number('epoch'), endOffset: words.number('end') })
        return this.#showLog()
      case 'log':
        return this.#showLog()
      default:
        throw new TypeError(`there is no event "${words.verb}"`)
    }
  }

  /** `start leader|follower epoch 5 replicas 1,2,3 [isr 1,2] [min 2] [log 3@4,2@5] [high 3]`. */
  #start(words: EventWords): void {
    this.#brokers.clear()
    const { log } = openTestLog({ clock: this.#clock })
    for (const run of words.has('log') ? words.text('log').split(',') : []) {
      const [count, epoch] = run.split('@').map(Number)
      assert(count !== undefined && epoch !== undefined, 'a run is written 3@4')
      log.appendAsLeader(batchOf(Array.from({ length: count }, () => 'v')), {
        leaderEpoch: epoch,
        origin: 'client',
      })
    }
    log.advanceHighWatermark(words.number('high', 0))
    const image = this.#imageOf(words, { partitionEpoch: 0, leaderEpoch: words.number('epoch', 0) })
    for (const brokerId of image.replicas) this.#putBroker(brokerId, { brokerEpoch: brokerId })
    this.#log = log
    this.#partition = new Partition({
      topic: 'orders',
      topicId: TEST_TOPIC_ID,
      brokerId: OWN_ID,
      image,
      log,
      settings: {
        minInSyncReplicas: words.number('min', 1),
        isThrottledAsLeader: false,
        isThrottledAsFollower: false,
      },
      surroundings: {
        clock: this.#clock,
        lagTimeMs: () => LAG_TIME_MS,
        brokerOf: (brokerId) => this.#brokers.get(brokerId),
        proposeIsr: (_partition, proposal) => {
          this.#proposal = proposal
          this.#say(`propose isr ${proposal.inSyncReplicas.join(',')}`)
        },
      },
    })
  }

  /** `decided leader|follower [epoch N] [replicas …] [isr …]`: what the metadata log brings. */
  #decided(words: EventWords): void {
    const { image } = this.#replica
    const isNewLeader = this.#replica.update(
      this.#imageOf(words, {
        partitionEpoch: image.partitionEpoch + 1,
        leaderEpoch: words.number('epoch', image.leaderEpoch),
        replicas: image.replicas,
        inSyncReplicas: image.inSyncReplicas,
      }),
    )
    if (isNewLeader) this.#say(`leads from ${this.#replica.log.logEndOffset}`)
  }

  #imageOf(words: EventWords, base: Partial<PartitionImage>): PartitionImage {
    const replicas = words.list('replicas', base.replicas)
    return {
      partition: 0,
      replicas,
      directories: replicas.map(() => UNASSIGNED_DIRECTORY),
      inSyncReplicas: words.list('isr', base.inSyncReplicas ?? replicas),
      removingReplicas: [],
      addingReplicas: [],
      eligibleLeaderReplicas: [],
      lastKnownLeaders: [],
      leaderId: words.has('leader') ? OWN_ID : OWN_ID + 1,
      leaderEpoch: base.leaderEpoch ?? 0,
      partitionEpoch: base.partitionEpoch ?? 0,
    }
  }

  /** `read 3 [by consumer|committed|follower]`. */
  #read(words: EventWords): void {
    const reader = words.has('by') ? words.text('by') : 'consumer'
    const isolation: IsolationLevel =
      reader === 'follower' ? 'logEnd' : reader === 'committed' ? 'readCommitted' : 'readUncommitted'
    const { records } = this.#replica.read({
      fetchOffset: words.number('read'),
      maxBytes: 1_000_000,
      minOneMessage: true,
      isolation,
    })
    const batches = splitBatches(records, 'strict')
    const [first] = batches
    const last = batches.at(-1)
    this.#say(
      first === undefined || last === undefined ? 'nothing' : `${first.baseOffset}-${last.lastOffset}`,
    )
  }

  /** `offset latest|earliest [by follower]`. */
  #offset(words: EventWords): void {
    const timestamp = words.has('latest') ? LATEST_TIMESTAMP : EARLIEST_TIMESTAMP
    const isolation = words.has('follower') ? 'logEnd' : 'readUncommitted'
    this.#say(String(this.#replica.offsetFor(timestamp, isolation)?.offset))
  }

  #endOf(epoch: number): void {
    const { leaderEpoch, endOffset } = this.#replica.log.endOffsetForEpoch(epoch)
    this.#say(`epoch ${leaderEpoch} ends at ${endOffset}`)
  }

  /** `received 3 epoch 5 high 2 [start 0]`: records of the leader, behind what is here. */
  #receive(words: EventWords): void {
    const count = words.number('received')
    const records = count === 0 ? Buffer.alloc(0) : batchOf(Array.from({ length: count }, () => 'v'))
    if (count > 0) {
      writeBaseOffset(records, 0, this.#replica.log.logEndOffset)
      writePartitionLeaderEpoch(records, 0, words.number('epoch'))
    }
    const isVisible = this.#replica.appendFromLeader(records, {
      highWatermark: words.number('high'),
      logStartOffset: words.number('start', 0),
    })
    if (isVisible) this.#say('consumers see more')
  }

  #showLog(): void {
    const { logStartOffset, logEndOffset } = this.#replica.log
    const { records } = this.#replica.log.read({
      fetchOffset: logStartOffset,
      maxBytes: 1_000_000,
      minOneMessage: true,
      upperBoundOffset: logEndOffset,
    })
    const runs = splitBatches(records, 'strict').map(
      ({ baseOffset, lastOffset, partitionLeaderEpoch }) =>
        `${baseOffset}-${lastOffset}@${partitionLeaderEpoch}`,
    )
    this.#say(`log ${runs.join(' ') || 'empty'} end ${logEndOffset}`)
  }

  #putBroker(brokerId: number, change: Partial<BrokerImage>): void {
    this.#brokers.set(brokerId, {
      brokerId,
      brokerEpoch: brokerId,
      incarnationId: TEST_TOPIC_ID,
      endpoints: [],
      rack: null,
      features: [],
      logDirectoryIds: [],
      isFenced: false,
      isInControlledShutdown: false,
      ...this.#brokers.get(brokerId),
      ...change,
    })
  }

  #say(line: string): void {
    this.#lines.push(line)
  }

  get #replica(): Partition {
    assert(this.#partition !== null && this.#log !== null, 'a transcript begins with a start')
    return this.#partition
  }
}

describeTranscripts(path.join(import.meta.dirname, 'testdata'), () => new World().run)

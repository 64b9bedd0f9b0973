/**
 * How fast throttled replicas may be copied: the rate over the last samples, as Kafka measures it. It
 * counts and compares; who is throttled and what is done about it is decided where bytes move.
 * Source: KIP-73.
 */
import type { Clock } from '../base/clock.ts'

/** By Kafka's configs replication.quota.window.num and replication.quota.window.size.seconds. */
export interface QuotaLimits {
  /** Bytes per second. */
  readonly rate: number
  readonly sampleCount: number
  readonly sampleMs: number
}

interface Sample {
  readonly startMs: number
  bytes: number
}

export class ReplicationQuota {
  readonly #clock: Pick<Clock, 'monotonicMs'>
  readonly #limits: () => QuotaLimits
  #samples: Sample[] = []

  constructor(clock: Pick<Clock, 'monotonicMs'>, limits: () => QuotaLimits) {
    this.#clock = clock
    this.#limits = limits
  }

  /** Counts bytes of throttled replicas. */
  record(bytes: number): void {
    if (bytes === 0) return
    const { sampleMs } = this.#limits()
    const nowMs = this.#clock.monotonicMs()
    this.#forgetOld(nowMs)
    const latest = this.#samples.at(-1)
    if (latest !== undefined && nowMs - latest.startMs < sampleMs) latest.bytes += bytes
    else this.#samples.push({ startMs: nowMs, bytes })
  }

  /** Whether more was moved than the rate allows. */
  get isExceeded(): boolean {
    const { rate, sampleCount, sampleMs } = this.#limits()
    const nowMs = this.#clock.monotonicMs()
    this.#forgetOld(nowMs)
    const [oldest] = this.#samples
    if (oldest === undefined) return false
    const bytes = this.#samples.reduce((sum, sample) => sum + sample.bytes, 0)
    // A young measurement is averaged over all samples but one, so that a start is not taken for a rush.
    const elapsedMs = Math.max(nowMs - oldest.startMs, (sampleCount - 1) * sampleMs, 1)
    return (bytes * 1_000) / elapsedMs > rate
  }

  #forgetOld(nowMs: number): void {
    const { sampleCount, sampleMs } = this.#limits()
    const [oldest] = this.#samples
    if (oldest === undefined || nowMs - oldest.startMs < sampleCount * sampleMs) return
    this.#samples = this.#samples.filter(({ startMs }) => nowMs - startMs < sampleCount * sampleMs)
  }
}

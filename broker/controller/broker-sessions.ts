/**
 * Who is alive: the last heartbeat of each registered broker. Not part of the image: a new controller
 * gives every broker a full session to be heard of.
 */
import type { Clock } from '../base/clock.ts'

export interface BrokerSession {
  readonly brokerEpoch: number
  lastHeartbeatMs: number
  /** False once the connection that carried its heartbeats has ended. */
  isConnected: boolean
}

export class BrokerSessions {
  readonly #clock: Clock
  readonly #sessionTimeoutMs: number
  readonly #sessions = new Map<number, BrokerSession>()

  /** @param sessionTimeoutMs broker.session.timeout.ms */
  constructor(clock: Clock, sessionTimeoutMs: number) {
    this.#clock = clock
    this.#sessionTimeoutMs = sessionTimeoutMs
  }

  /** Notes a sign of life; `connectionClosed` tells when the sender's connection ends. */
  touch(brokerId: number, brokerEpoch: number, connectionClosed: AbortSignal): void {
    const session: BrokerSession = {
      brokerEpoch,
      lastHeartbeatMs: this.#clock.monotonicMs(),
      isConnected: !connectionClosed.aborted,
    }
    const previous = this.#sessions.get(brokerId)
    if (previous?.brokerEpoch === brokerEpoch && previous.isConnected) {
      previous.lastHeartbeatMs = session.lastHeartbeatMs
      return
    }
    this.#sessions.set(brokerId, session)
    connectionClosed.addEventListener('abort', () => (session.isConnected = false), { once: true })
  }

  /** Starts a session for a broker known from the log alone. */
  expect(brokerId: number, brokerEpoch: number): void {
    this.#sessions.set(brokerId, {
      brokerEpoch,
      lastHeartbeatMs: this.#clock.monotonicMs(),
      isConnected: false,
    })
  }

  forget(brokerId: number): void {
    this.#sessions.delete(brokerId)
  }

  /**
   * True while the incarnation with this epoch may still be running.
   * Differs: Kafka waits for the session to lapse; here a broker whose connection has ended counts as gone,
   * so that a killed broker can register again at once.
   */
  isAlive(brokerId: number): boolean {
    const session = this.#sessions.get(brokerId)
    return session !== undefined && session.isConnected && !this.#isLapsed(session)
  }

  /** Brokers whose last sign of life is older than the session time-out. */
  lapsed(): number[] {
    return [...this.#sessions].filter(([, session]) => this.#isLapsed(session)).map(([brokerId]) => brokerId)
  }

  #isLapsed(session: BrokerSession): boolean {
    return this.#clock.monotonicMs() - session.lastHeartbeatMs >= this.#sessionTimeoutMs
  }
}

/** What the operations on classic groups take from the shard that holds them. */
import type { Clock } from '../../base/clock.ts'
import type { Logger } from '../../base/logger.ts'
import type { BrokerGroupSettings } from '../../config/broker-settings.ts'
import type { ClassicGroup } from './state-machine.ts'

export interface ClassicContext {
  readonly clock: Clock
  readonly logger: Logger
  readonly settings: () => BrokerGroupSettings
  /** An id nobody has had: the prefix, a dash and a random UUID. */
  readonly newMemberId: (prefix: string) => string
  /**
   * Appends the group with these assignments and replays it; resolves when it is committed.
   * Rejects with KafkaError, the error a member may be given.
   */
  readonly store: (group: ClassicGroup, assignments: ReadonlyMap<string, Buffer>) => Promise<void>
  /** Told when the group has lost its last member or pending id: it may not be worth keeping. */
  readonly onDeserted: (group: ClassicGroup) => void
}

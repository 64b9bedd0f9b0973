/** Sets of timers for a local cluster, by name. */

/** `kafka` keeps Kafka's own times; with `fast` a lost broker is replaced in about two seconds. */
export type TimerProfile = 'kafka' | 'fast'

export const TIMER_PROFILES: readonly TimerProfile[] = ['kafka', 'fast']

/** Static broker configs of each profile. */
export const PROFILE_CONFIGS: Readonly<Record<TimerProfile, Readonly<Record<string, string>>>> = {
  kafka: {},
  fast: {
    'broker.heartbeat.interval.ms': '300',
    'controller.quorum.election.timeout.ms': '400',
    'controller.quorum.fetch.timeout.ms': '800',
    'broker.session.timeout.ms': '1500',
    'leader.imbalance.check.interval.seconds': '30',
    'replica.fetch.backoff.ms': '200',
    'replica.lag.time.max.ms': '3000',
  },
}

import type { Clock } from './clock.ts'
import type { Disk } from './disk.ts'
import type { Network } from './network.ts'
import type { Random } from './random.ts'

/**
 * Everything the engine takes from the outside world. A module that needs time, chance, disk or network
 * receives (part of) this value as an argument; nothing below `broker/node` reaches for the real ones, so
 * that a simulator can run the whole cluster in one thread.
 */
export interface Runtime {
  readonly clock: Clock
  readonly random: Random
  readonly network: Network
  readonly disk: Disk
}

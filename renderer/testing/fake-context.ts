import type { FakeCluster } from './fake-cluster.ts'
import type { Poker } from './fake-stream.ts'

/** What the fake areas share. */
export interface FakeContext {
  readonly cluster: FakeCluster
  readonly poker: Poker
  /** Passes, waits or fails as the scenario wants. */
  readonly gate: (signal?: AbortSignal) => Promise<void>
}

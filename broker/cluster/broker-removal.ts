/**
 * Takes a broker out of a running cluster: its replicas move away, it stops, it is forgotten. Each step is
 * somebody else's; here is their order, and how far it is.
 */
import { AssertionError } from '../base/assert.ts'
import type { Clock } from '../base/clock.ts'
import { describeError } from '../base/logger.ts'

/** How far a removal is. `moving`: replicas are copied; `stopping`: it has none left. */
export interface BrokerRemoval {
  readonly nodeId: number
  readonly state: 'moving' | 'stopping' | 'done' | 'cancelled' | 'failed'
  /** Replicas it had, and how many of them are in sync elsewhere. */
  readonly replicaCount: number
  readonly movedCount: number
  readonly startedAtMs: number
  readonly endedAtMs: number | null
  /** Why it failed. */
  readonly error: string | null
}

/** What is done to the cluster over the Kafka protocol. Every method rejects when the cluster refuses it. */
export interface RemovalSteps {
  /** Rejects when the broker cannot be removed as things are. */
  check(broker: { readonly nodeId: number; readonly isRunning: boolean }): Promise<void>
  /** Resolves when the broker has no replica; when the signal aborts, what is under way is cancelled. */
  drain(options: {
    readonly nodeId: number
    readonly signal: AbortSignal
    readonly onProgress: (progress: { readonly replicaCount: number; readonly movedCount: number }) => void
  }): Promise<void>
  /** Has the cluster forget the broker. */
  unregister(nodeId: number): Promise<void>
  close(): Promise<void>
}

export interface BrokerRemovalOptions {
  readonly nodeId: number
  readonly clock: Clock
  readonly steps: RemovalSteps
  readonly signal: AbortSignal
  /** Stops the broker cleanly; nothing is on it any more. */
  readonly stop: () => Promise<void>
  readonly onChange: (removal: BrokerRemoval) => void
}

/** Carries it out; resolves with how it ended. Rejects only with what is a bug. */
export async function removeBroker(options: BrokerRemovalOptions): Promise<BrokerRemoval> {
  const { clock, nodeId, steps, signal, onChange } = options
  let removal: BrokerRemoval = {
    nodeId,
    state: 'moving',
    replicaCount: 0,
    movedCount: 0,
    startedAtMs: clock.nowMs(),
    endedAtMs: null,
    error: null,
  }
  const change = (fields: Partial<BrokerRemoval>) => {
    removal = { ...removal, ...fields }
    onChange(removal)
  }
  change({})
  try {
    await steps.drain({ nodeId, signal, onProgress: change })
    change({ state: 'stopping' })
    await options.stop()
    await steps.unregister(nodeId)
    change({ state: 'done', endedAtMs: clock.nowMs() })
  } catch (error) {
    if (error instanceof AssertionError) throw error
    const outcome = signal.aborted
      ? ({ state: 'cancelled' } as const)
      : ({ state: 'failed', error: describeError(error) } as const)
    change({ ...outcome, endedAtMs: clock.nowMs() })
  }
  return removal
}

/**
 * Looks at one cluster again and again while somebody watches, keeps the last look, and derives the feed of
 * events from each look and the one before it. What happens between two looks is seen as one change. It
 * changes nothing, and it asks one broker at a time: never one that the supervisor knows to be down.
 */
import type { KafkaClient } from '#broker'
import { type Clock, delay } from '#broker/base/clock'
import { describeError } from '#broker/base/logger'
import {
  type ClusterChange,
  type ClusterEvent,
  type ClusterMap,
  MAX_KEPT_EVENTS,
} from '#contract/cluster-map'
import type { WatchedNode, WatchedNodes } from '../watched-nodes.ts'
import { compareLooks, type Look, lookOf } from './compare-looks.ts'
import { Outages } from './outages.ts'

/** Pause between two looks; longer where a look takes long, so that looking stays a small part of the load. */
const LOOK_INTERVAL_MS = 400
const LOOK_COST_FACTOR = 10

/** A broker that has not answered by then is left for the next one. */
const LOOK_TIMEOUT_MS = 1_500

/** Looking goes on so long after the last watcher left, so that a turn of the page makes no gap. */
const LINGER_MS = 60_000

export interface ClusterWatchOptions {
  readonly clock: Clock
  /** Called for each look. @throws AppError while the connection has no address. */
  readonly client: () => KafkaClient
  readonly nodes: WatchedNodes | null
}

export class ClusterWatch {
  readonly #options: ClusterWatchOptions
  readonly #mapListeners = new Set<() => void>()
  readonly #eventListeners = new Set<(event: ClusterEvent) => void>()
  readonly #outages = new Outages()
  #events: ClusterEvent[] = []
  #nextSequence = 1
  /** As the cluster has it. */
  #look: Look | null = null
  /** With what the supervisor knows. */
  #shown: Look | null = null
  /** `shown` but for its time, to be compared with. */
  #shownText = ''
  /** The look before failed: those who watch are told that it works again. */
  #isRecovered = false
  #error: string | null = null
  #nodeStates = new Map<number, WatchedNode>()
  /** Nodes that went without handing over, until they run again. One that is stopped cleanly leads nothing more. */
  readonly #lost = new Set<number>()
  #running: AbortController | null = null
  #cancelLinger: () => void = () => {}
  #stoppedAtMs: number | null = null
  /** The broker that answered the last look. */
  #broker: number | 'any' = 'any'

  constructor(options: ClusterWatchOptions) {
    this.#options = options
  }

  /** Undefined before the first look. */
  get map(): ClusterMap | undefined {
    const look = this.#shown
    if (look === null && this.#error === null) return undefined
    return {
      atMs: look?.atMs ?? this.#options.clock.nowMs(),
      brokers: [...(look?.brokers ?? [])],
      topics: [...(look?.topics ?? [])],
      unavailability: this.#outages.last,
      error: this.#error,
    }
  }

  /** Oldest first. */
  get events(): readonly ClusterEvent[] {
    return this.#events
  }

  /** Calls `listener` after each change of the map; looks while anybody listens. */
  onMap(listener: () => void): () => void {
    this.#mapListeners.add(listener)
    this.#start()
    return () => {
      this.#mapListeners.delete(listener)
      this.#rest()
    }
  }

  onEvent(listener: (event: ClusterEvent) => void): () => void {
    this.#eventListeners.add(listener)
    this.#start()
    return () => {
      this.#eventListeners.delete(listener)
      this.#rest()
    }
  }

  /** Stops looking at once. */
  dispose(): void {
    this.#cancelLinger()
    this.#stop()
  }

  #start(): void {
    this.#cancelLinger()
    if (this.#running !== null) return
    if (this.#stoppedAtMs !== null) this.#tell({ kind: 'gap', sinceMs: this.#stoppedAtMs })
    const running = new AbortController()
    this.#running = running
    const unsubscribe = this.#options.nodes?.onChange(() => this.#seeNodes()) ?? (() => {})
    running.signal.addEventListener('abort', unsubscribe, { once: true })
    this.#seeNodes()
    void this.#run(running.signal)
  }

  #rest(): void {
    if (this.#mapListeners.size + this.#eventListeners.size > 0) return
    this.#cancelLinger()
    this.#cancelLinger = this.#options.clock.after(LINGER_MS, () => this.#stop())
  }

  #stop(): void {
    if (this.#running === null) return
    this.#running.abort()
    this.#running = null
    this.#stoppedAtMs = this.#options.clock.nowMs()
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options
    while (!signal.aborted) {
      const startMs = clock.monotonicMs()
      await this.#lookOnce(signal)
      const tookMs = clock.monotonicMs() - startMs
      const pauseMs =
        this.#error === null ? Math.max(LOOK_INTERVAL_MS, tookMs * LOOK_COST_FACTOR) : LOOK_INTERVAL_MS
      await delay(clock, pauseMs, signal).catch(() => {}) // aborted: the loop ends
    }
  }

  async #lookOnce(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options
    try {
      const { admin } = this.#options.client()
      const placement = await admin.describePlacement({
        broker: this.#broker,
        timeoutMs: LOOK_TIMEOUT_MS,
        signal,
      })
      if (signal.aborted) return
      const look = lookOf(placement, clock.nowMs())
      this.#isRecovered = this.#error !== null
      this.#error = null
      this.#see(look)
      const down = this.#downNodes()
      const answering = look.brokers.filter(({ id, isDown }) => !isDown && !down.has(id)).map(({ id }) => id)
      if (this.#broker === 'any' || !answering.includes(this.#broker)) this.#broker = answering[0] ?? 'any'
    } catch (error) {
      if (signal.aborted) return
      this.#turn()
      const message = describeError(error)
      if (message === this.#error) return
      this.#error = message
      for (const listener of this.#mapListeners) listener()
    }
  }

  /** To the next broker that is up, after the one that did not answer. */
  #turn(): void {
    const down = this.#downNodes()
    const ids = (this.#look?.brokers ?? [])
      .filter(({ id, isDown }) => !isDown && !down.has(id))
      .map(({ id }) => id)
    const failed = this.#broker
    this.#broker = (failed === 'any' ? ids[0] : (ids.find((id) => id > failed) ?? ids[0])) ?? 'any'
  }

  /** Brokers that the supervisor knows not to run, or to be cut off from what the others know. */
  #downNodes(): ReadonlySet<number> {
    const nodes = this.#options.nodes?.read() ?? []
    return new Set(
      nodes
        .filter(({ role, state, isCutOff }) => role !== 'controller' && (DOWN_STATES.has(state) || isCutOff))
        .map(({ id }) => id),
    )
  }

  /** Events come from what the cluster says; the map and the outages also from what the supervisor knows. */
  #see(look: Look): void {
    const changes = this.#look === null ? [] : compareLooks(this.#look, look)
    this.#look = look
    this.#show(changes)
  }

  #show(changes: readonly ClusterChange[]): void {
    const look = this.#look
    if (look === null) return
    const shown: Look = {
      ...look,
      brokers: look.brokers.map((broker) =>
        this.#lost.has(broker.id) ? { ...broker, isDown: true } : broker,
      ),
    }
    const regained = this.#outages.see(shown)
    for (const change of withWaits(changes, regained)) this.#tell(change)
    if (this.#broker !== 'any' && this.#downNodes().has(this.#broker)) this.#turn()
    const text = JSON.stringify([shown.brokers, shown.topics])
    const isSame = text === this.#shownText
    this.#shown = shown
    this.#shownText = text
    if (isSame && regained.length === 0 && !this.#isRecovered) return
    this.#isRecovered = false
    for (const listener of this.#mapListeners) listener()
  }

  /** The supervisor knows at once what the cluster notices only when a session has run out. */
  #seeNodes(): void {
    const nodes = this.#options.nodes?.read() ?? []
    let isChanged = false
    for (const node of nodes) {
      const before = this.#nodeStates.get(node.id)
      isChanged ||= before?.state !== node.state || before.isCutOff !== node.isCutOff
      if (isLost(node)) this.#lost.add(node.id)
      else if (node.state === 'running') this.#lost.delete(node.id)
      const change = before === undefined ? null : nodeChange(before, node)
      if (change !== null) this.#tell({ kind: 'node', nodeId: node.id, change })
    }
    this.#nodeStates = new Map(nodes.map((node) => [node.id, node]))
    if (!isChanged || this.#look === null) return
    this.#look = { ...this.#look, atMs: this.#options.clock.nowMs() }
    this.#show([])
  }

  #tell(what: ClusterChange): void {
    const event = { sequence: this.#nextSequence++, timeMs: this.#options.clock.nowMs(), what }
    this.#events.push(event)
    if (this.#events.length >= MAX_KEPT_EVENTS * 2) this.#events = this.#events.slice(-MAX_KEPT_EVENTS)
    for (const listener of this.#eventListeners) listener(event)
  }
}

function isLost({ state, isKilled }: WatchedNode): boolean {
  return state === 'frozen' || state === 'failed' || (state === 'stopped' && isKilled)
}

/** An election tells how long there was no leader; who has one again without an election is told apart. */
function withWaits(
  changes: readonly ClusterChange[],
  regained: readonly Extract<ClusterChange, { readonly kind: 'available' }>[],
): readonly ClusterChange[] {
  const waits = new Map(regained.map((each) => [`${each.topic}/${each.partition}`, each]))
  const told = changes.map((change) => {
    const key = change.kind === 'leader' ? `${change.topic}/${change.partition}` : ''
    const wait = waits.get(key)
    if (change.kind !== 'leader' || wait === undefined) return change
    waits.delete(key)
    return { ...change, afterMs: wait.afterMs }
  })
  return [...told, ...waits.values()]
}

/** One that is being stopped still serves while it hands its leadership over. */
const DOWN_STATES: ReadonlySet<WatchedNode['state']> = new Set(['stopped', 'starting', 'frozen', 'failed'])

function nodeChange(
  before: WatchedNode,
  { state, isKilled }: WatchedNode,
): Extract<ClusterChange, { readonly kind: 'node' }>['change'] | null {
  if (before.state === state) return null
  if (state === 'running') return before.state === 'frozen' ? 'thawed' : 'started'
  if (state === 'stopped') return isKilled ? 'killed' : 'stopped'
  return state === 'failed' || state === 'frozen' ? state : null
}

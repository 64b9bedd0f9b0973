/**
 * Where a node runs, as the supervisor sees it: a thread of this process, or a process of its own. Both run
 * the same code and say the same messages; what differs is how they are made to stand still and ended.
 */
import type { ChildProcess } from 'node:child_process'
import type { Worker } from 'node:worker_threads'
import {
  type FaultsMessage,
  FROZEN,
  SHARED_BYTES,
  SHARED_WORD,
  type StartMessage,
  type StopMessage,
  THAWED,
} from './control-messages.ts'
import { launchProcess, launchThread } from './launch.ts'

/** `process` gives each node a process that can be killed and stopped from outside, as a host's broker can. */
export type Isolation = 'thread' | 'process'

export const ISOLATIONS: readonly Isolation[] = ['thread', 'process']

export interface NodeHostEvents {
  readonly onMessage: (value: unknown) => void
  readonly onError: (error: unknown) => void
  /** The end; called once. */
  readonly onExit: (code: number) => void
}

export interface NodeHost {
  readonly pid: number
  start(message: Omit<StartMessage, 'sharedWords'>): void
  stop(message: StopMessage): void
  /** Says what is to go wrong there. */
  suffer(message: FaultsMessage): void
  /** Makes it stand still where it is: sockets stay open and say nothing. */
  freeze(): void
  thaw(): void
  /** Ends it at once, as a crash would. */
  terminate(): void
}

/** Loads a node's code; nothing runs before `start`. */
export function openHost(isolation: Isolation, name: string, events: NodeHostEvents): NodeHost {
  return isolation === 'thread' ? new ThreadHost(name, events) : new ProcessHost(name, events)
}

class ThreadHost implements NodeHost {
  readonly pid = process.pid
  readonly #worker: Worker
  readonly #words = new Int32Array(new SharedArrayBuffer(SHARED_BYTES))

  constructor(name: string, events: NodeHostEvents) {
    this.#worker = launchThread('broker', { name })
    this.#worker.on('message', events.onMessage)
    this.#worker.on('error', events.onError)
    this.#worker.on('exit', events.onExit)
  }

  start(message: Omit<StartMessage, 'sharedWords'>): void {
    this.#worker.postMessage({ ...message, sharedWords: this.#words.buffer } satisfies StartMessage)
  }

  stop(message: StopMessage): void {
    this.#worker.postMessage(message)
  }

  suffer(message: FaultsMessage): void {
    this.#say(SHARED_WORD.diskLatencyMs, message.diskLatencyMs)
    this.#worker.postMessage(message)
  }

  freeze(): void {
    this.#say(SHARED_WORD.freeze, FROZEN)
    this.#worker.postMessage({ type: 'freeze' })
  }

  thaw(): void {
    this.#say(SHARED_WORD.freeze, THAWED)
  }

  terminate(): void {
    void this.#worker.terminate() // `onExit` tells
  }

  #say(word: number, value: number): void {
    Atomics.store(this.#words, word, value)
    Atomics.notify(this.#words, word)
  }
}

/** Exit code of a process that a signal has ended: what a shell makes of SIGKILL. */
const KILLED_EXIT_CODE = 137

class ProcessHost implements NodeHost {
  readonly #child: ChildProcess

  constructor(name: string, events: NodeHostEvents) {
    this.#child = launchProcess('broker', { name })
    this.#child.on('message', events.onMessage)
    this.#child.on('error', events.onError)
    this.#child.on('exit', (code) => events.onExit(code ?? KILLED_EXIT_CODE))
  }

  get pid(): number {
    return this.#child.pid ?? -1
  }

  start(message: Omit<StartMessage, 'sharedWords'>): void {
    this.#child.send({ ...message, sharedWords: null } satisfies StartMessage)
  }

  stop(message: StopMessage): void {
    this.#child.send(message)
  }

  suffer(message: FaultsMessage): void {
    this.#child.send(message)
  }

  freeze(): void {
    this.#child.kill('SIGSTOP')
  }

  thaw(): void {
    this.#child.kill('SIGCONT')
  }

  terminate(): void {
    this.#child.kill('SIGKILL')
  }
}

/** A node's line to its supervisor: a thread's port, or the channel of a process. */
import type { MessagePort } from 'node:worker_threads'
import { assert } from '../base/assert.ts'
import type { WorkerMessage } from '../cluster/control-messages.ts'

export interface SupervisorChannel {
  send(message: WorkerMessage): void
  receive(listener: (value: unknown) => void): void
  /** Says a last thing and ends the thread, or the process. */
  end(message: WorkerMessage, exitCode: number): void
}

export function threadChannel(port: MessagePort): SupervisorChannel {
  return {
    send: (message) => port.postMessage(message),
    receive: (listener) => void port.on('message', listener),
    end: (message, exitCode) => {
      port.postMessage(message)
      process.exit(exitCode)
    },
  }
}

/** Exit code of a node whose supervisor is gone. */
const ORPHANED_EXIT_CODE = 1

/** A node's process ends when its supervisor does, however that ends; a terminal's Ctrl-C is the supervisor's to take. */
export function processChannel(): SupervisorChannel {
  assert(process.send !== undefined, 'a node is started by its supervisor')
  const send = process.send.bind(process)
  process.on('disconnect', () => process.exit(ORPHANED_EXIT_CODE))
  process.on('SIGINT', () => {})
  return {
    send: (message) => void send(message),
    receive: (listener) => void process.on('message', listener),
    end: (message, exitCode) => {
      send(message, undefined, undefined, () => process.exit(exitCode))
    },
  }
}

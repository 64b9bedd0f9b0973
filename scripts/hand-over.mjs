/**
 * Runs another program in this one's place: its signals are passed on once each, its exit code is given
 * back, and it ends when this process does, however that ends. The child learns of that by a channel
 * that closes; what npm's death does not tell this process is read from the system. Plain JavaScript
 * for the Node that came with the machine.
 */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'

const FORWARDED = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Flags for the Node of a program that runs for long: V8 would let the young generation, two spaces of so many MiB,
 * grow to 128 MiB under load, and keep it.
 * @type {readonly string[]}
 */
export const LONG_RUNNING_NODE_FLAGS = ['--max-semi-space-size=16']

/** Time between looks at whether npm still lives: a shell between npm and us may outlive it. */
const LOOK_EVERY_MS = 400

/**
 * Spawns `program` and ends with its exit code, unless `onExit` takes that over.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{
 *   readonly cwd: string,
 *   readonly env?: NodeJS.ProcessEnv,
 *   readonly onError: (error: Error) => void,
 *   readonly onExit?: (exitCode: number, signal: string | null) => void,
 * }} options
 */
export function handOver(program, args, { cwd, env = process.env, onError, onExit }) {
  const child = spawn(program, args, { cwd, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  /** @type {Set<NodeJS.Signals>} */
  const forwarded = new Set()
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    if (forwarded.has(signal)) return // a terminal and npm may both send it
    forwarded.add(signal)
    if (process.platform !== 'win32') child.kill(signal)
    else if (child.connected) child.disconnect() // a signal would end it on the spot there
  }
  const onSignal = FORWARDED.map((signal) => /** @type {const} */ ([signal, () => forward(signal)]))
  for (const [signal, listener] of onSignal) process.on(signal, listener)
  const stopWatching = watchParents(() => forward('SIGTERM'))
  const letGo = () => {
    for (const [signal, listener] of onSignal) process.removeListener(signal, listener)
    stopWatching()
  }
  child.once('error', (error) => {
    letGo()
    onError(error)
  })
  child.once('exit', (code, signal) => {
    letGo()
    const exitCode = code ?? 128 + (signal === null ? 1 : os.constants.signals[signal])
    if (onExit === undefined) process.exit(exitCode)
    onExit(exitCode, signal)
  })
}

/**
 * Calls `onGone` once when what started this process is gone: the other end of its channel, or the npm
 * that runs it. Started by anything else it may outlive that, as a program in the background does.
 * @param {() => void} onGone
 * @returns {() => void} how to stop watching
 */
function watchParents(onGone) {
  if (process.channel) {
    process.once('disconnect', onGone)
    process.channel.unref()
    return () => void process.removeListener('disconnect', onGone)
  }
  if (process.env['npm_lifecycle_event'] === undefined) return () => {}
  const before = parents()
  const timer = setInterval(() => {
    if (parents() === before) return
    clearInterval(timer)
    onGone()
  }, LOOK_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}

/** Parent and, where the system tells (Linux), the parent's parent: npm stands behind a shell. */
function parents() {
  try {
    const stat = fs.readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`
  } catch {
    return `${process.ppid}`
  }
}

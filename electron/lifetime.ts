/** When a command of ours is to end: told by a signal, or because what started it is gone. */

/** Calls `stop` at each request; it may be called more than once, as a terminal and npm both tell. */
export function onStopRequest(stop: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  onParentGone(stop)
}

/** Calls `stop` when the process at the other end of the channel is gone, however it ended; without one, never. */
export function onParentGone(stop: () => void): void {
  if (!process.channel) return
  process.once('disconnect', stop)
  process.channel.unref() // it must not keep a finished program alive
}

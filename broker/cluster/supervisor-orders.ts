/**
 * What the supervisor is asked for, checked: the library hands it to plain JavaScript, where nothing else tells
 * that a word is no action or a list no groups. Pure. Throws NodeStartError; the message says what there is.
 */
import { DAY_MS } from '../base/units.ts'
import { MAX_DISK_LATENCY_MS } from './cluster-faults.ts'
import { NodeStartError } from './node-handle.ts'

/** What can be done to a node by name. */
export type NodeAction = 'start' | 'stop' | 'kill' | 'restart' | 'thaw'

const NODE_ACTIONS: readonly NodeAction[] = ['start', 'stop', 'kill', 'restart', 'thaw']

/** Longest freeze that ends by itself. */
export const MAX_FREEZE_MS = DAY_MS

/** @throws NodeStartError NO_SUCH_ACTION. */
export function checkAction(action: unknown): void {
  if (NODE_ACTIONS.some((known) => known === action)) return
  throw new NodeStartError(
    'NO_SUCH_ACTION',
    `There is no action ${shown(action)}: the actions are ${NODE_ACTIONS.join(', ')}; freeze is a method of its own`,
  )
}

/** @throws NodeStartError INVALID_TIME. */
export function checkFreezeTime(forMs: unknown): void {
  if (forMs === null || (typeof forMs === 'number' && forMs > 0 && forMs <= MAX_FREEZE_MS)) return
  throw new NodeStartError(
    'INVALID_TIME',
    `A node is frozen for more than 0 and at most ${MAX_FREEZE_MS} ms, or for null until it is thawed, not ${shown(forMs)}`,
  )
}

/** @throws NodeStartError INVALID_LATENCY. */
export function checkLatency(latencyMs: unknown): void {
  if (typeof latencyMs === 'number' && latencyMs >= 0 && latencyMs <= MAX_DISK_LATENCY_MS) return
  throw new NodeStartError(
    'INVALID_LATENCY',
    `A disk is made slower by a number from 0 (as fast as it is) to ${MAX_DISK_LATENCY_MS} ms, not ${shown(latencyMs)}`,
  )
}

/** Groups that cut something: at least two that have nodes, no node in two; or none. @throws NodeStartError INVALID_GROUPS. */
export function checkGroups(groups: unknown): void {
  if (!Array.isArray(groups) || !groups.every(isGroup)) {
    throw invalidGroups(
      'The groups are lists of node ids in a list: [[2], [1, 3, 101]] cuts 2 off from the others, [] heals everything',
    )
  }
  const named = groups.flat()
  if (new Set(named).size < named.length) throw invalidGroups('A node can be in one group only')
  if (groups.length > 0 && groups.filter((group) => group.length > 0).length < 2) {
    throw invalidGroups('Nothing would be cut: it takes two groups with nodes in them')
  }
}

function isGroup(group: unknown): group is readonly number[] {
  return Array.isArray(group) && group.every((nodeId) => typeof nodeId === 'number')
}

function invalidGroups(message: string): NodeStartError {
  return new NodeStartError('INVALID_GROUPS', message)
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value)
}

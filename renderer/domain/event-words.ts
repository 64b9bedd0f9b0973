import type { ClusterChange } from '#contract/cluster-map'
import { formatDuration } from '../lib/format-duration.ts'
import type { StateTone } from '../ui/badge.tsx'

export type EventGroup = 'leaders' | 'replicas' | 'brokers'

export interface EventWords {
  readonly group: EventGroup
  readonly tone: StateTone
  /** What it is, in one word or two. */
  readonly label: string
  /** What it happened to. */
  readonly object: string
  readonly text: string
}

const NODE_WORDS = {
  started: ['good', 'Started', 'serves'],
  stopped: ['unknown', 'Stopped', 'was stopped cleanly'],
  killed: ['bad', 'Killed', 'was ended at once, as by a crash'],
  failed: ['bad', 'Failed', 'ended unexpectedly'],
  frozen: ['notice', 'Frozen', 'stands still; its connections are open and say nothing'],
  thawed: ['good', 'Thawed', 'goes on'],
} as const

export function eventWords(what: ClusterChange): EventWords {
  switch (what.kind) {
    case 'leader':
      return {
        group: 'leaders',
        tone: what.to < 0 ? 'bad' : 'good',
        label: what.to < 0 ? 'No leader' : 'Elected',
        object: `${what.topic}-${what.partition}`,
        text: `${nobody(what.from)} → ${nobody(what.to)}, epoch ${what.leaderEpoch}${what.afterMs === null ? '' : `, after ${formatDuration(what.afterMs)} without a leader`}`,
      }
    case 'available':
      return {
        group: 'leaders',
        tone: 'good',
        label: 'Available',
        object: `${what.topic}-${what.partition}`,
        text: `has a leader again after ${formatDuration(what.afterMs)}`,
      }
    case 'inSync': {
      const isShrunk = what.to.length < what.from.length
      return {
        group: 'replicas',
        tone: isShrunk ? 'notice' : 'good',
        label: isShrunk ? 'ISR shrunk' : what.to.length > what.from.length ? 'ISR grown' : 'ISR changed',
        object: `${what.topic}-${what.partition}`,
        text: `in sync ${list(what.from)} → ${list(what.to)}`,
      }
    }
    case 'replicas':
      return {
        group: 'replicas',
        tone: 'unknown',
        label: 'Reassigned',
        object: `${what.topic}-${what.partition}`,
        text: `replicas ${list(what.from)} → ${list(what.to)}`,
      }
    case 'broker':
      return {
        group: 'brokers',
        tone: what.change === 'fenced' ? 'bad' : 'good',
        label: what.change === 'fenced' ? 'Fenced' : 'Unfenced',
        object: `Broker ${what.brokerId}`,
        text: what.change === 'fenced' ? 'the cluster counts on it no more' : 'is part of the cluster',
      }
    case 'node': {
      const [tone, label, text] = NODE_WORDS[what.change]
      return { group: 'brokers', tone, label, object: `Node ${what.nodeId}`, text }
    }
    case 'gap':
      return {
        group: 'brokers',
        tone: 'unknown',
        label: 'Not watched',
        object: '',
        text: 'nobody looked for a while: what changed meanwhile is told as one change',
      }
  }
}

function nobody(id: number): string {
  return id < 0 ? 'none' : String(id)
}

function list(ids: readonly number[]): string {
  return ids.length === 0 ? 'none' : ids.join(', ')
}

import type { ConnectionProfile, ConnectionState, Environment, GuardMode } from '#contract/connections'
import type { StateTone } from '../ui/badge.tsx'

/** A connection's colour out of the nine. */
export function connectionColor(profile: ConnectionProfile | undefined): string {
  return `var(--cat-${profile?.color ?? 0})`
}

export const ENVIRONMENT_WORDS: Readonly<Record<Environment, string>> = {
  development: 'Development',
  staging: 'Staging',
  production: 'Production',
}

export const GUARD_WORDS: Readonly<Record<GuardMode, string>> = {
  open: 'Open',
  ask: 'Ask',
  typed: 'Typed confirm',
  readOnly: 'Read-only',
}

export const GUARD_EXPLANATIONS: Readonly<Record<GuardMode, string>> = {
  open: 'Changes are made at once; only loss of data is confirmed.',
  ask: 'Every change is confirmed.',
  typed: 'Every change asks for the name of the object.',
  readOnly: 'Nothing can be changed.',
}

/** A connection's state as a mark and a word. */
export function connectionMark(state: ConnectionState | undefined): {
  readonly tone: StateTone
  readonly word: string
} {
  switch (state?.state) {
    case 'connected':
      return { tone: 'good', word: 'Connected' }
    case 'connecting':
      return { tone: 'busy', word: 'Connecting' }
    case 'failed':
      return { tone: 'bad', word: 'Not reachable' }
    case 'idle':
      return { tone: 'unknown', word: 'Idle' }
    case undefined:
      return { tone: 'unknown', word: 'Unknown' }
  }
}

import { ConnectionInput, type ConnectionProfile } from '#contract/connections'

/** What the dialog holds while it is filled in. */
export type ConnectionDraft = Omit<ConnectionInput, 'id'>

export type DraftProblems = Readonly<Partial<Record<keyof ConnectionDraft, string>>>

export function draftOf(profile: ConnectionProfile | null): ConnectionDraft {
  return {
    name: profile?.name ?? '',
    bootstrapServers: profile?.bootstrapServers ?? '',
    color: profile?.color ?? 1,
    environment: profile?.environment ?? 'development',
    guard: profile?.guard ?? 'open',
  }
}

/** What is wrong, by field, in words; empty when all is well. */
export function problemsOf(draft: ConnectionDraft): DraftProblems {
  const parsed = ConnectionInput.safeParse(draft)
  if (parsed.success) return {}
  const entries = parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message] as const)
  return Object.fromEntries(entries.toReversed())
}

/** What was asked of the form so far: nothing, a test of the servers, or to be saved. */
export type Asked = 'nothing' | 'test' | 'save'

/** The problems to show: a form that is being filled in is not told what it still lacks. */
export function shownProblems(draft: ConnectionDraft, asked: Asked): DraftProblems {
  if (asked === 'nothing') return {}
  const problems = problemsOf(draft)
  if (asked === 'save') return problems
  const { bootstrapServers } = problems
  return bootstrapServers === undefined ? {} : { bootstrapServers }
}

/**
 * Bootstrap servers out of whatever was pasted: a bare list, a `bootstrap.servers=` line of a properties
 * file, or `kcat -b`. Null when there are none.
 */
export function readBootstrapServers(pasted: string): string | null {
  const named =
    /(?:bootstrap[._-]servers["']?\s*[:=]\s*|metadata\.broker\.list\s*=\s*|-b\s+)["']?([^\s"']+)/i.exec(
      pasted,
    )
  const text = named?.[1] ?? pasted
  const servers = text
    .split(/[\s,;]+/)
    .map((part) => part.replace(/^[a-z_]+:\/\//i, ''))
    .filter((part) => /^(\[[0-9a-f:.]+\]|[^\s,:[\]]+):\d{1,5}$/i.test(part))
  return servers.length === 0 ? null : servers.join(',')
}

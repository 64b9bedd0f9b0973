/** Reads CHANGELOG.md: `## version`, `### type`, `- entry`. */
import type { ChangelogEntry } from '#contract/system'

type EntryType = ChangelogEntry['entries'][number]['type']

const TYPES: ReadonlySet<string> = new Set<EntryType>(['Added', 'Improved', 'Fixed', 'Removed'])

/** Versions in the order of the file; lines that fit no form are passed over. */
export function parseChangelog(text: string): ChangelogEntry[] {
  const versions: { version: string; entries: { type: EntryType; text: string }[] }[] = []
  let type: EntryType = 'Added'
  for (const line of text.split('\n')) {
    const [, marks, rest] = /^(##|###|-)\s+(.+)$/.exec(line) ?? []
    if (rest === undefined) {
      const last = versions.at(-1)?.entries.at(-1)
      if (last !== undefined && /^ {2}\S/.test(line)) last.text += ` ${line.trim()}`
    } else if (marks === '##') versions.push({ version: rest.trim(), entries: [] })
    else if (marks === '###' && isType(rest.trim()))
      type = rest.trim() as EntryType // checked one word earlier
    else if (marks === '-') versions.at(-1)?.entries.push({ type, text: rest.trim() })
  }
  return versions
}

function isType(text: string): boolean {
  return TYPES.has(text)
}

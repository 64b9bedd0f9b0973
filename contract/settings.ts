/** What the user prefers. Kept by the host, so that both hosts of one machine agree. */
import { z } from 'zod'
import { mutation, query, stream } from './define.ts'

export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['compact', 'comfortable']),
  /** How times are shown. */
  timeZone: z.enum(['local', 'utc']),
  /** Whether the local cluster starts with the app. */
  startsLocalCluster: z.boolean(),
  /** Brokers of the local cluster at its next start. */
  localBrokerCount: z.number().int().min(1).max(9),
  demoData: z.boolean(),
  /** Records a scan shows before it stops. */
  scanLimit: z.number().int().min(10).max(100_000),
  /** False until the first-run page was left. */
  hasSeenWelcome: z.boolean(),
})
export type Settings = z.infer<typeof Settings>

/** What a fresh installation starts with. */
export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  density: 'compact',
  timeZone: 'local',
  startsLocalCluster: true,
  localBrokerCount: 3,
  demoData: true,
  scanLimit: 500,
  hasSeenWelcome: false,
}

export const settings = {
  get: query({ doc: 'All settings.', input: z.object({}), output: Settings, errors: [] }),
  update: mutation({
    doc: 'Changes the given settings and answers with all of them.',
    input: Settings.partial(),
    output: Settings,
    errors: ['invalid-input'],
  }),
  watch: stream({
    doc: 'All settings at once, then after each change by any window.',
    input: z.object({}),
    item: Settings,
    errors: [],
  }),
} as const

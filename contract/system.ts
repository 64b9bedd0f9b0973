/** The app and the machine it runs on. */
import { z } from 'zod'
import { mutation, query } from './define.ts'
import { SizeBytes } from './values.ts'

export const SystemInfo = z.object({
  version: z.string(),
  host: z.enum(['electron', 'http']),
  platform: z.string(),
  nodeVersion: z.string(),
  /** Null outside Electron. */
  electronVersion: z.string().nullable(),
  dataDirectory: z.string(),
  memoryBytes: SizeBytes,
  /** One sentence when something was not to be had, for example why there is no window. */
  notice: z.string().nullable(),
  /** Whether batches compressed with zstd can be read on this runtime. */
  hasZstd: z.boolean(),
})
export type SystemInfo = z.infer<typeof SystemInfo>

export const ChangelogEntry = z.object({
  version: z.string(),
  entries: z.array(z.object({ type: z.enum(['Added', 'Improved', 'Fixed', 'Removed']), text: z.string() })),
})
export type ChangelogEntry = z.infer<typeof ChangelogEntry>

export const system = {
  info: query({ doc: 'Version, host and machine.', input: z.object({}), output: SystemInfo, errors: [] }),
  whatsNew: query({
    doc: 'The changelog, newest version first.',
    input: z.object({}),
    output: z.array(ChangelogEntry),
    errors: [],
  }),
  openExternal: mutation({
    doc: 'Opens an https page in the default browser.',
    input: z.object({ url: z.url({ protocol: /^https$/ }) }),
    output: z.object({}),
    errors: ['unsupported', 'invalid-input'],
  }),
} as const

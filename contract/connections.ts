/** Saved connections: the bundled cluster's own (`local`) and any number of remote ones. */
import { z } from 'zod'
import { mutation, query, stream } from './define.ts'
import { ConnectionId } from './values.ts'

/** What kind of cluster it is: decides the colour of the frame and the default guard. */
export const Environment = z.enum(['development', 'staging', 'production'])
export type Environment = z.infer<typeof Environment>

/** How changes are guarded: not at all, by a confirmation, by typing the object's name, or refused. */
export const GuardMode = z.enum(['open', 'ask', 'typed', 'readOnly'])
export type GuardMode = z.infer<typeof GuardMode>

/** One of nine colours of the palette, 0 to 8. */
export const ColorIndex = z.number().int().min(0).max(8)

const BOOTSTRAP_SERVER = /^(\[[0-9a-fA-F:.]+\]|[^\s,:[\]]+):(\d+)$/

const MAX_PORT = 65_535

/** `host:port` pairs, comma separated. */
export const BootstrapServers = z
  .string()
  .trim()
  .min(1, 'At least one bootstrap server, for example broker.example.org:9092.')
  .max(4_096)
  .superRefine((text, context) => {
    const [message] = text.split(',').flatMap((server) => serverProblem(server) ?? [])
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })

/** What is wrong with one `host:port`, or null. */
function serverProblem(server: string): string | null {
  const port = BOOTSTRAP_SERVER.exec(server.trim())?.[2]
  if (port === undefined) return 'Each bootstrap server is host:port, separated by commas.'
  const isInRange = Number(port) >= 1 && Number(port) <= MAX_PORT
  return isInRange ? null : `A port is a number from 1 to ${MAX_PORT}, not ${port.slice(0, 20)}.`
}

export const ConnectionProfile = z.object({
  id: ConnectionId,
  name: z.string().trim().min(1, 'A connection needs a name.').max(80),
  kind: z.enum(['local', 'remote']),
  /** Empty for the local cluster while it is stopped. */
  bootstrapServers: z.string(),
  color: ColorIndex,
  environment: Environment,
  guard: GuardMode,
})
export type ConnectionProfile = z.infer<typeof ConnectionProfile>

export const ConnectionInput = z.object({
  /** Absent for one that is not saved yet. */
  id: ConnectionId.optional(),
  name: z.string().trim().min(1, 'A connection needs a name.').max(80),
  bootstrapServers: BootstrapServers,
  color: ColorIndex,
  environment: Environment,
  guard: GuardMode,
})
export type ConnectionInput = z.infer<typeof ConnectionInput>

export const ConnectionState = z.object({
  id: ConnectionId,
  state: z.enum(['idle', 'connecting', 'connected', 'failed']),
  /** Set when connected. */
  clusterId: z.string().nullable(),
  /** Brokers of the cluster, and those of them that are up. */
  brokerCount: z.number().int(),
  upBrokerCount: z.number().int(),
  /** What a broker calls itself, from its feature levels, for example `4.3`; null when unknown. */
  kafkaVersion: z.string().nullable(),
  /** Why the last attempt failed, in words. */
  error: z.string().nullable(),
})
export type ConnectionState = z.infer<typeof ConnectionState>

export const TestStep = z.object({
  step: z.enum(['resolve', 'connect', 'apiVersions', 'metadata', 'advertised']),
  /** What was tried, for example `broker.example.org:9092`. */
  target: z.string(),
  isOk: z.boolean(),
  durationMs: z.number(),
  /** What was found, or what went wrong and what to try. */
  detail: z.string(),
})
export type TestStep = z.infer<typeof TestStep>

export const connections = {
  list: query({
    doc: 'All saved connections, the local cluster first, then by name.',
    input: z.object({}),
    output: z.array(ConnectionProfile),
    errors: [],
  }),
  save: mutation({
    doc: 'Creates a remote connection, or replaces the one with the same id. The local one cannot be replaced.',
    input: ConnectionInput,
    output: ConnectionProfile,
    errors: ['invalid-input', 'not-found'],
  }),
  remove: mutation({
    doc: 'Forgets a remote connection and closes its sockets. The cluster itself is not touched.',
    input: z.object({ connectionId: ConnectionId }),
    output: z.object({}),
    errors: ['not-found', 'invalid-input'],
  }),
  test: stream({
    doc: 'Tries to reach a cluster step by step; each step is an item, the last failed one ends the stream.',
    input: z.object({ bootstrapServers: BootstrapServers }),
    item: TestStep,
    errors: ['invalid-input'],
  }),
  watch: stream({
    doc: 'The state of every connection: all of them at once, then each change.',
    input: z.object({}),
    item: ConnectionState,
    errors: [],
  }),
} as const

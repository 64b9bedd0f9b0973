/** Tries to reach a cluster step by step, so that the one that fails says what to mend. */
import dns from 'node:dns/promises'
import { KafkaClient, type KafkaClientOptions } from '#broker'
import type { Clock } from '#broker/base/clock'
import { describeError } from '#broker/base/logger'
import type { TestStep } from '#contract/connections'
import { asSentence } from '../sentence.ts'

/** Longest wait for one step. */
const STEP_TIMEOUT_MS = 8_000

/** Advertised addresses tried at most; a large cluster need not be walked. */
const MAX_ADVERTISED = 20

interface TestInput {
  readonly bootstrapServers: string
  readonly runtime: KafkaClientOptions['runtime'] & { readonly clock: Clock }
  readonly signal: AbortSignal
}

/** Steps as they are done; a step that fails for every server ends the test. */
export async function* testConnection(input: TestInput): AsyncGenerator<TestStep> {
  const servers = input.bootstrapServers.split(',').map((server) => server.trim())
  const reachable: string[] = []
  for (const server of servers) {
    const resolved = await step(input, { step: 'resolve', target: server }, () => resolve(server))
    yield resolved
    if (!resolved.isOk) continue
    const connected = await step(input, { step: 'connect', target: server }, () => connect(input, server))
    yield connected
    if (connected.isOk) reachable.push(server)
  }
  if (reachable.length === 0 || input.signal.aborted) return
  const client = new KafkaClient({
    bootstrapServers: reachable,
    clientId: 'loupe-test',
    runtime: input.runtime,
  })
  try {
    yield* testProtocol(input, client)
  } finally {
    await client.close()
  }
}

async function* testProtocol(input: TestInput, client: KafkaClient): AsyncGenerator<TestStep> {
  const limits = { timeoutMs: STEP_TIMEOUT_MS, signal: input.signal }
  let addresses: { readonly brokerId: number; readonly host: string; readonly port: number }[] = []
  const described = await step(input, { step: 'apiVersions', target: input.bootstrapServers }, async () => {
    const cluster = await client.admin.describeCluster(limits)
    addresses = [...cluster.brokers]
    return `Cluster ${cluster.clusterId ?? 'without an id'}`
  })
  yield described
  if (!described.isOk) return
  yield await step(input, { step: 'metadata', target: input.bootstrapServers }, async () => {
    const metadata = await client.metadata({ ...limits, fresh: true })
    return `${metadata.brokers.length} brokers, ${metadata.topics.size} topics`
  })
  for (const { brokerId, host, port } of addresses.slice(0, MAX_ADVERTISED)) {
    if (input.signal.aborted) return
    yield await step(input, { step: 'advertised', target: `${host}:${port}` }, async () => {
      await connect(input, `${host}:${port}`)
      return `Broker ${brokerId} answers at its advertised address`
    })
  }
}

async function step(
  { runtime }: TestInput,
  facts: Pick<TestStep, 'step' | 'target'>,
  attempt: () => Promise<string>,
): Promise<TestStep> {
  const startedAtMs = runtime.clock.monotonicMs()
  const done = (isOk: boolean, detail: string): TestStep => ({
    ...facts,
    isOk,
    durationMs: Math.round(runtime.clock.monotonicMs() - startedAtMs),
    detail,
  })
  try {
    return done(true, await attempt())
  } catch (error) {
    return done(false, `${asSentence(describeError(error))} ${ADVICE[facts.step]}`)
  }
}

const ADVICE: Readonly<Record<TestStep['step'], string>> = {
  resolve: 'Check the spelling, or whether a VPN is needed for this name.',
  connect: 'Check the port, and whether a firewall or VPN stands between.',
  apiVersions: 'Something listens there that does not speak Kafka without TLS or SASL.',
  metadata: 'The broker answers, but does not tell of its cluster.',
  advertised: 'The cluster names an address that this machine cannot reach: see advertised.listeners.',
}

async function resolve(server: string): Promise<string> {
  const host = server.slice(0, server.lastIndexOf(':')).replace(/^\[|\]$/g, '')
  const addresses = await dns.lookup(host, { all: true })
  return addresses.map(({ address }) => address).join(', ')
}

async function connect({ runtime, signal }: TestInput, server: string): Promise<string> {
  const cut = server.lastIndexOf(':')
  const connection = await runtime.network.connect({
    host: server.slice(0, cut).replace(/^\[|\]$/g, ''),
    port: Number(server.slice(cut + 1)),
    timeoutMs: STEP_TIMEOUT_MS,
    signal,
  })
  connection.handle({ onData: () => {}, onDrain: () => {}, onClose: () => {} })
  const { remoteHost, remotePort } = connection
  connection.destroy()
  return `Connected to ${remoteHost}:${remotePort}`
}

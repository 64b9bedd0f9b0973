/**
 * A cluster whose nodes are killed and started again while a workload runs, and the comparison of its
 * replicas afterwards. What the workloads promise is theirs to check.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { KafkaClient, nodeClientRuntime } from '#broker'
import { SeededRandom } from '#broker/base/random'
import type { Isolation } from '#broker/cluster/node-host'
import { type RunningCluster, startCluster } from '#broker/start-cluster'

/** What is done to a cluster, and for how long. */
export interface ChaosPlan {
  readonly seconds: number
  readonly isolation: Isolation
  /** Who is killed: brokers alone, or the controllers of the quorum too. */
  readonly victims: 'brokers' | 'all'
  /** From one kill to the next; the victim is started again after half of it. */
  readonly killEveryMs: number
  /** Chooses the victims and, in some workloads, when a worker crashes. */
  readonly seed: number
  /** Told about once in `killEveryMs`. */
  readonly onProgress?: (line: string) => void
}

const BROKERS = 3
const CONTROLLERS = 3
/** How long replicas may take to be in sync and alike after the last kill. */
const SETTLE_MS = 60_000

/** Three brokers and three controllers with the fast timers. */
export function startChaosCluster(plan: ChaosPlan): Promise<RunningCluster> {
  return startCluster({
    brokers: BROKERS,
    controllers: CONTROLLERS,
    profile: 'fast',
    isolation: plan.isolation,
    configs: {
      'default.replication.factor': '3',
      'min.insync.replicas': '2',
      'group.min.session.timeout.ms': '1000',
    },
    logLevel: 'error',
  })
}

export function chaosClient(cluster: RunningCluster, clientId: string): KafkaClient {
  return new KafkaClient({
    bootstrapServers: cluster.bootstrap.split(','),
    clientId,
    runtime: nodeClientRuntime,
  })
}

/** Creates a topic of three replicas, two of which must have a record before it is acknowledged. */
export async function createReplicatedTopic(
  client: KafkaClient,
  name: string,
  partitionCount: number,
): Promise<void> {
  await client.admin.createTopics([
    { name, partitionCount, replicationFactor: 3, configs: new Map([['min.insync.replicas', '2']]) },
  ])
}

/** Kills a random node every `killEveryMs` for the length of the plan. Resolves with the number of kills,
 *  when every node runs again. */
export async function killAtRandom(
  cluster: RunningCluster,
  plan: ChaosPlan,
  progress: () => string,
): Promise<number> {
  const { supervisor } = cluster
  const nodes = plan.victims === 'all' ? supervisor.nodes : supervisor.brokers
  const random = new SeededRandom(plan.seed)
  const untilMs = performance.now() + plan.seconds * 1_000
  let kills = 0
  while (performance.now() < untilMs) {
    await delay(plan.killEveryMs / 2)
    const victim = nodes[random.below(nodes.length)]
    if (victim === undefined) break
    if (plan.isolation === 'process') process.kill(victim.pid, 'SIGKILL')
    else await supervisor.act(victim.nodeId, 'kill')
    kills += 1
    await delay(plan.killEveryMs / 2)
    await supervisor.act(victim.nodeId, 'start')
    plan.onProgress?.(`kill ${kills}: node ${victim.nodeId}; ${progress()}`)
  }
  return kills
}

/** How the replicas of a topic's partitions compare, byte by byte of their logs. */
export interface ReplicaComparison {
  readonly same: number
  /** A line per partition whose replicas differ. */
  readonly different: readonly string[]
}

/** Waits until every replica is in sync, then compares their log files; what still differs is looked at
 *  again, since a follower is in sync a moment before it has the last batch. */
export async function compareReplicas(
  cluster: RunningCluster,
  client: KafkaClient,
  topic: string,
): Promise<ReplicaComparison> {
  const untilMs = performance.now() + SETTLE_MS
  for (;;) {
    const { topics } = await client.metadata({ topics: [topic], fresh: true })
    const partitions = topics.get(topic)?.partitions ?? []
    const isInSync = partitions.every(
      ({ inSyncReplicas, replicas }) => inSyncReplicas.length === replicas.length,
    )
    const isLate = performance.now() > untilMs
    if (isInSync || isLate) {
      const different = partitions.flatMap(({ partition }) => differences(cluster, `${topic}-${partition}`))
      if (!isInSync) different.push('not every replica came back in sync')
      if (isLate || different.length === 0) return { same: partitions.length - different.length, different }
    }
    await delay(200)
  }
}

function differences(cluster: RunningCluster, folder: string): string[] {
  const sums = cluster.supervisor.brokers.map(({ nodeId }) => {
    const directory = path.join(cluster.supervisor.directory.nodeDirectory(nodeId), folder)
    const hash = createHash('sha256')
    let bytes = 0
    for (const name of fs.readdirSync(directory).sort()) {
      if (!name.endsWith('.log')) continue
      const content = fs.readFileSync(path.join(directory, name))
      bytes += content.length
      hash.update(content)
    }
    return `node ${nodeId}: ${bytes} bytes ${hash.digest('hex').slice(0, 12)}`
  })
  const isSame = new Set(sums.map((sum) => sum.slice(sum.indexOf(':')))).size === 1
  return isSame ? [] : [`${folder}: ${sums.join(', ')}`]
}

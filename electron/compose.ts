/** The composition root: the only place of the back end that says `new`. */
import fs from 'node:fs'
import path from 'node:path'
import { nodeClientRuntime, type PortMove } from '#broker'
import { DisposableStack } from '#broker/base/disposable'
import { describeError, type Logger } from '#broker/base/logger'
import type { AppServices } from '#contract'
import { LOCAL_CONNECTION_ID } from '#contract/values'
import { startDemo } from '../resources/demo/demo.ts'
import { APP_ROOT } from './platform/app-root.ts'
import { clusterDirectoryIn } from './platform/data-directory.ts'
import type { Platform } from './platform/platform.ts'
import { createBrokersService } from './services/brokers/brokers-service.ts'
import { ClusterWatches } from './services/brokers/cluster-watches.ts'
import { Connections } from './services/connections/connections-service.ts'
import { createGroupsService } from './services/groups/groups-service.ts'
import { ClusterHost } from './services/local-cluster/cluster-host.ts'
import { createLocalClusterService } from './services/local-cluster/local-cluster-service.ts'
import { countOutOfSync, RollingRestarts } from './services/local-cluster/rolling-restart.ts'
import { MessagesService } from './services/messages/messages-service.ts'
import { createSettingsService } from './services/settings/settings-service.ts'
import { createSystemService } from './services/system/system-service.ts'
import { createTopicsService } from './services/topics/topics-service.ts'
import { createTransactionsService } from './services/transactions/transactions-service.ts'
import { ProfileStore } from './store/profile-store.ts'
import { SettingsStore } from './store/settings-store.ts'

/** Port of the local cluster's first broker at its first start; taken ports move it up. */
const LOCAL_CLUSTER_PORT = 9_092

export interface AppOptions {
  readonly platform: Platform
  readonly logger: Logger
  /** Brokers for this run; the setting unless given. */
  readonly brokerCount?: number | undefined
  /** False keeps the demo off for this run. */
  readonly isDemoAllowed: boolean
  /** One line for whoever started the app. */
  readonly say: (line: string) => void
}

export interface App {
  readonly services: AppServices
  /** Starts the local cluster when the settings say so; failures are shown in the page. */
  startLocalCluster(): Promise<void>
  dispose(): Promise<void>
}

export function createApp({ platform, logger, ...options }: AppOptions): App {
  const resources = new DisposableStack()
  const runtime = nodeClientRuntime
  const { clock } = runtime
  const settings = new SettingsStore(platform.dataDirectory, logger.child('settings'))
  const profiles = new ProfileStore(platform.dataDirectory, logger.child('connections'))
  const host = new ClusterHost({
    clock,
    logger: logger.child('local-cluster'),
    dataDirectory: clusterDirectoryIn(platform.dataDirectory),
    isEphemeral: false,
    port: LOCAL_CLUSTER_PORT,
    onPortsMoved: (move) => options.say(portsMovedLine(move)),
    brokerCount: () => options.brokerCount ?? settings.value.localBrokerCount,
    isDemoEnabled: options.isDemoAllowed && settings.value.demoData,
    startDemo: (bootstrap) =>
      startDemo({ bootstrap, onError: (message) => logger.warn('demo', { message }) }),
  })
  resources.defer(() => host.dispose())
  const connections = new Connections({
    profiles,
    runtime,
    logger: logger.child('client'),
    localBootstrapServers: () => host.bootstrapServers,
  })
  resources.defer(() => connections.dispose())
  host.onChange(() => connections.localClusterChanged())
  const watches = new ClusterWatches({
    access: connections,
    clock,
    localNodes: { read: () => host.nodes, onChange: (listener) => host.onChange(listener) },
  })
  resources.defer(() => watches.dispose())
  const rolling = new RollingRestarts({
    clock,
    host,
    outOfSyncCount: (signal) => countOutOfSync(connections.client(LOCAL_CONNECTION_ID), signal),
  })
  resources.defer(() => rolling.dispose())
  return {
    services: {
      connections: connections.service,
      localCluster: createLocalClusterService(host, rolling),
      brokers: createBrokersService(connections, watches),
      topics: createTopicsService(connections, clock),
      messages: new MessagesService(connections, clock),
      groups: createGroupsService(connections, clock),
      transactions: createTransactionsService(connections, clock),
      settings: createSettingsService(settings),
      system: createSystemService({ platform, changelog: readChangelog() }),
    },
    startLocalCluster: async () => {
      if (!settings.value.startsLocalCluster) return
      await host
        .start()
        .catch((error: unknown) =>
          logger.error('the local cluster did not start', { error: describeError(error) }),
        )
    },
    dispose: () => resources.dispose(),
  }
}

function portsMovedLine({ from, to }: PortMove): string {
  const taken = from.includes('-') ? `The ports ${from} are` : `The port ${from} is`
  return `${taken} taken: the local cluster listens on ${to}.`
}

/** The changelog beside the package's own description. */
function readChangelog(): string {
  try {
    return fs.readFileSync(path.join(APP_ROOT, 'CHANGELOG.md'), 'utf8')
  } catch {
    return '' // a package without it: the page shows nothing new
  }
}

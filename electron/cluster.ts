/**
 * `npm run cluster`: the bundled cluster alone. Prints one JSON line when every broker serves, and runs
 * until it is told to stop. Everything for people goes to stderr.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import {
  DataDirectoryError,
  ISOLATIONS,
  type Isolation,
  KAFKA_RELEASES,
  type KafkaRelease,
  NEWEST_RELEASE,
  NodeStartError,
  openLocalCluster,
  releaseOf,
  TIMER_PROFILES,
  type TimerProfile,
} from '#broker'
import { describeError } from '#broker/base/logger'
import { startDemo } from '../resources/demo/demo.ts'
import { type ControlPort, openControlPort } from './control-port.ts'
import { onStopRequest } from './lifetime.ts'
import {
  dataDirectoryOption,
  firstPortOption,
  integerOption,
  parseOptions,
  USAGE_EXIT_CODE,
  UsageError,
} from './options.ts'
import { claimDataDirectory, clusterDirectoryIn, defaultDataDirectory } from './platform/data-directory.ts'
import { readVersion } from './platform/version.ts'

const HELP = `npm run cluster -- [options]

  --brokers N       brokers, 1 to 9 (3)
  --controllers N   voters of the metadata quorum, 1 to 5 (1); with 3, one may be lost
  --combined        the first brokers are the voters, instead of controllers of their own
  --port PORT       port of broker 1, the others above it; 0 picks free ones (9092)
  --data-dir DIR    where the data lives, in a folder "cluster" as the app's does (the app's own place)
  --ephemeral       use a temporary directory and delete it at the end
  --profile NAME    kafka: Kafka's own times; fast: a lost broker is replaced in about two seconds (kafka)
  --isolation HOW   thread: all nodes in one process; process: each in its own (thread)
  --log-dirs N      log directories of each broker, 1 to 8 (1); one that fails takes only itself offline
  --racks A,B,C     racks, dealt out to the brokers in turn
  --kafka-version V advertise as that release of Kafka did, 2.8 to 4.3 (all that is served); a fresh
                    cluster begins with its features
  --control-port P  HTTP on 127.0.0.1: GET /status, and POST /brokers/{id}/{action} with start, stop, kill,
                    restart, freeze (?seconds=N; else until thawed), thaw or slow-disk (?ms=N per write; 0
                    ends it); the controller is 101. POST /brokers adds a broker, DELETE /brokers/{id} moves
                    its replicas away and removes it (POST /brokers/{id}/keep cancels that). POST
                    /partitions?nodes=1,2 cuts nodes off from all others (several nodes=: from each other),
                    DELETE /partitions heals. 0 picks a free port, which the JSON line names
  --demo            make the demo topics and keep records flowing
  --verbose         brokers' logs on stderr
  --version         print the version and end
  --help            print this and end

When every broker serves, one JSON line on stdout:
  {"bootstrap":"127.0.0.1:9092,…","clusterId":"…","readyMs":…,
   "brokers":[{"id":1,"host":"127.0.0.1","port":9092,"pid":…,"dataDir":"…"},…]}
and with --control-port also "controlPort".
It runs until SIGINT or SIGTERM and then stops cleanly.
`

interface Settings {
  readonly brokers: number
  readonly controllers: number
  readonly combined: boolean
  readonly port: number
  /** Null: a temporary one. */
  readonly dataDir: string | null
  readonly profile: TimerProfile
  readonly isolation: Isolation
  readonly logDirs: number
  readonly racks: readonly string[]
  readonly release: KafkaRelease
  /** Null: none. */
  readonly controlPort: number | null
  readonly demo: boolean
  readonly verbose: boolean
}

/** Null when there was only a question to answer. @throws UsageError. */
function settingsFrom(argv: readonly string[]): Settings | null {
  const values = parseOptions(argv, {
    brokers: { type: 'string', default: '3' },
    controllers: { type: 'string', default: '1' },
    combined: { type: 'boolean', default: false },
    port: { type: 'string', default: '9092' },
    'data-dir': { type: 'string' },
    ephemeral: { type: 'boolean', default: false },
    profile: { type: 'string', default: 'kafka' },
    isolation: { type: 'string', default: 'thread' },
    'log-dirs': { type: 'string', default: '1' },
    racks: { type: 'string', default: '' },
    'kafka-version': { type: 'string', default: NEWEST_RELEASE },
    'control-port': { type: 'string' },
    demo: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    version: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  })
  if (values.help || values.version) {
    process.stdout.write(values.help ? HELP : `${readVersion()}\n`)
    return null
  }
  if (values.ephemeral && values['data-dir'] !== undefined) {
    throw new UsageError('--ephemeral uses a directory of its own: leave --data-dir out.')
  }
  const brokers = integerOption(values.brokers, { name: 'brokers', min: 1, max: 9 })
  return {
    brokers,
    controllers: integerOption(values.controllers, {
      name: 'controllers',
      min: 1,
      max: values.combined ? Math.min(5, brokers) : 5,
      because: values.combined ? ` with ${brokers} brokers that are the controllers` : '',
    }),
    combined: values.combined,
    port: firstPortOption(values.port, brokers),
    dataDir: values.ephemeral ? null : dataDirectoryOption(values['data-dir'], defaultDataDirectory),
    profile: choiceOption(values.profile, 'profile', TIMER_PROFILES),
    isolation: choiceOption(values.isolation, 'isolation', ISOLATIONS),
    logDirs: integerOption(values['log-dirs'], { name: 'log-dirs', min: 1, max: 8 }),
    racks: values.racks.split(',').filter((rack) => rack !== ''),
    release: releaseOption(values['kafka-version']),
    controlPort:
      values['control-port'] === undefined
        ? null
        : integerOption(values['control-port'], { name: 'control-port', min: 0, max: 65_535 }),
    demo: values.demo,
    verbose: values.verbose,
  }
}

/** @throws UsageError. */
function choiceOption<Choice extends string>(text: string, name: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((known) => known === text)
  if (choice === undefined) throw new UsageError(`--${name} is ${choices.join(' or ')}, not "${text}".`)
  return choice
}

/** @throws UsageError. */
function releaseOption(text: string): KafkaRelease {
  const release = releaseOf(text)
  if (release === null) {
    throw new UsageError(`--kafka-version is one of ${KAFKA_RELEASES.join(', ')}, not "${text}".`)
  }
  return release
}

async function main(): Promise<void> {
  const settings = settingsFrom(process.argv.slice(2))
  if (settings === null) return
  const { dataDir } = settings
  const release = dataDir === null ? () => {} : claimDataDirectory(dataDir)
  const cluster = openLocalCluster({
    brokers: settings.brokers,
    controllers: settings.controllers,
    combined: settings.combined,
    port: settings.port,
    isPortStrict: true,
    dataDir:
      dataDir === null
        ? fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-cluster-'))
        : clusterDirectoryIn(dataDir),
    ephemeral: dataDir === null,
    profile: settings.profile,
    isolation: settings.isolation,
    logDirs: settings.logDirs,
    racks: settings.racks,
    release: settings.release,
  })
  if (settings.verbose) {
    cluster.onLog(({ record }) => {
      process.stderr.write(
        `${record.level} ${record.source}: ${record.message} ${JSON.stringify(record.fields)}\n`,
      )
    })
  }
  let stopDemo: () => Promise<void> = async () => {}
  let control: ControlPort | null = null
  let isStopping = false
  const stop = async (exitCode: number) => {
    if (isStopping) return
    isStopping = true
    await control?.close()
    await stopDemo()
    await cluster.dispose()
    release()
    process.exit(exitCode)
  }
  onStopRequest(() => void stop(0))
  try {
    await cluster.start()
  } catch (error) {
    if (!(error instanceof NodeStartError)) throw error
    const advice = error.code === 'ADDRESS_IN_USE' ? '. Choose another with --port; 0 picks free ones.' : ''
    process.stderr.write(`loupe: ${error.message}${advice}\n`)
    return stop(1)
  }
  if (settings.controlPort !== null) {
    try {
      control = await openControlPort(cluster, settings.controlPort)
    } catch (error) {
      process.stderr.write(
        `loupe: The control port ${settings.controlPort} cannot be opened: ${describeError(error)}. Choose another with --control-port; 0 picks a free one.\n`,
      )
      return stop(1)
    }
  }
  const { bootstrapServers: bootstrap, clusterId, readyMs } = cluster
  const brokers = cluster.brokers.map(({ nodeId, port, pid }) => ({
    id: nodeId,
    host: cluster.options.host,
    port,
    pid,
    dataDir: cluster.directory.nodeDirectory(nodeId),
  }))
  const controlled = control === null ? {} : { controlPort: control.port }
  process.stdout.write(`${JSON.stringify({ bootstrap, clusterId, readyMs, brokers, ...controlled })}\n`)
  if (settings.demo) {
    const demo = startDemo({
      bootstrap,
      onError: (message) => process.stderr.write(`loupe: demo: ${message}\n`),
    })
    stopDemo = () => demo.stop()
  }
}

main().catch((error: unknown) => {
  if (!(error instanceof UsageError) && !(error instanceof DataDirectoryError)) throw error
  const isUsage = error instanceof UsageError
  process.stderr.write(`loupe: ${error.message}\n${isUsage ? `\n${HELP}` : ''}`)
  process.exitCode = isUsage ? USAGE_EXIT_CODE : 1
})

/** The flags of `npm run cluster`. */
import {
  ISOLATIONS,
  type Isolation,
  KAFKA_RELEASES,
  type KafkaRelease,
  NEWEST_RELEASE,
  releaseOf,
  TIMER_PROFILES,
  type TimerProfile,
} from '#broker'
import { dataDirectoryOption, firstPortOption, integerOption, parseOptions, UsageError } from './options.ts'
import { defaultDataDirectory } from './platform/data-directory.ts'

const MAX_CONTROLLERS = 5

export const CLUSTER_HELP = `npm run cluster -- [options]

  --brokers N       brokers, 1 to 9 (3)
  --controllers N   voters of the metadata quorum, 1 to 5 (1); with 3, one may be lost, with 5, two
  --combined        the first brokers are the voters, instead of controllers of their own; a directory that was
                    used before keeps its voters when both are left out
  --port PORT       port of broker 1, the others above it; 0 picks free ones (9092)
  --data-dir DIR    where the data lives, in a folder "cluster" as the app's does (the app's own place)
  --ephemeral       use a temporary directory and delete it at the end
  --profile NAME    kafka: Kafka's own times; fast: a lost broker is replaced in about two seconds (kafka)
  --isolation HOW   thread: all nodes in one process; process: each in its own (thread)
  --log-dirs N      log directories of each broker, 1 to 8 (1); one that fails takes only itself offline
  --racks A,B,C     racks, dealt out to the brokers in turn
  --kafka-version V advertise as that release of Kafka did, 2.8 to 4.3 (all that is served); a fresh
                    cluster begins with its features
  --control-port P  HTTP on 127.0.0.1: GET /status tells of the nodes and who leads the quorum. POST
                    /brokers/{id}/{action} with start, stop, kill, restart, freeze (?seconds=N; else until
                    thawed), thaw or slow-disk (?ms=N per write; 0 ends it); the controller is 101. POST
                    /brokers adds a broker and names its id, DELETE /brokers/{id} moves its replicas away and
                    removes it (POST /brokers/{id}/keep cancels that). POST /partitions?nodes=1,2 cuts nodes
                    off from all others (several nodes=: from each other), DELETE /partitions heals. 0 picks
                    a free port, which the JSON line names
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

/** What `npm run cluster` was asked for. */
export interface ClusterSettings {
  readonly brokers: number
  /** Undefined: as the directory was made. */
  readonly controllers: number | undefined
  /** Undefined: as the directory was made. */
  readonly combined: true | undefined
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

/** Or which question there is to answer. @throws UsageError. */
export function parseClusterFlags(argv: readonly string[]): ClusterSettings | 'help' | 'version' {
  const values = parseOptions(argv, {
    brokers: { type: 'string', default: '3' },
    controllers: { type: 'string' },
    combined: { type: 'boolean', default: false },
    port: { type: 'string', default: '9092' },
    'data-dir': { type: 'string' },
    ephemeral: { type: 'boolean', default: false },
    profile: { type: 'string', default: 'kafka' },
    isolation: { type: 'string', default: 'thread' },
    'log-dirs': { type: 'string', default: '1' },
    racks: { type: 'string' },
    'kafka-version': { type: 'string', default: NEWEST_RELEASE },
    'control-port': { type: 'string' },
    demo: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    version: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  })
  if (values.help) return 'help'
  if (values.version) return 'version'
  if (values.ephemeral && values['data-dir'] !== undefined) {
    throw new UsageError('--ephemeral uses a directory of its own: leave --data-dir out.')
  }
  const brokers = integerOption(values.brokers, { name: 'brokers', min: 1, max: 9 })
  const port = firstPortOption(values.port, brokers)
  return {
    brokers,
    controllers: controllersOption(values.controllers, { brokers, isCombined: values.combined }),
    combined: values.combined || undefined,
    port,
    dataDir: values.ephemeral ? null : dataDirectoryOption(values['data-dir'], defaultDataDirectory),
    profile: choiceOption(values.profile, 'profile', TIMER_PROFILES),
    isolation: choiceOption(values.isolation, 'isolation', ISOLATIONS),
    logDirs: integerOption(values['log-dirs'], { name: 'log-dirs', min: 1, max: 8 }),
    racks: racksOption(values.racks),
    release: releaseOption(values['kafka-version']),
    controlPort: controlPortOption(values['control-port'], { port, brokers }),
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

/** @throws UsageError. */
function controllersOption(
  text: string | undefined,
  { brokers, isCombined }: { readonly brokers: number; readonly isCombined: boolean },
): number | undefined {
  if (text === undefined) return undefined
  return integerOption(text, {
    name: 'controllers',
    min: 1,
    max: isCombined ? Math.min(MAX_CONTROLLERS, brokers) : MAX_CONTROLLERS,
    because: isCombined ? ` with ${brokers} brokers that are the controllers` : '',
  })
}

/** What is worth knowing of a quorum of so many; null for nothing. */
export function quorumAdvice(controllerCount: number): string | null {
  if (controllerCount % 2 === 1) return null
  const spare = controllerCount / 2 - 1
  const lost = spare === 0 ? 'none of them may be lost' : `${spare} of them may be lost`
  return `with ${controllerCount} controllers ${lost}, as with ${controllerCount - 1}: ${controllerCount + 1} would bear one more.`
}

/** @throws UsageError for a list in which a name is missing. */
function racksOption(text: string | undefined): readonly string[] {
  if (text === undefined) return []
  const racks = text.split(',').map((rack) => rack.trim())
  if (racks.includes(''))
    throw new UsageError(`--racks takes names with commas between, a,b,c, not "${text}".`)
  return racks
}

/** Null when there is to be none. @throws UsageError when one of our own brokers is to have it. */
function controlPortOption(
  text: string | undefined,
  brokers: { readonly port: number; readonly brokers: number },
): number | null {
  if (text === undefined) return null
  const controlPort = integerOption(text, { name: 'control-port', min: 0, max: 65_535 })
  const brokerId = controlPort - brokers.port + 1
  if (controlPort > 0 && brokers.port > 0 && brokerId >= 1 && brokerId <= brokers.brokers) {
    throw new UsageError(
      `--control-port ${controlPort} is the port of broker ${brokerId}: with --port ${brokers.port} the brokers listen up to ${brokers.port + brokers.brokers - 1}.`,
    )
  }
  return controlPort
}

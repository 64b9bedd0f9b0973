/**
 * What a caller of `startCluster` may ask for, checked before anything is opened: plain JavaScript calls
 * it too, and a config that no broker knows must not look as if it counted.
 */
import path from 'node:path'
import { KAFKA_RELEASES, NEWEST_RELEASE, releaseOf } from './base/kafka-releases.ts'
import { DataDirectory } from './cluster/data-directory.ts'
import { MAX_CONTROLLERS } from './cluster/directory-fit.ts'
import { MAX_BROKERS } from './cluster/local-cluster.ts'
import { ISOLATIONS } from './cluster/node-host.ts'
import { staticConfigProblems } from './config/alter.ts'
import { brokerConfigs } from './config/broker-configs.ts'
import { MAX_LOG_DIRECTORIES } from './log/log-directories.ts'
import { TIMER_PROFILES } from './timer-profiles.ts'
import { KafkaError } from './wire/kafka-error.ts'

/** Options of `startCluster` by name; another one is a slip. */
const OPTION_NAMES: ReadonlySet<string> = new Set([
  'brokers',
  'controllers',
  'combined',
  'port',
  'dataDir',
  'ephemeral',
  'profile',
  'logDirs',
  'kafkaVersion',
  'isolation',
  'racks',
  'configs',
  'logLevel',
])

const LOG_LEVELS: readonly unknown[] = ['debug', 'info', 'warn', 'error']

const MAX_PORT = 65_535

/** Configs that follow from the other options: a value given here would be told to clients and be untrue. */
const DECIDED_BY_THE_CLUSTER: ReadonlySet<string> = new Set([
  'node.id',
  'broker.id',
  'broker.rack',
  'process.roles',
  'listeners',
  'advertised.listeners',
  'controller.quorum.voters',
  'log.dir',
  'log.dirs',
])

/** @throws KafkaError INVALID_REQUEST for an option, INVALID_CONFIG for a config; the message names it. */
export function checkStartOptions(options: unknown): void {
  if (!isRecord(options)) {
    throw wrongOption(`The options must be an object, for example { brokers: 1 }, not ${shown(options)}`)
  }
  for (const name of Object.keys(options)) {
    if (!OPTION_NAMES.has(name)) {
      throw wrongOption(`There is no option "${name}". The options are ${[...OPTION_NAMES].join(', ')}`)
    }
  }
  checkNodes(options)
  const { dataDir = '.', ephemeral = false, configs = {}, logLevel = 'warn', racks = [] } = options
  if (typeof dataDir !== 'string' || dataDir === '') throw wrongOption('dataDir must be the path of a folder')
  if (typeof ephemeral !== 'boolean') throw wrongOption('ephemeral must be true or false')
  const { isolation = 'thread', profile = 'kafka' } = options
  checkChoice(logLevel, 'logLevel', LOG_LEVELS)
  checkChoice(isolation, 'isolation', ISOLATIONS)
  checkChoice(profile, 'profile', TIMER_PROFILES)
  const { kafkaVersion = NEWEST_RELEASE } = options
  if (typeof kafkaVersion !== 'string' || releaseOf(kafkaVersion) === null) {
    throw wrongOption(`kafkaVersion must be one of ${KAFKA_RELEASES.join(', ')}, not ${shown(kafkaVersion)}`)
  }
  if (!Array.isArray(racks) || !racks.every((rack) => typeof rack === 'string' && rack !== '')) {
    throw wrongOption(`racks must be a list of names, for example ['a', 'b', 'c'], not ${shown(racks)}`)
  }
  checkConfigs(configs)
}

/**
 * Refuses to delete at the end what was there before.
 * @throws KafkaError INVALID_REQUEST when an ephemeral cluster would be in a folder that holds one.
 */
export function checkEphemeral(options: { readonly dataDir?: string; readonly ephemeral?: boolean }): void {
  if (options.dataDir === undefined || options.ephemeral !== true) return
  const found = DataDirectory.leftIn(options.dataDir)
  if (found.length === 0) return
  throw wrongOption(
    `ephemeral would delete the cluster that ${path.resolve(options.dataDir)} holds already (${found.join(', ')}): leave ephemeral out to go on with it, or choose a dataDir that is missing or empty`,
  )
}

/** Configs as brokers read them: numbers and booleans as JavaScript writes them. @throws KafkaError INVALID_CONFIG. */
export function configTexts(configs: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(configs).map(([name, value]) => {
      const text = configText(value)
      if (text !== null) return [name, text]
      throw wrongConfig(
        `The value of configuration ${name} must be a string, a number, true or false, not ${shown(value)}`,
      )
    }),
  )
}

/** Null for what has no text that a config could be. */
function configText(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'boolean' || Number.isFinite(value) ? String(value) : null
}

function checkNodes(options: Readonly<Record<string, unknown>>): void {
  const { brokers = 1, port = 0, controllers = 1, combined = false, logDirs = 1 } = options
  checkWholeNumber(logDirs, { name: 'logDirs', min: 1, max: MAX_LOG_DIRECTORIES })
  checkWholeNumber(controllers, { name: 'controllers', min: 1, max: MAX_CONTROLLERS })
  checkWholeNumber(brokers, { name: 'brokers', min: 1, max: MAX_BROKERS })
  checkWholeNumber(port, { name: 'port', min: 0, max: MAX_PORT + 1 - Number(brokers) })
  if (typeof combined !== 'boolean') throw wrongOption('combined must be true or false')
  if (combined && Number(controllers) > Number(brokers)) {
    throw wrongOption(`with combined, controllers can be at most the number of brokers, ${String(brokers)}`)
  }
}

function checkConfigs(configs: unknown): void {
  if (!isRecord(configs)) {
    throw wrongOption(`configs must be an object of broker configs by name, not ${shown(configs)}`)
  }
  for (const name of Object.keys(configs)) {
    if (DECIDED_BY_THE_CLUSTER.has(name)) {
      throw wrongConfig(`${name} cannot be given: it follows from the options of the cluster`)
    }
  }
  // A name that nobody knows is the worse slip: it is told whatever its value is.
  const unknown = Object.keys(configs).filter((name) => !brokerConfigs.has(name))
  const values =
    unknown.length > 0 ? unknown.map((name) => [name, ''] as const) : Object.entries(configTexts(configs))
  const problems = staticConfigProblems(new Map(values))
  if (problems.length > 0) throw wrongConfig(problems.join('; '))
}

function checkChoice(value: unknown, name: string, choices: readonly unknown[]): void {
  if (choices.includes(value)) return
  const named = choices.length === 2 ? choices.join(' or ') : `one of ${choices.join(', ')}`
  throw wrongOption(`${name} must be ${named}, not ${shown(value)}`)
}

function checkWholeNumber(
  value: unknown,
  { name, min, max }: { readonly name: string; readonly min: number; readonly max: number },
): void {
  if (Number.isInteger(value) && Number(value) >= min && Number(value) <= max) return
  throw wrongOption(`${name} must be a whole number from ${min} to ${max}, not ${shown(value)}`)
}

/** An object that is no list. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** As it was written, or what it is. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  return typeof value === 'string' ? `"${value}"` : String(value)
}

function wrongOption(message: string): KafkaError {
  return new KafkaError('INVALID_REQUEST', message)
}

function wrongConfig(message: string): KafkaError {
  return new KafkaError('INVALID_CONFIG', message)
}

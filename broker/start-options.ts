/**
 * What a caller of `startCluster` may ask for, checked before anything is opened: plain JavaScript calls
 * it too, and a config that no broker knows must not look as if it counted.
 */

import { KAFKA_RELEASES, NEWEST_RELEASE, releaseOf } from './base/kafka-releases.ts'
import { MAX_BROKERS, MAX_CONTROLLERS } from './cluster/local-cluster.ts'
import { staticConfigProblems } from './config/alter.ts'
import { MAX_LOG_DIRECTORIES } from './log/log-directories.ts'
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
export function checkStartOptions(options: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(options)) {
    if (!OPTION_NAMES.has(name)) {
      throw wrongOption(`There is no option "${name}". The options are ${[...OPTION_NAMES].join(', ')}`)
    }
  }
  const { brokers = 1, port = 0, dataDir = '.', ephemeral = false, configs = {}, logLevel = 'warn' } = options
  const { profile = 'kafka', controllers = 1, combined = false, logDirs = 1 } = options
  checkWholeNumber(controllers, { name: 'controllers', min: 1, max: MAX_CONTROLLERS })
  checkWholeNumber(logDirs, { name: 'logDirs', min: 1, max: MAX_LOG_DIRECTORIES })
  checkWholeNumber(brokers, { name: 'brokers', min: 1, max: MAX_BROKERS })
  checkWholeNumber(port, { name: 'port', min: 0, max: MAX_PORT + 1 - Number(brokers) })
  if (typeof dataDir !== 'string' || dataDir === '') throw wrongOption('dataDir must be the path of a folder')
  if (typeof combined !== 'boolean') throw wrongOption('combined must be true or false')
  if (combined && Number(controllers) > Number(brokers)) {
    throw wrongOption(`with combined, controllers can be at most the number of brokers, ${String(brokers)}`)
  }
  if (typeof ephemeral !== 'boolean') throw wrongOption('ephemeral must be true or false')
  if (!LOG_LEVELS.includes(logLevel)) {
    throw wrongOption(`logLevel must be one of ${LOG_LEVELS.join(', ')}, not ${shown(logLevel)}`)
  }
  const { isolation = 'thread' } = options
  if (isolation !== 'thread' && isolation !== 'process') {
    throw wrongOption(`isolation must be thread or process, not ${shown(isolation)}`)
  }
  if (profile !== 'kafka' && profile !== 'fast') {
    throw wrongOption(`profile must be kafka or fast, not ${shown(profile)}`)
  }
  const { kafkaVersion = NEWEST_RELEASE } = options
  if (typeof kafkaVersion !== 'string' || releaseOf(kafkaVersion) === null) {
    throw wrongOption(`kafkaVersion must be one of ${KAFKA_RELEASES.join(', ')}, not ${shown(kafkaVersion)}`)
  }
  checkConfigs(configs)
}

function checkConfigs(configs: unknown): void {
  if (typeof configs !== 'object' || configs === null) {
    throw wrongOption('configs must be an object of broker configs by name')
  }
  const values = new Map<string, string>()
  for (const [name, value] of Object.entries(configs)) {
    if (DECIDED_BY_THE_CLUSTER.has(name)) {
      throw wrongConfig(`${name} cannot be given: it follows from the options of the cluster`)
    }
    if (typeof value !== 'string') {
      throw wrongConfig(`The value of configuration ${name} must be a string, not ${shown(value)}`)
    }
    values.set(name, value)
  }
  const problems = staticConfigProblems(values)
  if (problems.length > 0) throw wrongConfig(problems.join('; '))
}

function checkWholeNumber(
  value: unknown,
  { name, min, max }: { readonly name: string; readonly min: number; readonly max: number },
): void {
  if (Number.isInteger(value) && Number(value) >= min && Number(value) <= max) return
  throw wrongOption(`${name} must be a whole number from ${min} to ${max}, not ${shown(value)}`)
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value)
}

function wrongOption(message: string): KafkaError {
  return new KafkaError('INVALID_REQUEST', message)
}

function wrongConfig(message: string): KafkaError {
  return new KafkaError('INVALID_CONFIG', message)
}

/**
 * Clients of others that are not among our packages, used where the environment names them:
 * LOUPE_KAFKA_CLASSPATH, the jars of Apache Kafka (with java), and LOUPE_CONFLUENT_PYTHON, a python with
 * confluent-kafka 2.6 or later. A test that needs one which is not named is skipped.
 */
import { spawn } from 'node:child_process'
import type { TestContext } from 'vitest'

const CLASSPATH = process.env['LOUPE_KAFKA_CLASSPATH'] ?? ''
const PYTHON = process.env['LOUPE_CONFLUENT_PYTHON'] ?? ''

/** Skips the test where there is no Java client. */
export function needsJava(context: TestContext): void {
  if (CLASSPATH === '') context.skip('LOUPE_KAFKA_CLASSPATH names no jars of Apache Kafka')
}

/** Skips the test where there is no confluent-kafka. */
export function needsPython(context: TestContext): void {
  if (PYTHON === '') context.skip('LOUPE_CONFLUENT_PYTHON names no python with confluent-kafka')
}

/** Runs a class, or a program of one file, with the jars at hand; answers what it wrote. */
export function java(args: readonly string[]): Promise<string> {
  return output('java', ['-cp', CLASSPATH, ...args])
}

/** Runs python; answers what it wrote. */
export function python(args: readonly string[]): Promise<string> {
  return output(PYTHON, args)
}

function output(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  child.stdout.on('data', (chunk) => (text += String(chunk)))
  child.stderr.on('data', (chunk) => (text += String(chunk)))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => resolve(text))
  })
}
